"""Every arm's numbers, by family, seed and slice, as plain data: values with intervals, or why there are none.

Seeds are pooled by averaging: every seed counts the same, and the entities are drawn once for all of them, because all
seeds share the entities.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np

from .conditional_logit import difference
from .evidence import ITSELF, SPLITS, Evidence, Slice, View
from .intervals import Both, Estimate, Sample, Undefined, average, averages, over_both, over_seeds, percentile
from .recovery import recovery
from .statistics import CONSTANTS, STATISTICS

Entry = dict  # an estimate as JSON: value, low, high, n, entities; or reason
MAIN = ("fixed-shift", "external", "external" + ITSELF, "online", "shuffled", "text-only", "claim-head",
        "other-family", "other-family-shift", "swap")
COUNTS = ("prompts", "items", "only_self", "only_target", "both", "neither", "prompts_reply_differs",
          "prompts_without_neither")
OF_A_SEED = (
    "faithfulness_self", "faithfulness_target", "gap", "unchanged_gap", "self_pull", "target_pull", "both_pull",
    "coupling_index", "matched_index", "placing", "cue_knowledge", "balanced_accuracy", "matthews", "kappa", "agreement_start", "agreement",
    "behaviour_shift", "kl", "claimed_rate", "actual_rate",
)
OF_A_SLICE = (*OF_A_SEED, "unchanged_self", "preference_self", "preference_target", "moved_self", "moved_target",
              "moved_unchanged_self", "moved_unchanged_target")
EVERY = tuple(name for name in STATISTICS if not name.startswith("class_"))
NO_OUTSIDE = "no outside explainer of it is there"
NO_REFRESHED = "no run with online labels shares its shift"


def entry(one: Estimate | Both | Undefined, seeds: Sequence[int] | None = None) -> Entry:
    """As JSON; ``seeds`` where they are not all of the row's."""
    if isinstance(one, Undefined):
        return {"reason": one.reason}
    plain = {"value": one.value, "low": one.low, "high": one.high}
    if isinstance(one, Both):
        plain |= {"error": one.error, "freedom": one.freedom}
    else:
        plain |= {name: number for name, number in (("n", one.n), ("entities", one.entities)) if number is not None}
    return plain | ({"seeds": list(seeds)} if seeds is not None else {})


class Arm:
    """One arm of one family: its rows by seed."""

    def __init__(self, evidence: Evidence, arm: str, family: str):
        self.evidence, self.arm, self.family = evidence, arm, family
        self.views = {seed: evidence.views[arm, family, seed] for seed in evidence.seeds(arm, family)}
        self.outside = {seed: other for seed, view in self.views.items() if (other := evidence.outside(view))}
        self.refreshed = {seed: other for seed, view in self.views.items() if (other := evidence.refreshed(view))}

    def index(self, where: Slice, of: dict[int, View] | None = None) -> dict[int, Sample]:
        views = self.views if of is None else of
        return {seed: self.evidence.sample(view, where, "coupling_index") for seed, view in views.items()}

    def above_outside(self, where: Slice) -> dict[int, Sample]:
        own, outside = self.index(where), self.index(where, self.outside)
        return {seed: own[seed] - outside[seed] for seed in outside}

    def recovery(self, where: Slice, seeds: Sequence[int]) -> Sample | Undefined:
        """(K - K outside) / (K online - K outside), each averaged over the seeds that have all three."""
        if not seeds:
            return Undefined(NO_REFRESHED if self.outside else NO_OUTSIDE)
        tables = (self.index(where), self.index(where, self.outside), self.index(where, self.refreshed))
        return recovery(*averages(*([table[seed] for seed in seeds] for table in tables)))

    def recovery_of_nothing(self, where: Slice, seeds: Sequence[int]) -> Sample | Undefined:
        """What K = 1/2 would recover: claims that tell no edits apart are nearer to online labels than an outsider."""
        if not seeds:
            return Undefined(NO_REFRESHED if self.outside else NO_OUTSIDE)
        outside, refreshed = (average([table[seed] for seed in seeds])
                              for table in (self.index(where, self.outside), self.index(where, self.refreshed)))
        nothing = replace(outside, value=0.5, draws=np.where(np.isnan(outside.draws), np.nan, 0.5), is_exact=True)
        return recovery(nothing, outside, refreshed)

    def derived(self, where: Slice, seeds: Sequence[int]) -> dict[str, Entry]:
        """K beside the outside explainer's, recovery, the second road, and K over seeds and over both."""
        outside = self.index(where, self.outside)
        above = self.above_outside(where)
        with_outside = [seed for seed in seeds if seed in outside]
        complete = [seed for seed in with_outside if seed in self.refreshed]
        told = lambda some: None if list(some) == list(seeds) else some  # noqa: E731
        derived = {
            "external_index": self.averaged([outside[seed] for seed in with_outside], NO_OUTSIDE, told(with_outside)),
            "above_external": self.averaged([above[seed] for seed in with_outside], NO_OUTSIDE, told(with_outside)),
            "half_above_external": self.averaged(
                [outside[seed].times(-1.0).moved(0.5) for seed in with_outside], NO_OUTSIDE, told(with_outside)),
        }
        for name, recovered in (("recovery", self.recovery), ("recovery_of_nothing", self.recovery_of_nothing)):
            sample = recovered(where, complete)
            derived[name] = entry(percentile(sample) if isinstance(sample, Sample) else sample, told(complete))
        if not where.is_away and where.task is None:
            fits = [self.evidence.log_odds(self.views[seed], where.split) for seed in seeds]
            derived["log_odds"] = entry(difference(fits))
        if len(seeds) > 1:
            placing = {seed: self.evidence.sample(view, where, "placing") for seed, view in self.views.items()}
            for name, table in (("coupling_index", self.index(where)), ("above_external", above), ("placing", placing)):
                chosen = [table[seed] for seed in seeds if seed in table]
                derived[f"{name}_over_seeds"] = entry(over_seeds([one.value for one in chosen]))
                derived[f"{name}_over_both"] = entry(over_both(chosen) if chosen else Undefined(NO_OUTSIDE))
        return derived

    @staticmethod
    def averaged(samples: list[Sample], reason: str, seeds: Sequence[int] | None) -> Entry:
        return entry(percentile(average(samples)), seeds) if samples else {"reason": reason}

    def slice(self, where: Slice, seeds: Sequence[int], names: Sequence[str]) -> dict[str, Entry | dict | str]:
        """All numbers of some seeds in a slice."""
        tables = [self.evidence.samples(self.views[seed], where) for seed in seeds]
        there = [name for name in names if name in tables[0]]
        averaged = {name: average([table[name] for table in tables]) for name in tables[0]}
        cuts = [self.evidence.cut(self.views[seed], where) for seed in seeds]
        counts = {name: sum(cut.total(name) for cut in cuts) for name in COUNTS}
        counts["entities"] = max(int((cut.counts(("items",)) > 0).sum()) for cut in cuts)
        return {
            **{name: entry(percentile(averaged[name])) for name in there},
            **self.derived(where, seeds),
            "counts": counts,
        } | self.best_constant(averaged)

    @staticmethod
    def best_constant(averaged: dict[str, Sample]) -> dict:
        """The claim without knowledge that is most often right about the current behaviour; empty without constants."""
        if "unchanged_self" not in averaged:
            return {}
        name = max(CONSTANTS, key=lambda one: (averaged[f"{one}_self"].value, one))
        values = {f"best_constant_{part}": entry(percentile(averaged[f"{name}_{part}"])) for part in ("self", "gap")}
        return {"best_constant": name, **values}

    def numbers(self) -> dict:
        """``{"seeds", "pooled": {slice: ...}, "<seed>": {slice: ...}}``."""
        seeds = list(self.views)
        tasks = [task.id for task in self.evidence.reader.manifest.tasks]
        pooled = {split: self.slice(Slice(split), seeds, EVERY) for split in SPLITS}
        if self.arm in MAIN:
            for split in SPLITS:
                for where in (*(Slice(split, task) for task in tasks), Slice(split, is_away=True)):
                    pooled[where.name] = self.slice(where, seeds, OF_A_SLICE)
        by_seed = {str(seed): {split: self.slice(Slice(split), [seed], OF_A_SEED) for split in SPLITS} for seed in seeds}
        return {"seeds": seeds, "pooled": pooled, **by_seed}


def is_defined(one: Entry) -> bool:
    return "value" in one and not isnan(one["value"])


def all_numbers(evidence: Evidence) -> dict[str, dict[str, dict]]:
    """``{arm: {family: numbers}}`` in the order of the manifest's arms, outside explainers' own rows behind them."""
    order = [arm.id for arm in evidence.reader.manifest.arms]
    there = {(arm, family) for arm, family, _ in evidence.views}
    families = [family.id for family in evidence.reader.manifest.families]
    return {
        arm: {family: Arm(evidence, arm, family).numbers() for family in families if (arm, family) in there}
        for base in order
        for arm in (base, base + ITSELF)
        if any((arm, family) in there for family in families)
    }
