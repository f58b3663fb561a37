import { describe, expect, it } from "vitest";
import type { PackedTree } from "@/lib/inference/engine";
import { buildTreeInputs, MASKED } from "@/lib/inference/tree-inputs";

const STEP = 16;

/** Two roots; 1 and 3 branch off node 0. */
const TREE: PackedTree = {
  inputIds: Int32Array.of(7, 8, 9, 5, 6),
  parents: Int32Array.of(-1, 0, 1, 0, -1),
  positions: Int32Array.of(0, 1, 2, 1, 0),
  reads: Int32Array.of(2, 3),
};

/** Ancestry by walking up, the definition. */
function attends(parents: Int32Array, row: number, column: number): boolean {
  for (let node = row; node >= 0; node = parents[node] ?? -1) if (node === column) return true;
  return false;
}

describe("buildTreeInputs", () => {
  it("lets a node attend to its ancestors and itself only", () => {
    const { attentionMask, length } = buildTreeInputs(TREE, STEP);
    expect(length).toBe(STEP);
    for (let row = 0; row < length; row++) {
      for (let column = 0; column < length; column++) {
        const expected = row < 5 ? attends(TREE.parents, row, column) : row === column;
        expect(attentionMask[row * length + column], `${row} -> ${column}`).toBe(expected ? 0 : MASKED);
      }
    }
  });

  it("agrees with the definition on a random tree that fills its length", () => {
    const n = 2 * STEP;
    const parents = Int32Array.from({ length: n }, (_, i) => (i === 0 ? -1 : ((i * 7919) % (i + 1)) - 1));
    const positions = new Int32Array(n);
    for (let i = 0; i < n; i++) positions[i] = parents[i] === -1 ? 0 : (positions[parents[i] ?? 0] ?? 0) + 1;
    const tree = { inputIds: new Int32Array(n), parents, positions, reads: Int32Array.of(n - 1) };
    const { attentionMask, length } = buildTreeInputs(tree, STEP);
    expect(length).toBe(n);
    let mismatches = 0;
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < n; column++) {
        const isOpen = attentionMask[row * n + column] === 0;
        if (isOpen !== attends(parents, row, column)) mismatches++;
      }
    }
    expect(mismatches).toBe(0);
  });

  it("pads ids and positions with zeros and reads row 0 of the batch", () => {
    const inputs = buildTreeInputs(TREE, STEP);
    expect([...inputs.inputIds.slice(0, 7)]).toEqual([7, 8, 9, 5, 6, 0, 0]);
    expect([...inputs.positionIds.slice(0, 7)]).toEqual([0, 1, 2, 1, 0, 0, 0]);
    expect([...inputs.readRow]).toEqual([0, 0]);
    expect([...inputs.readCol]).toEqual([2, 3]);
  });

  it.each([
    ["an empty tree", { ...TREE, inputIds: new Int32Array(0) }],
    ["a parent after its child", { ...TREE, parents: Int32Array.of(1, 0, 1, 0, -1) }],
    ["a parent below -1", { ...TREE, parents: Int32Array.of(-2, 0, 1, 0, -1) }],
    ["positions of another length", { ...TREE, positions: new Int32Array(4) }],
    ["a read outside", { ...TREE, reads: Int32Array.of(5) }],
  ])("refuses %s", (_, tree) => {
    expect(() => buildTreeInputs(tree, STEP)).toThrow(/expected/);
  });
});
