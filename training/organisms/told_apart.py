"""What a run learnt of the rules, old and new, and whether its claims tell a prompt's edits apart at all; and what
embeddings that are never trained again can tell apart. K is 1/2 for claims that tell nothing apart, whatever the reason."""

import json
from collections.abc import Sequence
from itertools import combinations
from math import fsum

import numpy as np
from safetensors.numpy import load_file

from .draws import bootstrap_weights
from .entity_sums import EntitySums, by_entity
from .evidence import Evidence, Slice, View
from .intervals import Sample, average, percentile
from .config import PretrainConfig
from .plan import ARM_OF, FLAGSHIP_ARM, config_of
from .pooled import entry
from .read_bundle import BundleReader
from .shift import draw_shift
from .statistics import samples
from .tokenizer import vocabulary
from .world import TASKS, Traits, World

HELD_OUT = Slice("held-out")
ROWS = (FLAGSHIP_ARM, *(arm for arm, its in ARM_OF.items() if its.group in ("capacity", "architecture")), "claim-head", "text-only")
TABLES = ("wte.weight", "embed_tokens.weight")  # what each family calls the embeddings of words
STATISTICS = ("rules_followed", "claims_alike", "replies_alike", "balanced_accuracy")


def replies_by(reader: BundleReader, traits: Sequence[Traits]) -> np.ndarray:
    """Class of every prompt by rules, ``(P,)``; ``traits`` by task."""
    task, entity = reader.column("task"), reader.column("entity")
    replies = np.zeros(len(task), dtype=np.int8)
    for its, rules in zip(TASKS, traits):
        rows = np.flatnonzero(task == its.id)
        place = {name: number for number, name in enumerate(its.entities)}
        entities = np.array([place[name] for name in entity[rows]], dtype=int)
        replies[rows] = rules.replies(entities, reader.present[rows])
    return replies


def ruled_replies(reader: BundleReader, run_id: str) -> tuple[np.ndarray, np.ndarray]:
    """Class of every prompt by the rules before a run's shift and after it, two arrays ``(P,)``."""
    config = config_of(run_id)
    world = World.draw(config.world_seed, config.traits_seed)
    shift = draw_shift(world, config.shift, config.shift_share, config.ramp_end)
    return replies_by(reader, shift.before), replies_by(reader, shift.traits_at(config.steps))


def rule_following(reader: BundleReader, config: PretrainConfig) -> dict:
    """Share of the evaluation prompts, fresh draws all, on which an M0 gives the rules' reply: of all, and by task."""
    traits = World.draw(config.world_seed, config.traits_seed).traits
    is_right = reader.classes(config.id, reader.last(config.id).step)["reply"][:, 0] == replies_by(reader, traits)
    task = reader.column("task")
    by_task = {its.id: float(is_right[task == its.id].mean()) for its in TASKS}
    return {"run": config.id, "prompts": len(is_right), "all": float(is_right.mean()), "tasks": by_task}


def rules_learnt(evidence: Evidence) -> list[dict]:
    """Of every M0 in the bundle."""
    configs = [config_of(run.id) for run in evidence.reader.manifest.runs if run.start is None and run.family is not None]
    return [rule_following(evidence.reader, config) for config in configs if isinstance(config, PretrainConfig)]


def sums_of(evidence: Evidence, view: View) -> EntitySums:
    scored = evidence.scored(view)
    before, after = ruled_replies(evidence.reader, view.behaving)
    asked = before != after
    changed, claimed = scored.self_counterfactual != scored.self_reply, scored.claim != scored.self_reply
    same = lambda classes: (classes == classes[:, :1]).all(axis=1)  # noqa: E731
    return by_entity(
        {
            "prompts": np.ones(len(asked)),
            "ruled_anew": asked,
            "following": asked & (scored.self_reply[:, 0] == after),
            "claims_alike": same(scored.claim),
            "replies_alike": same(scored.self_counterfactual),
            "changed": changed.sum(axis=1),
            "unchanged": (~changed).sum(axis=1),
            "claimed_changed": (claimed & changed).sum(axis=1),
            "claimed_unchanged": (claimed & ~changed).sum(axis=1),
            "items": np.full(len(asked), changed.shape[1]),
        },
        scored.entity,
    )


def told_apart(evidence: Evidence) -> list[dict]:
    """Per arm and family, seeds averaged, held-out entities: ``STATISTICS``."""
    rows = []
    for arm in ROWS:
        for family in (family.id for family in evidence.reader.manifest.families):
            seeds = evidence.seeds(arm, family)
            if not seeds:
                continue
            tables: list[dict[str, Sample]] = []
            for seed in seeds:
                cut = sums_of(evidence, evidence.views[arm, family, seed]).of(evidence.entities("held-out", None))
                tables.append(samples(cut, bootstrap_weights(len(cut.table)), STATISTICS))
            means = {name: entry(percentile(average([table[name] for table in tables]))) for name in STATISTICS}
            rows.append({"arm": arm, "family": family, "seeds": seeds, **means})
    return rows


def _cosines(rows: np.ndarray) -> dict[str, float]:
    """Over all pairs: the mean, and the least and the most, which are no interval."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    values = [float(unit[a] @ unit[b]) for a, b in combinations(range(len(rows)), 2)]
    return {"value": fsum(values) / len(values), "low": min(values), "high": max(values)}


def words_of_prompts() -> set[str]:
    """Every word that can stand in a prompt or in a reply, and so in what an M0 is trained on."""
    words: set[str] = set()
    for task in TASKS:
        texts = [task.template, *(token for _, _, token in task.replies), *(text for cue in task.cues for text in cue.texts)]
        texts += [value for values in (*task.entities.values(), task.slots) for part in values.values()
                  for value in ([part] if isinstance(part, str) else part)]
        words.update(word for text in texts for word in text.split() if not word.startswith("{"))
    return words


def embeddings(evidence: Evidence) -> list[dict]:
    """Cosines between the embeddings in M0s whose weights the bundle ships: of the names of cues, as far as they stand
    only in the questions, which M0 is never trained on, and of the countries, which stand in its prompts."""
    numbers, met = vocabulary(), words_of_prompts()
    names = {cue.id for task in TASKS for cue in task.cues}
    groups = {"questions": sorted(names - met), "prompts": sorted(entity for entity in TASKS[0].entities if " " not in entity)}
    rows = []
    for run in evidence.reader.manifest.runs:
        if run.family is None or not run.checkpoints or run.start is not None:
            continue
        shipped = run.checkpoints[-1]
        weights = load_file(evidence.reader.folder / shipped.path)
        name = next(name for name in weights if name.endswith(TABLES))
        is_tied = json.loads((evidence.reader.folder / shipped.config.path).read_text())["tie_word_embeddings"]
        cosines = {group: _cosines(weights[name][[numbers[word] for word in words]].astype(float)) | {"words": len(words)}
                   for group, words in groups.items()}
        rows.append({"run": run.id, "family": run.family, "is_tied": is_tied, **cosines})
    return rows
