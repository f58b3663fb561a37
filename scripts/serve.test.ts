import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSiteServer, headersFor, listenOnFreePort } from "./serve.mjs";

const HOST = "127.0.0.1";
let out = "";
const servers: Server[] = [];

async function startAt(basePath: string): Promise<string> {
  const server = createSiteServer(out, basePath);
  servers.push(server);
  return `http://${HOST}:${await listenOnFreePort(server, [0], HOST)}`;
}

beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "tandem-serve-"));
  for (const [path, text] of Object.entries({
    "index.html": "overview",
    "404.html": "no such page",
    "probe/index.html": "probe",
    "models/a/bundle.json": "{}",
    "models/a/items.parquet": "PAR1",
    "models/a/model.safetensors": "w",
    "ort/1.0.0/ort.wasm": "w",
    "ort/1.0.0/ort.mjs": "export {}",
    "_next/static/x.js": "1",
  })) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(out, { recursive: true, force: true });
});

describe.each(["", "/name"])("a site at '%s/'", (basePath) => {
  let origin = "";
  beforeAll(async () => {
    origin = await startAt(basePath);
  });
  const get = (path: string) => fetch(`${origin}${basePath}${path}`);

  it.each([
    ["/", "text/html"],
    ["/ort/1.0.0/ort.wasm", "application/wasm"],
    ["/ort/1.0.0/ort.mjs", "text/javascript"],
    ["/models/a/items.parquet", "application/vnd.apache.parquet"],
    ["/models/a/model.safetensors", "application/octet-stream"],
    ["/models/a/bundle.json", "application/json"],
  ])("serves %s as %s, isolated from other origins", async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain(type);
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  it("never lets a manifest be cached, keeps hashed files for good and asks again for the rest", async () => {
    expect((await get("/models/a/bundle.json")).headers.get("cache-control")).toBe("no-store");
    expect((await get("/_next/static/x.js")).headers.get("cache-control")).toContain("immutable");
    expect((await get("/models/a/items.parquet")).headers.get("cache-control")).toBe("no-cache");
  });

  it("adds the slash to a page and keeps its parameters", async () => {
    const response = await get("/probe?step=600");
    expect(response.url).toBe(`${origin}${basePath}/probe/?step=600`);
    expect(await response.text()).toBe("probe");
  });

  it("answers an unknown path, and one that leaves the folder, with the site's own 404 page", async () => {
    for (const path of ["/nothing", "/%2e%2e/%2e%2e/etc/passwd", "/%E0%A4%A"]) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe("no such page");
    }
  });
});

it("leads from / to the base path and serves nothing beside it", async () => {
  const origin = await startAt("/name");
  expect((await fetch(`${origin}/`)).url).toBe(`${origin}/name/`);
  expect((await fetch(`${origin}/name`)).url).toBe(`${origin}/name/`);
  expect((await fetch(`${origin}/namesake/`)).status).toBe(404);
});

it("takes the next port where one is in use, and says so where all are", async () => {
  const blocker = createServer();
  servers.push(blocker);
  const taken = await listenOnFreePort(blocker, [0], HOST);
  const server = createSiteServer(out);
  servers.push(server);
  expect(await listenOnFreePort(server, [taken, 0], HOST)).toBe((server.address() as AddressInfo).port);
  await expect(listenOnFreePort(createServer(), [taken], HOST)).rejects.toThrow(
    /expected a free port.*PORT=/,
  );
});

it("does not call another file's manifest look-alike a manifest", () => {
  expect(headersFor("/models/a/not-bundle.json")["Cache-Control"]).toBe("no-cache");
});

it("says in one line what to do where the site is not built, and its address where it is", async () => {
  const script = join(import.meta.dirname, "serve.mjs");
  const run = spawnSync(process.execPath, [script, join(out, "missing")], { encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
  expect(run.stderr).toContain("npm run build");

  const serving = spawn(process.execPath, [script, out], {
    env: { ...process.env, PORT: "0", BASE_PATH: "/name" },
  });
  const line = await new Promise<string>((done) => serving.stdout.once("data", (data) => done(String(data))));
  const address = /^Tandem is at (http:\S+\/name\/)$/.exec(line.trim())?.[1] ?? "no address";
  expect(await (await fetch(address)).text()).toBe("overview");
  serving.kill();
});
