// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DataTable } from "./data-table";
import type { SortOrder } from "./sort-order";

const columns = [
  { key: "arm", title: "arm" },
  { key: "k", title: "coupling index", isNumber: true },
  { key: "open", title: "open", isSortable: false },
];
const rows = [{ arm: "fixed", k: "0.62", open: "items" }];

let root: Root;
const onOrder = vi.fn<(order: SortOrder) => void>();

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.body.firstElementChild as Element);
});

afterEach(async () => {
  await act(() => root.unmount());
  onOrder.mockClear();
});

const heads = () => [...document.querySelectorAll("thead th")];

it("has no order and no buttons where nobody sorts", async () => {
  await act(() => root.render(<DataTable caption="Arms" columns={columns} rows={rows} />));
  expect(document.querySelectorAll("button")).toHaveLength(0);
  expect(heads().map((head) => head.getAttribute("aria-sort"))).toEqual([null, null, null]);
  expect(document.querySelector('tbody th[scope="row"]')).toBeNull();
});

it("says how it is sorted, and asks for the next order from a heading", async () => {
  const order: SortOrder = { key: "k", direction: "descending" };
  await act(() =>
    root.render(
      <DataTable caption="Arms" columns={columns} rows={rows} hasRowHeads order={order} onOrder={onOrder} />,
    ),
  );
  expect(heads().map((head) => head.getAttribute("aria-sort"))).toEqual(["none", "descending", null]);
  expect(document.querySelector('tbody th[scope="row"]')?.textContent).toBe("fixed");
  const [arm, k] = document.querySelectorAll("button");
  await act(() => k?.click());
  await act(() => arm?.click());
  expect(onOrder.mock.calls.map(([next]) => next)).toEqual([
    { key: "k", direction: "ascending" },
    { key: "arm", direction: "ascending" },
  ]);
});

it("shows which row is pointed at elsewhere, and what a heading means", async () => {
  const helped = columns.map((column) => (column.key === "k" ? { ...column, help: "whose edits" } : column));
  const two = [{ arm: "fixed" }, { arm: "online" }];
  await act(() =>
    root.render(
      <DataTable caption="Arms" columns={helped} rows={two} rowKeys={["a", "b"]} activeKey="b" hasRowHeads />,
    ),
  );
  const isActive = [...document.querySelectorAll("tbody tr")].map((row) => row.hasAttribute("data-active"));
  expect(isActive).toEqual([false, true]);
  expect(heads().map((head) => head.getAttribute("title"))).toEqual([null, "whose edits", null]);
});
