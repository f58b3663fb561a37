"""Comparisons between rows: one thing varied at a time, item by item against the outside explainer, and whether the
second road agrees with the index. Nothing here is a test of a claim (``claims.py``); nothing is adjusted."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from .evidence import SPLITS, Evidence, Slice, View
from .intervals import MIN_ENTITIES, SMALL_CELL, Sample, Undefined, clopper_pearson, over_both, percentile, too_few
from .paired import mcnemar, sign_test
from .plan import ARM_OF, FLAGSHIP_ARM
from .pooled import MAIN, Arm, entry, is_defined

HELD_OUT = Slice("held-out")
COMPARED = ("coupling_index", "self_pull", "target_pull", "both_pull", "cue_knowledge", "balanced_accuracy")


def contrast(samples: list[Sample]) -> dict:
    """Over entities and seeds; with one seed over entities, and said so."""
    if not samples:
        return entry(Undefined("no seed has both"))
    if len(samples) == 1:
        return entry(percentile(samples[0])) | {"is_one_seed": True}
    return entry(over_both(samples))


def unpaired(sample: Sample) -> Sample:
    """The same with its draws in another order: for differences between disjoint sets of entities."""
    return replace(sample, draws=sample.draws[::-1])


def one_thing_varied(evidence: Evidence) -> list[dict]:
    """K of each arm minus the flagship arm's (same family, seeds both have), and minus its own on explained entities."""
    rows = []
    for arm, family in dict.fromkeys((arm, family) for arm, family, _ in evidence.views):
        own, flagship = Arm(evidence, arm, family), Arm(evidence, FLAGSHIP_ARM, family)
        here, there = own.index(HELD_OUT), flagship.index(HELD_OUT)
        shared = [seed for seed in here if seed in there]
        explained = own.index(Slice("explained"))
        rows.append({
            "arm": arm,
            "family": family,
            "seeds": shared,
            "minus_flagship": None if arm == FLAGSHIP_ARM else contrast([here[seed] - there[seed] for seed in shared]),
            "held_out_minus_explained": contrast([here[seed] - unpaired(explained[seed]) for seed in here]),
        })
    return rows


# A part of the architecture is named where both-pull falls by this much or more, as far as can be told: a third of the
# families' distance, written down before the runs (LOG.md)
A_THIRD = 0.084
ALONE = {"tied-plain-mlp": ("tied", "plain-mlp")}
NAMED, EXCLUDED, OPEN = "named", "excluded", "cannot tell"


def architecture_varied(evidence: Evidence) -> list[dict]:
    """Statistics of a flagship whose M0 has a part of another architecture, minus those of the family's own, seeds
    paired by number; and by its both-pull whether that part is why the family's claims know more edits. Two parts at
    once stand beside each of the two alone as well."""
    rows = []
    for arm, family in dict.fromkeys((arm, family) for arm, family, _ in evidence.views):
        its = ARM_OF.get(arm)
        if its is None or its.group != "architecture" or its.external is None:
            continue
        for other in (FLAGSHIP_ARM, *ALONE.get(arm, ())):
            seeds = [seed for seed in evidence.seeds(arm, family) if seed in evidence.seeds(other, family)]
            held_out, explained = (
                [[evidence.samples(evidence.views[one, family, seed], where, COMPARED) for seed in seeds]
                 for one in (arm, other)]
                for where in (HELD_OUT, Slice("explained"))
            )
            differences = {name: contrast([a[name] - b[name] for a, b in zip(*held_out)]) for name in COMPARED}
            index = contrast([a["coupling_index"] - b["coupling_index"] for a, b in zip(*explained)])
            word = part_word(differences["both_pull"]) if other == FLAGSHIP_ARM else ""
            rows.append({"arm": arm, "minus": other, "family": family, "seeds": seeds, **differences,
                         "explained_index": index, "word": word})
    return rows


def part_word(change: dict) -> str:
    if "reason" in change:
        return "n/a"
    if change["value"] <= -A_THIRD and change["high"] < 0:
        return NAMED
    return EXCLUDED if change["low"] > -A_THIRD else OPEN


def _slices(evidence: Evidence, arm: str) -> list[Slice]:
    tasks = [None, *(task.id for task in evidence.reader.manifest.tasks)] if arm in MAIN else [None]
    return [Slice(split, task) for split in SPLITS for task in tasks]


def between_families(evidence: Evidence) -> list[dict]:
    """Statistics of the first family minus the second's, for every arm that both have; seeds are paired by number."""
    families = [family.id for family in evidence.reader.manifest.families]
    rows = []
    for arm in dict.fromkeys(arm for arm, _, _ in evidence.views):
        for one, other in combinations(families, 2):
            shared = [seed for seed in evidence.seeds(arm, one) if seed in evidence.seeds(arm, other)]
            for where in _slices(evidence, arm) if shared else ():
                tables = [[evidence.samples(evidence.views[arm, family, seed], where, COMPARED) for seed in shared]
                          for family in (one, other)]
                differences = {name: contrast([a[name] - b[name] for a, b in zip(*tables)]) for name in COMPARED}
                rows.append({"arm": arm, "families": [one, other], "slice": where.name, "seeds": shared, **differences})
    return rows


def between_tasks(evidence: Evidence) -> list[dict]:
    """K in one task minus K in another, of the main arms; the tasks' entities are different ones."""
    tasks = [task.id for task in evidence.reader.manifest.tasks]
    rows = []
    for arm, family in dict.fromkeys((arm, family) for arm, family, _ in evidence.views if arm in MAIN):
        own = Arm(evidence, arm, family)
        for split in SPLITS:
            for one, other in combinations(tasks, 2):
                tables = [own.index(Slice(split, task)) for task in (one, other)]
                difference = contrast([tables[0][seed] - unpaired(tables[1][seed]) for seed in own.views])
                rows.append({"arm": arm, "family": family, "tasks": [one, other], "split": split,
                             "seeds": list(own.views), "coupling_index": difference})
    return rows


def _right(evidence: Evidence, view: View, split: str) -> tuple[np.ndarray, np.ndarray]:
    scored = evidence.scored(view)
    rows = evidence.reader.column("split") == split
    return (scored.claim == scored.self_counterfactual)[rows], scored.entity[rows]


def item_by_item(evidence: Evidence, split: str = "held-out") -> list[dict]:
    """Items that only the row, or only its outside explainer, is right about: what the behaviour really is."""
    rows = []
    for (arm, family, seed), view in evidence.views.items():
        outside = evidence.outside(view)
        if arm not in MAIN or outside is None or outside.explaining == view.explaining:
            continue
        (own, entity), (other, _) = (_right(evidence, one, split) for one in (view, outside))
        balance = np.bincount(np.repeat(entity, own.shape[1]), (own.astype(int) - other).ravel())
        only_own, only_outside = int((own & ~other).sum()), int((~own & other).sum())
        more, less = int((balance > 0).sum()), int((balance < 0).sum())
        rows.append({
            "arm": arm, "family": family, "seed": seed, "split": split,
            "only_own": only_own, "only_outside": only_outside, "mcnemar": mcnemar(only_own, only_outside),
            "entities_more": more, "entities_less": less, "sign_test": sign_test(more, less),
        })
    return rows


def small_cells(evidence: Evidence) -> list[dict]:
    """Seeds with fewer than 30 edits of a kind: the claimed share among them with its exact interval, where they are of
    three entities or more."""
    rows = []
    for (arm, family, seed), view in evidence.views.items():
        for split in SPLITS:
            cut = evidence.cut(view, Slice(split))
            for kind in ("only_self", "only_target", "both"):
                n, claimed = cut.total(kind), cut.total(f"{kind}_claimed")
                if n < SMALL_CELL:
                    entities = int((cut.counts((kind,)) > 0).sum())
                    if n == 0:
                        share = {"reason": "there are none"}
                    elif entities < MIN_ENTITIES:
                        share = {"reason": too_few(entities)}
                    else:
                        low, high = clopper_pearson(claimed, n)
                        share = {"value": claimed / n, "low": low, "high": high}
                    rows.append({"arm": arm, "family": family, "seed": seed, "split": split, "kind": kind, "n": n,
                                 "claimed": claimed, "share": share})
    return rows


def _side(one: dict, null: float) -> int:
    """+1 or -1 where the interval lies wholly on one side, 0 where it does not."""
    return int(one["low"] > null) - int(one["high"] < null)


def second_road(numbers: dict) -> dict:
    """Does the log-odds difference agree with K in sign, and in the order of rows of a family and split? A sign is clear
    where both intervals leave their null out, an order where both pairs of intervals lie apart. Where either is unclear
    the point values are compared, and counted apart: they may differ by chance."""
    signs = {"agree": 0, "differ": 0, "unclear_agree": 0, "unclear_differ": 0, "undefined": 0}
    orders = {"agree": 0, "differ": 0, "unclear_agree": 0, "unclear_differ": 0}
    against: list[str] = []  # both clear, and on opposite sides
    opposite: list[dict] = []  # rows whose point values lie on opposite sides, clear or not
    groups: dict[tuple[str, str], list[tuple[str, dict, dict]]] = {}
    for arm, families in numbers.items():
        for family, table in families.items():
            for split in SPLITS:
                index, odds = (table["pooled"][split][name] for name in ("coupling_index", "log_odds"))
                if is_defined(index) and is_defined(odds):
                    groups.setdefault((family, split), []).append((arm, index, odds))
                else:
                    signs["undefined"] += 1
    for (family, split), rows in groups.items():
        for arm, index, odds in rows:
            is_clear = all((_side(index, 0.5), _side(odds, 0.0)))
            is_same = (index["value"] > 0.5) == (odds["value"] > 0.0)
            signs[f"{'' if is_clear else 'unclear_'}{'agree' if is_same else 'differ'}"] += 1
            if is_clear and not is_same:
                against.append(f"{arm}, {family}, {split}")
            if not is_same:
                opposite.append({"arm": arm, "family": family, "split": split, "coupling_index": index, "log_odds": odds})
        for (arm, index, odds), (other, its_index, its_odds) in combinations(rows, 2):
            pairs = ((index, its_index), (odds, its_odds))
            is_clear = all(a["low"] > b["high"] or a["high"] < b["low"] for a, b in pairs)
            is_same = len({a["value"] > b["value"] for a, b in pairs}) == 1
            orders[f"{'' if is_clear else 'unclear_'}{'agree' if is_same else 'differ'}"] += 1
            if is_clear and not is_same:
                against.append(f"{arm} and {other}, {family}, {split}")
    return {"signs": signs, "orders": orders, "against": against, "opposite": opposite}
