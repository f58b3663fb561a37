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
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "dominant-baseline",
] as const;

const SVG = "http://www.w3.org/2000/svg";

/** Copies computed styles from the live tree onto its clone; both have the same shape. */
function inlineStyles(live: Element, clone: Element): void {
  const style = getComputedStyle(live);
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value !== "") clone.setAttribute(property, value);
  }
  clone.removeAttribute("class");
  clone.removeAttribute("style");
  clone.removeAttribute("tabindex");
  clone.removeAttribute("role");
  for (let i = 0; i < live.children.length; i++) {
    inlineStyles(live.children[i] as Element, clone.children[i] as Element);
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
    inlineStyles(svg, clone);
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
