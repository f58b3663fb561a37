"""The evaluation items: prompts that every checkpoint of every run is asked, and the table that lists them."""

from functools import cache

import numpy as np
import pyarrow as pa

from .batches import entities_of
from .probes import ProbeSet
from .prompts import Prompt, draw_prompt, edit_of, reply_words, text_of
from .world import TASKS, World

HELD_OUT_PROMPTS, EXPLAINED_PROMPTS = 2600, 1000
ITEM_SEED = 20_260_630  # of the prompts, the same for all runs; far from every run's seed


@cache
def evaluation_prompts(world_seed: int) -> tuple[Prompt, ...]:
    """Held-out prompts first, explained ones after; fresh draws, not looked up in any training data."""
    world = World.draw(world_seed)
    rng = np.random.default_rng([ITEM_SEED, world_seed])
    held_out, explained = entities_of(world, False), entities_of(world, True)
    return (
        *(draw_prompt(rng, held_out) for _ in range(HELD_OUT_PROMPTS)),
        *(draw_prompt(rng, explained) for _ in range(EXPLAINED_PROMPTS)),
    )


@cache
def evaluation_probes(world_seed: int) -> ProbeSet:
    return ProbeSet.of(list(evaluation_prompts(world_seed)))


def items_table(world_seed: int) -> pa.Table:
    """One row a prompt and cue, in prompt then cue order; the columns of ``items.parquet``."""
    world = World.draw(world_seed)
    rows = []
    for prompt_id, prompt in enumerate(evaluation_prompts(world_seed)):
        task = TASKS[prompt.task]
        is_explained = world.explained[prompt.task][prompt.entity]
        for cue in range(len(task.cues)):
            edit, edited = edit_of(prompt, cue)
            rows.append(
                {
                    "item": len(rows),
                    "prompt_id": prompt_id,
                    "task": task.id,
                    "entity": list(task.entities)[prompt.entity],
                    "split": "explained" if is_explained else "held-out",
                    "prompt": text_of(prompt),
                    "cues": [task.cues[index].id for index, _ in prompt.cues],
                    "cue": task.cues[cue].id,
                    "edit": edit,
                    "edited": text_of(edited),
                    "replies": reply_words(prompt),
                }
            )
    text = pa.string()
    schema = pa.schema(
        [
            ("item", pa.int32()),
            ("prompt_id", pa.int32()),
            *((name, text) for name in ("task", "entity", "split", "prompt")),
            ("cues", pa.list_(text)),
            *((name, text) for name in ("cue", "edit", "edited")),
            ("replies", pa.list_(text)),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)
