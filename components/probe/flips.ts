/** Where along training an answer changes, and how that reads in a sentence. Pure. */
import { formatCount } from "@/components/ui/number-format";

export type Flip = { step: number; from: number; to: number };

/** Every step whose class differs from that of the step before. */
export function findFlips(steps: readonly number[], classes: readonly number[]): Flip[] {
  if (steps.length !== classes.length) {
    throw new Error(`internal: findFlips: expected ${steps.length} classes, got ${classes.length}`);
  }
  return classes.flatMap((to, i) => {
    const from = classes[i - 1];
    return i > 0 && from !== undefined && from !== to ? [{ step: steps[i] as number, from, to }] : [];
  });
}

function at(flips: readonly Flip[]): string {
  const steps = flips.map((flip) => formatCount(flip.step));
  return steps.length > 1 ? `${steps.slice(0, -1).join(", ")} and ${steps.at(-1)}` : (steps[0] ?? "");
}

/**
 * e.g. "Does flips at step 360, says at 480 and 600." `axis` has every step of the run. Where a first and a last step are all there is, only that
 * something flipped is known: "Between step 0 and 1,200 does flips, says never."
 */
export function flipSentence(axis: readonly number[], does: readonly Flip[], says: readonly Flip[]): string {
  if (does.length === 0 && says.length === 0) return "Neither flips.";
  const [first, last] = axis;
  if (axis.length === 2 && first !== undefined && last !== undefined) {
    const between = `Between step ${formatCount(first)} and ${formatCount(last)}`;
    if (says.length === 0) return `${between} does flips, says never.`;
    return does.length === 0 ? `${between} says flips, does never.` : `${between} both flip.`;
  }
  if (says.length === 0) return `Does flips at step ${at(does)}, says never.`;
  if (does.length === 0) return `Says flips at step ${at(says)}, does never.`;
  return `Does flips at step ${at(does)}, says at ${at(says)}.`;
}
