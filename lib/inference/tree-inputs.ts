/**
 * From a packed tree to what the graph is fed. The graph knows nothing of trees: which token sees which is
 * said by the additive mask, and where a token stands by its position. Paired with the padding and mask of
 * training/organisms: if you change this, change that.
 */
import { CodedError } from "@/lib/errors";
import type { PackedTree } from "@/lib/inference/engine";

/** Added to the score of a pair that must not attend. Finite: a row of -Infinity alone would be NaN. */
export const MASKED = -1e9;

/** A batch of one. */
export type TreeInputs = {
  /** Tokens with padding, T. */
  length: number;
  /** `[1, T]` */
  inputIds: Int32Array;
  /** `[1, T]` */
  positionIds: Int32Array;
  /** `[1, 1, T, T]`: 0 where the row's node attends to the column's, `MASKED` elsewhere. */
  attentionMask: Float32Array;
  /** `[R]` */
  readRow: Int32Array;
  /** `[R]` */
  readCol: Int32Array;
};

function checkTree({ inputIds, parents, positions, reads }: PackedTree): void {
  const n = inputIds.length;
  if (n === 0 || parents.length !== n || positions.length !== n) {
    throw new CodedError(
      "internal",
      `internal: buildTreeInputs: expected ids, parents and positions of one length above 0, got ${n}, ${parents.length}, ${positions.length}`,
    );
  }
  for (let i = 0; i < n; i++) {
    const parent = parents[i] as number;
    if (parent < -1 || parent >= i) {
      throw new CodedError(
        "internal",
        `internal: buildTreeInputs: expected a parent below node ${i}, got ${parent}`,
      );
    }
  }
  for (const read of reads) {
    if (read < 0 || read >= n) {
      throw new CodedError(
        "internal",
        `internal: buildTreeInputs: expected reads in 0 ... ${n - 1}, got ${read}`,
      );
    }
  }
}

/**
 * Builds the inputs of one run, padded to a multiple of `lengthStep` tokens. A node attends to its ancestors
 * and itself; padding nodes (token 0, position 0) to themselves only, so that they change nothing.
 * @throws CodedError "internal" if the tree is malformed
 */
export function buildTreeInputs(tree: PackedTree, lengthStep: number): TreeInputs {
  checkTree(tree);
  const n = tree.inputIds.length;
  const length = Math.ceil(n / lengthStep) * lengthStep;
  const inputIds = new Int32Array(length);
  const positionIds = new Int32Array(length);
  inputIds.set(tree.inputIds);
  positionIds.set(tree.positions);
  const attentionMask = new Float32Array(length * length).fill(MASKED);
  for (let i = 0; i < length; i++) {
    const parent = i < n ? (tree.parents[i] as number) : -1;
    // A node sees what its parent sees, and itself.
    if (parent >= 0) attentionMask.copyWithin(i * length, parent * length, (parent + 1) * length);
    attentionMask[i * length + i] = 0;
  }
  return {
    length,
    inputIds,
    positionIds,
    attentionMask,
    readRow: new Int32Array(tree.reads.length),
    readCol: tree.reads.slice(),
  };
}
