/**
 * Files kept between visits, addressed by the SHA-256 of their content in the browser's Cache API. Only
 * verified bytes are put in and nothing is believed when taken out (see load-assets.ts), so an interrupted
 * download cannot poison it, and a file that changes has another address. Where the browser has no Cache API
 * (no secure context, some private windows) or no room, everything works and nothing is kept.
 */

const CACHE_NAME = "tandem-assets-v1";
const SIZE_HEADER = "content-length";

/** What of the Cache API is used. */
export type CacheLike = Pick<Cache, "match" | "put" | "delete" | "keys">;
export type CachesLike = { open(name: string): Promise<CacheLike>; delete(name: string): Promise<boolean> };

export type AssetCache = {
  has(sha256: string): Promise<boolean>;
  /** The bytes as they lie there, unverified; null where there are none. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Whether they are kept now. False on a full disk; never throws. */
  write(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Bytes kept altogether. */
  size(): Promise<number>;
  clear(): Promise<void>;
};

function browserCaches(): CachesLike | null {
  return typeof caches === "undefined" ? null : caches;
}

/** A key must look like an address; nothing is ever fetched from it. */
function keyOf(sha256: string): string {
  const origin = typeof location === "undefined" ? "http://localhost" : location.origin;
  return `${origin}/tandem-assets/${sha256}`;
}

/** Opens the cache of this origin; without a Cache API, one that keeps nothing. */
export function openAssetCache(storage: CachesLike | null = browserCaches()): AssetCache {
  let opened: Promise<CacheLike | null> | null = null;
  const open = () => {
    // Opening is refused where storage is switched off; that is no failure.
    opened ??= (storage?.open(CACHE_NAME) ?? Promise.resolve(null)).catch(() => null);
    return opened;
  };
  /** A cache that fails is an empty cache. */
  const attempt = async <T>(task: (cache: CacheLike) => Promise<T>, otherwise: T): Promise<T> => {
    const cache = await open();
    if (cache === null) return otherwise;
    try {
      return await task(cache);
    } catch {
      return otherwise;
    }
  };

  return {
    has: (sha256) => attempt(async (cache) => (await cache.match(keyOf(sha256))) !== undefined, false),
    read: (sha256) =>
      attempt(async (cache) => {
        const response = await cache.match(keyOf(sha256));
        return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
      }, null),
    write: (sha256, bytes) =>
      attempt(async (cache) => {
        const headers = {
          "content-type": "application/octet-stream",
          [SIZE_HEADER]: String(bytes.byteLength),
        };
        await cache.put(keyOf(sha256), new Response(bytes, { headers }));
        return true;
      }, false),
    remove: (sha256) =>
      attempt(async (cache) => {
        await cache.delete(keyOf(sha256));
      }, undefined),
    size: () =>
      attempt(async (cache) => {
        let bytes = 0;
        for (const key of await cache.keys()) {
          bytes += Number((await cache.match(key))?.headers.get(SIZE_HEADER) ?? 0);
        }
        return bytes;
      }, 0),
    async clear() {
      opened = null;
      await storage?.delete(CACHE_NAME).catch(() => false);
    },
  };
}
