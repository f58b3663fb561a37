import { describe, expect, it } from "vitest";
import { itemsCsv } from "./item-csv";
import { facts, twoRows } from "./item-list.test-support";

const list = twoRows(
  { prompt: "capital of france ?", edited: "capital of france ? it rains, they say ." },
  Float32Array.of(0.5, 0.1),
);
const linesOf = (csv: string) => csv.trimEnd().split("\r\n");

describe("itemsCsv", () => {
  it("has a line a row, in their order, after what it is and where it is from", () => {
    const lines = linesOf(itemsCsv(list, Int32Array.of(1, 0), facts));
    expect(lines[0]).toBe("# Title: Items");
    expect(lines[2]).toBe("# Link: http://x/items/");
    expect(lines[3]?.split(",")).toHaveLength(17);
    expect(lines[4]).toBe(
      '7,3,a,france,held-out,weather,add,capital of france ?,"capital of france ? it rains, they say .",paris,unsure,lyon,unsure,unsure,only-self,other-reply,0.1',
    );
    expect(lines[5]).toMatch(/^6,.*,neither,unchanged,0\.5$/);
    expect(lines).toHaveLength(6);
  });

  it("leaves margins empty that were not read", () => {
    const lines = linesOf(itemsCsv({ ...list, margins: null }, Int32Array.of(0), facts));
    expect(lines.at(-1)).toMatch(/,unchanged,$/);
  });
});
