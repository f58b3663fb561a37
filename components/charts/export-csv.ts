/**
 * A figure's table as CSV (RFC 4180): full precision, empty where undefined, the reason in a column of its own. In
 * front, lines that begin with "#" say what it is and where it is from; `pandas.read_csv(path, comment="#")` and R's
 * `read.csv(path, comment.char = "#")` read past them.
 */
import type { Estimate } from "@/lib/stats/estimate";
import { type FigureFacts, listFacts } from "./figure-facts";

export type CsvValue = string | number | null;

function escapeField(value: CsvValue): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A lone quotation mark would begin a field for readers that do not know comments. */
function commentLine([name, text]: readonly [string, string]): string {
  return `# ${name}: ${text.replaceAll('"', "'")}`;
}

/** Facts, header and rows, CRLF line ends. Throws where a row has another length than the header. */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly CsvValue[])[],
  facts: FigureFacts,
): string {
  const lines = [header, ...rows].map((row) => {
    if (row.length !== header.length) {
      throw new Error(`internal: toCsv: expected ${header.length} fields, got ${row.length}`);
    }
    return row.map(escapeField).join(",");
  });
  return `${[...listFacts(facts).map(commentLine), ...lines].join("\r\n")}\r\n`;
}

/** The columns an estimate takes: value, low, high, n, clusters, method of the interval, note (a caveat, or why n/a). */
export function estimateHeader(name: string): string[] {
  return [
    name,
    `${name} low`,
    `${name} high`,
    `${name} n`,
    `${name} clusters`,
    `${name} method`,
    `${name} note`,
  ];
}

export function estimateFields(estimate: Estimate): CsvValue[] {
  if (estimate.kind === "undefined") return [null, null, null, null, null, null, estimate.reason];
  const { value, low, high, n, clusters, method, caveat = null } = estimate;
  return [value, low, high, n, clusters, method, caveat];
}
