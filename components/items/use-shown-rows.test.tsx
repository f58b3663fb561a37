// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useShownRows } from "./use-shown-rows";

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
});
afterEach(() => {
  delete (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT;
});

type Seen = { latest: Int32Array | null };

function Page({ rows, seen }: { rows: Int32Array | null; seen: Seen }) {
  seen.latest = useShownRows(rows);
  return null;
}

it("keeps the array while its rows are the same, and while there are none", async () => {
  const seen: Seen = { latest: null };
  const root = createRoot(document.createElement("div"));
  const show = async (rows: Int32Array | null) => {
    await act(async () => root.render(<Page rows={rows} seen={seen} />));
    return seen.latest;
  };
  expect(await show(null)).toBeNull();
  const first = Int32Array.of(2, 0, 1);
  expect(await show(first)).toBe(first);
  expect(await show(Int32Array.of(2, 0, 1))).toBe(first);
  expect(await show(null)).toBe(first);
  const others = [Int32Array.of(0, 1, 2), Int32Array.of(0, 1), Int32Array.of(0, 1, 2, 3)];
  for (const next of others) expect(await show(next)).toBe(next);
  await act(async () => root.unmount());
});
