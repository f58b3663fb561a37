import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { CodedError } from "@/lib/errors";
import { fetchManifest } from "@/lib/queries/bundle";
import { makeQueryClient } from "@/lib/queries/query-client";

afterEach(() => vi.unstubAllGlobals());

function stubFetch(answer: () => Promise<Response>) {
  const stub = vi.fn((_url: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", stub);
  return stub;
}

describe("fetchManifest", () => {
  it("asks past every cache and gives the bundle with the hash of the file", async () => {
    const bundle = makeBundle();
    const text = JSON.stringify({ ...bundle, title: "½ – a title" }, null, 2);
    const stub = stubFetch(async () => new Response(text));
    expect(await fetchManifest()).toEqual({
      bundle: { ...bundle, title: "½ – a title" },
      sha256: createHash("sha256").update(text).digest("hex"),
    });
    expect(stub).toHaveBeenCalledWith(
      "/models/organisms/bundle.json",
      expect.objectContaining({ cache: "no-store" }),
    );
  });

  it("tells a missing bundle from a broken one and from no network", async () => {
    const codeOf = async (answer: () => Promise<Response>) => {
      stubFetch(answer);
      return await fetchManifest().then(
        () => "none",
        (error) => error.code,
      );
    };
    expect(await codeOf(async () => new Response("", { status: 404 }))).toBe("bundle-missing");
    expect(await codeOf(async () => new Response("", { status: 503 }))).toBe("network");
    expect(await codeOf(() => Promise.reject(new TypeError("Failed to fetch")))).toBe("network");
    expect(await codeOf(async () => new Response("<!doctype html>"))).toBe("bundle-invalid");
    expect(await codeOf(async () => Response.json({ id: "x" }))).toBe("bundle-invalid");
  });
});

describe("makeQueryClient", () => {
  it("asks again only where the network failed", () => {
    const { retry } = makeQueryClient().getDefaultOptions().queries ?? {};
    if (typeof retry !== "function") throw new Error("expected a function");
    expect(retry(0, new CodedError("network", "offline"))).toBe(true);
    expect(retry(2, new CodedError("network", "offline"))).toBe(false);
    expect(retry(0, new CodedError("bundle-invalid", "x"))).toBe(false);
    expect(retry(0, new Error("a bug"))).toBe(false);
  });
});
