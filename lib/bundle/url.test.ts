import { afterEach, describe, expect, it, vi } from "vitest";

const asset = { path: "records/a-s0.parquet", sha256: `${"0123456789abcdef".repeat(3)}${"f".repeat(16)}` };

/** The module reads its environment when it is loaded, as a build inlines it. */
async function loadUrls(environment: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return await import("@/lib/bundle/url");
}

afterEach(() => vi.unstubAllEnvs());

describe("addresses", () => {
  it("stand at the root by default", async () => {
    const { assetUrl, manifestUrl, siteUrl } = await loadUrls({});
    expect(manifestUrl()).toBe("/models/organisms/bundle.json");
    expect(assetUrl(asset)).toBe("/models/organisms/records/a-s0.parquet?v=0123456789abcdef");
    expect(siteUrl("/ort/x.wasm")).toBe("/ort/x.wasm");
  });

  it("stand below a sub-path, for another bundle", async () => {
    const { assetUrl, manifestUrl } = await loadUrls({
      NEXT_PUBLIC_BASE_PATH: "/name",
      NEXT_PUBLIC_BUNDLE: "mine",
    });
    expect(manifestUrl()).toBe("/name/models/mine/bundle.json");
    expect(assetUrl(asset)).toBe("/name/models/mine/records/a-s0.parquet?v=0123456789abcdef");
  });
});
