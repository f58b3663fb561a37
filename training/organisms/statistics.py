"""The coupling statistics, computed from records alone. The site computes the same in ``lib/coupling``.

Source: the definitions on the site's Method page. Everything is compared *within a prompt*, on prompts whose
reply is the same for self and target; intervals are percentile bootstraps over entities.
"""

from dataclasses import dataclass

import numpy as np

LEVEL = 0.95
DRAWS = 2000
MAX_UNDEFINED_DRAWS = 0.05  # above this share an interval would speak of the lucky draws only


@dataclass(frozen=True)
class Scored:
    """Claims of an explainer beside the behaviour of self and target; every array ``(P, C)``: prompts, edits.

    Replies are repeated along the edits. ``entity (P,)`` names the cluster of each prompt.
    """

    claim: np.ndarray
    self_reply: np.ndarray
    self_counterfactual: np.ndarray
    target_reply: np.ndarray
    target_counterfactual: np.ndarray
    entity: np.ndarray

    def of(self, rows: np.ndarray) -> "Scored":
        """The prompts chosen by a bool ``(P,)``."""
        return Scored(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Estimate:
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True)
class RatioSums:
    """Numerators and denominators by entity, ``(entities, terms)``: all a bootstrap draw has to add up."""

    top: np.ndarray
    bottom: np.ndarray


def by_entity(values: np.ndarray, entity: np.ndarray) -> np.ndarray:
    """Sums rows ``(P, k)`` within entities -> ``(entities, k)``."""
    names, index = np.unique(entity, return_inverse=True)
    sums = np.zeros((len(names), values.shape[1]))
    np.add.at(sums, index, values)
    return sums


def edit_kinds(scored: Scored) -> np.ndarray:
    """Bool ``(4, P, C)``: only self, only target, both, neither would change its reply."""
    own = scored.self_counterfactual != scored.self_reply
    target = scored.target_counterfactual != scored.target_reply
    return np.stack([own & ~target, ~own & target, own & target, ~own & ~target])


def pull_sums(scored: Scored) -> RatioSums:
    """Per entity: for only-self, only-target and both edits, the summed excess of claimed influence and the count.

    An edit's excess is its claimed influence minus the mean claimed influence at the *neither* edits of its
    prompt. Prompts whose reply differs between self and target, or without a *neither* edit, do not count.
    """
    kinds = edit_kinds(scored)
    claimed = (scored.claim != scored.self_reply).astype(float)
    neither = kinds[3].sum(axis=1)
    usable = (scored.self_reply == scored.target_reply).all(axis=1) & (neither > 0)
    base = np.divide((claimed * kinds[3]).sum(axis=1), neither, out=np.zeros(len(neither)), where=neither > 0)
    excess = (claimed - base[:, None]) * usable[:, None]
    top = np.stack([(excess * kind).sum(axis=1) for kind in kinds[:3]], axis=1)
    bottom = np.stack([(kind * usable[:, None]).sum(axis=1) for kind in kinds[:3]], axis=1)
    return RatioSums(by_entity(top, scored.entity), by_entity(bottom, scored.entity))


def pulls_from(sums: RatioSums, weights: np.ndarray) -> np.ndarray:
    """``weights (draws, entities)`` -> self-pull, target-pull, both-pull and K ``(draws, 4)``; NaN if undefined."""
    with np.errstate(invalid="ignore", divide="ignore"):
        pulls = (weights @ sums.top) / (weights @ sums.bottom)  # (draws, 3)
    index = 0.5 + 0.5 * (pulls[:, 0] - pulls[:, 1])
    return np.column_stack([pulls, index])


def rate_sums(scored: Scored) -> RatioSums:
    """Per entity: sums behind faithfulness to self and target, agreement, shift, and the influence table."""
    claimed = scored.claim != scored.self_reply
    actual = scored.self_counterfactual != scored.self_reply
    ones = np.ones_like(claimed)
    tops = [
        scored.claim == scored.self_counterfactual,
        scored.claim == scored.target_counterfactual,
        scored.self_counterfactual == scored.target_counterfactual,
        scored.self_reply != scored.target_reply,
        claimed & actual,
        ~claimed & ~actual,
        claimed,
        actual,
    ]
    bottoms = [ones, ones, ones, ones, actual, ~actual, ones, ones]
    columns = [np.stack([part.sum(axis=1) for part in parts], axis=1).astype(float) for parts in (tops, bottoms)]
    return RatioSums(*(by_entity(column, scored.entity) for column in columns))


RATES = (
    "faithfulness_self", "faithfulness_target", "agreement", "behaviour_shift", "sensitivity", "specificity",
    "claimed_rate", "actual_rate", "gap", "balanced_accuracy",
)
PULLS = ("self_pull", "target_pull", "both_pull", "coupling_index")


def rates_from(sums: RatioSums, weights: np.ndarray) -> np.ndarray:
    """``(draws, len(RATES))``; the last two are the gap and the balanced accuracy of claimed against own influence."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = (weights @ sums.top) / (weights @ sums.bottom)
    gap = rates[:, 0] - rates[:, 1]
    balanced = (rates[:, 4] + rates[:, 5]) / 2
    return np.column_stack([rates, gap, balanced])


def bootstrap_weights(clusters: int, draws: int, seed: int) -> np.ndarray:
    """How often each cluster is drawn in each resample, ``(draws, clusters)``."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=draws).astype(float)


def estimates(scored: Scored, draws: int = DRAWS, seed: int = 0) -> dict[str, Estimate]:
    """Every statistic with its percentile interval over entities. Undefined ones are left out."""
    result = {}
    for names, sums, formula in (
        (PULLS, pull_sums(scored), pulls_from),
        (RATES, rate_sums(scored), rates_from),
    ):
        clusters = len(sums.top)
        point = formula(sums, np.ones((1, clusters)))[0]
        resampled = formula(sums, bootstrap_weights(clusters, draws, seed))
        for column, name in enumerate(names):
            missing = np.isnan(resampled[:, column]).mean()
            if np.isnan(point[column]) or missing > MAX_UNDEFINED_DRAWS:
                continue
            low, high = np.nanquantile(resampled[:, column], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
            result[name] = Estimate(float(point[column]), float(low), float(high))
    return result
