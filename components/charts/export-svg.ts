/**
 * A figure as one SVG file that looks the same outside the page: every plot of the figure in its place, with
 * the computed styles written onto the elements (so no variable and no style sheet is needed) on the theme's
 * paper. Text stays text. Browser only.
 */

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

const SVG = "http://www.w3.org/2000/svg";

/** The page's face under its public name: the file carries no font. */
const FONT_FAMILY = '"Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif';

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
    else clone.setAttribute(property, value);
  }
  for (const name of ["class", "style", "tabindex", "role", "font-family"]) clone.removeAttribute(name);
  for (let i = 0; i < live.children.length; i++) {
    inlineStyles(live.children[i] as Element, clone.children[i] as Element, style);
  }
}

/**
 * The plots inside `container` as the text of one SVG file, or null where there is no plot.
 * `note` becomes the file's description (title, method, where it is from).
 */
export function toSvgFile(container: HTMLElement, title: string, note: string): string | null {
  const plots = [...container.querySelectorAll<SVGSVGElement>("svg[data-plot], svg.recharts-surface")].filter(
    (svg) => svg.parentElement?.closest("svg") === null,
  );
  if (plots.length === 0) return null;
  const boxes = plots.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top;
  const margin = 16;

  const file = document.createElementNS(SVG, "svg");
  file.setAttribute("xmlns", SVG);
  file.setAttribute("font-family", FONT_FAMILY);
  file.setAttribute("viewBox", `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`);
  file.setAttribute("width", String(width + 2 * margin));
  file.setAttribute("height", String(height + 2 * margin));
  const titleElement = document.createElementNS(SVG, "title");
  titleElement.textContent = title;
  const descElement = document.createElementNS(SVG, "desc");
  descElement.textContent = note;
  const paper = document.createElementNS(SVG, "rect");
  const sizes = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin };
  for (const [key, value] of Object.entries(sizes)) paper.setAttribute(key, String(value));
  paper.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  file.append(titleElement, descElement, paper);

  plots.forEach((svg, index) => {
    const box = boxes[index] as DOMRect;
    const clone = svg.cloneNode(true) as SVGSVGElement;
    inlineStyles(svg, clone, null);
    clone.setAttribute("x", String(box.left - left));
    clone.setAttribute("y", String(box.top - top));
    clone.setAttribute("width", String(box.width));
    clone.setAttribute("height", String(box.height));
    clone.setAttribute("overflow", "visible");
    file.append(clone);
  });
  return new XMLSerializer().serializeToString(file);
}

/** Hands a text to the visitor as a file. */
export function downloadText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
