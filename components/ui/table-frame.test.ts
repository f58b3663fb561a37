import { expect, test } from "vitest";
import { fitFrame, frameWords } from "./table-frame";

const measured = { rowEnds: [30, 90, 150, 210], limit: 170, tableWidth: 900, frameWidth: 900 };

test("a frame ends where a row does, and says that it hides rows", () => {
  const frame = fitFrame(measured);
  expect(frame).toEqual({ height: 150, hidesBelow: true, hidesBeside: false });
  expect(frameWords(frame, 3)).toBe("3 rows; the table scrolls down.");
});

test("a table that fits has no frame to speak of", () => {
  const frame = fitFrame({ ...measured, limit: 210 });
  expect(frame).toEqual({ height: null, hidesBelow: false, hidesBeside: false });
  expect(frameWords(frame, 3)).toBeNull();
  expect(fitFrame({ ...measured, limit: 210, tableWidth: 900.6 }).hidesBeside).toBe(false);
});

test("what is hidden at the side is said, alone and with what is hidden below", () => {
  expect(frameWords(fitFrame({ ...measured, limit: 300, tableWidth: 1329 }), 3)).toBe(
    "The table scrolls to the right.",
  );
  expect(frameWords(fitFrame({ ...measured, tableWidth: 1329 }), 3)).toBe(
    "3 rows; the table scrolls down and to the right.",
  );
});

test("a row that is higher than the frame is cut: there is no other way to show it", () => {
  expect(fitFrame({ ...measured, limit: 20 })).toMatchObject({ height: 20, hidesBelow: true });
});
