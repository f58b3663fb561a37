/**
 * Packing: many sequences that share beginnings as one tree of tokens, and a probe as such a tree. A token
 * attends to its ancestors and itself, its position is its depth, so a prompt with all its edits and claims
 * is one run of a third of the tokens.
 * If you change this, change `training/organisms/packing.py` and `probes.py`: the order is the same there.
 */
import type { Task } from "@/lib/bundle/schema";
import type { TextTokenizer, UnknownWord } from "@/lib/bundle/tokenizer";
import { type CueEdit, editsOf } from "@/lib/coupling/cue-sentences";
import { queryPrompt } from "@/lib/coupling/prompt";
import { CodedError } from "@/lib/errors";

/** The shape that `lib/inference/engine.ts` runs (`PackedTree`), with the reads at the sequences' ends. */
export type Tree = { inputIds: Int32Array; parents: Int32Array; positions: Int32Array; reads: Int32Array };

/**
 * A trie of token sequences, nodes in order of first insertion. `reads[i]` is the last node of sequence i, so
 * walking its parents gives the sequence backwards. Throws for an empty sequence: it ends nowhere.
 */
export function packTree(sequences: readonly (readonly number[])[]): Tree {
  const inputIds: number[] = [];
  const parents: number[] = [];
  const positions: number[] = [];
  const reads: number[] = [];
  /** Children by token: of the root level first, of node i at i + 1. */
  const children: Map<number, number>[] = [new Map()];
  for (const sequence of sequences) {
    let node = -1;
    sequence.forEach((token, position) => {
      const siblings = children[node + 1] as Map<number, number>;
      let child = siblings.get(token);
      if (child === undefined) {
        child = inputIds.length;
        siblings.set(token, child);
        children.push(new Map());
        inputIds.push(token);
        parents.push(node);
        positions.push(position);
      }
      node = child;
    });
    if (node === -1) throw new RangeError("internal: packTree: expected tokens, got an empty sequence");
    reads.push(node);
  }
  return {
    inputIds: Int32Array.from(inputIds),
    parents: Int32Array.from(parents),
    positions: Int32Array.from(positions),
    reads: Int32Array.from(reads),
  };
}

/** A probe ready to run, and what its reads mean (see `probeReads`). */
export type ProbePlan = {
  prompt: string;
  /** Candidate words in class order, and their token ids. */
  replies: string[];
  candidates: number[];
  /** In the task's cue order. */
  edits: CueEdit[];
  tree: Tree;
  /** Words of the prompt that the model does not know; it reads them as one and the same unknown word. */
  unknown: UnknownWord[];
};

/** Places in `tree.reads`: the reply, each cue's counterfactual, each cue's claim after each reply. */
export function probeReads(cues: number) {
  return {
    reply: 0,
    counterfactual: (cue: number) => 1 + cue,
    claim: (reply: number, cue: number) => 1 + cues + reply * cues + cue,
  };
}

/**
 * Plans the probe of a normalised prompt: the prompt, its edits in cue order, then for each reply class the
 * question about each edit. One run then answers whatever the reply turns out to be.
 * Throws CodedError "prompt-empty", "prompt-too-long" (details: tokens, limit) and "reply-unknown" (word).
 */
export function planProbe(given: {
  task: Task;
  prompt: string;
  replies: readonly string[];
  tokenizer: TextTokenizer;
  contextLength: number;
}): ProbePlan {
  const { task, prompt, replies, tokenizer, contextLength } = given;
  const edits = prompt === "" ? [] : editsOf(task, prompt);
  if (prompt === "" || edits.some(({ edited }) => edited === "")) {
    throw new CodedError("prompt-empty", "planProbe: expected words beside the cues, got none");
  }
  const candidates = replies.map((word) => {
    const id = tokenizer.wordId(word);
    if (id === null) {
      throw new CodedError("reply-unknown", `planProbe: expected a known word as reply, got "${word}"`, {
        word,
      });
    }
    return id;
  });
  const queries = replies.flatMap((reply) =>
    edits.map(({ cue, edit }) => queryPrompt(task, prompt, cue, edit, reply)),
  );
  const sequences = [prompt, ...edits.map(({ edited }) => edited), ...queries].map(tokenizer.encode);
  const tokens = Math.max(...sequences.map((sequence) => sequence.length));
  if (tokens > contextLength) {
    throw new CodedError(
      "prompt-too-long",
      `planProbe: expected at most ${contextLength} tokens with the question behind the prompt, got ${tokens}`,
      { tokens, limit: contextLength },
    );
  }
  return {
    prompt,
    replies: [...replies],
    candidates,
    edits,
    tree: packTree(sequences),
    unknown: tokenizer.unknownWords(prompt),
  };
}
