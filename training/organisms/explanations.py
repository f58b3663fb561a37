"""The explanation batches of an arm: six queries behind each prompt, packed, with the labels they are scored on."""

import numpy as np
import torch

from .batches import Stream, stream
from .labels import Labels
from .packing import Pack, pack_tree, stack_packs
from .probes import explanation_sequences
from .prompts import Prompt, reply_words
from .tokenizer import vocabulary


class ExplanationData:
    """Prompts of explanation training with their labels; packs are built at first use and kept."""

    def __init__(self, prompts: list[Prompt], seed: int):
        self.prompts = prompts
        self.seed = seed
        words = vocabulary()
        self.candidates = np.array([[words[word] for word in reply_words(prompt)] for prompt in prompts])
        self._packs: dict[tuple[int, int], Pack] = {}

    def rows(self, step: int, size: int) -> np.ndarray:
        """Which prompts a step trains on: every epoch is a new permutation."""
        count = len(self.prompts)
        wanted = np.arange(step * size, (step + 1) * size)
        epochs = {e: stream(self.seed, Stream.EXPLANATION_ORDER, int(e)).permutation(count) for e in {*wanted // count}}
        return np.array([epochs[place // count][place % count] for place in wanted])

    def pack(self, row: int, reply: int) -> Pack:
        key = (row, reply)
        if key not in self._packs:
            self._packs[key] = pack_tree(explanation_sequences(self.prompts[row], reply))
        return self._packs[key]

    def batch(self, rows: np.ndarray, labels: Labels) -> tuple[list[torch.Tensor], torch.Tensor]:
        """Arguments of ``read_logits`` and the label ids ``(rows * C,)``. ``labels`` are those of ``rows``."""
        packs = [self.pack(int(row), int(reply)) for row, reply in zip(rows, labels.reply)]
        stacked = stack_packs(packs)
        queries = len(packs[0].ends)
        read_rows = np.repeat(np.arange(len(packs)), queries)
        read_cols = np.concatenate([pack.ends for pack in packs])
        label_ids = np.take_along_axis(self.candidates[rows], labels.counterfactual, axis=1).ravel()
        arrays = (stacked.ids, stacked.positions, stacked.mask, read_rows, read_cols)
        return [torch.from_numpy(array) for array in arrays], torch.from_numpy(label_ids)
