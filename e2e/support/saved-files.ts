/** Files that a figure saves, and what has to be in each: what it shows, where it is from, what reproduces it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { PAGE_COMMAND } from "@/components/shell/bundle-provenance";

const MANIFEST = resolve(import.meta.dirname, "../../out/models/organisms/bundle.json");

export const FILE_KINDS = ["SVG", "PNG", "CSV", "LaTeX"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What `sha256sum` says of the manifest. */
export const manifestHash = createHash("sha256").update(readFileSync(MANIFEST)).digest("hex");

export type SavedFile = { name: string; bytes: Buffer };

/** Saves a file of a figure, or of another part of the page that has files. */
export function saveFile(page: Page, part: Locator, kind: FileKind): Promise<SavedFile> {
  return saveBy(page, part.getByRole("button", { name: `Download ${kind}` }));
}

/** Saves what a button saves. */
export async function saveBy(page: Page, button: Locator): Promise<SavedFile> {
  const download = page.waitForEvent("download");
  await button.click();
  const saved = await download;
  const path = await saved.path();
  return { name: saved.suggestedFilename(), bytes: readFileSync(path) };
}

/** The text as it was before it became part of an SVG. */
function unescaped(text: string): string {
  return text
    .replace(/&(?:apos|#39|#x27);/g, "'")
    .replace(/&(?:quot|#34|#x22);/g, '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Expects the bundle's hash, the page's address and what makes its numbers in a file of any kind. */
export function expectProvenance(text: string, page: Page, command: string = PAGE_COMMAND): void {
  const said = unescaped(text);
  expect(said).toContain(manifestHash);
  expect(said).toContain(page.url());
  expect(command).toMatch(/^npm (?:ci|run) /);
  expect(said).toContain(`Reproduce: ${command}`);
}

/** Width and height of a PNG, and the texts in it, by keyword (W3C PNG, third edition, §11). */
export function readPng(bytes: Buffer): { width: number; height: number; texts: Map<string, string> } {
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  const texts = new Map<string, string>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.toString("latin1", at + 4, at + 8) === "iTXt") {
      const [keyword = "", ...rest] = content.toString("utf8").split("\0");
      texts.set(keyword, rest.at(-1) ?? "");
    }
    at += length + 12;
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), texts };
}

/** Rows of a CSV without its comments; quoted fields may hold commas, not line breaks. */
export function readCsv(text: string): string[][] {
  const lines = text.trimEnd().split("\r\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}
