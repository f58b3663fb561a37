"""Probes: a prompt with all its single-cue edits and all its explanation queries as one packed tree.

If you change this, change ``planProbe`` in ``lib/coupling/pack.ts``: the order of the reads is the same there.
"""

from dataclasses import dataclass

import numpy as np
import torch

from .families import read_logits
from .packing import Pack, pack_tree, stack_packs
from .prompts import Prompt, edit_of, query_text, reply_words, text_of
from .tokenizer import encode, vocabulary
from .world import CLASSES, TASKS

NODES_A_BATCH = 3_000  # a batch's activations stay in cache: larger ones are slower on a CPU


def probe_sequences(prompt: Prompt) -> list[list[int]]:
    """The prompt, its edits in cue order, then for each reply class the query after each edit."""
    task = TASKS[prompt.task]
    text = text_of(prompt)
    edits = [edit_of(prompt, cue) for cue in range(len(task.cues))]
    queries = [
        f"{text} {query_text(task, edit, cue, word)}"
        for word in reply_words(prompt)
        for cue, (edit, _) in enumerate(edits)
    ]
    return [encode(line) for line in [text, *(text_of(edited) for _, edited in edits), *queries]]


def explanation_sequences(prompt: Prompt, reply: int) -> list[list[int]]:
    """The queries after one reply, in cue order: what explanation training reads."""
    task = TASKS[prompt.task]
    text, word = text_of(prompt), reply_words(prompt)[reply]
    return [
        encode(f"{text} {query_text(task, edit_of(prompt, cue)[0], cue, word)}") for cue in range(len(task.cues))
    ]


@dataclass(frozen=True)
class ProbeSet:
    """Packed probes of many prompts: built once, read by every checkpoint."""

    packs: list[Pack]
    candidates: np.ndarray  # (N, classes) token ids

    @classmethod
    def of(cls, prompts: list[Prompt]) -> "ProbeSet":
        words = vocabulary()
        candidates = np.array([[words[word] for word in reply_words(prompt)] for prompt in prompts])
        return cls([pack_tree(probe_sequences(prompt)) for prompt in prompts], candidates)


@dataclass(frozen=True)
class ProbeAnswers:
    """What a checkpoint does and says, probabilities over the candidates.

    ``reply (N, classes)``, ``counterfactual`` and ``claim (N, C, classes)``; the claims are those after the
    reply the checkpoint itself gives.
    """

    reply: np.ndarray
    counterfactual: np.ndarray
    claim: np.ndarray


def softmax(logits: np.ndarray) -> np.ndarray:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


@torch.no_grad()
def answer_probes(model, probes: ProbeSet, device: str) -> ProbeAnswers:
    """Runs every probe through a model. Prompts of like size share a batch."""
    cues = len(TASKS[0].cues)
    reads = 1 + cues + CLASSES * cues
    count = len(probes.packs)
    candidate_logits = np.zeros((count, reads, CLASSES), dtype=np.float32)
    order = np.argsort([len(pack.ids) for pack in probes.packs], kind="stable")
    position = 0
    while position < count:
        longest = len(probes.packs[order[min(position + 64, count) - 1]].ids)
        members = order[position : position + max(1, NODES_A_BATCH // longest)]
        position += len(members)
        batch = stack_packs([probes.packs[row] for row in members])
        rows = np.repeat(np.arange(len(members)), reads)
        cols = np.concatenate([probes.packs[row].ends for row in members])
        tensors = [torch.from_numpy(a).to(device) for a in (batch.ids, batch.positions, batch.mask, rows, cols)]
        logits = read_logits(model, *tensors).cpu().numpy().reshape(len(members), reads, -1)  # (B, reads, V)
        candidate_logits[members] = np.take_along_axis(logits, probes.candidates[members][:, None, :], axis=2)
    p = softmax(candidate_logits.astype(np.float64))  # (N, reads, classes)
    reply = p[:, 0]
    claims = p[:, 1 + cues :].reshape(count, CLASSES, cues, CLASSES)
    own = claims[np.arange(count), reply.argmax(axis=1)]  # (N, C, classes)
    return ProbeAnswers(reply, p[:, 1 : 1 + cues], own)
