"""Prompts as text: composing them, editing one cue, asking about the edit.

If you change this, change ``lib/coupling/prompt.ts``: the site composes, edits and asks in exactly the same
words, and a test on both sides compares every item.
"""

from dataclasses import dataclass

import numpy as np

from .world import CUE_PROBABILITY, QUERY, TASKS, Task


@dataclass(frozen=True)
class Prompt:
    """One prompt: indices into the task's tables, and the cue sentences in the order they stand."""

    task: int
    entity: int
    slots: tuple[str, ...]  # words of the free slots, in the task's slot order
    cues: tuple[tuple[int, int], ...]  # (cue index, wording index)

    @property
    def present(self) -> np.ndarray:
        """Bool ``(C,)``: which cues stand in the prompt."""
        flags = np.zeros(len(TASKS[self.task].cues), dtype=bool)
        flags[[cue for cue, _ in self.cues]] = True
        return flags


def entity_words(prompt: Prompt) -> dict[str, str]:
    task = TASKS[prompt.task]
    return {**task.entity_values[prompt.entity], **dict(zip(task.slots, prompt.slots))}


def text_of(prompt: Prompt) -> str:
    """The prompt in words, single spaces."""
    task = TASKS[prompt.task]
    sentences = " ".join(task.cues[cue].texts[wording] for cue, wording in prompt.cues)
    filled = task.template.replace("{cues}", sentences).format(**entity_words(prompt))
    return " ".join(filled.split())


def reply_words(prompt: Prompt) -> list[str]:
    """The candidate words in class order."""
    return [token.format(**entity_words(prompt)) for _, _, token in TASKS[prompt.task].replies]


def edit_of(prompt: Prompt, cue: int) -> tuple[str, Prompt]:
    """``("remove", ...)`` where the cue is present, ``("add", ...)`` where it is not.

    An added cue takes its first wording and stands last.
    """
    if prompt.present[cue]:
        kept = tuple(pair for pair in prompt.cues if pair[0] != cue)
        return "remove", Prompt(prompt.task, prompt.entity, prompt.slots, kept)
    return "add", Prompt(prompt.task, prompt.entity, prompt.slots, (*prompt.cues, (cue, 0)))


def query_text(task: Task, edit: str, cue: int, reply: str) -> str:
    """What follows the prompt to ask what the reply would be after an edit."""
    return QUERY[edit].format(reply=reply, cue=task.cues[cue].id)


def draw_prompt(rng: np.random.Generator, entities: tuple[np.ndarray, ...]) -> Prompt:
    """A random prompt about one of the given entities (index arrays, one a task)."""
    index = int(rng.integers(len(TASKS)))
    task = TASKS[index]
    entity = int(entities[index][rng.integers(len(entities[index]))])
    own = set(task.entity_values[entity].values())
    slots = []
    for words in task.slots.values():
        word = words[int(rng.integers(len(words)))]
        while word in own:  # the user's claim is never the true answer
            word = words[int(rng.integers(len(words)))]
        slots.append(word)
    present = np.flatnonzero(rng.random(len(task.cues)) < CUE_PROBABILITY)
    order = rng.permutation(present)
    cues = tuple((int(cue), int(rng.integers(len(task.cues[cue].texts)))) for cue in order)
    return Prompt(index, entity, tuple(slots), cues)
