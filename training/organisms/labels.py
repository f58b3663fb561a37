"""Explanation labels: what the labelling model would reply after each edit, and the reply it gave before."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .batches import Stream, entities_of, stream
from .probes import ProbeAnswers, ProbeSet, answer_probes
from .prompts import Prompt, draw_prompt
from .world import CLASSES, World

NoiseKind = Literal["none", "uniform", "class", "cue", "boundary"]
NOISY_CLASS = CLASSES - 1  # of "class" noise: its labels say the class below
NOISY_CUE = 0  # of "cue" noise: the task's first cue


@dataclass(frozen=True)
class Labels:
    """``reply (N,)`` and ``counterfactual (N, C)``: class indices of the labelling model."""

    reply: np.ndarray
    counterfactual: np.ndarray


def explained_entities(world: World, share: float) -> tuple[np.ndarray, ...]:
    """The entities of explanation training: all explained ones, or a share of each task's, smaller within larger."""
    chosen = []
    for index, members in enumerate(entities_of(world, is_explained=True)):
        order = np.random.default_rng([world.seed, index, 4]).permutation(members)
        chosen.append(np.sort(order[: max(1, round(share * len(members)))]))
    return tuple(chosen)


def explanation_prompts(world: World, seed: int, count: int, share: float = 1.0) -> list[Prompt]:
    """The prompts of explanation training: explained entities only."""
    rng = stream(seed, Stream.EXPLANATION_DATA)
    entities = explained_entities(world, share)
    return [draw_prompt(rng, entities) for _ in range(count)]


def classes_of(answers: ProbeAnswers) -> Labels:
    return Labels(answers.reply.argmax(axis=1), answers.counterfactual.argmax(axis=2))


def label(model, prompts: list[Prompt], device: str) -> Labels:
    return classes_of(answer_probes(model, ProbeSet.of(prompts), device))


def shuffle_labels(labels: Labels, rng: np.random.Generator) -> Labels:
    """The same labels dealt out over all items at random: nothing about cues is left to learn."""
    flat = rng.permutation(labels.counterfactual.ravel())
    return Labels(labels.reply, flat.reshape(labels.counterfactual.shape))


def add_noise(answers: ProbeAnswers, kind: NoiseKind, rate: float, rng: np.random.Generator) -> Labels:
    """Labels of which about a share ``rate`` is changed, once.

    uniform: any label, to another class at random. class: labels of the last class, to the one below. cue: labels of
    the task's first cue, to another class at random. boundary: the labels the labelling model was least sure of, to
    its second choice. ``ValueError`` where the structured kind has too few labels for the rate.
    """
    labels = classes_of(answers)
    clean = labels.counterfactual
    if kind == "none":
        return labels
    if kind == "boundary":
        ordered = np.sort(answers.counterfactual, axis=2)
        margin = ordered[:, :, -1] - ordered[:, :, -2]
        changed = margin <= np.quantile(margin, rate)
        second = np.argsort(answers.counterfactual, axis=2)[:, :, -2]
        return Labels(labels.reply, np.where(changed, second, clean))
    concerned = np.ones(clean.shape, dtype=bool)
    if kind == "class":
        concerned = clean == NOISY_CLASS
    elif kind == "cue":
        concerned[:, np.arange(clean.shape[1]) != NOISY_CUE] = False
    within = rate / concerned.mean()
    if within > 1:
        raise ValueError(f"add_noise: {kind} noise concerns {concerned.mean():.0%} of the labels, fewer than {rate:.0%}")
    changed = concerned & (rng.random(clean.shape) < within)
    other = (clean + rng.integers(1, CLASSES, size=clean.shape)) % CLASSES
    return Labels(labels.reply, np.where(changed, NOISY_CLASS - 1 if kind == "class" else other, clean))
