/**
 * The one factory of query keys. What depends on the bundle's content begins with the bundle's id and the hashes of all
 * tables that answers are read from, so that two bundles never answer for each other.
 */
import type { Bundle } from "@/lib/bundle/schema";

/** Digits of a file's hash that tell it from any other version of it. */
const HASH_DIGITS = 12;

/** The hashes of a bundle are some thousand characters to join, which every look at a query would do again. */
const contents = new WeakMap<Bundle, string>();

function contentOf(bundle: Bundle): string {
  const known = contents.get(bundle);
  if (known !== undefined) return known;
  const tables = [bundle.items, bundle.results, ...bundle.runs.map(({ records }) => records)];
  const content = tables.map((asset) => asset?.sha256.slice(0, HASH_DIGITS) ?? "-").join("");
  contents.set(bundle, content);
  return content;
}

function ofBundle(bundle: Bundle) {
  return ["bundle", bundle.id, contentOf(bundle)] as const;
}

export const queryKeys = {
  bundle: () => ["bundle"] as const,
  items: (bundle: Bundle) => [...ofBundle(bundle), "items"] as const,
  prompts: (bundle: Bundle) => [...ofBundle(bundle), "prompts"] as const,
  records: (bundle: Bundle, run: string) => [...ofBundle(bundle), "records", run] as const,
  overview: (bundle: Bundle, withControls: boolean) =>
    [...ofBundle(bundle), "overview", withControls ? "with controls" : "path"] as const,
  recordedProbe: (bundle: Bundle, run: string, prompt: string) =>
    [...ofBundle(bundle), "recorded probe", run, prompt] as const,
  /** `spec` is all of what is asked for, so that equal questions have one answer. */
  analysis: (bundle: Bundle, type: string, spec: unknown) =>
    [...ofBundle(bundle), type, JSON.stringify(spec)] as const,
  results: (bundle: Bundle) => [...ofBundle(bundle), "results"] as const,
  tokenizer: (bundle: Bundle, family: string) => [...ofBundle(bundle), "tokenizer", family] as const,
};
