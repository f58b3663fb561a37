/** The statistics of the Arms page in words: what a sweep shows, its nulls, what stands beside it. Pure. */
import type { DotNull } from "@/components/charts/dot-layers";
import type { ResultName, ResultRow, Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";

type StatisticWords = {
  title: string;
  nulls: readonly DotNull[];
  /** What is drawn beside each arm, grey. */
  companion: { name: ResultName; title: string } | null;
  /** How it is to be read, in a sentence. */
  reading: string;
};

const NOTHING: DotNull = { value: 0, name: "knows nothing" };
const UNCHANGED = { name: "unchangedGap", title: "“nothing would change”" } as const;

export const STATISTIC_WORDS: Record<ArmsStatistic, StatisticWords> = {
  couplingIndex: {
    title: "coupling index",
    nulls: [{ value: 0.5, name: "½ no preference" }],
    companion: { name: "externalIndex", title: "outside explainer" },
    reading:
      "The coupling index is 1 for claims copied from the model itself, 0 for claims copied from its target, and ½ for claims that prefer neither.",
  },
  selfPull: {
    title: "self-pull",
    nulls: [NOTHING],
    companion: null,
    reading:
      "Self-pull is how much more often the claims name the edits that change the model’s own reply only than the edits of the same prompt that change nobody’s.",
  },
  targetPull: {
    title: "target-pull",
    nulls: [NOTHING],
    companion: null,
    reading:
      "Target-pull is how much more often the claims name the edits that change the target’s reply only than the edits of the same prompt that change nobody’s.",
  },
  bothPull: {
    title: "both-pull",
    nulls: [NOTHING],
    companion: null,
    reading:
      "Both-pull is how much more often the claims name the edits that change both replies than the edits of the same prompt that change nobody’s.",
  },
  cueKnowledge: {
    title: "cue knowledge",
    nulls: [NOTHING],
    companion: null,
    reading:
      "Cue knowledge is how much more often the claims name the edits that change the model’s reply than the other edits of the same prompt.",
  },
  balancedAccuracy: {
    title: "balanced accuracy",
    nulls: [{ value: 0.5, name: "½ chance" }],
    companion: null,
    reading:
      "Balanced accuracy is the mean of the shares of influential and of uninfluential edits that the claims get right.",
  },
  placing: {
    title: "placing",
    nulls: [{ value: 0, name: "the cue words alone" }],
    companion: null,
    reading:
      "Placing is the coupling index less that of claims which name as many edits of every prompt, chosen by the cue words alone: what is known of which edits matter.",
  },
  recovery: {
    title: "recovery",
    nulls: [
      { value: 0, name: "outside explainer" },
      { value: 1, name: "refreshed labels" },
    ],
    companion: null,
    reading:
      "Recovery is how much of the way the coupling index has gone from an outside explainer’s to refreshed labels’.",
  },
  aboveExternal: {
    title: "above the outside explainer",
    nulls: [{ value: 0, name: "as the outside explainer" }],
    companion: null,
    reading: "This is the coupling index less that of the outside explainer about the same behaviour.",
  },
  gap: {
    title: "gap: true of itself less true of its target",
    nulls: [{ value: 0, name: "no gap" }],
    companion: UNCHANGED,
    reading:
      "The gap is not 0 for claims that know nothing: read it beside that of saying that nothing would change, drawn grey.",
  },
};

export function familyTitle(bundle: Bundle, id: string): string {
  return bundle.families.find((family) => family.id === id)?.title ?? id;
}

/** An arm's row by name: what it is about is said where that is not the arm's own matter. */
export function rowTitle({ title, isAboutItself }: ResultRow): string {
  return isAboutItself && !/itself/.test(title) ? `${title}, about itself` : title;
}

/** A part of the items, e.g. "never explained, sycophancy". */
export function sliceTitle(bundle: Bundle, { split, task, margin }: Results["slices"][number]): string {
  return [
    split === "held-out" ? "never explained" : "explained",
    task && (bundle.tasks.find(({ id }) => id === task)?.title ?? task).toLowerCase(),
    margin === "away" && "away from the margin",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The words of an interval over entities, as the results were made. */
export function methodWords({ level, draws, unit, seed }: Results["method"]): string {
  const drawn = String(draws).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${Math.round(level * 100)} %; over ${unit}: percentile bootstrap of the seeds’ mean with the tails of Student’s t, ${drawn} draws, seed ${seed}; over seeds: Student’s t`;
}
