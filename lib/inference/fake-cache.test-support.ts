/** A Cache API in memory, for tests: as much of it as is used, and a switch for a full disk. */
import type { CacheLike, CachesLike } from "@/lib/inference/asset-cache";

const addressOf = (key: RequestInfo | URL) => (key instanceof Request ? key.url : String(key));

export class FakeCaches implements CachesLike {
  readonly entries = new Map<string, { bytes: ArrayBuffer; headers: Headers }>();
  isFull = false;

  async open(): Promise<CacheLike> {
    return {
      match: async (key) => {
        const entry = this.entries.get(addressOf(key));
        return entry && new Response(entry.bytes.slice(0), { headers: entry.headers });
      },
      put: async (key, response) => {
        if (this.isFull) throw new DOMException("no room", "QuotaExceededError");
        this.entries.set(addressOf(key), { bytes: await response.arrayBuffer(), headers: response.headers });
      },
      delete: async (key) => this.entries.delete(addressOf(key)),
      keys: async () => [...this.entries.keys()].map((url) => new Request(url)),
    };
  }

  async delete(): Promise<boolean> {
    this.entries.clear();
    return true;
  }

  /** Changes one byte of every entry. */
  corrupt(): void {
    for (const { bytes } of this.entries.values()) {
      const view = new Uint8Array(bytes);
      view[0] = (view[0] ?? 0) ^ 1;
    }
  }
}
