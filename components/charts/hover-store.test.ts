import { expect, it, vi } from "vitest";
import { makeHoverStore } from "./hover-store";

it("holds one of each kind, whatever the id is made of, and forgets all with the next", () => {
  const store = makeHoverStore();
  store.set(["step:600", "run:a:b"]);
  expect(store.of("step")).toBe("600");
  expect(store.of("run")).toBe("a:b");
  store.set(["step:0"]);
  expect(store.of("step")).toBe("0");
  expect(store.of("run")).toBeNull();
  store.set([]);
  expect(store.of("step")).toBeNull();
});

it("calls back on a change only, and not after that was stopped", () => {
  const store = makeHoverStore();
  const onChange = vi.fn();
  const stop = store.subscribe(onChange);
  store.set([]);
  store.set(["step:600"]);
  store.set(["step:600"]);
  expect(onChange).toHaveBeenCalledTimes(1);
  store.set(["run:600"]);
  expect(onChange).toHaveBeenCalledTimes(2);
  stop();
  store.set([]);
  expect(onChange).toHaveBeenCalledTimes(2);
});
