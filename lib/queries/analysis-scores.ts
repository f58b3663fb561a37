/**
 * What the analysis worker computes for the pages: estimates, lags, shares, calibration, and the columns of the
 * Items page. Draws and selections are shared by all requests; the sums of a score and what was estimated of them
 * are kept, so that going back to a filter or a step costs nothing. Where tables come from is passed in.
 */
import type { ProbabilityColumn, RecordsTable } from "@/lib/bundle/records";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import { calibrateClaims, claimedShift } from "@/lib/coupling/claim-calibration";
import { needsMargins, type StatisticsFilter } from "@/lib/coupling/item-filter";
import { leastLeads } from "@/lib/coupling/item-margins";
import { lag } from "@/lib/coupling/lag";
import { replyShares } from "@/lib/coupling/reply-shares";
import type { Item } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import type { Turn } from "@/lib/queries/analysis-turn";
import { buildContrast } from "@/lib/queries/build-contrast";
import { RecentResults } from "@/lib/queries/recent-results";
import {
  answersAt,
  itemAnswers,
  knownClaims,
  type LoadedRecords,
  lacksUnread,
  type NoRecords,
  runsOf,
} from "@/lib/queries/score-answers";
import { type ScoreFrame, ScoreFrames } from "@/lib/queries/score-frames";
import { estimateScore, pickItems, type ScoreSums, scorePicked, sumScore } from "@/lib/queries/score-items";
import type {
  Absent,
  BehaviourSpec,
  CalibrationResult,
  CalibrationSpec,
  ClaimsOf,
  EstimatesResult,
  EstimatesSpec,
  ItemMarginsResult,
  ItemRowsResult,
  ItemRowsSpec,
  LagResult,
  LagSpec,
  ReplySharesResult,
  ReplySharesSpec,
  ScoreResult,
  ScoreSpec,
} from "@/lib/queries/types";
import { undefinedEstimate } from "@/lib/stats/estimate";

/** What the tables of a bundle are asked for. */
export type TableSource = {
  items(): Promise<Item[]>;
  /** A run's records, or why there are none. */
  tryTable(run: string): Promise<readonly [string, RecordsTable | NoRecords]>;
  /** Probabilities of all items at one recorded step, `[items * classes]`, and the steps they are multiples of. */
  probabilities(
    place: RunStep,
    names: readonly ProbabilityColumn[],
  ): Promise<{ columns: Float32Array[]; probabilitySteps: number }>;
};

/** Some 40 kB each: the lines of every page over all of their checkpoints, under a few filters. */
const KEPT_SCORES = 600;
/** 90 kB each. */
const KEPT_MARGINS = 48;

const absent = (reason: string, isUnread = false): Absent => ({
  kind: "absent",
  reason,
  ...(isUnread && { isUnread }),
});
const NO_SUCH_ITEMS = "there are no such items";

export class AnalysisScores {
  private readonly frames: ScoreFrames;
  private readonly scores = new RecentResults(KEPT_SCORES);
  private readonly kept = new RecentResults(KEPT_MARGINS);

  constructor(
    private readonly bundle: Bundle,
    private readonly tables: TableSource,
  ) {
    this.frames = new ScoreFrames(() => tables.items());
  }

  async estimates(spec: EstimatesSpec, turn: Turn): Promise<EstimatesResult> {
    const { filter, names } = spec;
    const [frame, records] = await Promise.all([this.frames.of(filter), this.read(spec.scores)]);
    const sums = new Map<string, ScoreSums | string>();
    const scores: ScoreResult[] = [];
    for (const score of spec.scores) {
      await turn();
      const { id } = score;
      const summed = await this.sum(frame, records, score, filter);
      sums.set(id, summed);
      if (typeof summed === "string" || frame.resamples === null) {
        const reason = typeof summed === "string" ? summed : NO_SUCH_ITEMS;
        scores.push({ id, ...absent(reason, lacksUnread(records, score)) });
      } else {
        const estimates = estimateScore(summed, names, frame.resamples);
        scores.push({ id, kind: "estimates", estimates, counts: summed.counts });
      }
    }
    const contrasts: EstimatesResult["contrasts"] = [];
    for (const contrast of spec.contrasts) {
      await turn();
      const { resamples } = frame;
      const estimate =
        resamples === null ? undefinedEstimate(NO_SUCH_ITEMS) : buildContrast(contrast, sums, resamples);
      contrasts.push({ id: contrast.id, estimate });
    }
    return { scores, contrasts, method: ANALYSIS_METHOD };
  }

  async lag({ path, filter }: LagSpec, turn: Turn): Promise<LagResult> {
    const last = path.at(-1);
    if (last === undefined || path.length < 2) return absent("there is one step only");
    const [frame, records] = await Promise.all([this.frames.of(filter), this.read(path)]);
    if (frame.resamples === null) return absent(NO_SUCH_ITEMS);
    const end = itemAnswers(this.bundle, records, last);
    if (typeof end === "string") return absent(end, lacksUnread(records, last));
    const margins = needsMargins(filter) ? await this.margins(last) : null;
    // Which items are followed is the last step's matter: they have to be the same at every step.
    const picked = pickItems(frame, end, margins, filter);
    const scored = [];
    for (const place of path) {
      await turn();
      const answers = itemAnswers(this.bundle, records, place);
      if (typeof answers === "string") return absent(answers, lacksUnread(records, place));
      scored.push(scorePicked(picked, answers));
    }
    const steps = path.map(({ self }) => self.step);
    return {
      kind: "lag",
      steps,
      method: ANALYSIS_METHOD,
      ...lag(steps, scored, frame.resamples, ANALYSIS_METHOD),
    };
  }

  async replyShares({ path, filter }: ReplySharesSpec, turn: Turn): Promise<ReplySharesResult> {
    const claims: ClaimsOf = { kind: "oracle-self" };
    const records = await this.read(path);
    const tasks = this.bundle.tasks.filter(({ id }) => filter.task === null || filter.task === id);
    const result = tasks.map(({ id }) => ({ task: id, shares: [] as ReturnType<typeof replyShares>[] }));
    for (const place of path) {
      const answers = itemAnswers(this.bundle, records, { ...place, claims });
      if (typeof answers === "string") return absent(answers, lacksUnread(records, place));
      const margins = needsMargins(filter) ? await this.margins(place) : null;
      for (const [t, task] of tasks.entries()) {
        await turn();
        const ofTask = { ...filter, task: task.id };
        const frame = await this.frames.of(ofTask);
        const classes = task.replies.length;
        const scored = scorePicked(pickItems(frame, answers, margins, ofTask), answers);
        const none = Array.from({ length: classes }, () => undefinedEstimate("there are no such prompts"));
        result[t]?.shares.push(
          frame.resamples === null ? none : replyShares(scored, classes, frame.resamples, ANALYSIS_METHOD),
        );
      }
    }
    return {
      kind: "shares",
      steps: path.map(({ self }) => self.step),
      tasks: result,
      method: ANALYSIS_METHOD,
    };
  }

  async calibration({ score, filter, bins }: CalibrationSpec, turn: Turn): Promise<CalibrationResult> {
    const { claims, self } = score;
    if (claims.kind !== "run") return absent("an explainer that is no model says no probabilities");
    const [frame, records] = await Promise.all([this.frames.of(filter), this.read([score])]);
    const answers = itemAnswers(this.bundle, records, score);
    if (typeof answers === "string") return absent(answers, lacksUnread(records, score));
    if (frame.resamples === null) return absent(NO_SUCH_ITEMS);
    const margins = needsMargins(filter) ? await this.margins(score) : null;
    const [said, done] = await Promise.all([
      this.tables.probabilities(claims, ["claimP"]),
      this.tables.probabilities(self, ["replyP", "counterfactualP"]),
    ]);
    await turn();
    const classes = Math.max(...this.bundle.tasks.map(({ replies }) => replies.length));
    const { selection, counted } = pickItems(frame, answers, margins, filter);
    const [replyP, counterfactualP] = done.columns as [Float32Array, Float32Array];
    const shift = claimedShift(
      selection,
      { claimP: said.columns[0] as Float32Array, classes },
      { reply: answers.selfReply, replyP, counterfactualP, classes },
    );
    if (shift === null) throw new Error("internal: calibration: expected probabilities, got none");
    const calibration = calibrateClaims({ ...shift, counted }, bins, frame.resamples, ANALYSIS_METHOD);
    return { kind: "calibration", method: ANALYSIS_METHOD, ...calibration };
  }

  async itemRows(spec: ItemRowsSpec): Promise<ItemRowsResult> {
    const records = await this.read([spec]);
    const answers = itemAnswers(this.bundle, records, spec);
    return typeof answers === "string"
      ? absent(answers, lacksUnread(records, spec))
      : { kind: "rows", answers };
  }

  async itemMargins(spec: BehaviourSpec): Promise<ItemMarginsResult> {
    const records = await this.read([spec]);
    for (const place of [spec.self, spec.target]) {
      const answers = answersAt(records, place);
      if (typeof answers === "string") return absent(answers, lacksUnread(records, spec));
    }
    return { kind: "margins", margins: await this.margins(spec) };
  }

  /** The records of all runs that are read for the given scores. */
  private async read(specs: readonly (BehaviourSpec & { claims?: ClaimsOf })[]): Promise<LoadedRecords> {
    const runs = new Set(specs.flatMap(runsOf));
    return new Map(await Promise.all([...runs].map((run) => this.tables.tryTable(run))));
  }

  /** The sums of a score on the items that the filter leaves; a string: why there are none. */
  private async sum(
    frame: ScoreFrame,
    records: LoadedRecords,
    { id: _, ...spec }: ScoreSpec,
    filter: StatisticsFilter,
  ): Promise<ScoreSums | string> {
    const answers = itemAnswers(this.bundle, records, spec);
    if (typeof answers === "string") return answers;
    return this.scores.once(JSON.stringify([spec, filter]), "sums", async () => {
      const margins = needsMargins(filter) ? await this.margins(spec) : null;
      const scored = scorePicked(
        pickItems(frame, answers, margins, filter),
        answers,
        knownClaims(this.bundle, spec.claims),
      );
      return sumScore(scored, frame.selection.clusters);
    });
  }

  private async margins({ self, target }: BehaviourSpec): Promise<Float32Array> {
    const [own, its] = await Promise.all([this.leads(self), this.leads(target)]);
    return own.map((lead, row) => Math.min(lead, its[row] as number));
  }

  /** How clear a checkpoint's own answers are, by item. */
  private leads(place: RunStep): Promise<Float32Array> {
    return this.kept.once(JSON.stringify(place), "leads", async () => {
      const { columns, probabilitySteps } = await this.tables.probabilities(place, [
        "replyP",
        "counterfactualP",
      ]);
      return leastLeads(
        columns,
        Math.max(...this.bundle.tasks.map(({ replies }) => replies.length)),
        probabilitySteps,
      );
    });
  }
}
