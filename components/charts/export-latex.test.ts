import { expect, it } from "vitest";
import { escapeLatex, toLatex, toLongLatex } from "./export-latex";

const FACTS = {
  title: "50 % & more",
  method: "Intervals: 95 %",
  link: "https://example.org/matrix/?split=held-out&flip=0-2",
  provenance: { bundle: "organisms", sha256: "cd".repeat(32), command: "npm run training:results" },
};

it("is a plain tabular behind comments that say where it is from", () => {
  const table = {
    header: ["arm", "K"],
    isNumber: [false, true],
    rows: [
      ["fixed_shift", "0.61\u00a0[0.57,\u00a00.66]"],
      ["[none]", "\u22120.02"],
    ],
  };
  expect(toLatex(table, FACTS)).toBe(
    `% Title: 50 % & more
% Method: Intervals: 95 %
% Link: https://example.org/matrix/?split=held-out&flip=0-2
% Bundle: organisms, bundle.json has SHA-256 ${"cd".repeat(32)}
% Reproduce: npm run training:results
\\begin{tabular}{lr}
  \\hline
  arm & K \\\\
  \\hline
  fixed\\_shift & 0.61~[0.57,~0.66] \\\\
  {}[none] & $-$0.02 \\\\
  \\hline
\\end{tabular}
`,
  );
});

it("escapes everything that LaTeX would take for a command, once", () => {
  expect(escapeLatex("a\\b{c}$#_%&~^<|>")).toBe(
    "a\\textbackslash{}b\\{c\\}\\$\\#\\_\\%\\&\\textasciitilde{}\\textasciicircum{}$<$$|$$>$",
  );
  expect(escapeLatex("“½ no preference” – it’s ≥ 0 → 1")).toBe(
    "``$\\frac{1}{2}$ no preference'' -- it's $\\geq$ 0 $\\to$ 1",
  );
});

it("refuses a ragged row", () => {
  expect(() => toLatex({ header: ["a"], isNumber: [false], rows: [["1", "2"]] }, FACTS)).toThrow(
    "expected 1 cells in a row, got 2",
  );
});

it("breaks a long table over pages and its words over lines, and names the packages", () => {
  const table = {
    header: ["prompt_id", "K"],
    isNumber: [false, true],
    rows: [
      ["50 % & more", "0.61"],
      ["* {any}", "0.02"],
    ],
  };
  expect(toLongLatex(table, [0.75, null], { ...FACTS, provenance: null })).toBe(
    `% Title: 50 % & more
% Method: Intervals: 95 %
% Link: https://example.org/matrix/?split=held-out&flip=0-2
% Needs: \\usepackage{array,longtable}, and a text of one column
{\\scriptsize\\setlength{\\tabcolsep}{2pt}%
\\begin{longtable}{>{\\raggedright\\arraybackslash}p{0.75\\linewidth}r}
  \\hline
  prompt\\_id & K \\\\
  \\hline
  \\endhead
  \\hline
  \\endfoot
  50 \\% \\& more & 0.61 \\\\
  {}* \\{any\\} & 0.02 \\\\
\\end{longtable}
}
`,
  );
});

it("refuses a long table whose columns are not all told", () => {
  const table = { header: ["a", "b"], isNumber: [false, false], rows: [] };
  expect(() => toLongLatex(table, [0.5], FACTS)).toThrow("expected 2 widths, got 1");
});
