"""Training batches. Every batch is a function of (seed, stream, step), so a resumed run sees the same data."""

from enum import IntEnum

import numpy as np
import torch

from .packing import MASKED
from .prompts import Prompt, draw_prompt, reply_words, text_of
from .tokenizer import encode, vocabulary
from .world import TASKS, Traits, World


class Stream(IntEnum):
    """Independent random streams of a run."""

    PRETRAIN = 10
    BEHAVIOUR = 11
    EXPLANATION_DATA = 12
    EXPLANATION_ORDER = 13
    SHUFFLE = 14
    FRESH = 15
    DRAW = 16
    NOISE = 17
    CLAIM_HEAD = 18


def stream(seed: int, name: Stream, step: int = 0) -> np.random.Generator:
    return np.random.default_rng([seed, int(name), step])


def all_entities() -> tuple[np.ndarray, ...]:
    return tuple(np.arange(len(task.entities)) for task in TASKS)


def entities_of(world: World, is_explained: bool) -> tuple[np.ndarray, ...]:
    return tuple(np.flatnonzero(split == is_explained) for split in world.explained)


def rule_classes(prompts: list[Prompt], traits: tuple[Traits, ...]) -> np.ndarray:
    """The class the rules give each prompt, int8 ``(N,)``."""
    classes = np.zeros(len(prompts), dtype=np.int8)
    for index, task_traits in enumerate(traits):
        rows = [row for row, prompt in enumerate(prompts) if prompt.task == index]
        if rows:
            entity = np.array([prompts[row].entity for row in rows])
            present = np.stack([prompts[row].present for row in rows])
            classes[rows] = task_traits.replies(entity, present)
    return classes


def reply_ids(prompts: list[Prompt]) -> np.ndarray:
    """Token ids of the candidates, int64 ``(N, classes)``."""
    words = vocabulary()
    return np.array([[words[word] for word in reply_words(prompt)] for prompt in prompts])


def pad_right(sequences: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """``ids, positions (B, T)``, causal ``mask (1, 1, T, T)`` and the last place of each row ``(B,)``.

    Padding stands on the right, so a causal mask keeps it out of every real token's sight.
    """
    size = max(map(len, sequences))
    ids = np.zeros((len(sequences), size), dtype=np.int64)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
    mask = torch.full((size, size), MASKED).triu(1)[None, None]
    positions = torch.arange(size).expand(len(sequences), size)
    last = torch.tensor([len(sequence) - 1 for sequence in sequences])
    return torch.from_numpy(ids), positions, mask, last


def length_groups(sequences: list[list[int]], groups: int) -> list[np.ndarray]:
    """Row indices in groups of like length: a batch of mixed lengths is two fifths padding, groups hardly any."""
    order = np.argsort([len(sequence) for sequence in sequences], kind="stable")
    return [part for part in np.array_split(order, groups) if len(part)]


def behaviour_batch(
    rng: np.random.Generator, size: int, traits: tuple[Traits, ...]
) -> tuple[list[list[int]], np.ndarray]:
    """Random prompts on all entities: token ids and the id of the reply the rules ask for ``(B,)``."""
    everyone = all_entities()
    prompts = [draw_prompt(rng, everyone) for _ in range(size)]
    classes = rule_classes(prompts, traits)
    sequences = [encode(text_of(prompt)) for prompt in prompts]
    return sequences, reply_ids(prompts)[np.arange(size), classes]
