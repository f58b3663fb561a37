/**
 * Simulated studies of claimed and real shift whose true values are known exactly, for calibration tests: how far an
 * edit moves the reply follows what is said of it, at every entity by another slope and from another start.
 */
import type { ClaimedShift } from "@/lib/coupling/claim-calibration";
import { type Rng, randomBelow } from "@/lib/stats/rng";

const SAID = [0.05, 0.25, 0.55, 0.85] as const;
const SLOPES = [0.1, 0.5, 0.9] as const;
const STARTS = [0, 0.1] as const;
const NOISE = [-0.05, 0.05] as const;
const BASE = 0.05;
const EDITS = 6;
const PROMPTS = [1, 2, 3, 4] as const;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanSquare = (values: readonly number[]) => mean(values.map((value) => value * value));
const variance = (values: readonly number[]) => meanSquare(values) - mean(values) ** 2;
const pick = (values: readonly number[], rng: Rng) => values[randomBelow(rng, values.length)] as number;

/** The claimed probability whose bin is followed, and where it lies. */
export const FOLLOWED = { said: SAID[3], bins: 4, bin: 3 } as const;

const slope = mean(SLOPES);

/** An entity has as many prompts whatever its slope, so that prompts and entities have the same mean slope. */
export const TRUE_CALIBRATION = {
  correlation:
    (slope * variance(SAID)) /
    Math.sqrt(variance(SAID) * (meanSquare(SLOPES) * variance(SAID) + variance(NOISE))),
  overclaim: mean(SAID) - (BASE + mean(STARTS) + slope * mean(SAID)),
  moved: BASE + mean(STARTS) + slope * FOLLOWED.said,
} as const;

export function simulateClaimedShift(entities: number, rng: Rng): ClaimedShift {
  const rows: { cluster: number; prompt: number; said: number; moved: number }[] = [];
  let prompt = 0;
  for (let cluster = 0; cluster < entities; cluster++) {
    const [own, start] = [pick(SLOPES, rng), BASE + pick(STARTS, rng)];
    for (let left = pick(PROMPTS, rng); left > 0; left--, prompt++) {
      for (let edit = 0; edit < EDITS; edit++) {
        const said = pick(SAID, rng);
        rows.push({ cluster, prompt, said, moved: start + own * said + pick(NOISE, rng) });
      }
    }
  }
  return {
    cluster: Int32Array.from(rows, (row) => row.cluster),
    prompt: Int32Array.from(rows, (row) => row.prompt),
    said: Float64Array.from(rows, (row) => row.said),
    moved: Float64Array.from(rows, (row) => row.moved),
  };
}
