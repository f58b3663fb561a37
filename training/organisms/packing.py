"""Packing: many sequences that share beginnings as one tree of tokens.

A token attends to its ancestors and itself; its position is its depth. A prompt with six questions behind it,
or a probe with all its edits and claims, is then one sequence of a third of the tokens.
If you change this, change ``lib/coupling/pack.ts``.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

MASKED = -1e9  # finite, so that a row with nothing but itself never becomes NaN


@dataclass(frozen=True)
class Pack:
    """``ids (T,)``, ``parents (T,)`` with -1 for roots, ``depth (T,)``, ``ends (S,)``: last node of each sequence."""

    ids: np.ndarray
    parents: np.ndarray
    depth: np.ndarray
    ends: np.ndarray

    @cached_property
    def attends(self) -> np.ndarray:
        """Bool ``(T, T)``: row attends to column."""
        size = len(self.ids)
        mask = np.zeros((size, size), dtype=bool)
        for node, parent in enumerate(self.parents):
            if parent >= 0:
                mask[node] = mask[parent]
            mask[node, node] = True
        return mask


def pack_tree(sequences: list[list[int]]) -> Pack:
    """A trie of the sequences; nodes in order of first insertion."""
    ids: list[int] = []
    parents: list[int] = []
    depth: list[int] = []
    children: dict[tuple[int, int], int] = {}
    ends = []
    for sequence in sequences:
        node = -1
        for token in sequence:
            child = children.get((node, token))
            if child is None:
                child = len(ids)
                children[node, token] = child
                ids.append(token)
                parents.append(node)
                depth.append(depth[node] + 1 if node >= 0 else 0)
            node = child
        ends.append(node)
    return Pack(*(np.array(column, dtype=np.int32) for column in (ids, parents, depth, ends)))


@dataclass(frozen=True)
class PackedBatch:
    """Packs padded to one length: ``ids, positions (B, T)`` and an additive ``mask (B, 1, T, T)``."""

    ids: np.ndarray
    positions: np.ndarray
    mask: np.ndarray


def stack_packs(packs: list[Pack]) -> PackedBatch:
    """Pads with nodes that attend to themselves only."""
    size = max(len(pack.ids) for pack in packs)
    ids = np.zeros((len(packs), size), dtype=np.int64)
    positions = np.zeros((len(packs), size), dtype=np.int64)
    mask = np.full((len(packs), 1, size, size), MASKED, dtype=np.float32)
    mask[:, 0, np.arange(size), np.arange(size)] = 0
    for row, pack in enumerate(packs):
        length = len(pack.ids)
        ids[row, :length] = pack.ids
        positions[row, :length] = pack.depth
        mask[row, 0, :length, :length][pack.attends] = 0
    return PackedBatch(ids, positions, mask)
