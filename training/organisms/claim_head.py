"""A claim head on frozen weights: a small network that reads M0's hidden states and is taught M0's labels.

It can know what M0 computes and nothing of how behaviour changed since, so its claims cannot follow a shift. It is told
which edit is asked about: M0 never met the words of the questions, and GPT-2-style's one table for reading and writing
holds nearly one vector for all of them (cosine .98 and above).
"""

import numpy as np
import torch
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from transformers import PreTrainedModel

from .labels import Labels
from .packing import pack_tree, stack_packs
from .probes import explanation_sequences
from .prompts import Prompt, text_of
from .tokenizer import encode
from .world import CLASSES

PROMPTS_A_BATCH = 32


@torch.no_grad()
def hidden_states(model: PreTrainedModel, prompts: list[Prompt], replies: np.ndarray, device: str) -> np.ndarray:
    """Which edit is asked about, and every layer's state at the end of each query and of its prompt.

    Shape ``(N * C, C + 2 * (L + 1) * D)``; the edit is one of C columns.
    """
    parts = []
    for first in range(0, len(prompts), PROMPTS_A_BATCH):
        rows = range(first, min(first + PROMPTS_A_BATCH, len(prompts)))
        packs = [pack_tree(explanation_sequences(prompts[row], int(replies[row]))) for row in rows]
        batch = stack_packs(packs)
        ids, positions, mask = (torch.from_numpy(a).to(device) for a in (batch.ids, batch.positions, batch.mask))
        layers = model.base_model(
            input_ids=ids, position_ids=positions, attention_mask=mask, use_cache=False, output_hidden_states=True
        ).hidden_states
        states = torch.cat(layers, dim=2).cpu().numpy()  # (B, T, (L + 1) * D)
        for place, (row, pack) in enumerate(zip(rows, packs)):
            asked = states[place, pack.ends]  # (C, ...)
            prompt_end = states[place, len(encode(text_of(prompts[row]))) - 1]
            edit = np.eye(len(asked), dtype=asked.dtype)
            parts.append(np.concatenate([edit, asked, np.broadcast_to(prompt_end, asked.shape)], axis=1))
    return np.concatenate(parts)


class ClaimHead:
    """Fitted on labels; ``(prompts, replies)`` -> probabilities ``(N * C, classes)``."""

    def __init__(self, model: PreTrainedModel, prompts: list[Prompt], labels: Labels, seed: int, hidden: int, device: str):
        self.model, self.device = model, device
        network = MLPClassifier((hidden,), early_stopping=True, random_state=seed)
        self.head = make_pipeline(StandardScaler(), network)
        self.head.fit(hidden_states(model, prompts, labels.reply, device), labels.counterfactual.ravel())

    def __call__(self, prompts: list[Prompt], replies: np.ndarray) -> np.ndarray:
        states = hidden_states(self.model, prompts, replies, self.device)
        p = np.zeros((len(states), CLASSES))
        p[:, self.head.classes_] = self.head.predict_proba(states)
        return p
