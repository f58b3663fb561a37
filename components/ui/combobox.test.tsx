// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Combobox } from "./combobox";

const options = [
  { value: "fr", title: "france", note: "never explained" },
  { value: "pe", title: "peru" },
  { value: "no", title: "norway" },
];

let root: Root;
const onChange = vi.fn();

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.body.firstElementChild as Element);
  await act(() => root.render(<Combobox label="Entity" value="fr" options={options} onChange={onChange} />));
});

afterEach(async () => {
  await act(() => root.unmount());
  onChange.mockClear();
});

const field = () => document.querySelector("input") as HTMLInputElement;
const shown = () =>
  [...document.querySelectorAll('[role="option"]')].map((one) => one.firstChild?.textContent);
const active = () =>
  document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent;
const press = (key: string) =>
  act(() => field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
const type = (text: string) =>
  act(() => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    set?.call(field(), text);
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });

it("shows the chosen title, and the list only when asked", async () => {
  expect(field().value).toBe("france");
  expect(field().getAttribute("aria-expanded")).toBe("false");
  await press("ArrowDown");
  expect(field().getAttribute("aria-expanded")).toBe("true");
  expect(shown()).toEqual(["france", "peru", "norway"]);
  expect(active()).toContain("france");
});

it("filters while typing and takes the active option with Enter", async () => {
  await type("n");
  expect(shown()[0]).toBe("norway");
  await press("Enter");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("no");
  expect(field().getAttribute("aria-expanded")).toBe("false");
});

it("stops at the ends of the list", async () => {
  await press("ArrowDown");
  await press("ArrowUp");
  expect(active()).toContain("france");
  await press("PageDown");
  expect(active()).toBe("norway");
});

it("puts the chosen title back on Escape, and changes nothing", async () => {
  await type("zzz");
  expect(document.body.textContent).toContain("Nothing matches “zzz”");
  await press("Enter");
  await type("pe");
  await press("Escape");
  expect(field().value).toBe("france");
  expect(onChange).not.toHaveBeenCalled();
});
