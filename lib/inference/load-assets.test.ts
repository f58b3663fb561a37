import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { openAssetCache } from "@/lib/inference/asset-cache";
import { FakeCaches } from "@/lib/inference/fake-cache.test-support";
import { countMissingBytes, loadAssets } from "@/lib/inference/load-assets";
import type { AssetRequest } from "@/lib/inference/protocol";

type Answer = (init: RequestInit) => Response | Promise<Response>;

const encode = (text: string) => new TextEncoder().encode(text);
const CONTENT: Record<string, Uint8Array<ArrayBuffer>> = {
  a: encode("alpha"),
  b: encode("beta beta"),
  c: encode("gamma, gamma"),
};

function request(name: string): AssetRequest {
  const bytes = CONTENT[name] as Uint8Array;
  return {
    url: `https://site/${name}`,
    name,
    bytes: bytes.byteLength,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** A network of the files above, where single answers can be replaced; counts what it is asked. */
class FakeNetwork {
  readonly asked: { name: string; init: RequestInit }[] = [];
  private readonly scripts = new Map<string, Answer[]>();

  /** The next answers for a file; when they are used up it is served as it is. */
  script(name: string, ...answers: Answer[]): void {
    this.scripts.set(name, answers);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const name = url.split("/").at(-1) as string;
    this.asked.push({ name, init });
    init.signal?.throwIfAborted();
    return this.scripts.get(name)?.shift()?.(init) ?? new Response(CONTENT[name]);
  };

  get names(): string[] {
    return this.asked.map(({ name }) => name).sort();
  }
}

/** A body that gives some bytes and then breaks. */
const broken = (first: string) => () =>
  new Response(
    new ReadableStream({
      pull(controller) {
        if (first !== "") controller.enqueue(encode(first));
        else controller.error(new TypeError("network connection was lost"));
        first = "";
      },
    }),
  );

let network: FakeNetwork;
let storage: FakeCaches;

const load = (names: string[], options: Parameters<typeof loadAssets>[1] = {}) =>
  loadAssets(names.map(request), { fetch: network.fetch, cache: openAssetCache(storage), ...options });

beforeEach(() => {
  network = new FakeNetwork();
  storage = new FakeCaches();
});

describe("loading", () => {
  it("gives the files in order, each content fetched once, with one progress in bytes", async () => {
    const progress: [number, number][] = [];
    const { files, report } = await load(["b", "a", "b"], {
      onProgress: (...step) => {
        progress.push(step);
      },
    });
    expect(files.map((file) => new TextDecoder().decode(file))).toEqual(["beta beta", "alpha", "beta beta"]);
    expect(network.names).toEqual(["a", "b"]);
    expect(report).toEqual({ bytes: 14, cachedBytes: 0, isKept: true });
    expect(progress.at(-1)).toEqual([14, 14]);
    expect(progress.every(([loaded, total]) => loaded <= total)).toBe(true);
  });

  it("asks the network for nothing the second time", async () => {
    await load(["a", "b"]);
    expect(await countMissingBytes(["a", "c"].map(request), openAssetCache(storage))).toBe(12);
    const { report } = await load(["a", "b"]);
    expect(network.asked).toHaveLength(2);
    expect(report).toEqual({ bytes: 14, cachedBytes: 14, isKept: true });
  });

  it("says how much is kept, and forgets it when told to", async () => {
    await load(["a", "b"]);
    const cache = openAssetCache(storage);
    expect(await cache.size()).toBe(14);
    await cache.clear();
    expect(await cache.size()).toBe(0);
    await load(["a"]);
    expect(network.names).toEqual(["a", "a", "b"]);
  });
});

describe("healing", () => {
  it("replaces a damaged cache entry by itself", async () => {
    await load(["a"]);
    storage.corrupt();
    const { files, report } = await load(["a"]);
    expect(files[0]).toEqual(CONTENT.a);
    expect(report.cachedBytes).toBe(0);
    await load(["a"]);
    expect(network.names).toEqual(["a", "a"]);
  });

  it("asks once more, past the HTTP cache, when the network's answer is wrong", async () => {
    network.script("a", () => new Response("alphA"));
    const { files } = await load(["a"]);
    expect(files[0]).toEqual(CONTENT.a);
    expect(network.asked.map(({ init }) => init.cache)).toEqual([undefined, "reload"]);
  });
});

describe("refusing", () => {
  it.each([
    ["changed", "alphA"],
    ["short", "alp"],
    ["long", "alpha and more"],
    ["another page", "<!doctype html>"],
  ])("a file that is %s, by name, and keeps none of it", async (_, text) => {
    network.script(
      "a",
      () => new Response(text),
      () => new Response(text),
    );
    await expect(load(["a"])).rejects.toMatchObject({ code: "hash-mismatch", details: { path: "a" } });
    expect(storage.entries.size).toBe(0);
  });

  it("a missing file, with the status", async () => {
    network.script("b", () => new Response("", { status: 404 }));
    await expect(load(["b"])).rejects.toMatchObject({
      code: "network",
      message: expect.stringContaining("404"),
      details: { path: "b" },
    });
  });

  it("an interrupted download; the finished files are not asked for again", async () => {
    await load(["a"]);
    network.script("c", broken("gamma"));
    await expect(load(["a", "c"])).rejects.toMatchObject({ code: "network", details: { path: "c" } });
    expect(storage.entries.size).toBe(1);
    await load(["a", "c"]);
    expect(network.names).toEqual(["a", "c", "c"]);
  });
});

describe("cancelling", () => {
  it("stops what is on its way", async () => {
    const stop = new AbortController();
    network.script(
      "b",
      (init) =>
        new Promise((_, reject) => {
          init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
          stop.abort();
        }),
    );
    await expect(load(["a", "b"], { signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
  });

  it("asks for nothing when it comes first", async () => {
    await expect(load(["a"], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
    expect(network.asked).toEqual([]);
  });
});

describe("a browser that keeps nothing", () => {
  it("runs from memory when the disk is full, and says so", async () => {
    storage.isFull = true;
    const { files, report } = await load(["a"]);
    expect(files[0]).toEqual(CONTENT.a);
    expect(report.isKept).toBe(false);
  });

  it.each([
    ["has no Cache API", null],
    [
      "refuses to open it",
      {
        open: () => Promise.reject(new DOMException("denied", "SecurityError")),
        delete: () => Promise.reject(new DOMException("denied", "SecurityError")),
      },
    ],
  ])("works where it %s", async (_, caches) => {
    const cache = openAssetCache(caches);
    const { files, report } = await load(["a"], { cache });
    expect(files[0]).toEqual(CONTENT.a);
    expect(report).toEqual({ bytes: 5, cachedBytes: 0, isKept: false });
    expect(await cache.size()).toBe(0);
    await cache.clear();
  });
});
