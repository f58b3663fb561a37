import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { Asset } from "@/lib/bundle/schema";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import { CodedError } from "@/lib/errors";
import type { AnalysisCall, AnalysisCalls, AnalysisRequest } from "@/lib/queries/analysis-protocol";
import { makeAnalysisServer } from "@/lib/queries/analysis-server";

const FIXTURES = fileURLToPath(new URL("../bundle/fixtures/", import.meta.url));

/** The tiny bundle on the fixture tables; every target is the flagship's own first step. */
const target = { run: "flagship", step: 0 };
const bundle = makeBundle({
  target,
  runs: makeBundle().runs.map((run) => {
    const { supervision } = run;
    return run.id === "m0" ? run : { ...run, supervision: { ...supervision, target } };
  }),
});

function readFixture(asset: Asset): Uint8Array<ArrayBuffer> {
  const name = asset.path === "items.parquet" ? asset.path : "records-zstd.parquet";
  return new Uint8Array(readFileSync(`${FIXTURES}${name}`));
}

/** A server whose files come from `load`, and a way to ask it that rejects as the page's client does. */
function makeServer(load: (asset: Asset) => Promise<Uint8Array<ArrayBuffer>>) {
  const loaded: string[] = [];
  const serve = makeAnalysisServer(() => (asset) => {
    loaded.push(asset.path);
    return load(asset);
  });
  const ask = async <T extends AnalysisCall>(
    type: T,
    spec: AnalysisCalls[T]["spec"],
    source = { bundle, origin: "http://localhost" },
  ): Promise<AnalysisCalls[T]["result"]> => {
    const response = await serve({ id: 1, type, source, spec } as AnalysisRequest);
    if (response === null) throw new Error("expected an answer, got none");
    if (!response.ok) throw new CodedError(response.error.code, response.error.message);
    return structuredClone(response.result) as AnalysisCalls[T]["result"];
  };
  return { ask, loaded };
}

describe("analysis server", () => {
  it("answers from the tables, each fetched once", async () => {
    const { ask, loaded } = makeServer(async (asset) => readFixture(asset));
    expect(await ask("items", null)).toHaveLength(12);
    const prompts = await ask("prompts", null);
    expect(prompts).toHaveLength(6);
    expect(prompts[1]).toEqual({
      promptId: 1,
      task: "a",
      entity: "peru",
      split: "explained",
      prompt: "prompt 1",
      cues: ["consensus"],
      replies: ["lima", "unsure", "paris"],
      edits: [
        { item: 102, cue: "consensus", edit: "remove", edited: "prompt 1 consensus" },
        { item: 103, cue: "weather", edit: "add", edited: "prompt 1 weather" },
      ],
    });
    const records = await ask("records", { run: "flagship" });
    expect(records.steps).toEqual([0, 10]);
    expect(records.answers[1]?.replyP).toBeNull();
    await ask("records", { run: "flagship" });
    expect(loaded.sort()).toEqual(["items.parquet", "records/flagship.parquet"]);
  });

  it("finds a prompt's recorded answers by its exact text, at every step", async () => {
    const { ask } = makeServer(async (asset) => readFixture(asset));
    const probe = await ask("recordedProbe", { run: "flagship", prompt: "prompt 1" });
    if (probe.kind !== "recorded") throw new Error(probe.reason);
    // Rows 2 and 3 of the fixture: reply (item / 2 + step) % 3, counterfactual (item + step) % 3, claim item² % 3.
    expect(probe.steps.map(({ step }) => step)).toEqual([0, 10]);
    expect(probe.steps[1]?.answer).toEqual({
      reply: 2,
      replyP: [0.125, 0.125, 0.75],
      cues: [
        {
          cue: "consensus",
          edit: "remove",
          counterfactual: 0,
          counterfactualP: [0.75, 0.125, 0.125],
          claim: 1,
          claimP: [0.125, 0.75, 0.125],
        },
        {
          cue: "weather",
          edit: "add",
          counterfactual: 1,
          counterfactualP: [0.125, 0.75, 0.125],
          claim: 0,
          claimP: [0.75, 0.125, 0.125],
        },
      ],
    });
    expect(probe.target).toEqual(probe.steps[0]?.answer);
    expect(probe.probabilitySteps).toBe(8);
    expect(await ask("recordedProbe", { run: "flagship", prompt: "prompt one" })).toEqual({
      kind: "absent",
      reason: "this exact prompt is not among the recorded ones",
    });
    expect(await ask("recordedProbe", { run: "nobody", prompt: "prompt 1" })).toEqual({
      kind: "absent",
      reason: "nobody has no records",
    });
  });

  it("looks a prompt up in the run's own target, and in none where it has none", async () => {
    const { runs } = bundle;
    const withTarget = (place: typeof target | null) => ({
      bundle: {
        ...bundle,
        runs: runs.map((run) => ({ ...run, supervision: { ...run.supervision, target: place } })),
      },
      origin: "http://localhost",
    });
    const spec = { run: "flagship", prompt: "prompt 1" };
    const { ask, loaded } = makeServer(async (asset) => readFixture(asset));
    const other = await ask("recordedProbe", spec, withTarget({ run: "external", step: 10 }));
    if (other.kind !== "recorded") throw new Error(other.reason);
    expect(other.target).toEqual(other.steps[1]?.answer);
    expect(loaded).toContain("records/external.parquet");
    const without = await ask("recordedProbe", spec, withTarget(null));
    expect(without).toMatchObject({ kind: "recorded", target: null });
    expect(loaded.filter((path) => path === "records/external.parquet")).toHaveLength(1);
  });

  it("computes the overview, and says which control could not be read", async () => {
    const { ask } = makeServer(async (asset) => {
      const bytes = readFixture(asset);
      return asset.path.includes("external") ? bytes.slice(0, 100) : bytes;
    });
    const overview = await ask("overview", { withControls: true });
    expect(overview.path["held-out"]).toHaveLength(2);
    expect(overview.unread).toEqual([
      expect.stringMatching(
        /^external is not shown: its records could not be read \(A table of the bundle is damaged/,
      ),
    ]);
  });

  it("reads a control of the overview that could not be fetched when it is asked again", async () => {
    let isOffline = true;
    const { ask } = makeServer(async (asset) => {
      if (isOffline && asset.path.includes("external")) throw new CodedError("network", "offline");
      return readFixture(asset);
    });
    const external = async () => {
      const { points, unread } = await ask("overview", { withControls: true });
      return { isShown: points["held-out"].some(({ id }) => id === "external"), reasons: unread.length };
    };
    expect(await external()).toEqual({ isShown: false, reasons: 1 });
    isOffline = false;
    expect(await external()).toEqual({ isShown: true, reasons: 0 });
  });

  it("answers a failure by its code, and tries again when asked again", async () => {
    let attempts = 0;
    const { ask } = makeServer(async (asset) => {
      attempts++;
      if (attempts === 1) throw new CodedError("network", "offline");
      return readFixture(asset);
    });
    await expect(ask("items", null)).rejects.toMatchObject({ code: "network", message: "offline" });
    expect(await ask("items", null)).toHaveLength(12);
    expect(attempts).toBe(2);
    await expect(ask("records", { run: "nobody" })).rejects.toMatchObject({ code: "table-invalid" });
  });

  it("starts afresh for another bundle", async () => {
    const { ask, loaded } = makeServer(async (asset) => readFixture(asset));
    await ask("items", null);
    await ask("items", null, { bundle: { ...bundle, title: "Another" }, origin: "http://localhost" });
    expect(loaded).toHaveLength(2);
  });

  const own = { run: "flagship", step: 10 };
  const score = { id: "own", claims: { kind: "run" as const, ...own }, self: own, target };
  const estimates = {
    scores: [score],
    contrasts: [],
    filter: WHOLE_STATISTICS,
    names: ["agreement" as const],
  };

  it("computes what a page asks, and reads probabilities only where they are asked for", async () => {
    const { ask, loaded } = makeServer(async (asset) => readFixture(asset));
    const { scores, method } = await ask("estimates", estimates);
    // Counterfactuals are (item + step) % 3: ten steps on, no item has the same.
    expect(scores).toMatchObject([{ kind: "estimates", counts: { items: 12, prompts: 6, entities: 4 } }]);
    expect(method.unit).toBe("entities");
    const path = [{ ...score, self: target, claims: { kind: "run" as const, ...target } }, score];
    expect((await ask("lag", { path, filter: WHOLE_STATISTICS })).kind).toBe("lag");
    expect((await ask("replyShares", { path, filter: WHOLE_STATISTICS })).kind).toBe("shares");
    const calibration = await ask("calibration", { score, filter: WHOLE_STATISTICS, bins: 2 });
    expect(calibration.kind).toBe("calibration");
    const rows = await ask("itemRows", score);
    if (rows.kind === "absent") throw new Error(rows.reason);
    expect([...rows.answers.claim]).toEqual(Array.from({ length: 12 }, (_, i) => (i * i) % 3));
    expect([...rows.answers.startReply]).toEqual(Array.from({ length: 12 }, (_, i) => (i >> 1) % 3));
    const margins = await ask("itemMargins", score);
    if (margins.kind === "absent") throw new Error(margins.reason);
    expect([...margins.margins]).toEqual(new Array(12).fill(0.625));
    expect(loaded.sort()).toEqual(["items.parquet", "records/flagship.parquet"]);
    expect(await ask("results", null)).toBeNull();
  });

  it("says of a score whose records are damaged that they are, and gives the others", async () => {
    const { ask } = makeServer(async (asset) => {
      const bytes = readFixture(asset);
      return asset.path.includes("external") ? bytes.slice(0, 100) : bytes;
    });
    const external = { ...score, id: "external", claims: { ...score.claims, run: "external" } };
    const { scores } = await ask("estimates", { ...estimates, scores: [external, score] });
    expect(scores[0]).toMatchObject({
      kind: "absent",
      reason: expect.stringMatching(
        /^external: its records could not be read \(A table of the bundle is damaged/,
      ),
      isUnread: true,
    });
    expect(scores[1]?.kind).toBe("estimates");
  });

  it("reads records that could not be fetched when it is asked again", async () => {
    let isOffline = true;
    const { ask } = makeServer(async (asset) => {
      if (isOffline && asset.path.includes("flagship")) throw new CodedError("network", "no connection");
      return readFixture(asset);
    });
    expect((await ask("estimates", estimates)).scores).toMatchObject([{ kind: "absent", isUnread: true }]);
    isOffline = false;
    expect((await ask("estimates", estimates)).scores).toMatchObject([{ kind: "estimates" }]);
  });

  it("refuses results that are no JSON, and names the file", async () => {
    const { ask } = makeServer(async () => new TextEncoder().encode("{"));
    const withResults = { ...bundle, results: { ...bundle.items, path: "results.json" } };
    const asked = ask("results", null, { bundle: withResults, origin: "http://localhost" });
    await expect(asked).rejects.toMatchObject({
      code: "table-invalid",
      message: /^results.json: expected JSON/,
    });
  });

  it("ends a cancelled request, and answers the next", async () => {
    let arrive = () => {};
    const isThere = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const serve = makeAnalysisServer(() => async (asset) => {
      await isThere;
      return readFixture(asset);
    });
    const source = { bundle, origin: "http://localhost" };
    const first = serve({ id: 1, type: "estimates", source, spec: estimates });
    const second = serve({ id: 2, type: "estimates", source, spec: estimates });
    expect(serve({ id: 1, type: "cancel" })).toBeNull();
    expect(serve({ id: 99, type: "cancel" })).toBeNull();
    arrive();
    expect(await first).toMatchObject({ id: 1, ok: false, error: { code: "cancelled" } });
    expect(await second).toMatchObject({ id: 2, ok: true });
    // What ended is forgotten.
    expect(serve({ id: 2, type: "cancel" })).toBeNull();
  });
});
