/**
 * A figure as one SVG file that looks the same outside the page: every plot of the figure in its place, with
 * the computed styles written onto the elements (so no variable and no style sheet is needed) on the theme's
 * paper. Text stays text, and the face it is set in comes along. Browser only.
 */
import { FONT_STACK } from "./embedded-font";
import { type FigureFacts, listFacts } from "./figure-facts";

/** The properties that charts use; writing all computed ones would make megabytes of it. */
const PROPERTIES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "dominant-baseline",
] as const;

/** Attributes that mean something on the page alone. */
const PAGE_ONLY = ["class", "style", "tabindex", "role", "font-family", "cursor", "pointer-events"];

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 16;

/** `rgb(0, 112, 108)` as `#00706c`: a third of a file is colours. */
function shortValue(value: string): string {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value)?.slice(1);
  if (channels) return `#${channels.map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`;
  return value.replace(/^([\d.]+)px$/, "$1");
}

/**
 * Copies computed styles from the live tree onto its clone; both have the same shape. All of the properties but
 * opacity are inherited, so each is written only where it differs from the parent's.
 */
function inlineStyles(live: Element, clone: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(live);
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    const isImplied = property === "opacity" ? value === "1" : value === parent?.getPropertyValue(property);
    if (isImplied || value === "") clone.removeAttribute(property);
    else clone.setAttribute(property, shortValue(value));
  }
  const isTabular = style.fontVariantNumeric.includes("tabular");
  for (const name of PAGE_ONLY) clone.removeAttribute(name);
  if (isTabular && !parent?.fontVariantNumeric.includes("tabular")) {
    clone.setAttribute("style", "font-variant-numeric:tabular-nums");
  }
  for (const attribute of [...clone.attributes]) {
    if (/^(aria|data)-/.test(attribute.name)) clone.removeAttribute(attribute.name);
  }
  for (let i = 0; i < live.children.length; i++) {
    inlineStyles(live.children[i] as Element, clone.children[i] as Element, style);
  }
}

function makeElement(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

/** A tenth of a pixel is finer than anybody sees. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export type SvgFile = { text: string; width: number; height: number };

/** The plots of a figure, in the order of the page. */
function findPlots(container: HTMLElement): SVGSVGElement[] {
  const plots = container.querySelectorAll<SVGSVGElement>("svg[data-plot]");
  return [...plots].filter((svg) => svg.parentElement?.closest("svg") === null);
}

/**
 * The plots inside `container` as the text of one SVG file, with its size in CSS pixels; null where there is no
 * plot. `font` is a style sheet with the face in it (`embeddedFont`).
 */
export function toSvgFile(container: HTMLElement, facts: FigureFacts, font: string | null): SvgFile | null {
  const plots = findPlots(container);
  if (plots.length === 0) return null;
  const boxes = plots.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left) + 2 * MARGIN;
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top) + 2 * MARGIN;

  const viewBox = `${-MARGIN} ${-MARGIN} ${width} ${height}`;
  const file = makeElement("svg", { "font-family": FONT_STACK, viewBox, width, height });
  const [, ...others] = listFacts(facts);
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  file.append(
    makeElement("title", {}, facts.title),
    makeElement("desc", {}, others.map(([name, text]) => `${name}: ${text}`).join("\n")),
    makeElement("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: shortValue(paper) }),
  );
  if (font !== null) file.append(makeElement("style", {}, font));

  plots.forEach((svg, index) => {
    const box = boxes[index] as DOMRect;
    const clone = svg.cloneNode(true) as SVGSVGElement;
    inlineStyles(svg, clone, null);
    clone.setAttribute("x", String(round(box.left - left)));
    clone.setAttribute("y", String(round(box.top - top)));
    clone.setAttribute("width", String(round(box.width)));
    clone.setAttribute("height", String(round(box.height)));
    clone.setAttribute("overflow", "visible");
    file.append(clone);
  });
  return { text: new XMLSerializer().serializeToString(file), width, height };
}
