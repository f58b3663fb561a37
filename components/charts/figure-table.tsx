/** One definition of a figure's columns, and from it the table on the page, the CSV and the LaTeX table. */
import { caveatMark, caveatWords, EstimateCell, undefinedReasons } from "@/components/ui/estimate-text";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { type CsvValue, estimateFields, estimateHeader } from "./export-csv";
import type { FigureData } from "./figure";

/** Null: there is nothing to say. */
export type FigureCell = string | number | Estimate | null;

export type FigureColumn<R> = {
  title: string;
  of: (row: R) => FigureCell;
  /** How plain numbers are written on the page and in LaTeX; whole ones as counts, others with two decimals. */
  format?: (value: number) => string;
  /** Decimals of estimates, where two are not what is wanted. */
  digits?: number;
  /** For what would make the tables too wide to be read. */
  isCsvOnly?: boolean;
  /** For what the CSV says already, as the n of an estimate. */
  isPageOnly?: boolean;
};

const NOTHING = "n/a";

function isEstimate(cell: FigureCell | undefined): cell is Estimate {
  return typeof cell === "object" && cell !== null;
}

function formatPlain(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}

type Writing = Pick<FigureColumn<never>, "format" | "digits"> | undefined;

/** A cell in words; an undefined estimate without its reason, which stands below the table. */
function cellText(cell: FigureCell, writing: Writing): string {
  if (cell === null) return NOTHING;
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return (writing?.format ?? formatPlain)(cell);
  return cell.kind === "value" ? formatEstimate(cell, writing?.digits) + caveatMark(cell) : NOTHING;
}

/** The same for the page, where an undefined estimate says its reason to who asks. */
function cellNode(cell: FigureCell, writing: Writing) {
  const isMissing = isEstimate(cell) && cell.kind === "undefined";
  return isMissing ? <EstimateCell estimate={cell} /> : cellText(cell, writing);
}

/** The figure's data. An estimate takes one column of a table, and seven of the CSV (`estimateHeader`). */
export function figureTable<R>(columns: readonly FigureColumn<R>[], rows: readonly R[]): FigureData {
  const cells = columns.map((column) => rows.map(column.of));
  const isOfEstimates = cells.map((column) => column.some(isEstimate));
  const shown = columns.flatMap(({ isCsvOnly }, i) => (isCsvOnly ? [] : [i]));
  const saved = columns.flatMap(({ isPageOnly }, i) => (isPageOnly ? [] : [i]));
  const estimates = cells.flat().filter(isEstimate);
  const remarks = [caveatWords(estimates), undefinedReasons(estimates)].filter((words) => words !== null);
  const at = (column: number, row: number) => cells[column]?.[row] ?? null;
  const csvFields = (column: number, row: number): CsvValue[] => {
    const cell = at(column, row);
    if (isEstimate(cell)) return estimateFields(cell);
    return isOfEstimates[column] ? estimateHeader("").map(() => null) : [cell];
  };
  return {
    columns: shown.map((i) => ({
      key: String(i),
      title: columns[i]?.title ?? "",
      isNumber: cells[i]?.some((cell) => cell !== null && typeof cell !== "string"),
    })),
    rows: rows.map((_, row) =>
      Object.fromEntries(
        shown.map((i) => {
          return [String(i), cellNode(at(i, row), columns[i])];
        }),
      ),
    ),
    remarks,
    csv: {
      header: saved.flatMap((i) => {
        const title = columns[i]?.title ?? "";
        return isOfEstimates[i] ? estimateHeader(title) : [title];
      }),
      rows: rows.map((_, row) => saved.flatMap((column) => csvFields(column, row))),
    },
    latex: {
      header: shown.map((i) => columns[i]?.title ?? ""),
      rows: rows.map((_, row) => shown.map((i) => cellText(at(i, row), columns[i]))),
    },
  };
}
