/**
 * A bundle's tables as the analysis worker holds them: each fetched, checked and decoded once, kept while the
 * worker lives, and asked for again after a failure. How bytes are fetched is passed in.
 */

import { readItems } from "@/lib/bundle/items";
import { type RecordsTable, readRecords } from "@/lib/bundle/records";
import type { Asset, Bundle } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";
import { CodedError, isCancelled, toCodedError } from "@/lib/errors";
import { buildOverview, type LoadedRecords, overviewRuns } from "@/lib/queries/build-overview";
import { buildPrompts, buildRecordedProbe } from "@/lib/queries/build-prompts";
import type { Overview, PromptEntry, RecordedProbe, RunRecords } from "@/lib/queries/types";

/** Fetches a file of the bundle and vouches for its content. */
export type LoadBytes = (asset: Asset) => Promise<Uint8Array<ArrayBuffer>>;

export class AnalysisData {
  private readonly kept = new Map<string, Promise<unknown>>();

  constructor(
    private readonly bundle: Bundle,
    private readonly loadBytes: LoadBytes,
  ) {}

  items(): Promise<Item[]> {
    return this.once("items", async () => readItems(await this.loadBytes(this.bundle.items), this.bundle));
  }

  prompts(): Promise<PromptEntry[]> {
    return this.once("prompts", async () => buildPrompts(await this.items()));
  }

  async records(run: string): Promise<RunRecords> {
    return { run, ...(await this.table(run, false)) };
  }

  /** `withControls` false answers from the flagship's and the target's records alone. */
  overview(withControls: boolean): Promise<Overview> {
    return this.once(`overview ${withControls}`, async () => {
      const runs = overviewRuns(this.bundle);
      const [items, ...needed] = await Promise.all([
        this.items(),
        ...runs.path.map(async (run) => [run, await this.table(run, false)] as const),
      ]);
      const controls = withControls ? await Promise.all(runs.controls.map((run) => this.tryTable(run))) : [];
      const records: LoadedRecords = new Map([...needed, ...controls]);
      return buildOverview(this.bundle, items, records, { withControls });
    });
  }

  async recordedProbe(run: string, prompt: string): Promise<RecordedProbe> {
    if (this.assetOf(run) === null) return { kind: "absent", reason: `${run} has no records` };
    const target = this.bundle.target.run;
    const [items, prompts, table, targetTable] = await Promise.all([
      this.items(),
      this.prompts(),
      this.table(run, true),
      this.assetOf(target) === null ? null : this.table(target, true),
    ]);
    return buildRecordedProbe(this.bundle, items, prompts, prompt, { run: table, target: targetTable });
  }

  private assetOf(run: string) {
    return this.bundle.runs.find(({ id }) => id === run)?.records ?? null;
  }

  private table(run: string, withProbabilities: boolean): Promise<RecordsTable> {
    return this.once(`records ${run} ${withProbabilities}`, async () => {
      const asset = this.assetOf(run);
      if (asset === null) {
        throw new CodedError("table-invalid", `records: expected records of ${run}, got none`, { path: run });
      }
      const [items, bytes] = await Promise.all([this.items(), this.loadBytes(asset)]);
      return readRecords(bytes, asset, items, { withProbabilities });
    });
  }

  /** A control's records, or why there are none: one damaged control must not take the others with it. */
  private async tryTable(run: string): Promise<readonly [string, RecordsTable | string]> {
    if (this.assetOf(run) === null) return [run, "it has no records"];
    try {
      return [run, await this.table(run, false)];
    } catch (error) {
      if (isCancelled(error)) throw error;
      const { sentence } = toCodedError(error);
      return [run, `its records could not be read (${sentence.replace(/\.$/, "")})`];
    }
  }

  private once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.kept.get(key) as Promise<T> | undefined;
    if (kept !== undefined) return kept;
    const made = make();
    this.kept.set(key, made);
    made.catch(() => this.kept.delete(key));
    return made;
  }
}
