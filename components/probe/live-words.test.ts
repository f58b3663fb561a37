import { describe, expect, it } from "vitest";
import type { ProbeAnswer } from "@/lib/coupling/types";
import {
  agreementWords,
  attemptWords,
  backendWords,
  compareAnswers,
  formatTiny,
  goldenWords,
  progressWords,
  recordWords,
} from "./live-words";

const answer = (claim: number, p: number): ProbeAnswer => ({
  reply: 0,
  replyP: [p, 1 - p],
  cues: [
    { cue: "a", edit: "add", counterfactual: 0, counterfactualP: [p, 1 - p], claim, claimP: [p, 1 - p] },
  ],
});

describe("backendWords", () => {
  it("names adapter and threads where they mean something", () => {
    const runtime = "onnxruntime-web 1.30.0";
    expect(
      backendWords({ kind: "wasm-threads", adapter: null, isSoftwareAdapter: false, threads: 4, runtime }),
    ).toBe("WebAssembly, 4 threads, onnxruntime-web 1.30.0");
    expect(
      backendWords({
        kind: "webgpu",
        adapter: "google swiftshader",
        isSoftwareAdapter: true,
        threads: 1,
        runtime,
      }),
    ).toBe("WebGPU, google swiftshader (a software adapter), onnxruntime-web 1.30.0");
  });
});

it("writes tiny differences by their size", () => {
  expect([0, 3.4e-7, 1e-4].map(formatTiny)).toEqual(["0", "3e\u22127", "1e\u22124"]);
});

it("says how many reference runs were checked, and of how many", () => {
  const golden = { maxDifference: 1.2e-6, tolerance: 1e-4, checked: 3, available: 24, checkpoints: 12 };
  expect(goldenWords(golden)).toContain("3 of 24 reference runs");
  expect(goldenWords({ ...golden, checked: 24 })).toContain("against 24 reference runs");
});

it("says why another backend does not run", () => {
  expect(attemptWords([{ kind: "wasm", outcome: "kept", reason: "" }])).toBeNull();
  expect(attemptWords([{ kind: "webgpu", outcome: "skipped", reason: "no adapter" }])).toBe(
    "WebGPU skipped: no adapter.",
  );
});

it("has words for every phase", () => {
  expect(progressWords({ phase: "downloading", loadedBytes: 1, totalBytes: 2 })).toMatchObject({
    unit: "bytes",
    total: 2,
  });
  expect(progressWords({ phase: "compiling", backend: "webgpu" }).label).toBe("Starting WebGPU");
  expect(progressWords({ phase: "checking", backend: "wasm", done: 1, total: 4 })).toMatchObject({
    done: 1,
    total: 4,
  });
});

describe("live against recorded", () => {
  const FINE = 1e6;

  it("agrees within the tolerance", () => {
    const agreement = compareAnswers(answer(0, 0.7), answer(0, 0.7015), FINE);
    expect(agreement).toMatchObject({ differing: 0, cells: 3 });
    expect(agreementWords(agreement, 0.004)).toMatch(/^Live agrees .* within 0\.00[12]\.$/);
  });

  it("allows for half a step of the record's rounding", () => {
    const words = (p: number, steps: number) =>
      agreementWords(compareAnswers(answer(0, 0.7), answer(0, p), steps), 0.001);
    expect(words(179 / 255, 255)).toBe(
      "Live agrees with the record: every reply and claim is the same, probabilities within 0.002 (the record is rounded to steps of 0.004).",
    );
    expect(words(179 / 255, FINE)).toContain("more than");
    expect(words(181 / 255, 255)).toContain("more than");
    expect(words(11 / 15, 15)).toContain("Live agrees");
    expect(words(11 / 15, 15)).toContain("rounded to steps of 0.067");
    expect(words(12 / 15, 15)).toContain("more than");
  });

  it("says so where classes or probabilities differ", () => {
    expect(agreementWords(compareAnswers(answer(1, 0.7), answer(0, 0.7), FINE), 0.01)).toContain("1 of 3");
    expect(agreementWords(compareAnswers(answer(0, 0.7), answer(0, 0.8), FINE), 0.01)).toContain(
      "more than the 0.010",
    );
  });
});

it("says how coarse the record is only where two digits show it", () => {
  expect(recordWords(255)).not.toContain("steps");
  expect(recordWords(15)).toContain("in steps of 1/15; replies and claims are exact");
});
