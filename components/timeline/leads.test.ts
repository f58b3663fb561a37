import { describe, expect, it } from "vitest";
import { makeBundle, makeRecords, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import { leadOf } from "./leads";
import { type Line, listLines, onOtherEntities } from "./lines";

const records = (id: string, steps: number[]) => makeRecords(id, { rows: 24, steps });
const small = makeBundle();
const bundle = makeBundle({
  runs: [
    ...small.runs.filter(({ id }) => id !== "flagship"),
    makeRun("flagship", { external: "external", records: records("flagship", [0, 5, 10]) }),
    makeRun("second", { seed: 1, external: "external", records: records("second", [0, 10]) }),
  ],
});
const find = (id: string) => bundle.runs.find((run) => run.id === id) as Run;
const linesOf = (id: string, line: "run" | "mean" = "run") => {
  const { main, beside } = listLines(bundle, find(id), line);
  return [main, ...beside];
};
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("leadOf", () => {
  it("leads to the run looked at, and from a point of another line to that line's run", () => {
    const lines = linesOf("flagship");
    expect(leadOf(lines, "flagship", 10, null)).toEqual({
      words: "Opens the items of this run at step 10.",
      place: { run: "flagship", step: 10 },
    });
    expect(leadOf(lines, "flagship", 10, "seed 1").place).toEqual({ run: "second", step: 10 });
  });

  it("leads to who has a record of the step where the run looked at has none, and says so", () => {
    const lead = leadOf(linesOf("second"), "second", 5, null);
    expect(lead.place).toEqual({ run: "flagship", step: 5 });
    expect(plain(lead.words)).toBe("This run has no record of step 5. Opens the items of seed 0 at step 5.");
  });

  it("never leads to another step of the line that is meant", () => {
    const lead = leadOf(linesOf("flagship"), "flagship", 5, "seed 1");
    expect(lead.place).toBeNull();
    expect(lead.words).toContain("no record of seed 1 at step 5");
  });

  it("holds an outsider's claims against the run whose line it stands beside", () => {
    const { place } = leadOf(linesOf("flagship"), "flagship", 10, "external");
    expect(place).toEqual({
      run: "external",
      step: 10,
      self: { run: "flagship", step: 10 },
      target: { run: "m0", step: 100 },
    });
  });

  it("leads to the other entities of the run from a point about those", () => {
    const [main, ...beside] = linesOf("flagship");
    const other = onOtherEntities(main as Line, "held-out") as Line;
    const lead = leadOf([main as Line, other, ...beside], "flagship", 10, other.id);
    expect(lead.place).toEqual({ run: "flagship", step: 10, split: "explained" });
    expect(plain(lead.words)).toBe("Opens the items of this run, entities explained, at step 10.");
  });

  it("leads nowhere from what nobody said, and from a step that nobody has", () => {
    const lines = linesOf("flagship");
    expect(leadOf(lines, "flagship", 10, "constant")).toMatchObject({ place: null });
    expect(leadOf(lines, "flagship", 10, "constant").words).toContain("nobody’s claim");
    expect(leadOf(lines, "flagship", 7, null)).toEqual({
      words: "No run has a record of step 7: no items.",
      place: null,
    });
  });

  it("leads from a mean to the run looked at, by its seed", () => {
    expect(leadOf(linesOf("second", "mean"), "second", 10, null)).toEqual({
      words: "Opens the items of seed 1 at step 10.",
      place: { run: "second", step: 10 },
    });
  });
});
