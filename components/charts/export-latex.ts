/** A figure's table as LaTeX: a plain `tabular` that needs no package, with what it is from in comments. Pure. */
import { type FigureFacts, listFacts } from "./figure-facts";

/** What LaTeX reads as a command, and what its standard fonts lack. */
const ESCAPES: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  "\u2212": "$-$",
  "\u00d7": "$\\times$",
  "\u2264": "$\\leq$",
  "\u2265": "$\\geq$",
  "\u2192": "$\\to$",
  "\u00bd": "$\\frac{1}{2}$",
  "\u00a0": "~",
  "\u2013": "--",
  "\u2014": "---",
  "\u2018": "`",
  "\u2019": "'",
  "\u201c": "``",
  "\u201d": "''",
};

const ESCAPED = new RegExp(`[${Object.keys(ESCAPES).join("").replace(/[\\^]/g, "\\$&")}]`, "g");

/** Text that LaTeX prints as it stands. */
export function escapeLatex(text: string): string {
  return text.replace(ESCAPED, (mark) => ESCAPES[mark] as string);
}

/** A row's first cell must not be read as the option of the `\\` before it. */
function joinCells(cells: readonly string[]): string {
  const line = cells.map(escapeLatex).join(" & ");
  return `  ${line.startsWith("[") ? `{}${line}` : line} \\\\`;
}

export type LatexTable = {
  header: readonly string[];
  /** Columns set flush right; the others flush left. */
  isNumber: readonly boolean[];
  rows: readonly (readonly string[])[];
};

/** The file's text. Throws where a row has another length than the header. */
export function toLatex({ header, isNumber, rows }: LatexTable, facts: FigureFacts): string {
  const ragged = rows.find((row) => row.length !== header.length);
  if (ragged) {
    throw new Error(`internal: toLatex: expected ${header.length} cells in a row, got ${ragged.length}`);
  }
  return [
    ...listFacts(facts).map(([name, text]) => `% ${name}: ${text}`),
    `\\begin{tabular}{${header.map((_, i) => (isNumber[i] ? "r" : "l")).join("")}}`,
    "  \\hline",
    joinCells(header),
    "  \\hline",
    ...rows.map(joinCells),
    "  \\hline",
    "\\end{tabular}",
    "",
  ].join("\n");
}
