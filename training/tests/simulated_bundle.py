"""A bundle whose explainers' answers are known: as many entities as the real one, 1,440 prompts, claims that follow self
or target."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from organisms.plan import SHARES
from organisms.records import ItemAnswers, step_table, write_records
from organisms.run_folder import BUNDLE

EDITS, PROMPTS_AN_ENTITY, STEPS = 6, 6, (0, 100)
FAMILIES, SEEDS = ("gpt2", "llama"), (0, 1, 2)
COUPLED = {"fixed-shift": (0.8, 0.1), "external": (0.8, 0.1), "online": (0.9, 0.05), "other-family": (0.8, 0.1),
           "noise-40": (0.6, 0.1), "text-only": (0.2, 0.2), "shuffled": (0.0, 0.0)}
BOUND = COUPLED | {"fixed-shift": (0.1, 0.8), "other-family": (0.1, 0.8), "noise-40": (0.1, 0.6), "online": (0.9, 0.05)}
AGREEMENT = {f"agreement-{share}": share / 100 for share in SHARES}
CLEAR = 0.8  # probability of the class that is said


def spread(classes: np.ndarray) -> np.ndarray:
    return np.where(np.arange(3) == classes[:, None], CLEAR, (1 - CLEAR) / 2)


def answers(reply: np.ndarray, counterfactual: np.ndarray, claim: np.ndarray) -> ItemAnswers:
    """From classes ``(P, C)``."""
    flat = [one.ravel().astype(np.int8) for one in (reply, counterfactual, claim)]
    return ItemAnswers(*flat, *map(spread, flat))


class SimulatedBundle:
    def __init__(
        self, folder: Path, claims: dict[str, tuple[float, float]], seeds: tuple[int, ...] = SEEDS, entities: int = 60
    ):
        """``claims``: arm -> share of edits claimed beyond chance that change self, and target. ``entities`` of a task in
        each split: the fewer, the quicker, and the less can be told."""
        self.folder, self.claims, self.seeds, self.runs = folder, claims, seeds, []
        folder.mkdir(parents=True)
        self.manifest = json.loads((BUNDLE / "bundle.json").read_text())
        self.template = next(run for run in self.manifest["runs"] if run["arm"] == "fixed-shift")
        self.write_items(entities)
        for family in FAMILIES:
            for seed in seeds:
                self.write_runs(family, seed)
        self.write_manifest()

    def write_items(self, entities: int) -> None:
        rows = []
        rng = np.random.default_rng(0)
        for task in self.manifest["tasks"]:
            for split in ("explained", "held-out"):
                names = [entity["id"] for entity in task["entities"] if entity["split"] == split][:entities]
                for name in names * PROMPTS_AN_ENTITY:
                    for cue in task["cues"]:
                        edit = "remove" if rng.random() < 0.5 else "add"
                        rows.append({"item": len(rows), "task": task["id"], "entity": name, "split": split,
                                     "cue": cue["id"], "edit": edit})
        table = pa.Table.from_pylist(rows)
        pq.write_table(table, self.folder / "items.parquet")
        keys = [f"{row['task']}/{row['entity']}" for row in rows[::EDITS]]
        self.entity = np.unique(keys, return_inverse=True)[1]
        self.prompts = len(keys)
        self.shifted = np.random.default_rng(1).random(self.entity.max() + 1) < 0.6

    def behaviour(self, rng: np.random.Generator, moved: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Reply and counterfactual ``(P, C)`` of a model whose entities marked in ``moved`` follow new rules."""
        fixed = np.random.default_rng(2)
        count = len(self.shifted)
        old, new = (fixed.random((count, EDITS)) < 0.35 for _ in range(2))
        reply = np.repeat(fixed.integers(0, 3, (self.prompts, 1)), EDITS, axis=1)
        other_reply = moved[self.entity] & (fixed.random(self.prompts) < 0.25)
        influence = np.where(moved[self.entity][:, None], new[self.entity], old[self.entity])
        influence = influence ^ (rng.random(influence.shape) < 0.06)
        reply = np.where(other_reply[:, None], (reply + 1) % 3, reply)
        return reply, np.where(influence, (reply + 1) % 3, reply)

    def claim(self, rng: np.random.Generator, arm: str, own: tuple, target: tuple) -> np.ndarray:
        for_self, for_target = self.claims[arm]
        changes_self, changes_target = own[1] != own[0], target[1] != target[0]
        rate = 0.08 + for_self * 0.9 * changes_self + for_target * 0.9 * changes_target
        return np.where(rng.random(rate.shape) < rate, (own[0] + 1) % 3, own[0])

    def write_runs(self, family: str, seed: int) -> None:
        rng = np.random.default_rng([FAMILIES.index(family), seed, 3])
        m0, last = f"{family}-m0-s{seed}", STEPS[-1]
        nothing = np.zeros(len(self.shifted), dtype=bool)
        before = self.behaviour(rng, nothing)
        after = self.behaviour(rng, self.shifted)
        self.add(family, seed, "m0", {last: answers(*before, before[0])}, target=None, start=None)
        start = {0: answers(*before, before[0])}
        for arm in self.claims:
            if arm == "noise-40" and family != "gpt2":
                continue
            subject = f"{family}-fixed-shift-s{seed}" if arm in ("external", "text-only") else None
            own = after if arm in ("fixed-shift", "text-only") else self.behaviour(
                rng, nothing if arm == "external" else self.shifted
            )
            about = after if arm == "text-only" else own  # the outside explainer knows what it does itself
            records = start | {last: answers(*own, self.claim(rng, arm, about, before))}
            self.add(family, seed, arm, records, target=m0, start=m0, subject=subject)
        if family == "gpt2":
            self.write_agreement(rng, family, seed, before)

    def write_agreement(self, rng: np.random.Generator, family: str, seed: int, before: tuple) -> None:
        """K falls with agreement: claims follow the self less where more entities have moved."""
        order = np.random.default_rng(4).permutation(len(self.shifted))
        for arm, share in AGREEMENT.items():
            moved = np.isin(np.arange(len(order)), order[: round(share * len(order))])
            own = self.behaviour(rng, moved)
            self.claims[arm] = (0.8 - 0.7 * share, 0.1 + 0.5 * share)
            records = {0: answers(*own, own[0]), STEPS[-1]: answers(*own, self.claim(rng, arm, own, before))}
            self.add(family, seed, arm, records, target=f"{family}-m0-s{seed}", start=f"{family}-m0-s{seed}")
            del self.claims[arm]

    def add(self, family: str, seed: int, arm: str, steps: dict[int, ItemAnswers], target: str | None, start: str | None,
            subject: str | None = None) -> None:
        run_id = f"{family}-{arm}-s{seed}"
        path = self.folder / "records" / f"{run_id}.parquet"
        write_records(path, {step: step_table(step, one, 15) for step, one in steps.items()})
        place = lambda run: {"run": run, "step": STEPS[-1]} if run else None  # noqa: E731
        is_outsider = arm == "text-only"
        source = {"m0": "none", "online": "online", "shuffled": "shuffled"}.get(arm) or place(target)
        is_silent = arm in ("m0", "external", "text-only", "other-family")
        has_outside = target and not subject
        self.runs.append(self.template | {
            "id": run_id, "title": run_id, "family": None if is_outsider else family, "seed": seed, "arm": arm,
            "supervision": {"source": source, "target": place(target), "noise": {"kind": "none", "rate": 0.0}, "agreement": None},
            "shift": {"kind": "none" if is_silent else "redraw", "ramp": None, "share": 0.0 if is_silent else 0.4},
            "start": None if is_outsider else place(start), "subject": subject,
            "model": None if is_outsider else {"width": 64, "loraRank": None},
            "dose": None if is_outsider or arm == "m0" else {"labelsAStep": 96, "explainedShare": 1.0, "steps": STEPS[-1]},
            "external": f"{family}-external-s{seed}" if has_outside else None,
            "golden": None, "checkpoints": [],
            "records": {"path": f"records/{run_id}.parquet", "sha256": "0" * 64, "bytes": 1, "rows": 1,
                        "steps": sorted(steps), "probabilitySteps": 15},
        })

    def write_manifest(self) -> None:
        arms = dict.fromkeys(run["arm"] for run in self.runs)
        self.manifest |= {
            "runs": self.runs,
            "arms": [{"id": arm, "group": "fixed" if arm == "fixed-shift" else "controls", "title": arm} for arm in arms],
            "sweeps": [], "results": None, "flagship": "gpt2-fixed-shift-s0", "target": {"run": "gpt2-m0-s0", "step": STEPS[-1]},
        }
        (self.folder / "bundle.json").write_text(json.dumps(self.manifest))
