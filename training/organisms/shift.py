"""The behaviour shift: which entities get new traits, when, and what the new traits are.

Half of the shifting entities of each task are explained and half held out, in proportion to the splits, so
the shift itself does not tell the two apart. Every kind shifts the same entities in the same order.
"""

from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from .world import KIND_SIGN, TASKS, THRESHOLD_SD, Task, Traits, World, draw_traits

ShiftKind = Literal[
    "none", "redraw", "oppose", "swap", "more-sycophantic", "less-sycophantic", "harder-refusal", "softer-refusal"
]

OPPOSED_DRAWS = 16  # redraws an opposed entity chooses from
DIRECTION_STEP = 1.5 * THRESHOLD_SD  # by which a directional shift moves a threshold

# kind -> task it concerns, and which way the threshold goes: a lower one means more cues suffice
DIRECTIONS = {
    "more-sycophantic": ("sycophancy", -1),
    "less-sycophantic": ("sycophancy", +1),
    "harder-refusal": ("refusal", -1),
    "softer-refusal": ("refusal", +1),
}


@dataclass(frozen=True)
class Shift:
    """The world before and after, and the step at which each entity crosses over.

    ``switch_step`` holds one float array ``(E,)`` a task, infinity where the entity never changes.
    """

    before: tuple[Traits, ...]
    after: tuple[Traits, ...]
    switch_step: tuple[np.ndarray, ...]

    def traits_at(self, step: int) -> tuple[Traits, ...]:
        """The traits that rule behaviour at a step, one a task."""
        mixed = []
        for before, after, switch in zip(self.before, self.after, self.switch_step):
            moved = switch <= step
            mixed.append(
                Traits(
                    np.where(moved, after.threshold, before.threshold),
                    np.where(moved[:, None], after.weights, before.weights),
                )
            )
        return tuple(mixed)


def opposed_traits(task: Task, before: Traits, rng: np.random.Generator) -> Traits:
    """For each entity, of several redraws the one whose replies agree least with the old, over all sets of cues."""
    present = np.array(list(product([False, True], repeat=len(task.cues))))  # (2^C, C)
    entities = len(task.entities)
    entity = np.repeat(np.arange(entities), len(present))
    every = np.tile(present, (entities, 1))
    old = before.replies(entity, every)
    draws = [draw_traits(task, rng) for _ in range(OPPOSED_DRAWS)]
    agreement = [(draw.replies(entity, every) == old).reshape(entities, -1).mean(axis=1) for draw in draws]
    chosen, own = np.argmin(agreement, axis=0), np.arange(entities)
    return Traits(
        np.stack([draw.threshold for draw in draws])[chosen, own],
        np.stack([draw.weights for draw in draws])[chosen, own],
    )


def swapped_traits(task: Task, before: Traits, rng: np.random.Generator) -> Traits:
    """Weights change places among cues of one sign, none keeping its own: replies change little, causes much."""
    weights = before.weights.copy()
    sign = np.array([KIND_SIGN[cue.kind] for cue in task.cues])
    for one_sign in (1.0, -1.0):
        members = np.flatnonzero(sign == one_sign)
        if len(members) < 2:
            continue
        for entity in range(len(weights)):
            turn = int(rng.integers(1, len(members)))
            weights[entity, members] = np.roll(before.weights[entity, members], turn)
    return Traits(before.threshold.copy(), weights)


def directed_traits(task: Task, before: Traits, kind: ShiftKind) -> Traits:
    name, way = DIRECTIONS[kind]
    step = way * DIRECTION_STEP if task.id == name else 0.0
    return Traits(before.threshold + step, before.weights.copy())


def redrawn_traits(kind: ShiftKind, task: Task, before: Traits, fresh: Traits, rng: np.random.Generator) -> Traits:
    match kind:
        case "redraw":
            return fresh
        case "oppose":
            return opposed_traits(task, before, rng)
        case "swap":
            return swapped_traits(task, before, rng)
        case _:
            return directed_traits(task, before, kind)


def no_shift(world: World) -> Shift:
    never = tuple(np.full(len(task.entities), np.inf) for task in TASKS)
    return Shift(world.traits, world.traits, never)


def draw_shift(world: World, kind: ShiftKind, share: float, ramp_end: int) -> Shift:
    """New traits for a share of each split's entities, one entity after another until ``ramp_end``."""
    if kind == "none":
        return no_shift(world)
    after, switch = [], []
    for index, task in enumerate(TASKS):
        rng = np.random.default_rng([world.traits_seed, index, 2])
        fresh = draw_traits(task, rng)  # drawn for every kind, so that all kinds shift the same entities
        own_rng = np.random.default_rng([world.traits_seed, index, 3])
        after.append(redrawn_traits(kind, task, world.traits[index], fresh, own_rng))
        steps = np.full(len(task.entities), np.inf)
        chosen = np.concatenate(
            [
                rng.permutation(members)[: round(share * len(members))]
                for members in (np.flatnonzero(world.explained[index]), np.flatnonzero(~world.explained[index]))
            ]
        )
        order = rng.permutation(chosen)
        steps[order] = ramp_end * (np.arange(len(order)) + 1) / max(len(order), 1)
        switch.append(steps)
    return Shift(world.traits, tuple(after), tuple(switch))
