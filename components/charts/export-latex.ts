/**
 * A table as LaTeX, with what it is from in comments: a figure's as a plain `tabular` that needs no package, which
 * breaks neither pages nor lines; rows by the hundred as a `longtable`, which breaks both. Pure.
 */
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

/** A row's first cell must not be read as the option or the star of the `\\` before it. */
function joinCells(cells: readonly string[]): string {
  const line = cells.map(escapeLatex).join(" & ");
  return `  ${/^[[*]/.test(line) ? `{}${line}` : line} \\\\`;
}

export type LatexTable = {
  header: readonly string[];
  /** Columns set flush right; the others flush left. */
  isNumber: readonly boolean[];
  rows: readonly (readonly string[])[];
};

/** Throws where a row has another length than the header. */
function joinRows({ header, rows }: LatexTable): string[] {
  const ragged = rows.find((row) => row.length !== header.length);
  if (ragged) {
    throw new Error(`internal: toLatex: expected ${header.length} cells in a row, got ${ragged.length}`);
  }
  return rows.map(joinCells);
}

function factComments(facts: FigureFacts): string[] {
  return listFacts(facts).map(([name, text]) => `% ${name}: ${text}`);
}

/** The file's text. Throws where a row has another length than the header. */
export function toLatex(table: LatexTable, facts: FigureFacts): string {
  const { header, isNumber } = table;
  return [
    ...factComments(facts),
    `\\begin{tabular}{${header.map((_, i) => (isNumber[i] ? "r" : "l")).join("")}}`,
    "  \\hline",
    joinCells(header),
    "  \\hline",
    ...joinRows(table),
    "  \\hline",
    "\\end{tabular}",
    "",
  ].join("\n");
}

/**
 * The same for rows by the hundred, in small print, with its header on every page. `widths` has a number for each
 * column: the share of a line at which its words wrap, or null where they do not. Throws where a row or `widths` has
 * another length than the header.
 */
export function toLongLatex(
  table: LatexTable,
  widths: readonly (number | null)[],
  facts: FigureFacts,
): string {
  const { header, isNumber } = table;
  if (widths.length !== header.length) {
    throw new Error(`internal: toLongLatex: expected ${header.length} widths, got ${widths.length}`);
  }
  const columns = widths.map((width, i) => {
    if (width !== null) return `>{\\raggedright\\arraybackslash}p{${width}\\linewidth}`;
    return isNumber[i] ? "r" : "l";
  });
  return [
    ...factComments(facts),
    "% Needs: \\usepackage{array,longtable}, and a text of one column",
    "{\\scriptsize\\setlength{\\tabcolsep}{2pt}%",
    `\\begin{longtable}{${columns.join("")}}`,
    "  \\hline",
    joinCells(header),
    "  \\hline",
    "  \\endhead",
    "  \\hline",
    "  \\endfoot",
    ...joinRows(table),
    "\\end{longtable}",
    "}",
    "",
  ].join("\n");
}
