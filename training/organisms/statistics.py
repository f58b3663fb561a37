"""The coupling statistics: what each is, computed from sums by entity. The site computes the same in ``lib/coupling``.

Source: the definitions in GLOSSARY.md. If you change a formula, change ``lib/coupling/summary.ts``.
Intervals are percentile bootstraps over entities (``intervals.py``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from .draws import DRAWS, SEED, bootstrap_weights
from .entity_sums import EXCESS_UNITS, NANO, EntitySums
from .intervals import Estimate, Sample, Undefined, effective_count, percentile

NO_SELF = "no edit changes the current reply only"
NO_TARGET = "no edit changes the target's reply only"
NO_ITEMS = "there are no such items"


@dataclass(frozen=True)
class Statistic:
    """``formula`` of the summed ``columns``; ``rows`` are the columns that count what it is computed from.

    A plain share names in ``share`` the column of its successes: small cells then get an exact interval.
    """

    columns: tuple[str, ...]
    formula: Callable[..., np.ndarray]
    rows: tuple[str, ...]
    reason: str
    share: str | None = None


def _share(successes: str, rows: str, reason: str = NO_ITEMS) -> Statistic:
    return Statistic((successes, rows), lambda a, n: a / n, (rows,), reason, share=successes)


def _difference(one: str, other: str, rows: str, reason: str = NO_ITEMS) -> Statistic:
    return Statistic((one, other, rows), lambda a, b, n: (a - b) / n, (rows,), reason)


def _pull(kind: str, reason: str) -> Statistic:
    return Statistic((f"{kind}_excess", kind), lambda a, n: a / (EXCESS_UNITS * n), (kind,), reason)


def _index(own: np.ndarray, n_own: np.ndarray, target: np.ndarray, n_target: np.ndarray) -> np.ndarray:
    return 0.5 + 0.5 * (own / (EXCESS_UNITS * n_own) - target / (EXCESS_UNITS * n_target))


def _matched(own: np.ndarray, n_own: np.ndarray, target: np.ndarray, n_target: np.ndarray) -> np.ndarray:
    return 0.5 + 0.5 * (own / (NANO * n_own) - target / (NANO * n_target))


def _placing(own, n_own, target, n_target, matched_own, matched_target) -> np.ndarray:  # noqa: ANN001
    return _index(own, n_own, target, n_target) - _matched(matched_own, n_own, matched_target, n_target)


def _matthews(hits: np.ndarray, alarms: np.ndarray, changed: np.ndarray, unchanged: np.ndarray) -> np.ndarray:
    misses, rejections = changed - hits, unchanged - alarms
    spread = np.sqrt((hits + alarms) * (misses + rejections)) * np.sqrt(changed * unchanged)
    return (hits * rejections - alarms * misses) / spread


def _kappa(hits: np.ndarray, alarms: np.ndarray, changed: np.ndarray, unchanged: np.ndarray) -> np.ndarray:
    items = changed + unchanged
    observed = (hits + unchanged - alarms) / items
    claimed = hits + alarms
    chance = (claimed * changed + (items - claimed) * unchanged) / (items * items)
    return (observed - chance) / (1 - chance)


_CONFUSION = ("claimed_changed", "claimed_unchanged", "changed", "unchanged")
_ONE_SORT = "either every edit changes the reply or none does"
_PULL_ROWS = ("only_self", "only_target")

STATISTICS: dict[str, Statistic] = {
    "self_pull": _pull("only_self", NO_SELF),
    "target_pull": _pull("only_target", NO_TARGET),
    "both_pull": _pull("both", "no edit changes the replies of both"),
    "coupling_index": Statistic(
        ("only_self_excess", "only_self", "only_target_excess", "only_target"), _index, _PULL_ROWS,
        f"{NO_SELF}, or none the target's only",
    ),
    "matched_index": Statistic(
        ("only_self_matched", "only_self", "only_target_matched", "only_target"), _matched, _PULL_ROWS,
        f"{NO_SELF}, or none the target's only",
    ),
    "placing": Statistic(
        ("only_self_excess", "only_self", "only_target_excess", "only_target", "only_self_matched", "only_target_matched"),
        _placing, _PULL_ROWS, f"{NO_SELF}, or none the target's only",
    ),
    "faithfulness_self": _share("faithful_self", "items"),
    "faithfulness_target": _share("faithful_target", "items"),
    "agreement": _share("agreeing", "items"),
    "behaviour_shift": _share("shifted", "prompts"),
    "sensitivity": _share("claimed_changed", "changed", "no edit changes the reply"),
    "specificity": Statistic(
        ("claimed_unchanged", "unchanged"), lambda alarms, n: (n - alarms) / n, ("unchanged",),
        "every edit changes the reply",
    ),
    "claimed_rate": _share("claimed", "items"),
    "actual_rate": _share("changed", "items"),
    "gap": _difference("faithful_self", "faithful_target", "items"),
    "balanced_accuracy": Statistic(
        _CONFUSION, lambda hits, alarms, changed, unchanged: (hits / changed + (unchanged - alarms) / unchanged) / 2,
        ("items",), _ONE_SORT,
    ),
    "matthews": Statistic(_CONFUSION, _matthews, ("items",), f"{_ONE_SORT}, or the claims are all of one sort"),
    "kappa": Statistic(_CONFUSION, _kappa, ("items",), f"{_ONE_SORT}, as the claims say"),
    "cue_knowledge": Statistic(
        ("knowing_excess", "knowing"), lambda a, n: a / (EXCESS_UNITS * n), ("knowing",),
        "no prompt has both edits that change its reply and edits that do not",
    ),
    "agreement_start": _share("agreeing_start", "items"),
    "kl": Statistic(("kl", "prompts"), lambda a, n: a / (NANO * n), ("prompts",), NO_ITEMS),
    "rules_followed": _share("following", "ruled_anew", "the rules of no reply have changed"),
    "claims_alike": _share("claims_alike", "prompts"),
    "replies_alike": _share("replies_alike", "prompts"),
    "unchanged_self": _share("unchanged", "items"),
    "unchanged_gap": _difference("unchanged", "unchanged_target", "items"),
    **{f"class_{index}_self": _share(f"class_{index}", "items") for index in range(3)},
    **{f"class_{index}_gap": _difference(f"class_{index}", f"class_{index}_target", "items") for index in range(3)},
    "preference_self": _share("disagreeing_self", "disagreeing", "self and target answer every edit alike"),
    "preference_target": _share("disagreeing_target", "disagreeing", "self and target answer every edit alike"),
    **{
        f"moved_{name}": _share(f"moved_{name}", "moved", "no reply has moved away from the target's")
        for name in ("self", "target", "unchanged_self", "unchanged_target")
    },
}
CONSTANTS = ("unchanged", "class_0", "class_1", "class_2")


def samples(sums: EntitySums, weights: np.ndarray, names: Iterable[str] | None = None) -> dict[str, Sample]:
    """Statistics on the data and on every draw, ``weights (draws, entities)``; by default all whose columns are there."""
    there = set(sums.columns)
    chosen = [name for name in (STATISTICS if names is None else names) if there.issuperset(STATISTICS[name].columns)]
    needed = dict.fromkeys(c for name in chosen for c in (*STATISTICS[name].columns, *STATISTICS[name].rows))
    used = sums.only(tuple(needed))
    columns = used.drawn(np.vstack([np.ones(weights.shape[1]), weights]))
    result = {}
    for name in chosen:
        statistic = STATISTICS[name]
        with np.errstate(invalid="ignore", divide="ignore"):
            values = statistic.formula(*(columns[column] for column in statistic.columns))
        values = np.where(np.isfinite(values), values, np.nan)
        counts = used.counts(statistic.rows)
        result[name] = Sample(
            value=float(values[0]),
            draws=values[1:],
            n=int(counts.sum()),
            entities=int((counts > 0).sum()),
            effective=effective_count(counts),
            reason=statistic.reason,
            successes=int(columns[statistic.share][0]) if statistic.share else None,
        )
    return result


def estimates(
    sums: EntitySums, names: Iterable[str] | None = None, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Estimate | Undefined]:
    """Statistics with their percentile intervals over entities, or the reason why there is none."""
    weights = bootstrap_weights(len(sums.table), draws, seed)
    return {name: percentile(one) for name, one in samples(sums, weights, names).items()}
