/**
 * A statistic with its interval, or the reason why there is none. Nothing is defaulted to 0: a page shows
 * either `0.70 [0.65, 0.75]` or `n/a` with the reason.
 */

export type Estimate =
  | {
      kind: "value";
      value: number;
      /** Ends of the two-sided interval at `level`; `low <= high`. */
      low: number;
      high: number;
      /** Coverage the interval aims at, e.g. 0.95. */
      level: number;
      /** Rows (items) the value is computed from. */
      n: number;
      /** Independent units (entities) those rows belong to. */
      clusters: number;
      /** How the interval was made, in words for a caption. */
      method: string;
      /** What to know before relying on it, in words that follow "†"; absent: nothing. */
      caveat?: string;
    }
  | {
      kind: "undefined";
      /** Completes "n/a: ", e.g. "no edit changes the reply of this checkpoint only". */
      reason: string;
    };

/** The range of a statistic and the value it takes where there is nothing to find; null where it has none. */
export type Range = { min: number; max: number; best: number | null; null: number | null };

export function undefinedEstimate(reason: string): Estimate {
  return { kind: "undefined", reason };
}
