import { describe, expect, it } from "vitest";
import type { RecordsTable } from "@/lib/bundle/records";
import { calibrateClaims, claimedShift } from "@/lib/coupling/claim-calibration";
import { comparePaired, DIFFERENCE } from "@/lib/coupling/compare";
import {
  AWAY,
  filterItems,
  type StatisticsFilter,
  WHOLE_ITEMS,
  WHOLE_STATISTICS,
} from "@/lib/coupling/item-filter";
import { lag } from "@/lib/coupling/lag";
import { RECOVERY } from "@/lib/coupling/recovery";
import { buildScored, countOnly, selectItems } from "@/lib/coupling/scored";
import { FEW_EDITS } from "@/lib/coupling/small-cells";
import { STATISTICS, summarise } from "@/lib/coupling/summary";
import type { Answers, Item, StatisticName } from "@/lib/coupling/types";
import { CodedError } from "@/lib/errors";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { AnalysisScores, type TableSource } from "@/lib/queries/analysis-scores";
import { scoredRun, scoreSpec } from "@/lib/queries/score-specs";
import { simulateBundle } from "@/lib/queries/simulated-bundle.test-support";
import type { ContrastSpec, EstimatesSpec, ScoreEstimates, ScoreSpec } from "@/lib/queries/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const { bundle, items, records } = simulateBundle();
const NAMES = Object.keys(STATISTICS) as StatisticName[];
const HELD_OUT: StatisticsFilter = { ...WHOLE_STATISTICS, split: "held-out" };
const noTurn = async () => {};

/** The simulated records; probabilities are made up from the classes, in tenths. */
function makeSource() {
  const asked: string[] = [];
  const source: TableSource = {
    items: async () => items,
    async tryTable(run) {
      asked.push(run);
      return [run, records.get(run) ?? { reason: "it has no records", isUnread: false }];
    },
    async probabilities({ run, step }, names) {
      asked.push(`${run} ${step} ${names}`);
      const answers = answersOf(run, step);
      const columns = names.map((name) =>
        Float32Array.from({ length: items.length * 3 }, (_, at) => {
          const row = Math.floor(at / 3);
          const likeliest = {
            replyP: answers.reply,
            counterfactualP: answers.counterfactual,
            claimP: answers.claim,
          };
          const isClear = (row * 7 + step) % 3 > 0;
          return at % 3 === likeliest[name][row] ? (isClear ? 0.8 : 0.6) : isClear ? 0.1 : 0.2;
        }),
      );
      return { columns, probabilitySteps: 10 };
    },
  };
  return { scores: new AnalysisScores(bundle, source), source, asked };
}

function answersOf(run: string, step: number): Answers {
  const table = records.get(run) as RecordsTable;
  return table.answers[table.steps.indexOf(step)] as Answers;
}

function specOf(run: string, step?: number): ScoreSpec {
  const scored = scoredRun(bundle, run);
  if (scored === null) throw new Error(`expected a run that can be scored, got ${run}`);
  return scoreSpec(scored, step);
}

const flagship = specOf("flagship");
const ask = (spec: Partial<EstimatesSpec>, { scores }: { scores: AnalysisScores } = makeSource()) =>
  scores.estimates({ scores: [flagship], contrasts: [], filter: HELD_OUT, names: NAMES, ...spec }, noTurn);

async function only(spec: Partial<EstimatesSpec>): Promise<ScoreEstimates> {
  const { scores } = await ask(spec);
  if (scores[0]?.kind !== "estimates") throw new Error(`expected estimates, got ${scores[0]?.reason}`);
  return scores[0];
}

/** The road of the Overview: selection, columns, summary. */
function scoredOf(spec: ScoreSpec, isWanted: (item: Item, row: number) => boolean) {
  const places = new Map(items.map((item, row) => [item, row]));
  const selection = selectItems(items, (item) => isWanted(item, places.get(item) as number));
  const run = spec.claims.kind === "run" ? spec.claims.run : "";
  const scored = buildScored(selection, {
    claim: answersOf(run, spec.self.step).claim,
    self: answersOf(spec.self.run, spec.self.step),
    start: answersOf(spec.self.run, 0),
    target: answersOf(spec.target.run, spec.target.step),
  });
  const { draws, seed } = ANALYSIS_METHOD;
  return { selection, scored, resamples: drawResamples(selection.clusters, draws, makeRng(seed)) };
}
const isHeldOut = (item: Item) => item.split === "held-out";

describe("estimates", () => {
  it("are those of the Overview, draws and all", async () => {
    const { scored, resamples } = scoredOf(flagship, isHeldOut);
    const { counts, ...estimates } = summarise(scored, resamples, ANALYSIS_METHOD);
    expect(await only({})).toEqual({ id: "flagship@10", kind: "estimates", estimates, counts });
  });

  it("count a cue, a kind of edit, a flip within the prompts they stand in", async () => {
    const { scored, selection, resamples } = scoredOf(flagship, isHeldOut);
    const counted = countOnly(scored, (at) => items[selection.rows[at] as number]?.cue === "weather");
    const { counts, ...estimates } = summarise(counted, resamples, ANALYSIS_METHOD);
    const answer = await only({ filter: { ...HELD_OUT, cue: "weather" } });
    expect(answer).toEqual({ id: "flagship@10", kind: "estimates", estimates, counts });
    expect(answer.counts.items).toBe(72);
  });

  it("take away what is near the margin, as the items' filter does", async () => {
    const { scores } = makeSource();
    const margins = await scores.itemMargins(flagship);
    const rows = await scores.itemRows(flagship);
    if (margins.kind === "absent" || rows.kind === "absent") throw new Error("expected columns");
    for (const margin of ["away", "near"] as const) {
      const filter = { ...HELD_OUT, margin };
      const left = filterItems(items, rows.answers, margins.margins, { ...WHOLE_ITEMS, ...filter });
      const isLeft = (_: Item, row: number) => left.includes(row);
      const { scored, selection } = scoredOf(flagship, isLeft);
      expect(selection.clusters).toBe(24);
      const naive = summarise(scored, drawResamples(24, 10, makeRng(1)), ANALYSIS_METHOD);
      const answer = await only({ filter });
      expect(answer.counts).toEqual(naive.counts);
      expect(answer.counts.items).toBe(left.length);
      for (const name of ["faithfulnessSelf", "actualRate", "gap"] as const) {
        const expected = naive[name].kind === "value" ? naive[name].value : Number.NaN;
        expect(answer.estimates[name], name).toMatchObject({ value: expected });
      }
    }
    const isAway = (row: number) => (margins.margins[row] as number) >= AWAY;
    expect(items.filter((item, row) => isHeldOut(item) && isAway(row)).length).toBeGreaterThan(50);
  });

  it("give the oracles 1 and 0 and the constants one half, however the items are narrowed", async () => {
    const known: [ScoreSpec["claims"], number][] = [
      [{ kind: "oracle-self" }, 1],
      [{ kind: "oracle-target" }, 0],
      [{ kind: "constant", id: "constant-unchanged" }, 0.5],
      [{ kind: "constant", id: "constant-class-1" }, 0.5],
    ];
    const scores = known.map(([claims], i) => ({ ...flagship, id: `${i}`, claims }));
    const narrowed: Partial<StatisticsFilter>[] = [
      {},
      { task: "a" },
      { cue: "consensus" },
      { edit: "add" },
      { reply: "same" },
      { margin: "away" },
    ];
    for (const part of narrowed) {
      const { scores: answers } = await ask({
        scores,
        filter: { ...HELD_OUT, ...part },
        names: ["couplingIndex"],
      });
      answers.forEach((answer, i) => {
        if (answer.kind === "absent") throw new Error(answer.reason);
        expect(answer.estimates.couplingIndex, JSON.stringify(part)).toMatchObject({ value: known[i]?.[1] });
      });
    }
  });

  it("contrast scores in the same draws", async () => {
    const [own, external, online] = ["flagship", "external", "online"].map((run) => specOf(run)) as [
      ScoreSpec,
      ScoreSpec,
      ScoreSpec,
    ];
    const contrasts: ContrastSpec[] = [
      { id: "above", name: "couplingIndex", kind: "difference", plus: own.id, minus: [external.id] },
      { id: "mean", name: "gap", kind: "difference", plus: own.id, minus: [external.id, online.id] },
      {
        id: "recovery",
        name: "couplingIndex",
        kind: "recovery",
        own: own.id,
        external: external.id,
        online: online.id,
      },
      { id: "nobody", name: "couplingIndex", kind: "difference", plus: own.id, minus: ["nobody"] },
      { id: "alone", name: "couplingIndex", kind: "difference", plus: own.id, minus: [] },
    ];
    const answer = await ask({ scores: [own, external, online], contrasts, names: ["agreement"] });
    const [a, b, c] = [own, external, online].map((spec) => scoredOf(spec, isHeldOut)) as ReturnType<
      typeof scoredOf
    >[];
    if (!a || !b || !c) throw new Error("expected three scores");
    const compare = (name: StatisticName, combination: typeof DIFFERENCE, of: (typeof a)[]) =>
      comparePaired(
        name,
        of.map(({ scored }) => scored),
        combination,
        a.resamples,
        ANALYSIS_METHOD,
      );
    const estimates = Object.fromEntries(answer.contrasts.map(({ id, estimate }) => [id, estimate]));
    expect(estimates.above).toEqual(compare("couplingIndex", DIFFERENCE, [a, b]));
    // Online labels move the simulated behaviour so little that one pull of theirs rests on a few edits.
    const { counts } = summarise(c.scored, c.resamples, ANALYSIS_METHOD);
    expect(Math.min(counts.onlySelf, counts.onlyTarget)).toBeLessThan(30);
    expect(estimates.recovery).toEqual({
      ...compare("couplingIndex", RECOVERY, [a, b, c]),
      caveat: FEW_EDITS,
    });
    const values = [a, b, c].map(({ scored, resamples }) => {
      const { gap } = summarise(scored, resamples, ANALYSIS_METHOD);
      return gap.kind === "value" ? gap.value : Number.NaN;
    }) as [number, number, number];
    expect(estimates.mean).toMatchObject({
      value: expect.closeTo(values[0] - (values[1] + values[2]) / 2, 12),
    });
    expect(estimates.nobody).toEqual({
      kind: "undefined",
      reason: "there is no score nobody to compare with",
    });
    expect(estimates.alone).toEqual({ kind: "undefined", reason: "there is nothing to compare with" });
  });

  it("know beforehand what an oracle or a constant scores, and the same explainer twice, and nothing else", async () => {
    const [first, second] = new Set(items.map(({ entity }) => entity));
    const few = items.map((item): Item => {
      const isFew = item.entity === first || item.entity === second;
      return { ...item, split: isFew ? "held-out" : "explained" };
    });
    const { source } = makeSource();
    const scores = new AnalysisScores(bundle, { ...source, items: async () => few });
    const claims: Record<string, ScoreSpec["claims"]> = {
      again: flagship.claims,
      oracle: { kind: "oracle-self" },
      unchanged: { kind: "constant", id: "constant-unchanged" },
      class: { kind: "constant", id: "constant-class-1" },
    };
    const others = Object.entries(claims).map(([id, its]) => ({ ...flagship, id, claims: its }));
    const contrasts: ContrastSpec[] = ["again", "oracle"].map((id) => ({
      id,
      name: "agreement",
      kind: "difference",
      plus: flagship.id,
      minus: [id],
    }));
    const answer = await ask(
      { scores: [flagship, ...others], contrasts, filter: { ...HELD_OUT, task: items[0]?.task ?? null } },
      { scores },
    );
    const shown = answer.scores.map((score) => [
      score.id,
      score.kind === "estimates"
        ? NAMES.filter((name) => score.estimates[name]?.kind === "value")
        : score.reason,
    ]);
    const pulls = ["selfPull", "targetPull", "bothPull", "couplingIndex", "cueKnowledge"];
    const told = Object.fromEntries(shown) as Record<string, string[]>;
    expect(told[flagship.id]).toEqual([]);
    expect(told.again).toEqual([]);
    expect(told.oracle).toEqual(expect.arrayContaining(["faithfulnessSelf", "cueKnowledge"]));
    expect(told.oracle).not.toEqual(expect.arrayContaining(["faithfulnessTarget"]));
    expect(told.unchanged).toContain("claimedRate");
    for (const name of told.class ?? []) expect(pulls).toContain(name);
    // The agreement is the same whoever claims; that it is was not known of two explainers.
    expect(answer.contrasts.map(({ estimate }) => estimate.kind)).toEqual(["value", "undefined"]);
    expect(answer.contrasts[0]?.estimate).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(answer.contrasts[0]?.estimate).not.toHaveProperty("caveat");
  });

  it("say of each score why it is not there, and give the others", async () => {
    const missing = [
      { ...flagship, id: "run", claims: { kind: "run" as const, run: "nobody", step: 0 } },
      { ...flagship, id: "step", self: { run: "flagship", step: 7 } },
      { ...flagship, id: "constant", claims: { kind: "constant" as const, id: "constant-class-9" } },
    ];
    const { scores } = await ask({ scores: [...missing, flagship], names: ["agreement"] });
    expect(scores.slice(0, 3)).toEqual([
      { id: "run", kind: "absent", reason: "nobody: it has no records" },
      { id: "step", kind: "absent", reason: "flagship has no recorded step 7" },
      { id: "constant", kind: "absent", reason: "there is no constant explainer constant-class-9" },
    ]);
    expect(scores[3]?.kind).toBe("estimates");
    const none = await ask({ filter: { ...HELD_OUT, task: "c" } });
    expect(none.scores).toEqual([{ id: "flagship@10", kind: "absent", reason: "there are no such items" }]);
  });

  it("are undefined where the filter leaves nothing", async () => {
    const answer = await only({ filter: { ...HELD_OUT, flip: { from: 0, to: 0 } } });
    expect(answer.counts.items).toBe(0);
    for (const name of NAMES) expect(answer.estimates[name]?.kind, name).toBe("undefined");
  });

  it("compute a score once, and of it what was not asked for before", async () => {
    const { scores } = makeSource();
    const first = await ask({ names: ["gap"] }, { scores });
    const again = await ask({ names: ["gap", "couplingIndex"] }, { scores });
    const [one, other] = [first.scores[0], again.scores[0]];
    if (one?.kind !== "estimates" || other?.kind !== "estimates") throw new Error("expected estimates");
    expect(other.estimates.gap).toBe(one.estimates.gap);
    expect(other.counts).toBe(one.counts);
    expect(other.estimates.couplingIndex?.kind).toBe("value");
  });

  it("end between two scores where nobody waits any more", async () => {
    let turns = 0;
    const stop = async () => {
      turns += 1;
      if (turns === 2) throw new CodedError("cancelled", "enough");
    };
    const { scores } = makeSource();
    const path = [0, 5, 10].map((step) => specOf("flagship", step));
    const spec = { scores: path, contrasts: [], filter: HELD_OUT, names: NAMES };
    await expect(scores.estimates(spec, stop)).rejects.toMatchObject({ code: "cancelled" });
    expect(turns).toBe(2);
  });
});

describe("lag", () => {
  const path = [0, 5, 10].map((step) => specOf("flagship", step));

  it("is that of the path's scores", async () => {
    const scored = path.map((spec) => scoredOf(spec, isHeldOut));
    const answer = await makeSource().scores.lag({ path, filter: HELD_OUT }, noTurn);
    const resamples = scored[0]?.resamples;
    if (resamples === undefined) throw new Error("expected draws");
    const expected = lag(
      [0, 5, 10],
      scored.map((one) => one.scored),
      resamples,
      ANALYSIS_METHOD,
    );
    expect(answer).toEqual({ kind: "lag", steps: [0, 5, 10], method: ANALYSIS_METHOD, ...expected });
  });

  it("follows the items that the filter leaves at the last step", async () => {
    const filter = { ...HELD_OUT, flip: { from: 0, to: 1 } };
    const answer = await makeSource().scores.lag({ path, filter }, noTurn);
    if (answer.kind === "absent") throw new Error(answer.reason);
    const whole = await makeSource().scores.lag({ path, filter: HELD_OUT }, noTurn);
    if (whole.kind === "absent" || whole.behaviour.kind !== "value") throw new Error("expected a lag");
    if (answer.behaviour.kind === "value") expect(answer.behaviour.n).toBeLessThan(whole.behaviour.n);
    else expect(answer.behaviour.reason).toMatch(/too few|one of the entities/);
  });

  it("needs two steps that are recorded", async () => {
    const { scores } = makeSource();
    expect(await scores.lag({ path: path.slice(1, 2), filter: HELD_OUT }, noTurn)).toEqual({
      kind: "absent",
      reason: "there is one step only",
    });
    const gone = { ...flagship, self: { run: "flagship", step: 7 } };
    expect(await scores.lag({ path: [gone, flagship], filter: HELD_OUT }, noTurn)).toEqual({
      kind: "absent",
      reason: "flagship has no recorded step 7",
    });
  });
});

describe("reply shares", () => {
  it("are a task's, by step and class", async () => {
    const path = [0, 10].map((step) => specOf("flagship", step));
    const answer = await makeSource().scores.replyShares({ path, filter: HELD_OUT }, noTurn);
    if (answer.kind === "absent") throw new Error(answer.reason);
    expect(answer.steps).toEqual([0, 10]);
    expect(answer.tasks.map(({ task }) => task)).toEqual(["a", "b"]);
    for (const { task, shares } of answer.tasks) {
      [0, 10].forEach((step, s) => {
        const { reply } = answersOf("flagship", step);
        const prompts = new Map(
          items.flatMap((item, row) =>
            item.task === task && isHeldOut(item) ? [[item.promptId, reply[row] as number]] : [],
          ),
        );
        shares[s]?.forEach((share, one) => {
          const with1 = [...prompts.values()].filter((value) => value === one).length;
          expect(share).toMatchObject({ value: with1 / prompts.size, n: prompts.size, clusters: 12 });
        });
      });
    }
    const onlyB = await makeSource().scores.replyShares({ path, filter: { ...HELD_OUT, task: "b" } }, noTurn);
    expect(onlyB).toEqual({ ...answer, tasks: answer.tasks.slice(1) });
  });
});

describe("calibration", () => {
  it("is that of the claimed probabilities, read at one step of both", async () => {
    const { scores, asked } = makeSource();
    const external = specOf("external");
    const answer = await scores.calibration({ score: external, filter: HELD_OUT, bins: 4 }, noTurn);
    expect(asked).toContain("external 10 claimP");
    expect(asked).toContain("flagship 10 replyP,counterfactualP");
    const { probabilities } = makeSource().source;
    const [said, done] = await Promise.all([
      probabilities({ run: "external", step: 10 }, ["claimP"]),
      probabilities({ run: "flagship", step: 10 }, ["replyP", "counterfactualP"]),
    ]);
    const { selection, resamples } = scoredOf(external, isHeldOut);
    const shift = claimedShift(
      selection,
      { claimP: said.columns[0] as Float32Array, classes: 3 },
      {
        reply: answersOf("flagship", 10).reply,
        replyP: done.columns[0] as Float32Array,
        counterfactualP: done.columns[1] as Float32Array,
        classes: 3,
      },
    );
    if (shift === null) throw new Error("expected probabilities");
    const expected = calibrateClaims(shift, 4, resamples, ANALYSIS_METHOD);
    expect(answer).toEqual({ kind: "calibration", method: ANALYSIS_METHOD, ...expected });
  });

  it("is not there for who says no probabilities", async () => {
    const oracle = { ...flagship, claims: { kind: "oracle-self" as const } };
    const answer = await makeSource().scores.calibration(
      { score: oracle, filter: HELD_OUT, bins: 4 },
      noTurn,
    );
    expect(answer).toEqual({
      kind: "absent",
      reason: "an explainer that is no model says no probabilities",
    });
  });
});

describe("columns of the items", () => {
  it("are the answers as recorded, without probabilities", async () => {
    const { scores, asked } = makeSource();
    const rows = await scores.itemRows(specOf("external"));
    if (rows.kind === "absent") throw new Error(rows.reason);
    expect(rows.answers.claim).toBe(answersOf("external", 10).claim);
    expect(rows.answers.selfReply).toBe(answersOf("flagship", 10).reply);
    expect(rows.answers.startReply).toBe(answersOf("flagship", 0).reply);
    expect(rows.answers.targetCounterfactual).toBe(answersOf("m0", 100).counterfactual);
    expect(asked.filter((what) => what.includes("P"))).toEqual([]);
  });

  it("have margins of self and target, read once", async () => {
    const { scores, asked } = makeSource();
    const margins = await scores.itemMargins(flagship);
    if (margins.kind === "absent") throw new Error(margins.reason);
    expect(new Set(margins.margins)).toEqual(new Set([Math.fround(0.4), Math.fround(0.7)]));
    await scores.itemMargins(flagship);
    expect(asked.filter((what) => what.includes("P")).length).toBe(2);
    expect(await scores.itemMargins({ ...flagship, target: { run: "m0", step: 1 } })).toEqual({
      kind: "absent",
      reason: "m0 has no recorded step 1",
    });
  });
});
