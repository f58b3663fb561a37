import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildBelow, isBuiltBelow } from "./build-below.mjs";

let root = "";

/** Puts a page into a folder; `second` is when. */
function putPage(folder: string, text: string, second: number): void {
  mkdirSync(join(root, folder), { recursive: true });
  const path = join(root, folder, "index.html");
  writeFileSync(path, text);
  utimesSync(path, second, second);
}

const pageOf = (folder: string) => readFileSync(join(root, folder, "index.html"), "utf8");
const build = () => putPage("out", "below", 20);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tandem-below-"));
  putPage("out", "root", 10);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("builds beside the site that is there, once for each build of that", () => {
  expect(isBuiltBelow(root)).toBe(false);
  expect(buildBelow(root, build)).toBe(true);
  expect([pageOf("out"), pageOf("out-below")]).toEqual(["root", "below"]);
  expect(buildBelow(root, build)).toBe(false);
  putPage("out", "root, anew", 30);
  expect(isBuiltBelow(root)).toBe(false);
  expect(buildBelow(root, () => putPage("out", "below, anew", 40))).toBe(true);
  expect([pageOf("out"), pageOf("out-below")]).toEqual(["root, anew", "below, anew"]);
});

it("leaves the site as it was where the build fails", () => {
  const fail = () => {
    putPage("out", "half", 20);
    throw new Error("no memory");
  };
  expect(() => buildBelow(root, fail)).toThrow("no memory");
  expect(pageOf("out")).toBe("root");
  expect(existsSync(join(root, "out-below"))).toBe(false);
});

it("brings back the site that an interruption left aside", () => {
  renameSync(join(root, "out"), join(root, ".out-kept"));
  putPage("out", "half", 20);
  expect(buildBelow(root, () => putPage("out", "below", 20))).toBe(true);
  expect([pageOf("out"), pageOf("out-below")]).toEqual(["root", "below"]);
});

it("needs a site", () => {
  rmSync(join(root, "out"), { recursive: true });
  expect(() => buildBelow(root, build)).toThrow(/expected a built site .*npm run build/);
});
