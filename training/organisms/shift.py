"""The behaviour shift: which entities get new traits, when, and what the new traits are.

Half of the shifting entities of each task are explained and half held out, in proportion to the splits, so
the shift itself does not tell the two apart.
"""

from dataclasses import dataclass

import numpy as np

from .world import TASKS, Traits, World, draw_traits


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


def no_shift(world: World) -> Shift:
    never = tuple(np.full(len(task.entities), np.inf) for task in TASKS)
    return Shift(world.traits, world.traits, never)


def redraw_shift(world: World, share: float, ramp_end: int) -> Shift:
    """New independent traits for a share of each split's entities, one entity after another until ``ramp_end``."""
    after, switch = [], []
    for index, task in enumerate(TASKS):
        rng = np.random.default_rng([world.seed, index, 2])
        after.append(draw_traits(task, rng))
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
