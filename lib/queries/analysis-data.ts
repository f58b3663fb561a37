/**
 * A bundle's tables as the analysis worker holds them: each fetched when it is first asked for, checked and decoded
 * once, and asked for again after a failure. Items are kept while the worker lives, records of the runs looked at
 * last. How bytes are fetched is passed in.
 */

import { readItems } from "@/lib/bundle/items";
import {
  openProbabilities,
  type ProbabilityColumn,
  type RecordsAsset,
  type RecordsTable,
  readRecords,
} from "@/lib/bundle/records";
import type { Results } from "@/lib/bundle/results";
import { findRun } from "@/lib/bundle/runs";
import type { Asset, Bundle, RunStep } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";
import { CodedError, isCancelled, toCodedError } from "@/lib/errors";
import type { AnalysisScores, TableSource } from "@/lib/queries/analysis-scores";
import { addControls, buildOverview, overviewRuns } from "@/lib/queries/build-overview";
import { buildPrompts, buildRecordedProbe, type ProbeRecords } from "@/lib/queries/build-prompts";
import { RecentResults } from "@/lib/queries/recent-results";
import type { NoRecords } from "@/lib/queries/score-answers";
import type { Overview, PromptEntry, RecordedProbe, RunRecords } from "@/lib/queries/types";

/** Fetches a file of the bundle and vouches for its content. */
export type LoadBytes = (asset: Asset) => Promise<Uint8Array<ArrayBuffer>>;

/** Some 3 MB each: the file, its classes, and where in it each item is. No page shows more at once. */
const KEPT_RUNS = 24;

/** A part of the worker's script that comes when it is needed. */
async function loadPart<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (error) {
    throw toCodedError(error, "network");
  }
}

/** Its public methods. */
type Scores = Pick<AnalysisScores, keyof AnalysisScores>;

export class AnalysisData implements TableSource {
  private readonly kept = new RecentResults(1);
  private readonly keptRuns = new RecentResults(KEPT_RUNS);
  private loadedScores: Promise<AnalysisScores> | undefined;

  /** What pages are told of the tables. The Overview does without, so it comes when it is first asked for. */
  readonly scores: Scores = {
    estimates: async (...asked) => (await this.loadScores()).estimates(...asked),
    lag: async (...asked) => (await this.loadScores()).lag(...asked),
    replyShares: async (...asked) => (await this.loadScores()).replyShares(...asked),
    calibration: async (...asked) => (await this.loadScores()).calibration(...asked),
    itemRows: async (...asked) => (await this.loadScores()).itemRows(...asked),
    itemMargins: async (...asked) => (await this.loadScores()).itemMargins(...asked),
  };

  constructor(
    private readonly bundle: Bundle,
    private readonly loadBytes: LoadBytes,
  ) {}

  private loadScores(): Promise<AnalysisScores> {
    this.loadedScores ??= loadPart(import("@/lib/queries/analysis-scores")).then(
      ({ AnalysisScores }) => new AnalysisScores(this.bundle, this),
      (error) => {
        this.loadedScores = undefined; // the next request asks for it again
        throw error;
      },
    );
    return this.loadedScores;
  }

  items(): Promise<Item[]> {
    return this.kept.once("bundle", "items", async () =>
      readItems(await this.loadBytes(this.bundle.items), this.bundle),
    );
  }

  prompts(): Promise<PromptEntry[]> {
    return this.kept.once("bundle", "prompts", async () => buildPrompts(await this.items()));
  }

  results(): Promise<Results | null> {
    return this.kept.once("bundle", "results", async () => {
      const asset = this.bundle.results;
      if (asset === null) return null;
      // Only one page asks for them, and reading them takes more script than all other tables.
      const { readResults } = await loadPart(import("@/lib/bundle/results"));
      return readResults(await this.loadBytes(asset), this.bundle, asset.path);
    });
  }

  async records(run: string): Promise<RunRecords> {
    return { run, ...(await this.table(run)) };
  }

  /** `withControls` false answers from the flagship's and the target's records alone. */
  async overview(withControls: boolean): Promise<Overview> {
    const name = `overview ${withControls}`;
    const overview = await this.kept.once("bundle", name, async () => {
      const runs = overviewRuns(this.bundle);
      const [items, ...needed] = await Promise.all([
        this.items(),
        ...runs.path.map(async (run) => [run, await this.table(run)] as const),
      ]);
      const records = new Map<string, RecordsTable | NoRecords>(needed);
      if (!withControls) return buildOverview(this.bundle, items, records);
      const first = await this.overview(false);
      for (const [run, table] of await Promise.all(runs.controls.map((run) => this.tryTable(run)))) {
        records.set(run, table);
      }
      return addControls(first, this.bundle, items, records);
    });
    // What could not be read this time is asked for again the next time.
    if (overview.unread.length > 0) this.kept.forget("bundle", name);
    return overview;
  }

  /** Looks a prompt up by its exact text; what is not there is a value with its reason. */
  async recordedProbe(run: string, prompt: string): Promise<RecordedProbe> {
    const asset = this.assetOf(run);
    if (asset === null) return { kind: "absent", reason: `${run} has no records` };
    const target = findRun(this.bundle, run)?.supervision.target ?? null;
    const prompts = await this.prompts();
    const entry = prompts.find((candidate) => candidate.prompt === prompt);
    if (entry === undefined) {
      return { kind: "absent", reason: "this exact prompt is not among the recorded ones" };
    }
    const first = (await this.items()).findIndex((item) => item.promptId === entry.promptId);
    const [own, targetRecords] = await Promise.all([
      this.probeRecords(run),
      target && this.probeRecords(target.run),
    ]);
    const reference = target && targetRecords && { ...targetRecords, step: target.step };
    return buildRecordedProbe(entry, first, { ...own, probabilitySteps: asset.probabilitySteps }, reference);
  }

  async probabilities({ run, step }: RunStep, names: readonly ProbabilityColumn[]) {
    const [{ probabilities }, { asset }] = await Promise.all([this.probeRecords(run), this.bytes(run)]);
    const columns = await Promise.all(names.map((name) => probabilities.readStep(step, name)));
    return { columns, probabilitySteps: asset.probabilitySteps };
  }

  private assetOf(run: string) {
    return findRun(this.bundle, run)?.records ?? null;
  }

  private bytes(run: string): Promise<{ asset: RecordsAsset; bytes: Uint8Array<ArrayBuffer> }> {
    return this.keptRuns.once(run, "bytes", async () => {
      const asset = this.assetOf(run);
      if (asset === null) {
        throw new CodedError("table-invalid", `records: expected records of ${run}, got none`, { run });
      }
      return { asset, bytes: await this.loadBytes(asset) };
    });
  }

  private table(run: string): Promise<RecordsTable> {
    return this.keptRuns.once(run, "table", async () => {
      const [items, { asset, bytes }] = await Promise.all([this.items(), this.bytes(run)]);
      return readRecords(bytes, asset, items, { withProbabilities: false });
    });
  }

  private probeRecords(run: string): Promise<ProbeRecords> {
    return this.keptRuns.once(run, "probabilities", async () => {
      const [items, table, { asset, bytes }] = await Promise.all([
        this.items(),
        this.table(run),
        this.bytes(run),
      ]);
      return { table, probabilities: await openProbabilities(bytes, asset, items) };
    });
  }

  /** A control's records, or why there are none: one damaged control must not take the others with it. */
  async tryTable(run: string): Promise<readonly [string, RecordsTable | NoRecords]> {
    if (this.assetOf(run) === null) return [run, { reason: "it has no records", isUnread: false }];
    try {
      return [run, await this.table(run)];
    } catch (error) {
      if (isCancelled(error)) throw error;
      const { sentence } = toCodedError(error);
      return [
        run,
        { reason: `its records could not be read (${sentence.replace(/\.$/, "")})`, isUnread: true },
      ];
    }
  }
}
