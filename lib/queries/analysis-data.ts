/**
 * A bundle's tables as the analysis worker holds them: each fetched, checked and decoded once, kept while the
 * worker lives, and asked for again after a failure. How bytes are fetched is passed in.
 */

import { readItems } from "@/lib/bundle/items";
import { openProbabilities, type RecordsAsset, type RecordsTable, readRecords } from "@/lib/bundle/records";
import type { Asset, Bundle } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";
import { CodedError, isCancelled, toCodedError } from "@/lib/errors";
import { addControls, buildOverview, overviewRuns } from "@/lib/queries/build-overview";
import { buildPrompts, buildRecordedProbe, type ProbeRecords } from "@/lib/queries/build-prompts";
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
    return { run, ...(await this.table(run)) };
  }

  /** `withControls` false answers from the flagship's and the target's records alone. */
  overview(withControls: boolean): Promise<Overview> {
    return this.once(`overview ${withControls}`, async () => {
      const runs = overviewRuns(this.bundle);
      const [items, ...needed] = await Promise.all([
        this.items(),
        ...runs.path.map(async (run) => [run, await this.table(run)] as const),
      ]);
      const records = new Map<string, RecordsTable | string>(needed);
      if (!withControls) return buildOverview(this.bundle, items, records);
      const first = await this.overview(false);
      for (const [run, table] of await Promise.all(runs.controls.map((run) => this.tryTable(run)))) {
        records.set(run, table);
      }
      return addControls(first, this.bundle, items, records);
    });
  }

  /** Looks a prompt up by its exact text; what is not there is a value with its reason. */
  async recordedProbe(run: string, prompt: string): Promise<RecordedProbe> {
    const { target } = this.bundle;
    if (this.assetOf(run) === null) return { kind: "absent", reason: `${run} has no records` };
    const prompts = await this.prompts();
    const entry = prompts.find((candidate) => candidate.prompt === prompt);
    if (entry === undefined) {
      return { kind: "absent", reason: "this exact prompt is not among the recorded ones" };
    }
    const first = (await this.items()).findIndex((item) => item.promptId === entry.promptId);
    const [own, targetRecords] = await Promise.all([
      this.probeRecords(run),
      this.assetOf(target.run) === null ? null : this.probeRecords(target.run),
    ]);
    return buildRecordedProbe(entry, first, own, targetRecords && { ...targetRecords, step: target.step });
  }

  private assetOf(run: string) {
    return this.bundle.runs.find(({ id }) => id === run)?.records ?? null;
  }

  private bytes(run: string): Promise<{ asset: RecordsAsset; bytes: Uint8Array<ArrayBuffer> }> {
    return this.once(`bytes ${run}`, async () => {
      const asset = this.assetOf(run);
      if (asset === null) {
        throw new CodedError("table-invalid", `records: expected records of ${run}, got none`, { run });
      }
      return { asset, bytes: await this.loadBytes(asset) };
    });
  }

  private table(run: string): Promise<RecordsTable> {
    return this.once(`records ${run}`, async () => {
      const [items, { asset, bytes }] = await Promise.all([this.items(), this.bytes(run)]);
      return readRecords(bytes, asset, items, { withProbabilities: false });
    });
  }

  private probeRecords(run: string): Promise<ProbeRecords> {
    return this.once(`probabilities ${run}`, async () => {
      const [items, table, { asset, bytes }] = await Promise.all([
        this.items(),
        this.table(run),
        this.bytes(run),
      ]);
      return { table, probabilities: await openProbabilities(bytes, asset, items) };
    });
  }

  /** A control's records, or why there are none: one damaged control must not take the others with it. */
  private async tryTable(run: string): Promise<readonly [string, RecordsTable | string]> {
    if (this.assetOf(run) === null) return [run, "it has no records"];
    try {
      return [run, await this.table(run)];
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
