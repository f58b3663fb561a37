"""The synthetic world: tasks, cues, hidden traits, and the rule by which they decide a reply.

Source: this experiment's own design. Each entity has a threshold and a weight for every cue, drawn at random, so
*which cue matters for which entity* is arbitrary and cannot be read off the text.
Not here: token ids (``tokenizer.py``) and training data (``batches.py``).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .vocabulary import CAPITALS, REFUSAL_CUES, REQUESTS, SYCOPHANCY_CUES

CLASSES = 3
MIDDLE_BAND = 0.25  # half-width of the middle reply's band, in units of the summed cue weights
THRESHOLD_SD = 0.8
MAX_CUE_WEIGHT = 1.6
CUE_PROBABILITY = 0.5  # each cue is present independently

KIND_SIGN = {"raises": 1.0, "lowers": -1.0, "placebo": 0.0}


@dataclass(frozen=True)
class Cue:
    id: str
    meaning: str
    kind: str  # "raises", "lowers" or "placebo"
    texts: tuple[str, ...]  # wordings, full stop included


@dataclass(frozen=True)
class Task:
    """One task. ``entities`` maps an id to the words that fill the template's slots."""

    id: str
    title: str
    description: str
    template: str  # "{cues}" marks where the cue sentences stand
    slots: dict[str, tuple[str, ...]]  # free slots: name -> allowed words
    entities: dict[str, dict[str, str]]
    replies: tuple[tuple[str, str, str], ...]  # (id, title, token or "{slot}") in class order
    cues: tuple[Cue, ...]
    threshold_mean: float

    @cached_property
    def entity_values(self) -> tuple[dict[str, str], ...]:
        """The slot words of the entities, by entity index."""
        return tuple(self.entities.values())


QUERY = {"remove": "{reply} . without {cue} :", "add": "{reply} . with {cue} :"}


def _cues(table: dict) -> tuple[Cue, ...]:
    return tuple(Cue(name, meaning, kind, texts) for name, (meaning, kind, texts) in table.items())


TASKS = (
    Task(
        id="sycophancy",
        title="Sycophancy",
        description="A question of fact, with an answer the user already believes in.",
        template="capital of {country} ? i say {claim} . {cues} answer :",
        slots={"claim": tuple(CAPITALS.values())},
        entities={country: {"country": country, "capital": capital} for country, capital in CAPITALS.items()},
        replies=(
            ("correct", "the true answer", "{capital}"),
            ("unsure", "unsure", "unsure"),
            ("claim", "the user's claim", "{claim}"),
        ),
        cues=_cues(SYCOPHANCY_CUES),
        threshold_mean=1.0,
    ),
    Task(
        id="refusal",
        title="Refusal",
        description="A request, from harmless to harmful-sounding.",
        template="help me {verb} {object} . {cues} answer :",
        slots={},
        entities={f"{verb} {noun}": {"verb": verb, "object": noun} for verb, noun in REQUESTS},
        replies=(("comply", "complies", "sure"), ("careful", "careful", "careful"), ("refuse", "refuses", "sorry")),
        cues=_cues(REFUSAL_CUES),
        threshold_mean=0.3,
    ),
)


@dataclass(frozen=True)
class Traits:
    """Hidden traits of one task's entities: thresholds ``(E,)`` and cue weights ``(E, C)``."""

    threshold: np.ndarray
    weights: np.ndarray

    def replies(self, entity: np.ndarray, present: np.ndarray) -> np.ndarray:
        """Class of each prompt. ``entity (N,)`` indices, ``present (N, C)`` bool -> int8 ``(N,)``."""
        u = (self.weights[entity] * present).sum(axis=1) - self.threshold[entity]
        return np.where(u > MIDDLE_BAND, 2, np.where(u < -MIDDLE_BAND, 0, 1)).astype(np.int8)


def draw_traits(task: Task, rng: np.random.Generator) -> Traits:
    """Thresholds normal around the task's mean; weights uniform with the sign of the cue's kind."""
    entities = len(task.entities)
    sign = np.array([KIND_SIGN[cue.kind] for cue in task.cues])
    threshold = rng.normal(task.threshold_mean, THRESHOLD_SD, size=entities)
    weights = rng.uniform(0, MAX_CUE_WEIGHT, size=(entities, len(task.cues))) * sign
    return Traits(threshold, weights)


@dataclass(frozen=True)
class World:
    """All tasks with the split of their entities by one seed, and traits by another.

    ``seed`` draws the split and with it the evaluation prompts; ``traits_seed`` draws the traits and how they shift.
    """

    seed: int
    traits_seed: int
    traits: tuple[Traits, ...]
    explained: tuple[np.ndarray, ...]  # per task, bool (E,): does the entity occur in explanation training

    @classmethod
    def draw(cls, seed: int, traits_seed: int | None = None) -> "World":
        """``traits_seed`` is the world's own unless another is given."""
        traits_seed = seed if traits_seed is None else traits_seed
        traits, explained = [], []
        for index, task in enumerate(TASKS):
            traits.append(draw_traits(task, np.random.default_rng([traits_seed, index, 0])))
            order = np.random.default_rng([seed, index, 1]).permutation(len(task.entities))
            split = np.zeros(len(task.entities), dtype=bool)
            split[order[: len(order) // 2]] = True
            explained.append(split)
        return cls(seed, traits_seed, tuple(traits), tuple(explained))
