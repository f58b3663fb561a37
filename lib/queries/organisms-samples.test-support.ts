/**
 * Every number of the bundle's `results.json` once more, from the same records and by the site's own code: of a row's
 * seed and a part of the items, each statistic as a sample over the site's draws. What the site has no statistic for
 * (divergence, agreement at the start, the cue words' index) is written out here.
 */
import type { ResultName, ResultSeed, Results } from "@/lib/bundle/results";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import { combineStatistic, DIFFERENCE } from "@/lib/coupling/compare";
import { type Definition, estimateOf, sampleOf, shareOf, tabulate } from "@/lib/coupling/definition";
import { constantUnchanged } from "@/lib/coupling/explainers";
import { forEachPrompt, makeSums } from "@/lib/coupling/influence";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import { leastLeads } from "@/lib/coupling/item-margins";
import { gather } from "@/lib/coupling/scored";
import { STATISTICS, summarySums } from "@/lib/coupling/summary";
import type { Answers, Item, StatisticName } from "@/lib/coupling/types";
import type { AnalysisData } from "@/lib/queries/analysis-data";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import {
  MATCHED_INDEX,
  matchedSums,
  numberCells,
  wordsOdds,
} from "@/lib/queries/organisms-cue-words.test-support";
import { answersAt, itemAnswers, type LoadedRecords } from "@/lib/queries/score-answers";
import { ScoreFrames } from "@/lib/queries/score-frames";
import { pickItems, scorePicked } from "@/lib/queries/score-items";
import type { ClaimsOf } from "@/lib/queries/types";
import { type BootstrapSample, bootstrapEstimate, combineSamples } from "@/lib/stats/bootstrap-estimate";
import { type ClusterSums, joinSums, pickColumns, type Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";

export type ResultSlice = Results["slices"][number];
/** A statistic on the data and on every draw, and as it is shown of a single seed. */
export type Recomputed = { sample: BootstrapSample; estimate: Estimate };

/** Half of the coarsest step of recorded probabilities: below it they are raised to it (`evidence.py`). */
const FLOOR = 1 / 30;

const AGREEMENT_START = shareOf("agreeingStart", "items", { min: 0, max: 1, best: null, null: null }, "");
const KL: Definition<"kl" | "prompts"> = {
  range: { min: 0, max: Infinity, best: null, null: 0 },
  of: (sum) => sum("kl") / sum("prompts"),
  n: (sum) => sum("prompts"),
  reason: "",
};

/** KL(M0 || now) in nats of two distributions of `classes` entries from `at`, both floored, then normalised. */
function divergence(start: Float32Array, now: Float32Array, at: number, classes: number): number {
  const floored = (p: Float32Array) =>
    Array.from(p.subarray(at, at + classes), (value) => Math.max(value, FLOOR));
  const normal = (p: number[]) => p.map((value) => value / p.reduce((sum, one) => sum + one, 0));
  const [a, b] = [normal(floored(start)), normal(floored(now))];
  return a.reduce((sum, p, i) => sum + p * Math.log(p / (b[i] as number)), 0);
}

/** The mean over seeds, draw by draw: each counts the same. */
export function averageSamples(samples: readonly BootstrapSample[]): BootstrapSample {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const combined = combineSamples(samples, mean, samples[0]?.reason ?? "");
  return {
    ...combined,
    n: samples.reduce((sum, { n }) => sum + n, 0),
    clusters: Math.max(...samples.map(({ clusters }) => clusters)),
  };
}

function join<A extends string, B extends string>(a: ClusterSums<A>, b: ClusterSums<B>) {
  return joinSums(a, b);
}

/** The samples of one seed on one part of the items; of `external` and `online` the coupling index. */
export type SeedSamples = {
  own: Map<ResultName, Recomputed>;
  external: BootstrapSample | null;
  online: BootstrapSample | null;
};

export class ResultSamples {
  private readonly frames: ScoreFrames;
  private readonly leads = new Map<string, Promise<Float32Array>>();
  private readonly kl = new Map<string, Promise<Float64Array>>();
  private readonly odds = new Map<string, Float64Array>();

  private constructor(
    private readonly bundle: Bundle,
    private readonly data: AnalysisData,
    private readonly items: readonly Item[],
    private readonly cells: ReturnType<typeof numberCells>,
  ) {
    this.frames = new ScoreFrames(() => data.items());
  }

  static async open(bundle: Bundle, data: AnalysisData): Promise<ResultSamples> {
    const items = await data.items();
    return new ResultSamples(bundle, data, items, numberCells(items));
  }

  async of(seed: ResultSeed, slice: ResultSlice): Promise<SeedSamples> {
    const subject = findRun(this.bundle, seed.subject.run);
    const external = subject?.external ?? null;
    const online = this.refreshed(seed.subject.run);
    // Where labels are another family's, refreshed ones have a target of their own.
    const itsTarget = online === null ? null : this.targetOf(online).run;
    const runs = [seed.explainer.run, seed.subject.run, seed.target.run, external, online, itsTarget];
    const there = runs.filter((run) => run !== null);
    const records = new Map(
      await Promise.all([...new Set(there)].map((run) => this.data.tryTable(run))),
    ) as LoadedRecords;
    const own = await this.own(records, seed, slice);
    const index = own.get("couplingIndex")?.sample ?? null;
    // An explainer that is its own outside or online one has one sample: what that makes known is known by it.
    const of = (run: string | null, self: string, make: (run: string) => Promise<BootstrapSample>) => {
      if (run === null) return null;
      return run === seed.explainer.run && self === seed.subject.run ? index : make(run);
    };
    return {
      own,
      external: await of(external, seed.subject.run, (run) =>
        this.index(records, run, seed.subject, seed.target, slice),
      ),
      online: await of(online, online ?? "", (run) =>
        this.index(records, run, { run, step: this.last(run) }, null, slice),
      ),
    };
  }

  private last(run: string): number {
    const step = findRun(this.bundle, run)?.records?.steps.at(-1);
    if (step === undefined) throw new Error(`expected records of ${run}`);
    return step;
  }

  private targetOf(run: string): RunStep {
    return findRun(this.bundle, run)?.supervision.target ?? this.bundle.target;
  }

  /** The run with online labels that shares family, seed, shift and start. */
  private refreshed(run: string): string | null {
    const own = findRun(this.bundle, run);
    const key = (one: typeof own) => JSON.stringify([one?.family, one?.seed, one?.shift, one?.start]);
    const online = this.bundle.runs.find(
      (one) => one.supervision.source === "online" && key(one) === key(own),
    );
    return online?.id ?? null;
  }

  private async scored(
    records: LoadedRecords,
    claims: ClaimsOf,
    self: RunStep,
    target: RunStep,
    { split, task, margin }: ResultSlice,
  ) {
    const filter = { ...WHOLE_STATISTICS, split, task, margin };
    const frame = await this.frames.of(filter);
    const answers = itemAnswers(this.bundle, records, { claims, self, target });
    if (typeof answers === "string") throw new Error(answers);
    const margins = margin === null ? null : await this.margins(self, target);
    const picked = pickItems(frame, answers, margins, filter);
    return {
      scored: scorePicked(picked, answers),
      rows: picked.selection.rows,
      clusters: frame.selection.clusters,
      resamples: frame.resamples as Resamples,
    };
  }

  /** The coupling index of another explainer: of an outside one about the given behaviour, else about its own. */
  private async index(
    records: LoadedRecords,
    run: string,
    self: RunStep,
    target: RunStep | null,
    slice: ResultSlice,
  ): Promise<BootstrapSample> {
    const against = target ?? this.targetOf(run);
    const claims = { kind: "run" as const, run, step: this.last(run) };
    const { scored, clusters, resamples } = await this.scored(records, claims, self, against, slice);
    const columns = ["onlySelf", "onlyTarget", "onlySelfExcess", "onlyTargetExcess"] as const;
    const sums = pickColumns(summarySums(scored, clusters), columns);
    return sampleOf(
      tabulate(sums, resamples),
      STATISTICS.couplingIndex as Definition<(typeof columns)[number]>,
    );
  }

  private async own(records: LoadedRecords, seed: ResultSeed, slice: ResultSlice) {
    const { explainer, subject, target } = seed;
    const made = await this.scored(records, { kind: "run", ...explainer }, subject, target, slice);
    const { scored, rows, clusters, resamples } = made;
    const samples = new Map<ResultName, Recomputed>();

    const sums = join(
      summarySums(scored, clusters),
      matchedSums(scored, this.oddsOf(records, scored.selfReply, rows, target), clusters),
    );
    const tables = tabulate(sums, resamples);
    const note = <C extends string>(
      name: ResultName,
      its: Parameters<typeof sampleOf<C>>[0],
      definition: Definition<C>,
    ) => {
      const sample = sampleOf(its, definition);
      samples.set(name, { sample, estimate: estimateOf(its, definition, ANALYSIS_METHOD) });
      return sample;
    };
    for (const name of Object.keys(STATISTICS) as StatisticName[]) note(name, tables, STATISTICS[name]);
    const matched = { ...STATISTICS.couplingIndex, ...MATCHED_INDEX } as Definition<
      (typeof sums)["columns"][number]
    >;
    const sample = note("matchedIndex", tables, matched);
    const index = samples.get("couplingIndex")?.sample as BootstrapSample;
    const placing = combineStatistic("couplingIndex", [index, sample], DIFFERENCE);
    samples.set("placing", { sample: placing, estimate: bootstrapEstimate(placing, ANALYSIS_METHOD) });

    const unchanged = pickColumns(summarySums(constantUnchanged(scored), clusters), [
      "items",
      "faithfulSelf",
      "faithfulTarget",
    ]);
    const constant = tabulate(unchanged, resamples);
    type Constant = Definition<(typeof unchanged)["columns"][number]>;
    note("unchangedGap", constant, STATISTICS.gap as Constant);
    note("unchangedSelf", constant, STATISTICS.faithfulnessSelf as Constant);

    if (slice.margin === null) {
      const since = tabulate(await this.sinceStart(records, seed, made), resamples);
      note("agreementStart", since, AGREEMENT_START as Definition<(typeof since)["sums"]["columns"][number]>);
      note("kl", since, KL as Definition<(typeof since)["sums"]["columns"][number]>);
    }
    return samples;
  }

  /** Per entity: how alike the target's and the run's first answers are, and how far its replies have come from M0's. */
  private async sinceStart(
    records: LoadedRecords,
    { subject, target }: ResultSeed,
    { scored, rows, clusters }: Awaited<ReturnType<ResultSamples["scored"]>>,
  ) {
    const first = findRun(this.bundle, subject.run)?.records?.steps[0];
    const start = answersAt(records, { run: subject.run, step: first ?? -1 });
    const its = answersAt(records, target);
    if (typeof start === "string" || typeof its === "string") throw new Error(`${start} ${its}`);
    const moved = await this.divergences(this.m0Of(subject.run), subject);
    const [own, other] = [gather(start.counterfactual, rows), gather(its.counterfactual, rows)];
    const { table, at, add } = makeSums(["items", "agreeingStart", "prompts", "kl"], clusters);
    forEachPrompt(scored, (from, to) => {
      const cluster = scored.cluster[from] as number;
      add(cluster, at.prompts, 1);
      add(cluster, at.kl, moved[rows[from] as number] as number);
      for (let row = from; row < to; row++) {
        add(cluster, at.items, 1);
        if (own[row] === other[row]) add(cluster, at.agreeingStart, 1);
      }
    });
    return table;
  }

  /** The last step of the M0 that a run descends from. */
  private m0Of(id: string): RunStep {
    const run = findRun(this.bundle, id);
    if (run?.start) return this.m0Of(run.start.run);
    return { run: id, step: run?.records?.steps.at(-1) ?? -1 };
  }

  /** By row, the odds that the cue words alone would name its edit, where the self replies as it does. */
  private oddsOf(
    records: LoadedRecords,
    replies: Int8Array,
    rows: Int32Array,
    target: RunStep,
  ): Float64Array {
    const answers = answersAt(records, target) as Answers;
    const key = JSON.stringify(target);
    const odds = this.odds.get(key) ?? wordsOdds(this.items, this.cells, answers);
    this.odds.set(key, odds);
    return Float64Array.from(rows, (item, row) => {
      const cell = this.cells.cell[item] as number;
      return odds[cell * answers.classes + (replies[row] as number)] as number;
    });
  }

  private get classes(): number {
    return Math.max(...this.bundle.tasks.map(({ replies }) => replies.length));
  }

  private async margins(self: RunStep, target: RunStep): Promise<Float32Array> {
    const [own, its] = await Promise.all([this.leadsAt(self), this.leadsAt(target)]);
    return own.map((lead, row) => Math.min(lead, its[row] as number));
  }

  private leadsAt(place: RunStep): Promise<Float32Array> {
    const key = JSON.stringify(place);
    const leads =
      this.leads.get(key) ??
      this.data
        .probabilities(place, ["replyP", "counterfactualP"])
        .then(({ columns, probabilitySteps }) => leastLeads(columns, this.classes, probabilitySteps));
    this.leads.set(key, leads);
    return leads;
  }

  /** By item, KL of the replies to its prompt from one step to another. */
  private divergences(start: RunStep, now: RunStep): Promise<Float64Array> {
    const key = JSON.stringify(now);
    const kl =
      this.kl.get(key) ??
      Promise.all([start, now].map((place) => this.data.probabilities(place, ["replyP"]))).then((read) => {
        const [p, q] = read.map(({ columns }) => columns[0]) as [Float32Array, Float32Array];
        return Float64Array.from(this.items, (_, item) =>
          divergence(p, q, item * this.classes, this.classes),
        );
      });
    this.kl.set(key, kl);
    return kl;
  }
}
