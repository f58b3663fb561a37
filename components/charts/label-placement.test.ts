import { describe, expect, it } from "vitest";
import { type Box, type LabelRequest, lengthInside, overlapArea, placeLabels } from "./label-placement";

const bounds: Box = { x: 0, y: 0, width: 400, height: 400 };
const request = (id: string, x: number, y: number): LabelRequest => ({
  id,
  anchor: { x, y },
  width: 80,
  height: 16,
});
const around = { bounds, obstacles: [], lines: [], gap: 8 };

describe("overlapArea and lengthInside", () => {
  const box = { x: 10, y: 10, width: 20, height: 10 };
  it("is zero for boxes that only touch", () => {
    expect(overlapArea(box, { x: 30, y: 10, width: 5, height: 5 })).toBe(0);
    expect(overlapArea(box, { x: 25, y: 15, width: 10, height: 10 })).toBe(25);
  });
  it("clips a segment to the box", () => {
    expect(lengthInside({ x: 0, y: 15 }, { x: 100, y: 15 }, box)).toBeCloseTo(20);
    expect(lengthInside({ x: 0, y: 0 }, { x: 100, y: 0 }, box)).toBe(0);
    expect(lengthInside({ x: 12, y: 12 }, { x: 15, y: 16 }, box)).toBeCloseTo(5);
  });
});

describe("placeLabels", () => {
  it("puts a lone label right of its mark, without a leader", () => {
    const [label] = placeLabels([request("a", 200, 200)], around);
    expect(label).toEqual({ id: "a", box: { x: 208, y: 192, width: 80, height: 16 }, leader: null });
  });

  it("stays inside the bounds at an edge", () => {
    const [label] = placeLabels([request("a", 395, 200)], around);
    expect((label?.box.x ?? 0) + 80).toBeLessThanOrEqual(400);
  });

  it("never lets labels of crowded points overlap, and leads the far ones back", () => {
    const requests = Array.from({ length: 8 }, (_, i) => request(String(i), 200 + i, 200));
    const placed = placeLabels(requests, around);
    for (const a of placed) {
      for (const b of placed) if (a !== b) expect(overlapArea(a.box, b.box)).toBe(0);
    }
    expect(placed.some((label) => label.leader !== null)).toBe(true);
  });

  it("keeps off obstacles and lines", () => {
    const obstacle = { x: 205, y: 180, width: 60, height: 40 };
    const line = [
      { x: 0, y: 205 },
      { x: 199, y: 205 },
    ];
    const [label] = placeLabels([request("a", 200, 200)], {
      ...around,
      obstacles: [obstacle],
      lines: [line],
    });
    const box = label?.box as Box;
    expect(overlapArea(box, obstacle)).toBe(0);
    expect(lengthInside(line[0] as never, line[1] as never, box)).toBe(0);
  });

  it("leaves an optional label out rather than lead it away", () => {
    const crowd = Array.from({ length: 8 }, (_, i) => request(String(i), 200 + i, 200));
    const optional = { ...request("extra", 204, 200), isOptional: true };
    expect(placeLabels([...crowd, optional], around).map(({ id }) => id)).not.toContain("extra");
    expect(placeLabels([optional], around).map(({ id }) => id)).toEqual(["extra"]);
  });

  it("gives the same answer twice", () => {
    const requests = [request("a", 100, 100), request("b", 104, 101)];
    expect(placeLabels(requests, around)).toEqual(placeLabels(requests, around));
  });
});
