/** Constant explainers: claims that never look at the edit. What any other claim has to beat. Pure. */
import type { Bundle } from "@/lib/bundle/schema";
import { constantClass, constantUnchanged } from "@/lib/coupling/explainers";
import type { Scored } from "@/lib/coupling/types";

/** A constant explainer by name; `reply` is the class it always says, null for the self's own reply. */
export type NamedConstant = { id: string; title: string; reply: number | null };

export type Constant = Omit<NamedConstant, "reply"> & { scored: Scored };

/**
 * "Nothing would change", and for each class that every task has (only of those it is one explainer) "always this
 * class".
 */
export function nameConstants(bundle: Bundle): NamedConstant[] {
  const classes = Math.min(...bundle.tasks.map((task) => task.replies.length));
  const nameOf = (reply: number) =>
    [...new Set(bundle.tasks.map((task) => task.replies[reply]?.id))].join(" / ");
  return [
    { id: "constant-unchanged", title: "“nothing would change”", reply: null },
    ...Array.from({ length: classes }, (_, reply) => ({
      id: `constant-class-${reply}`,
      title: `always the same reply (${nameOf(reply)})`,
      reply,
    })),
  ];
}

/** The constants in place of the claims of `scored`. */
export function listConstants(bundle: Bundle, scored: Scored): Constant[] {
  return nameConstants(bundle).map(({ id, title, reply }) => ({
    id,
    title,
    scored: reply === null ? constantUnchanged(scored) : constantClass(scored, reply),
  }));
}

/** A constant's name and the share of edits, 0 to 1, of which its claim is true. */
export type BestConstant = { title: string; share: number };

/** The best of the self and the best of the target: the nulls of faithfulness to each. */
export type BestConstants = { self: BestConstant; target: BestConstant };

function shareTrue(claim: Int8Array, counterfactual: Int8Array): number {
  return claim.reduce((sum, each, row) => sum + (each === counterfactual[row] ? 1 : 0), 0) / claim.length;
}

/** Which constant is true of most edits; the first one of equals. Null where there are no edits. */
export function bestConstants(constants: readonly Constant[]): BestConstants | null {
  const [first, ...others] = constants;
  if (first === undefined || first.scored.claim.length === 0) return null;
  const best = (column: "selfCounterfactual" | "targetCounterfactual"): BestConstant => {
    const score = ({ title, scored }: Constant) => ({
      title,
      share: shareTrue(scored.claim, scored[column]),
    });
    return others.map(score).reduce((a, b) => (b.share > a.share ? b : a), score(first));
  };
  return { self: best("selfCounterfactual"), target: best("targetCounterfactual") };
}
