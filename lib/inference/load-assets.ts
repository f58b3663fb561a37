/**
 * Fetches files by content: from the cache where they are whole, else from the network, several at once, with
 * progress in bytes. Every file is hashed before anyone sees it. A cache entry that is damaged is removed and
 * fetched again; a network answer that is wrong is asked for once more past the browser's HTTP cache (a stale
 * one after a redeploy looks like that) and then refused by name. What was finished before an interruption
 * stays in the cache, so trying again goes on from there.
 */
import { sha256Hex } from "@/lib/bundle/sha256";
import { CodedError, isCancelled, toCodedError } from "@/lib/errors";
import { type AssetCache, openAssetCache } from "@/lib/inference/asset-cache";
import type { AssetRequest, DownloadReport } from "@/lib/inference/protocol";

/** Browsers open about six connections to a host; the page needs some too. */
const PARALLEL_DOWNLOADS = 4;

export type LoadedAssets = {
  /** In the order of the requests. */
  files: Uint8Array<ArrayBuffer>[];
  report: DownloadReport;
};

export type LoadAssetsOptions = {
  signal?: AbortSignal;
  /** Bytes that come over the network; what is cached does not count. */
  onProgress?: (loadedBytes: number, totalBytes: number) => void;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  cache?: AssetCache;
};

export type AssetLoader = (requests: AssetRequest[], options?: LoadAssetsOptions) => Promise<LoadedAssets>;

/** Counts bytes of several files as one number that never exceeds its total. */
class Progress {
  private readonly loaded = new Map<string, number>();
  private total = 0;

  constructor(private readonly emit: (loadedBytes: number, totalBytes: number) => void) {}

  expect(asset: AssetRequest): void {
    this.total += asset.bytes;
    this.set(asset, 0);
  }

  set(asset: AssetRequest, bytes: number): void {
    this.loaded.set(asset.sha256, Math.min(bytes, asset.bytes));
    let sum = 0;
    for (const value of this.loaded.values()) sum += value;
    this.emit(sum, this.total);
  }
}

function networkError(asset: AssetRequest, what: string, cause?: unknown): CodedError {
  return new CodedError(
    "network",
    `loadAssets: expected ${asset.name}, got ${what}`,
    { path: asset.name },
    {
      cause,
    },
  );
}

/** Reads a body into one array of the expected size, or as much of it as came. */
async function readBody(
  response: Response,
  asset: AssetRequest,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(asset.bytes);
  let length = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(await response.arrayBuffer());
  while (true) {
    const { done, value } = await reader.read();
    if (done) return length === bytes.length ? bytes : bytes.slice(0, length);
    if (length + value.length > bytes.length) {
      await reader.cancel();
      throw new CodedError(
        "hash-mismatch",
        `loadAssets: expected ${asset.name} of ${asset.bytes} bytes, got more`,
        { path: asset.name },
      );
    }
    bytes.set(value, length);
    length += value.length;
    onBytes(length);
  }
}

/** Whether bytes are the ones the request names. */
async function isWhole(asset: AssetRequest, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return bytes.byteLength === asset.bytes && (await sha256Hex(bytes)) === asset.sha256;
}

async function download(
  asset: AssetRequest,
  init: RequestInit,
  fetcher: NonNullable<LoadAssetsOptions["fetch"]>,
  progress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetcher(asset.url, init);
    if (!response.ok) throw networkError(asset, `HTTP status ${response.status}`);
    bytes = await readBody(response, asset, (length) => progress.set(asset, length));
  } catch (thrown) {
    if (thrown instanceof CodedError || isCancelled(thrown)) throw thrown;
    throw networkError(asset, String(thrown), thrown);
  }
  if (await isWhole(asset, bytes)) return bytes;
  throw new CodedError(
    "hash-mismatch",
    `loadAssets: expected ${asset.name} with SHA-256 ${asset.sha256} (${asset.bytes} bytes), got other content (${bytes.byteLength} bytes)`,
    { path: asset.name },
  );
}

/** The network's part: wrong content is asked for once more, past the HTTP cache. */
async function downloadTwice(
  asset: AssetRequest,
  signal: AbortSignal,
  fetcher: NonNullable<LoadAssetsOptions["fetch"]>,
  progress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await download(asset, { signal }, fetcher, progress);
  } catch (thrown) {
    if (!(thrown instanceof CodedError) || thrown.code !== "hash-mismatch") throw thrown;
    progress.set(asset, 0);
    return await download(asset, { signal, cache: "reload" }, fetcher, progress);
  }
}

/** Runs tasks a few at a time; rejects with the first failure and starts no further task then. */
async function runPool(tasks: (() => Promise<void>)[], width: number): Promise<void> {
  const queue = tasks.values();
  let hasFailed = false;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const task of queue) {
        if (hasFailed) return;
        try {
          await task();
        } catch (thrown) {
          hasFailed = true;
          throw thrown;
        }
      }
    }),
  );
}

/**
 * Loads files, each content once.
 * @throws CodedError "network" or "hash-mismatch" naming the file, "cancelled" if the signal was aborted
 */
export const loadAssets: AssetLoader = async (requests, options = {}) => {
  const { fetch: fetcher = (url, init) => fetch(url, init), cache = openAssetCache() } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const progress = new Progress(options.onProgress ?? (() => undefined));
  const unique = [...new Map(requests.map((asset) => [asset.sha256, asset])).values()];
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  const report: DownloadReport = { bytes: 0, cachedBytes: 0, isKept: true };

  try {
    const missing: AssetRequest[] = [];
    for (const asset of unique) {
      signal.throwIfAborted();
      report.bytes += asset.bytes;
      const cached = await cache.read(asset.sha256);
      if (cached !== null && (await isWhole(asset, cached))) {
        found.set(asset.sha256, cached);
        report.cachedBytes += asset.bytes;
        continue;
      }
      if (cached !== null) await cache.remove(asset.sha256);
      missing.push(asset);
    }
    for (const asset of missing) progress.expect(asset);
    const tasks = missing.map((asset) => async () => {
      const bytes = await downloadTwice(asset, signal, fetcher, progress);
      found.set(asset.sha256, bytes);
      if (!(await cache.write(asset.sha256, bytes))) report.isKept = false;
    });
    await runPool(tasks, PARALLEL_DOWNLOADS);
    signal.throwIfAborted();
  } catch (thrown) {
    stop.abort();
    throw toCodedError(thrown);
  }
  return { files: requests.map((asset) => found.get(asset.sha256) as Uint8Array<ArrayBuffer>), report };
};

/** How many bytes of these files are not in the cache yet. */
export async function countMissingBytes(
  requests: AssetRequest[],
  cache: AssetCache = openAssetCache(),
): Promise<number> {
  let bytes = 0;
  for (const asset of new Map(requests.map((each) => [each.sha256, each])).values()) {
    if (!(await cache.has(asset.sha256))) bytes += asset.bytes;
  }
  return bytes;
}
