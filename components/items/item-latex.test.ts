import { expect, it } from "vitest";
import { itemsLatex, MOST_LATEX_ROWS } from "./item-latex";
import { facts, twoRows } from "./item-list.test-support";

const list = twoRows(
  { prompt: "capital of france & more ?", edited: "capital of france & more ? it rains ." },
  Float32Array.of(0.5, 0.125),
);
const cueOf = () => "weather";

it("has the rows in their order, in the page's words, after what it is and where it is from", () => {
  const lines = itemsLatex(list, Int32Array.of(1, 0), cueOf, facts).trimEnd().split("\n");
  expect(lines.slice(0, 3)).toEqual(["% Title: Items", "% Method: as recorded", "% Link: http://x/items/"]);
  expect(lines[3]).toMatch(/^% Needs: \\usepackage\{array,longtable\}/);
  // All but the margin wrap, within the text's width.
  const columns =
    /^\\begin\{longtable\}\{(?:>\{\\raggedright\\arraybackslash\}p\{[\d.]+\\linewidth\}){6}r\}$/;
  const begin = lines.find((line) => line.startsWith("\\begin")) ?? "";
  expect(begin).toMatch(columns);
  const widths = [...begin.matchAll(/p\{([\d.]+)/g)].map(([, width]) => Number(width));
  expect(widths.reduce((sum, width) => sum + width)).toBeLessThan(0.86);
  const foot = lines.indexOf("  \\endfoot");
  expect(lines.slice(foot + 1, foot + 3)).toEqual([
    "  capital of france \\& more ? & weather put in & paris $\\to$ unsure & lyon & unsure & other reply & 0.13 \\\\",
    "  capital of france \\& more ? & weather put in & paris & paris & paris & no change & 0.50 \\\\",
  ]);
});

it("says that there are more rows than it has, and that margins are missing", () => {
  const rows = new Int32Array(MOST_LATEX_ROWS + 700);
  const text = itemsLatex({ ...list, margins: null }, rows, cueOf, facts);
  expect(text).toContain("% Notes: The first 500 of 1,200 rows, in the page's order. n/a where the margins");
  expect(text.match(/no change & n\/a/g)).toHaveLength(MOST_LATEX_ROWS);
});
