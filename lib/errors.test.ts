import { describe, expect, it } from "vitest";
import {
  CodedError,
  ERROR_SENTENCES,
  type ErrorCode,
  isCancelled,
  rebuildError,
  serialiseError,
  toCodedError,
  workerEnd,
} from "@/lib/errors";

describe("coded errors", () => {
  it("cross a thread boundary and come back as themselves, for every code", () => {
    for (const code of Object.keys(ERROR_SENTENCES) as ErrorCode[]) {
      const sent = new CodedError(code, `fn: expected a, got b (${code})`, { bytes: 3, run: "x", ok: null });
      const received = rebuildError(structuredClone(serialiseError(sent)));
      expect(received).toBeInstanceOf(CodedError);
      expect([received.code, received.message, received.details]).toEqual([code, sent.message, sent.details]);
      expect(received.sentence).toBe(ERROR_SENTENCES[code]);
    }
  });

  it("name the file that they are about in their sentence, on either side of a worker", () => {
    const sent = new CodedError("hash-mismatch", "fn: expected a, got b", { path: "a/b.safetensors" });
    const named = `${ERROR_SENTENCES["hash-mismatch"]} The file is a/b.safetensors.`;
    expect(sent.sentence).toBe(named);
    expect(rebuildError(serialiseError(sent)).sentence).toBe(named);
  });

  it("have a whole sentence each", () => {
    for (const sentence of Object.values(ERROR_SENTENCES)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it("take in what other code throws", () => {
    expect(toCodedError(new TypeError("x is not a function"))).toMatchObject({
      code: "internal",
      message: "internal: x is not a function",
    });
    expect(toCodedError("text", "network")).toMatchObject({ code: "network", message: "text" });
    const known = new CodedError("quota", "full");
    expect(toCodedError(known, "network")).toBe(known);
  });

  it("know a cancelled request from a failed one", () => {
    const aborted = AbortSignal.abort().reason as Error;
    expect(isCancelled(aborted)).toBe(true);
    expect(toCodedError(aborted, "network").code).toBe("cancelled");
    expect(isCancelled(new CodedError("cancelled", "by the visitor"))).toBe(true);
    expect(isCancelled(new CodedError("superseded", "by a newer prompt"))).toBe(true);
    expect(isCancelled(new CodedError("network", "offline"))).toBe(false);
  });

  it("turn garbage into an internal error", () => {
    for (const garbage of [undefined, null, 3, "x", {}, { code: "nonsense", message: "m" }]) {
      expect(rebuildError(garbage).code).toBe("internal");
    }
  });
});

describe("workerEnd", () => {
  it("takes a worker whose script did not come for the network's failure", () => {
    for (const message of [
      undefined,
      "",
      "Uncaught NetworkError: Failed to execute 'importScripts' on 'WorkerGlobalScope'",
      "Uncaught TypeError: Failed to fetch dynamically imported module",
    ]) {
      expect(workerEnd("start", { message }, false)).toMatchObject({ code: "network" });
    }
    expect(workerEnd("start", {}, false).sentence).toMatch(/Check the connection and try again/);
  });

  it("takes any other end for a crash", () => {
    expect(workerEnd("start", { message: "Uncaught ReferenceError: x" }, false)).toMatchObject({
      code: "worker-crashed",
      message: "start: expected the worker to go on, got Uncaught ReferenceError: x",
    });
    expect(workerEnd("run", {}, true)).toMatchObject({ code: "worker-crashed" });
    expect(workerEnd("run", { message: "NetworkError" }, true)).toMatchObject({ code: "worker-crashed" });
  });
});
