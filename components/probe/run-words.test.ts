import { expect, it } from "vitest";
import { makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import { runName, runOption, showsBehaviourOf, supervisionSentence } from "./run-words";

const bundle = makeBundle();

it("tells runs of an arm apart by family and seed, and says which can be run", () => {
  expect(runName(bundle, makeRun("x", { seed: 3 }))).toBe("Tiny, seed 3");
  expect(runName(bundle, makeRun("x", { family: null, subject: "flagship" }))).toBe("Tiny, seed 0");
  expect(runName(bundle, makeRun("x", { family: null }))).toBe("seed 0");
  expect(runOption(bundle, makeRun("x"))).toBe("Tiny, seed 0 (can run live)");
  expect(runOption(bundle, makeRun("x", { checkpoints: [] }))).toBe("Tiny, seed 0");
});

it("says whose replies the labels are", () => {
  const { supervision, lossWeights } = makeRun("x");
  const say = (change: Partial<Run["supervision"]>, overrides: Partial<Run> = {}) =>
    supervisionSentence(bundle, makeRun("x", { supervision: { ...supervision, ...change }, ...overrides }));
  expect(say({})).toBe("Its explanations were made from its target: Arm m0, Tiny, seed 0.");
  expect(say({ source: "online" })).toMatch(
    /labels made anew from itself; its target is Arm m0, Tiny, seed 0\.$/,
  );
  expect(say({ source: "shuffled" })).toMatch(/in random order; its target is Arm m0/);
  expect(say({ source: "none", target: null })).toMatch(/never taught to explain itself/);
  const untaught = { lossWeights: { ...lossWeights, explanation: 0 } };
  expect(say({}, untaught)).toMatch(/not taught to explain itself in this run; its target is Arm m0/);
  // An outside explainer has no losses, and is taught all the same.
  expect(say({}, { ...untaught, model: null })).toMatch(/^Its explanations were made from/);
});

it("says whose behaviour stands beside the claims of what is no model", () => {
  const text = makeRun("text", { model: null, family: null, subject: "flagship" });
  expect(supervisionSentence(bundle, text)).toMatch(
    /is what Arm fixed-shift, Tiny, seed 0 does at the same step\.$/,
  );
  expect(supervisionSentence(bundle, makeRun("x"))).not.toMatch(/no model/);
  const shows = (run: string, self: string, step = 10) =>
    showsBehaviourOf({ ...bundle, runs: [...bundle.runs, text] }, { run, step: 10 }, { run: self, step });
  expect([shows("flagship", "flagship"), shows("text", "flagship")]).toEqual([true, true]);
  expect([shows("external", "flagship"), shows("flagship", "flagship", 0), shows("text", "text")]).toEqual([
    false,
    false,
    false,
  ]);
});
