/** What a link to the Matrix page shows: of which run, which places, which statistic, over which items. Pure. */
import { parseAsStringLiteral } from "nuqs/server";
import { findRun } from "@/lib/bundle/runs";
import type { StatisticsFilter } from "@/lib/coupling/item-filter";
import {
  FILTER_PARAMETERS,
  type FilterParameter,
  readFilter,
  writeFilter,
} from "@/lib/permalink/filter-view";
import { hasMatrix, listMatrixPlaces } from "@/lib/permalink/matrix-places";
import { makePageView, type Written, writeFields } from "@/lib/permalink/page-view";
import { idParser, idsParser, switchParser } from "@/lib/permalink/parsers";
import { notRecorded } from "@/lib/permalink/read-run";

export const MATRIX_STATISTICS = ["faithfulness", "cue-knowledge", "coupling-index"] as const;
export type MatrixStatistic = (typeof MATRIX_STATISTICS)[number];

export type MatrixView = {
  run: string;
  statistic: MatrixStatistic;
  /** Faithfulness over the items on which behaviour and target reply differently, and no others. */
  disputed: boolean;
  /** Ids of `listMatrixPlaces`, in its order; null: those of `defaultMatrixPlaces`. */
  places: string[] | null;
  /** Cells that a visitor keeps marked, as `cellPin` names them. */
  pins: string[];
  filter: StatisticsFilter;
};

const PARSERS = {
  run: idParser,
  statistic: parseAsStringLiteral(MATRIX_STATISTICS),
  disputed: switchParser,
  places: idsParser,
  pins: idsParser,
};

export type MatrixParameter = keyof typeof PARSERS | FilterParameter;

const NOT_OF_RUN = "is no row or column of the run";

/** What links call a cell: the ids of its row and its column. */
export function cellPin(row: string, column: string): string {
  return `${row}.${column}`;
}

export function writeMatrixView({ filter, pins, ...view }: Partial<MatrixView>): Written<MatrixParameter> {
  const marked = pins?.length === 0 ? null : pins;
  return { ...writeFields(PARSERS, { ...view, pins: marked }), ...writeFilter(filter ?? {}) };
}

export const matrixPageView = makePageView<MatrixParameter, MatrixView>({
  names: [...(Object.keys(PARSERS) as (keyof typeof PARSERS)[]), ...FILTER_PARAMETERS],
  write: writeMatrixView,
  read(bundle, reader) {
    const { read, ignore } = reader;
    const otherwise = bundle.runs.find((run) => hasMatrix(bundle, run))?.id;
    const flagship = findRun(bundle, bundle.flagship);
    const opening = flagship && hasMatrix(bundle, flagship) ? flagship.id : otherwise;
    const runId = read("run", PARSERS.run, opening ?? bundle.flagship, (id) => {
      const run = findRun(bundle, id);
      const missing = notRecorded(bundle, id);
      if (missing !== null || run === undefined) return missing;
      return hasMatrix(bundle, run) ? null : "has no target to be held against, or no behaviour of its own";
    });
    const run = findRun(bundle, runId);
    const known = run && hasMatrix(bundle, run) ? listMatrixPlaces(bundle, run).map(({ id }) => id) : [];
    const wanted = read<string[]>("places", PARSERS.places, [], (ids) =>
      ids.some((id) => known.includes(id)) ? null : NOT_OF_RUN,
    );
    for (const id of wanted) if (!known.includes(id)) ignore("places", NOT_OF_RUN, id);
    const pins = read<string[]>("pins", PARSERS.pins, []).filter((pin) => {
      const isKnown = known.some((row) => known.some((column) => cellPin(row, column) === pin));
      if (!isKnown) ignore("pins", "is no cell of the run", pin);
      return isKnown;
    });
    return {
      run: runId,
      statistic: read<MatrixStatistic>("statistic", PARSERS.statistic, "faithfulness"),
      disputed: read("disputed", PARSERS.disputed, false),
      places: wanted.length > 0 ? known.filter((id) => wanted.includes(id)) : null,
      pins,
      filter: readFilter(bundle, reader),
    };
  },
});
