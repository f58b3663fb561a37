import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { readItems } from "@/lib/bundle/items";
import { openParquet } from "@/lib/bundle/parquet";
import { openProbabilities, readRecords } from "@/lib/bundle/records";
import type { Item } from "@/lib/coupling/types";
import { CodedError } from "@/lib/errors";

/** Written by pyarrow 26.0.1, see fixtures/make_fixtures.py. */
function readFixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))));
}

const itemsFile = readFixture("items.parquet");
const asset = { path: "records/flagship.parquet", rows: 24, steps: [0, 10], probabilitySteps: 8 };
const bundle = makeBundle();

async function problemOf(read: Promise<unknown>): Promise<string> {
  const error = await read.then(
    () => expect.unreachable("expected a refusal"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CodedError);
  expect(error).toMatchObject({ code: "table-invalid" });
  return (error as Error).message;
}

describe("readItems", () => {
  it("reads every column", async () => {
    const items = await readItems(itemsFile, bundle);
    expect(items).toHaveLength(12);
    expect(items[3]).toEqual({
      item: 103,
      promptId: 1,
      task: "a",
      entity: "peru",
      split: "explained",
      prompt: "prompt 1",
      cues: ["consensus"],
      cue: "weather",
      edit: "add",
      edited: "prompt 1 weather",
      replies: ["lima", "unsure", "paris"],
    });
    expect(items[0]?.cues).toEqual([]);
  });

  it("refuses rows that are not the manifest's", async () => {
    const changed = (change: Partial<typeof bundle>) =>
      problemOf(readItems(itemsFile, { ...bundle, ...change }));
    expect(await changed({ items: { ...bundle.items, rows: 11 } })).toBe(
      "items.parquet: expected 11 rows, got 12",
    );
    expect(await changed({ tasks: bundle.tasks.slice(0, 1) })).toBe(
      "items.parquet: expected a task of the manifest in row 6, got b",
    );
    const [task] = bundle.tasks;
    if (task === undefined) throw new Error("expected a task");
    const withTask = (overrides: Partial<typeof task>) =>
      changed({ tasks: [{ ...task, ...overrides }, ...bundle.tasks.slice(1)] });
    expect(await withTask({ entities: task.entities.slice(0, 1) })).toMatch(
      /an entity of a in row 2, got peru/,
    );
    expect(await withTask({ cues: task.cues.slice(0, 1) })).toMatch(/a cue of a in row 1, got weather/);
    expect(await withTask({ replies: task.replies.slice(0, 2) })).toMatch(/2 replies in row 0, got 3/);
  });

  it("refuses files that are cut short or no Parquet", async () => {
    for (const length of [0, 4, 100, itemsFile.length - 1]) {
      await problemOf(readItems(itemsFile.slice(0, length), bundle));
    }
    const damaged = itemsFile.slice();
    damaged.fill(255, 40, 400);
    await problemOf(readItems(damaged, bundle));
    const table = await openParquet("t", itemsFile);
    expect(await problemOf(table.readColumns(["nothing"]))).toMatch(/a column "nothing", got only item,/);
    expect(await problemOf(table.readColumnRange("nothing", 0, 1))).toMatch(/a column "nothing"/);
  });

  it("reads a stretch of a column", async () => {
    const table = await openParquet("t", itemsFile);
    const { prompt } = await table.readColumns(["prompt"]);
    expect(await table.readColumnRange("prompt", 5, 9)).toEqual(prompt.slice(5, 9));
  });
});

describe("readRecords", () => {
  it.each(["zstd", "snappy"])("reads %s, in the items' order whatever the file's", async (codec) => {
    const items = await readItems(itemsFile, bundle);
    const table = await readRecords(readFixture(`records-${codec}.parquet`), asset, items, {
      withProbabilities: true,
    });
    expect(table.steps).toEqual([0, 10]);
    table.answers.forEach((answers, s) => {
      const step = table.steps[s] as number;
      const expected = (of: (i: number) => number) => Int8Array.from(items, (_, i) => of(i));
      expect(answers.reply).toEqual(expected((i) => (Math.floor(i / 2) + step) % 3));
      expect(answers.counterfactual).toEqual(expected((i) => (i + step) % 3));
      expect(answers.claim).toEqual(expected((i) => (i * i) % 3));
      expect(answers.classes).toBe(3);
      expect(answers.claimP).toHaveLength(36);
      answers.claim.forEach((claim, i) => {
        expect([...(answers.claimP as Float32Array).subarray(i * 3, i * 3 + 3)]).toEqual(
          [0, 1, 2].map((c) => (c === claim ? 0.75 : 0.125)),
        );
      });
    });
  });

  it("leaves probabilities alone unless asked", async () => {
    const items = await readItems(itemsFile, bundle);
    const table = await readRecords(readFixture("records-zstd.parquet"), asset, items, {
      withProbabilities: false,
    });
    expect(table.answers[0]?.replyP).toBeNull();
  });

  it("refuses tables that are not the manifest's or not the items'", async () => {
    const items = await readItems(itemsFile, bundle);
    const file = readFixture("records-zstd.parquet");
    const refuse = (change: Partial<typeof asset>, rows: Item[] = items) =>
      problemOf(readRecords(file, { ...asset, ...change }, rows, { withProbabilities: true }));
    expect(await refuse({ rows: 12 })).toMatch(/expected 12 rows, got 24/);
    expect(await refuse({ steps: [0] })).toMatch(/a step of the manifest in row 12, got 10/);
    expect(await refuse({ steps: [0, 5, 10] })).toMatch(/item 100 at step 5, got none/);
    expect(await refuse({}, items.slice(1))).toMatch(/an item of the bundle in row 11, got 100/);
    const binary = items.map((item) => ({ ...item, replies: item.replies.slice(0, 2) }));
    expect(await refuse({}, binary)).toMatch(/a class below 2 as reply in row \d+, got 2/);
  });
});

describe("openProbabilities", () => {
  it.each(["zstd", "snappy"])("looks up single items at every step in %s", async (codec) => {
    const items = await readItems(itemsFile, bundle);
    const file = readFixture(`records-${codec}.parquet`);
    const reader = await openProbabilities(file, asset, items);
    const whole = await readRecords(file, asset, items, { withProbabilities: true });
    const places = [3, 2, 11];
    const looked = await reader.read(places);
    expect(looked).toHaveLength(2);
    looked.forEach((atStep, s) => {
      const answers = whole.answers[s];
      places.forEach((place, i) => {
        const row = (column: Float32Array | null | undefined) => [
          ...(column ?? []).slice(place * 3, place * 3 + 3),
        ];
        expect(atStep[i]).toEqual({
          replyP: row(answers?.replyP),
          counterfactualP: row(answers?.counterfactualP),
          claimP: row(answers?.claimP),
        });
      });
    });
  });

  it.each(["zstd", "snappy"])("reads one column of one step in %s, and decodes that only", async (codec) => {
    const items = await readItems(itemsFile, bundle);
    const file = readFixture(`records-${codec}.parquet`);
    const reader = await openProbabilities(file, asset, items);
    const whole = await readRecords(file, asset, items, { withProbabilities: true });
    for (const [s, step] of asset.steps.entries()) {
      for (const name of ["replyP", "counterfactualP", "claimP"] as const) {
        expect(await reader.readStep(step, name)).toEqual(whole.answers[s]?.[name]);
      }
    }
    await expect(reader.readStep(5, "claimP")).rejects.toThrow(/a step among 0,10, got 5/);
  });

  it("refuses lists that are not the item's", async () => {
    const items = await readItems(itemsFile, bundle);
    const binary = items.map((item) => ({ ...item, replies: item.replies.slice(0, 2) }));
    const reader = await openProbabilities(readFixture("records-zstd.parquet"), asset, binary);
    expect(await problemOf(reader.readStep(0, "replyP"))).toMatch(/2 probabilities in steps/);
    expect(await problemOf(reader.read([0]))).toMatch(
      /2 probabilities in steps of 1\/8 as reply_p of item 100, got \[0.75,/,
    );
  });

  it("refuses probabilities that lie between the manifest's steps", async () => {
    const items = await readItems(itemsFile, bundle);
    const coarse = { ...asset, probabilitySteps: 4 };
    const reader = await openProbabilities(readFixture("records-zstd.parquet"), coarse, items);
    expect(await problemOf(reader.read([0]))).toMatch(/in steps of 1\/4 as reply_p .*got \[0.75,0.125,/);
  });
});
