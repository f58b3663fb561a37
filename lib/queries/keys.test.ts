import { expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { Bundle } from "@/lib/bundle/schema";
import { queryKeys } from "@/lib/queries/keys";

const bundle = makeBundle();
const keyOf = (one: Bundle) => queryKeys.overview(one, true).join(" ");

it("is the same for the same content", () => {
  expect(keyOf(makeBundle())).toBe(keyOf(bundle));
});

it("is another for other items, other records of any run, and other results", () => {
  const other = { sha256: "f".repeat(64) };
  const withRecords = (id: string): Bundle => ({
    ...bundle,
    runs: bundle.runs.map((run) =>
      run.id === id && run.records ? { ...run, records: { ...run.records, ...other } } : run,
    ),
  });
  const recorded = bundle.runs.filter(({ records }) => records !== null);
  expect(recorded.length).toBeGreaterThan(1);
  const others: Bundle[] = [
    { ...bundle, items: { ...bundle.items, ...other } },
    { ...bundle, results: { path: "results.json", bytes: 1, ...other } },
    ...recorded.map(({ id }) => withRecords(id)),
  ];
  const keys = [bundle, ...others].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
});
