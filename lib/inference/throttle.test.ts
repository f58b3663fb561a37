import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { throttleLatest } from "@/lib/inference/throttle";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("sends the first value at once, then the newest of each interval", () => {
  const seen: number[] = [];
  const push = throttleLatest<number>((value) => seen.push(value), 100);
  for (const value of [1, 2, 3]) push(value);
  expect(seen).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(seen).toEqual([1, 3]);
  vi.advanceTimersByTime(1000);
  push(4);
  expect(seen).toEqual([1, 3, 4]);
});

it("flushes the value that waits, once, and leaves no timer", () => {
  const seen: number[] = [];
  const push = throttleLatest<number>((value) => seen.push(value), 100);
  push(1);
  push(2);
  push.flush();
  push.flush();
  expect(seen).toEqual([1, 2]);
  expect(vi.getTimerCount()).toBe(0);
});
