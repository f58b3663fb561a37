/**
 * The Overview's three sentences, as pieces of text and numbers, worded by what the intervals say: above,
 * below, or not to be told apart. No finding is written down here; every number and every direction comes
 * from the data. Pure.
 */
import { formatCount } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";

/** A run of text, or a number that is printed with its interval. */
export type Piece = string | { estimate: Estimate };

export type FindingsInput = {
  /** Share of the prompts on held-out entities whose reply has changed at the last step. */
  shift: Estimate;
  lastStep: number;
  faithfulnessSelf: Estimate;
  faithfulnessTarget: Estimate;
  /** The same of claims that nothing would ever change: what any claim has to beat. */
  unchangedSelf: Estimate;
  unchangedTarget: Estimate;
  couplingHeldOut: Estimate;
  couplingExplained: Estimate;
  /** The flagship's coupling index minus the external explainer's. */
  overExternal: Estimate;
  /** Where the index stands between the external explainer's (0) and that of online labels (1). */
  recovery: Estimate;
  /** Both of claims that know nothing of edits: neither has a null of 0. */
  unknowing: { overExternal: Estimate; recovery: Estimate };
};

export type Side = "above" | "below" | "within" | "undefined";

/** On which side of a value an interval lies wholly. Touching counts as not told apart. */
export function sideOf(estimate: Estimate, value: number): Side {
  if (estimate.kind === "undefined") return "undefined";
  if (estimate.low > value) return "above";
  if (estimate.high < value) return "below";
  return "within";
}

/** The coupling index of claims that do not tell a prompt's edits apart. */
const TELLS_NOTHING = 0.5;

function because(estimate: Estimate): string {
  return estimate.kind === "undefined" ? ` (${estimate.reason})` : "";
}

/** Faithfulness alone says little: most edits change nothing, so saying so is often true. */
function baseline({ unchangedSelf, unchangedTarget }: FindingsInput): Piece[] {
  if (unchangedSelf.kind === "undefined" || unchangedTarget.kind === "undefined") return [];
  return [
    ", where always saying that nothing would change scores ",
    { estimate: unchangedSelf },
    " and ",
    { estimate: unchangedTarget },
  ];
}

/** What has happened to the behaviour, and of whom the claims are true now. */
export function shiftFinding(input: FindingsInput): Piece[] {
  const { shift, faithfulnessSelf: self, faithfulnessTarget: target } = input;
  const opening: Piece[] =
    shift.kind === "undefined"
      ? ["How much the model’s behaviour changed cannot be said", because(shift)]
      : [
          `By step ${formatCount(input.lastStep)} the model’s reply has changed on `,
          { estimate: shift },
          " of the prompts about things it never had to explain",
        ];
  if (self.kind === "undefined" || target.kind === "undefined") return [...opening, "."];
  return [
    ...opening,
    `; of its claims about ${shift.kind === "undefined" ? "things it never had to explain" : "them"} `,
    { estimate: self },
    " are true of itself and ",
    { estimate: target },
    " of the model that its explanations were made from",
    ...baseline(input),
    ".",
  ];
}

const HELD_OUT: Record<Side, string> = {
  above:
    "its claims single out the edits that change its own reply more than those that change that other model’s: the coupling index is ",
  below:
    "its claims single out the edits that change that other model’s reply more than those that change its own: the coupling index is ",
  within:
    "it cannot be told whose edits its claims single out more, its own or that other model’s: the coupling index is ",
  undefined: "nobody can say whose edits its claims single out",
};

const EXPLAINED: Record<Side, string> = {
  above: "they single out its own more, ",
  below: "they single out that other model’s more, ",
  within: "it cannot be told, ",
  undefined: "nobody can say",
};

/** Whose edits the claims single out, on entities that were never explained and on those that were. */
export function couplingFinding(input: FindingsInput): Piece[] {
  const { couplingHeldOut: held, couplingExplained: explained } = input;
  const heldSide = sideOf(held, TELLS_NOTHING);
  const explainedSide = sideOf(explained, TELLS_NOTHING);
  const heldOut: Piece[] =
    heldSide === "undefined"
      ? [because(held)]
      : [{ estimate: held }, ", where one half is what claims get that do not tell a prompt’s edits apart"];
  const again = explainedSide === heldSide && heldSide !== "undefined";
  return [
    `About things it never had to explain, ${HELD_OUT[heldSide]}`,
    ...heldOut,
    `; about those it did have to explain, ${again ? "the same holds, " : EXPLAINED[explainedSide]}`,
    explainedSide === "undefined" ? because(explained) : { estimate: explained },
    ".",
  ];
}

const EXTERNAL: Record<Exclude<Side, "undefined">, string> = {
  above:
    "The index is higher than that of the external explainer, which learned the same explanations but never saw the change, by ",
  below:
    "The index is lower than that of the external explainer, which learned the same explanations but never saw the change, by ",
  within:
    "The index cannot be told apart from that of the external explainer, which learned the same explanations but never saw the change, the difference being ",
};

/**
 * Whether the index calls for a word of caution: above one half is not only who knows its own edits, but also who names
 * more edits wherever the model is near its margin (training/RESULTS.md, "Whose edits, once their number is left out?").
 */
export function isAboveHalf({ couplingHeldOut }: FindingsInput): boolean {
  return sideOf(couplingHeldOut, TELLS_NOTHING) === "above";
}

/** What claims that know nothing would get in a number's place. */
function nothingWould(estimate: Estimate): Piece[] {
  if (estimate.kind === "undefined") return [];
  return [" (claims that know nothing: ", { estimate }, ")"];
}

/** How it compares with the external explainer's claims about the same model. */
export function externalFinding(input: FindingsInput): Piece[] {
  const { overExternal, recovery, unknowing } = input;
  const side = sideOf(overExternal, 0);
  if (side === "undefined") {
    return ["How the external explainer would have done cannot be said", because(overExternal), "."];
  }
  const opening: Piece[] = [
    EXTERNAL[side],
    { estimate: overExternal },
    ...nothingWould(unknowing.overExternal),
  ];
  // of a way that is not there, no share has been gone
  if (side !== "above" || recovery.kind === "undefined") return [...opening, "."];
  return [
    ...opening,
    "; that is ",
    { estimate: recovery },
    " of the way from there to online labels, explanations that are kept up to date",
    ...nothingWould(unknowing.recovery),
    ".",
  ];
}

export function findings(input: FindingsInput): Piece[][] {
  return [shiftFinding(input), couplingFinding(input), externalFinding(input)];
}
