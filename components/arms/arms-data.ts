/** The table of all arms as files: the CSV has every run beside the means, LaTeX the means alone. */
import type { FigureData } from "@/components/charts/figure";
import { type FigureColumn, figureTable } from "@/components/charts/figure-table";
import type { ResultRow, ResultSeed, Results } from "@/lib/bundle/results";
import { familyTitle } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsView } from "@/lib/permalink/arms-view";
import { undefinedEstimate } from "@/lib/stats/estimate";
import { type ArmsColumn, cellOf, columnsOf, rowsOf } from "./arms-columns";
import { foundOf } from "./arms-estimates";
import { rowTitle } from "./arms-words";

/** A mean over seeds (null), or one of them. */
type FileRow = { row: ResultRow; seed: ResultSeed | null };

export function armsData(results: Results, bundle: Bundle, view: ArmsView & { slice: string }): FigureData {
  const estimateOf = ({ row, seed }: FileRow, column: ArmsColumn) => {
    if (seed === null) return cellOf(results, row, view.slice, column);
    return column.isOverSeeds
      ? undefinedEstimate("it is of several seeds")
      : foundOf(results, seed.slices, view.slice, column.name);
  };
  const columns: FigureColumn<FileRow>[] = [
    { title: "arm", of: ({ row }) => rowTitle(row) },
    { title: "family", of: ({ row }) => familyTitle(bundle, row.family) },
    {
      title: "seed",
      of: ({ row, seed }) =>
        seed === null ? `mean of ${row.seeds.map((one) => one.seed).join(" ")}` : String(seed.seed),
    },
    ...columnsOf(view.columns).map(
      (column): FigureColumn<FileRow> => ({ title: column.title, of: (of) => estimateOf(of, column) }),
    ),
  ];
  const rows = rowsOf(results, bundle, view);
  const means = rows.map((row) => ({ row, seed: null }));
  const everything = rows.flatMap((row) => [
    { row, seed: null },
    ...row.seeds.map((seed) => ({ row, seed })),
  ]);
  return { ...figureTable(columns, means), csv: figureTable(columns, everything).csv };
}
