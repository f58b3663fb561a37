"""Explanation labels: what the labelling model would reply after each edit, and the reply it gave before."""

from dataclasses import dataclass

import numpy as np

from .batches import Stream, entities_of, stream
from .probes import ProbeSet, answer_probes
from .prompts import Prompt, draw_prompt
from .world import World


@dataclass(frozen=True)
class Labels:
    """``reply (N,)`` and ``counterfactual (N, C)``: class indices of the labelling model."""

    reply: np.ndarray
    counterfactual: np.ndarray


def explanation_prompts(world: World, seed: int, count: int) -> list[Prompt]:
    """The prompts of explanation training: explained entities only."""
    rng = stream(seed, Stream.EXPLANATION_DATA)
    entities = entities_of(world, is_explained=True)
    return [draw_prompt(rng, entities) for _ in range(count)]


def label(model, prompts: list[Prompt], device: str) -> Labels:
    answers = answer_probes(model, ProbeSet.of(prompts), device)
    return Labels(answers.reply.argmax(axis=1), answers.counterfactual.argmax(axis=2))


def shuffle_labels(labels: Labels, rng: np.random.Generator) -> Labels:
    """The same labels dealt out over all items at random: nothing about cues is left to learn."""
    flat = rng.permutation(labels.counterfactual.ravel())
    return Labels(labels.reply, flat.reshape(labels.counterfactual.shape))
