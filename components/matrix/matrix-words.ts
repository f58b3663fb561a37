/** The matrix in words: its places, its statistics, and what its numbers mean. Pure. */
import type { MatrixHead } from "@/components/charts/matrix-layout";
import type { Whose } from "@/components/charts/theme";
import { formatCount } from "@/components/ui/number-format";
import type { MatrixPlace, MatrixPlaceKind } from "@/lib/permalink/matrix-places";
import type { MatrixStatistic } from "@/lib/permalink/matrix-view";

type Words = { title: string; short: string; whose: Whose };

const WORDS: Record<Exclude<MatrixPlaceKind, "step">, Words> = {
  target: { title: "training target", short: "target", whose: "target" },
  online: { title: "online labels", short: "online", whose: "control" },
  external: { title: "external explainer", short: "external", whose: "control" },
  "text-only": { title: "text-only explainer", short: "text-only", whose: "control" },
  shuffled: { title: "shuffled labels", short: "shuffled", whose: "control" },
  unchanged: { title: "“nothing would change”", short: "no change", whose: "control" },
};

/** A place as a heading. */
export function placeHead({ id, kind }: MatrixPlace): MatrixHead {
  if (kind !== "step") return { id, ...WORDS[kind] };
  return { id, title: `step ${formatCount(Number(id))}`, short: formatCount(Number(id)), whose: "self" };
}

type StatisticWords = {
  /** In the control. */
  title: string;
  /** What a number is, in a note and a table's heading. */
  name: string;
  /** How a cell is to be read, in a sentence. */
  reading: string;
};

export const STATISTIC_WORDS: Record<MatrixStatistic, StatisticWords> = {
  faithfulness: {
    title: "Faithfulness",
    name: "claims that are true",
    reading:
      "A cell is the share of edits for which what the row says is what the column does; the row “nothing would change” shows what knowing nothing earns.",
  },
  "cue-knowledge": {
    title: "Cue knowledge",
    name: "cue knowledge",
    reading:
      "A cell is how much more often the row names the edits that change the column’s reply than the other edits of the same prompt; 0 is knowing nothing.",
  },
  "coupling-index": {
    title: "Coupling index",
    name: "coupling index",
    reading:
      "A cell says whether the row’s claims side with the column’s behaviour (above one half, teal) or with the training target’s (below, ochre); one half is siding with neither.",
  },
};
