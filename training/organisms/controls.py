"""Where coupling cannot exist, and what the index says there. The expectations of whole splits stood here before any
number; those of tasks and away from the margin were added when the whole splits were known.

Made-up explainers are scored against the flagship arm's behaviour. Foreign seeds: another seed's explainer about this
seed's behaviour. All seeds share one world and one shift, so a foreign explainer knows the new rules too and only the
seed's own idiosyncrasies are foreign to it; *own against a twin* asks about those: self is this seed, the target is
another seed at the same step, and ½ is what a claim gets that knows only what both do.
"""

from itertools import permutations

import numpy as np

from .draws import bootstrap_weights
from .entity_sums import EntitySums
from .evidence import SPLITS, Evidence, Slice, View
from .intervals import Sample, average, percentile
from .plan import FLAGSHIP_ARM
from .pooled import Entry, entry
from .scored import constants, oracles
from .statistics import samples

NEAR = 0.05  # of ½: the band in which LOG.md took the shuffled arm for nothing; wider intervals must cover ½
PULLS = ("self_pull", "target_pull", "coupling_index", "matched_index", "placing")
SURE = 0.9  # between the two likeliest replies; a value that all recorded precisions tell from certainty
EXACTLY = {"oracle of self": 1.0, "oracle of the target": 0.0}
NEAR_HALF = ("shuffled", "text-only")
NOT_ABOVE = ("external", "claim-head", "unrelated")
FOREIGN = (FLAGSHIP_ARM, "online", "swap", "other-family-shift", "agreement-20")  # what coupling might be found in


def says(index: Entry, expected: float | str) -> dict:
    """What the interval says about ½, and whether it is what was expected."""
    if "reason" in index:
        return {"says": "n/a", "is_expected": None}
    low, high = index["low"], index["high"]
    word = "above ½" if low > 0.5 else "below ½" if high < 0.5 else "not told from ½"
    if isinstance(expected, float):
        return {"says": word, "is_expected": low == high == index["value"] == expected}
    if expected == "near ½":
        is_narrow = 0.5 - NEAR <= low and high <= 0.5 + NEAR
        return {"says": word, "is_expected": low <= 0.5 <= high or is_narrow}
    return {"says": word, "is_expected": low <= 0.5 if expected == "not above ½" else None}


def row(name: str, family: str, where: Slice, seeds: int, expected: float | str, values: dict[str, Entry]) -> dict:
    return {"name": name, "family": family, "slice": where.name, "seeds": seeds, "expected": expected, **values,
            **says(values["coupling_index"], expected)}


def worded(evidence: Evidence, view: View) -> dict[str, np.ndarray]:
    """Claims that know the cue words and nothing of this model's edits, drawn once; and the same where the model's own
    reply is near its margin, which its reply's probability tells anyone."""
    scored = evidence.scored(view)
    named = np.random.default_rng(0).random(scored.claim.shape) < evidence.words(view)
    is_near = evidence.margin(view)[:, None] < SURE
    other = (scored.self_reply + 1) % evidence.classes
    return {
        "cue words": np.where(named, other, scored.self_reply),
        "cue words, near its own margin": np.where(named & is_near, other, scored.self_reply),
    }


def pooled(tables: list[dict[str, Sample]]) -> dict[str, Entry]:
    return {name: entry(percentile(average([table[name] for table in tables]))) for name in PULLS}


class Controls:
    def __init__(self, evidence: Evidence):
        self.evidence = evidence

    def of_sums(self, sums: EntitySums) -> dict[str, Sample]:
        return samples(sums, bootstrap_weights(len(sums.table)), PULLS)

    def made_up(self, family: str, split: str) -> list[dict]:
        where = Slice(split)
        by_seed = []
        for seed in self.evidence.seeds(FLAGSHIP_ARM, family):
            view = self.evidence.views[FLAGSHIP_ARM, family, seed]
            scored = self.evidence.scored(view)
            claims = oracles(scored) | constants(scored, self.evidence.classes) | worded(self.evidence, view)
            by_seed.append(self.evidence.imagined(view, claims, where))
        names = by_seed[0] if by_seed else {}
        return [
            row(name, family, where, len(by_seed), self.expected(name),
                pooled([self.of_sums(sums[name]) for sums in by_seed]))
            for name in names
        ]

    @staticmethod
    def expected(name: str) -> float | str:
        if name.startswith("cue words"):
            return "" if "margin" in name else "near ½"
        return EXACTLY.get(name, 0.5)

    def of_arm(self, arm: str, family: str, where: Slice, expected: str) -> list[dict]:
        views = [self.evidence.views[arm, family, seed] for seed in self.evidence.seeds(arm, family)]
        tables = [self.evidence.samples(view, where, PULLS) for view in views]
        return [row(arm, family, where, len(views), expected, pooled(tables))] if tables else []

    def parts(self, split: str) -> list[Slice]:
        """What a split is narrowed to in the report: a task, and away from the margin."""
        tasks = [task.id for task in self.evidence.reader.manifest.tasks]
        return [*(Slice(split, task) for task in tasks), Slice(split, is_away=True)]

    def foreign(self, arm: str, family: str, split: str) -> list[dict]:
        """Every ordered pair of an arm's seeds, averaged."""
        seeds = self.evidence.seeds(arm, family)
        views = [self.evidence.views[arm, family, seed] for seed in seeds]
        pairs = list(permutations(views, 2))
        if not pairs:
            return []
        about = [View(arm, family, its.seed, own.explaining, its.behaving) for own, its in pairs]
        foreign = [self.evidence.samples(view, Slice(split), PULLS) for view in about]
        entities = self.evidence.entities(split, None)
        twins = [self.of_sums(self.evidence.against_twin(own, its).of(entities)) for own, its in pairs]
        return [
            row(f"{name}{'' if arm == FLAGSHIP_ARM else f', {arm}'}", family, Slice(split), len(seeds), "", pooled(tables))
            for name, tables in (("another seed's explainer", foreign), ("own against a twin", twins))
        ]

    def never_explained(self) -> list[str]:
        """Arms that start from an M0 and have no explanation loss."""
        reader, arms = self.evidence.reader, {}
        for view in self.evidence.views.values():
            run = reader.run(view.explaining)
            if run.start and run.lossWeights.explanation == 0 and reader.run(run.start.run).supervision.target is None:
                arms[view.arm] = None
        return list(arms)

    def rows(self) -> list[dict]:
        rows, silent = [], self.never_explained()
        for family in (family.id for family in self.evidence.reader.manifest.families):
            for split in SPLITS:
                rows += self.made_up(family, split)
                for arms, expected in ((NEAR_HALF, "near ½"), (NOT_ABOVE, "not above ½"), (silent, "near ½")):
                    for arm in arms:
                        rows += self.of_arm(arm, family, Slice(split), expected)
                rows += [one for arm in NEAR_HALF for where in self.parts(split) for one in self.of_arm(arm, family, where, "near ½")]
                for arm in FOREIGN:
                    rows += self.foreign(arm, family, split)
        return rows
