/**
 * The one factory of query keys. What depends on the bundle's content begins with the bundle's id and its
 * hash of items, so that two bundles never answer for each other.
 */
import type { Bundle } from "@/lib/bundle/schema";

function ofBundle(bundle: Bundle) {
  return ["bundle", bundle.id, bundle.items.sha256] as const;
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
