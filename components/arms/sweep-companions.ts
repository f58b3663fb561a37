/**
 * What stands beside an arm's statistic in a sweep, so that it is not read alone: other claims about the same behaviour,
 * scored by the same statistic. Pure.
 */
import type { ResultRow, ResultSeed, Results } from "@/lib/bundle/results";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import type { Estimate } from "@/lib/stats/estimate";
import { foundOf } from "./arms-estimates";

/** Whose claims: an external explainer's; as many edits by the cue words; shuffled labels'; none; "nothing changes". */
export type CompanionName = "outside" | "matched" | "shuffled" | "unknowing" | "unchanged";

/** An estimate, and the run whose items are behind it, where there is one. */
export type CompanionValue = { estimate: Estimate; seed: ResultSeed | null };

type About = { bundle: Bundle; results: Results; row: ResultRow; slice: string; statistic: ArmsStatistic };

/** The shift of a row's subjects, to be compared; null where the bundle does not know. */
function shiftOf(bundle: Bundle, { seeds: [first] }: ResultRow): string | null {
  const run = first && findRun(bundle, first.subject.run);
  return run === undefined ? null : JSON.stringify([run.shift.kind, run.shift.share, run.shift.ramp]);
}

/** The row with shuffled labels of the same family and the same shift; undefined for itself. */
export function shuffledRow(bundle: Bundle, results: Results, row: ResultRow): ResultRow | undefined {
  const shift = shiftOf(bundle, row);
  return results.rows.find((other) => {
    const [first] = other.seeds;
    const run = first && findRun(bundle, first.explainer.run);
    return (
      other.id !== row.id &&
      other.family === row.family &&
      run?.supervision.source === "shuffled" &&
      shift !== null &&
      shiftOf(bundle, other) === shift
    );
  });
}

/**
 * Claims that do not tell a prompt's edits apart have an index of one half in every draw, so they lie above the
 * external explainer by one half less its index: its interval, mirrored.
 */
function aboveOutside(outside: Estimate): Estimate {
  if (outside.kind === "undefined") return outside;
  return { ...outside, value: 0.5 - outside.value, low: 0.5 - outside.high, high: 0.5 - outside.low };
}

/** What stands beside a row; null where nothing of that name can. */
export function companionOf(name: CompanionName, about: About): CompanionValue | null {
  const { bundle, results, row, slice, statistic } = about;
  const own = (of: "externalIndex" | "matchedIndex" | "unchangedGap") =>
    foundOf(results, row.pooled, slice, of);
  switch (name) {
    case "outside":
      return { estimate: own("externalIndex"), seed: null };
    case "matched":
      return { estimate: own("matchedIndex"), seed: null };
    case "unchanged":
      return { estimate: own("unchangedGap"), seed: null };
    case "unknowing":
      return { estimate: aboveOutside(own("externalIndex")), seed: null };
    case "shuffled": {
      const shuffled = shuffledRow(bundle, results, row);
      if (shuffled === undefined) return null;
      return {
        estimate: foundOf(results, shuffled.pooled, slice, statistic),
        seed: shuffled.seeds[0] ?? null,
      };
    }
  }
}
