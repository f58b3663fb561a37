import { describe, expect, it } from "vitest";
import { formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { type FindingsInput, findings, isAboveHalf, type Piece, sideOf } from "./findings";

const at = (value: number, low: number, high: number): Estimate => ({
  kind: "value",
  value,
  low,
  high,
  level: 0.95,
  n: 1,
  clusters: 1,
  method: "",
});
const none = (reason: string): Estimate => ({ kind: "undefined", reason });

const input: FindingsInput = {
  shift: at(0.27, 0.26, 0.28),
  lastStep: 1200,
  faithfulnessSelf: at(0.8, 0.79, 0.81),
  faithfulnessTarget: at(0.72, 0.71, 0.73),
  unchangedSelf: at(0.71, 0.7, 0.72),
  unchangedTarget: at(0.6, 0.59, 0.61),
  couplingHeldOut: at(0.6, 0.57, 0.63),
  couplingExplained: at(0.48, 0.45, 0.52),
  overExternal: at(0.25, 0.2, 0.3),
  recovery: at(0.7, 0.6, 0.8),
  unknowing: { overExternal: at(0.15, 0.1, 0.2), recovery: at(0.45, 0.4, 0.5) },
};

const text = (pieces: Piece[] | undefined) =>
  (pieces ?? [])
    .map((piece) => (typeof piece === "string" ? piece : formatEstimate(piece.estimate)))
    .join("")
    .replaceAll("\u00a0", " ");
const coupling = (change: Partial<FindingsInput>) => text(findings({ ...input, ...change })[1]);
const external = (change: Partial<FindingsInput>) => text(findings({ ...input, ...change })[2]);

describe("sideOf", () => {
  it("needs the whole interval on one side", () => {
    expect(sideOf(at(0.6, 0.51, 0.7), 0.5)).toBe("above");
    expect(sideOf(at(0.4, 0.3, 0.49), 0.5)).toBe("below");
    expect(sideOf(at(0.6, 0.5, 0.7), 0.5)).toBe("within");
    expect(sideOf(none("x"), 0.5)).toBe("undefined");
  });
});

describe("findings", () => {
  it("are three sentences, each one sentence", () => {
    const sentences = findings(input).map(text);
    expect(sentences).toHaveLength(3);
    for (const sentence of sentences) expect(sentence.replaceAll(/\d\.\d/g, "")).toMatch(/^[A-Z][^.]*\.$/);
    expect(sentences[0]).toBe(
      "By step 1,200 the model’s reply has changed on 0.27 [0.26, 0.28] of the prompts about things it never had to explain; of its claims about them 0.80 [0.79, 0.81] are true of itself and 0.72 [0.71, 0.73] of the model that its explanations were made from, where always saying that nothing would change scores 0.71 [0.70, 0.72] and 0.60 [0.59, 0.61].",
    );
  });

  it("follow the interval, not the value", () => {
    expect(coupling({})).toContain(
      "the edits that change its own reply more than those that change that other model’s: the coupling index is 0.60 [0.57, 0.63]",
    );
    expect(coupling({ couplingHeldOut: at(0.6, 0.49, 0.7) })).toContain(
      "it cannot be told whose edits its claims single out more",
    );
    expect(coupling({ couplingHeldOut: at(0.4, 0.35, 0.45) })).toContain(
      "the edits that change that other model’s reply more than those that change its own",
    );
  });

  it("compare the explained entities with the others", () => {
    expect(coupling({})).toContain("did have to explain, it cannot be told, 0.48");
    expect(coupling({ couplingExplained: at(0.4, 0.3, 0.45) })).toContain(
      "they single out that other model’s more, 0.40",
    );
    expect(coupling({ couplingExplained: at(0.6, 0.55, 0.65) })).toContain("the same holds, 0.60");
  });

  it("say in which direction the external explainer differs, and whether it does", () => {
    expect(external({})).toContain("higher than that of the external explainer");
    expect(external({})).toContain("that is 0.70 [0.60, 0.80] of the way");
    expect(external({ overExternal: at(-0.2, -0.3, -0.1) })).toContain("lower than");
    expect(external({ overExternal: at(0.02, -0.1, 0.1) })).toContain("cannot be told apart");
    expect(external({ recovery: none("no online run") })).not.toContain("of the way");
  });

  it("say what claims that know nothing would get in their place, where it can be said", () => {
    expect(external({})).toContain("by 0.25 [0.20, 0.30] (claims that know nothing: 0.15 [0.10, 0.20])");
    expect(external({})).toContain("kept up to date (claims that know nothing: 0.45 [0.40, 0.50]).");
    const unknowing = { overExternal: none("x"), recovery: none("x") };
    expect(external({ unknowing })).not.toContain("know nothing");
  });

  it("call for caution where the index is above one half, and only there", () => {
    expect(isAboveHalf(input)).toBe(true);
    expect(isAboveHalf({ ...input, couplingHeldOut: at(0.52, 0.49, 0.55) })).toBe(false);
    expect(isAboveHalf({ ...input, couplingHeldOut: none("no such edit") })).toBe(false);
  });

  it("never print a number that is not there", () => {
    const sentences = findings({
      ...input,
      shift: none("one step only"),
      couplingHeldOut: none("no such edit"),
      couplingExplained: none("no such edit"),
      overExternal: none("no external run"),
    }).map(text);
    expect(sentences[0]).toContain("cannot be said (one step only)");
    expect(sentences[1]).toBe(
      "About things it never had to explain, nobody can say whose edits its claims single out (no such edit); about those it did have to explain, nobody can say (no such edit).",
    );
    expect(sentences[2]).toBe("How the external explainer would have done cannot be said (no external run).");
  });
});
