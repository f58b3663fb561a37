import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { CodedError, serialiseError } from "@/lib/errors";
import { AnalysisClient, type WorkerLike } from "@/lib/queries/analysis-client";
import type { AnalysisMessage, AnalysisRequest, AnalysisResponse } from "@/lib/queries/analysis-protocol";

const source = { bundle: makeBundle(), origin: "http://localhost" };

/** A worker under the test's hand: it keeps what it was sent and says what it is told to. */
class FakeWorker implements WorkerLike {
  sent: AnalysisRequest[] = [];
  cancelled: number[] = [];
  isTerminated = false;
  private readonly target = new EventTarget();

  addEventListener(type: string, listener: unknown): void {
    this.target.addEventListener(type, listener as EventListener);
  }
  postMessage(message: unknown): void {
    const said = message as AnalysisMessage;
    if (said.type === "cancel") this.cancelled.push(said.id);
    else this.sent.push(said);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  say(data: AnalysisResponse): void {
    this.target.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  fail(type: "error" | "messageerror", message = ""): void {
    this.target.dispatchEvent(Object.assign(new Event(type), { message }));
  }
}

function makeClient() {
  const workers: FakeWorker[] = [];
  const client = new AnalysisClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}

describe("AnalysisClient", () => {
  it("starts one worker with the first request and gives every request its own answer", async () => {
    const { client, workers } = makeClient();
    expect(workers).toHaveLength(0);
    const items = client.ask("items", source, null);
    const prompts = client.ask("prompts", source, null);
    const [worker] = workers;
    expect(workers).toHaveLength(1);
    const [first, second] = worker?.sent ?? [];
    expect([first?.type, second?.type]).toEqual(["items", "prompts"]);
    worker?.say({ id: second?.id ?? -1, ok: true, result: [] });
    worker?.say({ id: 99, ok: true, result: [] });
    expect(await prompts).toEqual([]);
    worker?.say({
      id: first?.id ?? -1,
      ok: false,
      error: serialiseError(new CodedError("hash-mismatch", "items.parquet", { path: "items.parquet" })),
    });
    await expect(items).rejects.toMatchObject({ code: "hash-mismatch", details: { path: "items.parquet" } });
  });

  it.each(["error", "messageerror"] as const)("survives a worker that ends with %s", async (event) => {
    const { client, workers } = makeClient();
    const lost = [client.ask("items", source, null), client.ask("prompts", source, null)];
    workers[0]?.fail(event, "out of memory");
    for (const request of lost) await expect(request).rejects.toMatchObject({ code: "worker-crashed" });
    expect(workers[0]?.isTerminated).toBe(true);

    const again = client.ask("items", source, null);
    expect(workers).toHaveLength(2);
    // Late words of the dead worker are not heard.
    workers[0]?.fail("error", "again");
    workers[1]?.say({ id: workers[1].sent[0]?.id ?? -1, ok: true, result: [] });
    expect(await again).toEqual([]);
  });

  it("takes a worker whose script does not come for the network's failure, until one has answered", async () => {
    const { client, workers } = makeClient();
    const lost = client.ask("items", source, null);
    workers[0]?.fail("error");
    await expect(lost).rejects.toMatchObject({ code: "network" });

    const answered = client.ask("items", source, null);
    workers[1]?.say({ id: workers[1].sent[0]?.id ?? -1, ok: true, result: [] });
    await answered;
    const crashed = client.ask("items", source, null);
    workers[1]?.fail("error");
    await expect(crashed).rejects.toMatchObject({ code: "worker-crashed" });
  });

  it("tells the worker what is not wanted any more, and hears no late answer to it", async () => {
    const { client, workers } = makeClient();
    const stop = new AbortController();
    const lost = client.ask("items", source, null, stop.signal);
    const kept = client.ask("prompts", source, null, new AbortController().signal);
    const [worker] = workers;
    const [first, second] = worker?.sent ?? [];
    stop.abort();
    await expect(lost).rejects.toMatchObject({ code: "cancelled" });
    expect(worker?.cancelled).toEqual([first?.id]);
    worker?.say({ id: first?.id ?? -1, ok: true, result: [] });
    worker?.say({ id: second?.id ?? -1, ok: true, result: [] });
    expect(await kept).toEqual([]);
    expect(worker?.isTerminated).toBe(false);
  });

  it("cancels nothing that was answered, or that the worker took with it", async () => {
    const { client, workers } = makeClient();
    const stop = new AbortController();
    const answered = client.ask("items", source, null, stop.signal);
    workers[0]?.say({ id: workers[0].sent[0]?.id ?? -1, ok: true, result: [] });
    expect(await answered).toEqual([]);
    const crashed = client.ask("items", source, null, stop.signal);
    workers[0]?.fail("error", "out of memory");
    await expect(crashed).rejects.toMatchObject({ code: "worker-crashed" });
    stop.abort();
    expect(workers[0]?.cancelled).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it("rejects where no worker can be made", async () => {
    const client = new AnalysisClient(() => {
      throw new Error("no workers here");
    });
    await expect(client.ask("items", source, null)).rejects.toMatchObject({
      code: "worker-crashed",
      message: expect.stringMatching(/no workers here/),
    });
  });
});
