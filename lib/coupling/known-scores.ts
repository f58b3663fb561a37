/**
 * Which statistics of an oracle or a constant follow from the kind of its claims alone, on whatever items: these have no
 * width however few the rows are. Everything else that is said of such claims (an oracle of self's faithfulness to the
 * target, which is the agreement; a constant's faithfulness; the actual rate) is what models do, and needs rows as a
 * model's does.
 */
import type { KnownClaims, StatisticName } from "@/lib/coupling/types";

export const KNOWN_SCORES: Partial<Record<StatisticName, readonly KnownClaims[]>> = {
  // Always the counterfactual that it is held against.
  faithfulnessSelf: ["self"],
  faithfulnessTarget: ["target"],
  // On equal replies an oracle names exactly its subject's edits; a constant names all edits of a prompt or none.
  selfPull: ["self", "target", "unchanged", "class"],
  targetPull: ["self", "target", "unchanged", "class"],
  bothPull: ["self", "target", "unchanged", "class"],
  couplingIndex: ["self", "target", "unchanged", "class"],
  // As the pulls; but how much of the self's influence an oracle of target names is how alike the two are.
  cueKnowledge: ["self", "unchanged", "class"],
  // Right of all edits; or of all that change nothing and no other. A class is claimed by what the replies are.
  balancedAccuracy: ["self", "unchanged"],
  cohenKappa: ["self", "unchanged"],
  // "Nothing would change" claims no influence. A class claims it wherever the reply is another one.
  claimedRate: ["unchanged"],
  // Where self and target differ, an oracle says what its subject does.
  preferenceSelf: ["self", "target"],
  preferenceTarget: ["self", "target"],
  preferenceNeither: ["self", "target"],
  // Whose edit it is called, "both" aside: never the other's alone, and never neither's.
  shiftedSelf: ["target"],
  shiftedTarget: ["self"],
  shiftedNeither: ["self", "target"],
};
