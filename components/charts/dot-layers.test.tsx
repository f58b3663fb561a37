// @vitest-environment happy-dom
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkShape, SeedsInterval } from "./dot-layers";

/** The places of a drawing's lines. */
function linesOf(markup: string) {
  document.body.innerHTML = `<svg>${markup}</svg>`;
  return [...document.querySelectorAll("line")].map((line) =>
    ["x1", "x2", "y1", "y2"].map((name) => Number(line.getAttribute(name))),
  );
}

test("an interval over seeds has ends that are seen on a mark and on a thicker interval", () => {
  for (const isDown of [false, true]) {
    // Shorter than the mark that lies on it.
    const [from, to] = isDown
      ? [
          { x: 49, y: 20 },
          { x: 51, y: 20 },
        ]
      : [
          { x: 20, y: 51 },
          { x: 20, y: 49 },
        ];
    const lines = linesOf(renderToStaticMarkup(<SeedsInterval from={from} to={to} isDown={isDown} />));
    expect(lines).toHaveLength(3);
    document.body.innerHTML = `<svg>${renderToStaticMarkup(
      <MarkShape x={20} y={50} form="circle" radius={5} fill="black" />,
    )}</svg>`;
    const radius = Number(document.querySelector("circle")?.getAttribute("r"));
    for (const [x1 = 0, x2 = 0, y1 = 0, y2 = 0] of lines.slice(1)) {
      const reach = isDown ? Math.abs(y2 - y1) / 2 : Math.abs(x2 - x1) / 2;
      expect(reach).toBeGreaterThan(radius);
      // And no end says another value than its own.
      expect(isDown ? x1 - x2 : y1 - y2).toBe(0);
    }
  }
});
