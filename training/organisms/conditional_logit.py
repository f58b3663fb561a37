"""A second road to the coupling index: conditional logistic regression of claimed on measured influence.

logit P(claimed) = prompt + self * [edit changes own reply] + target * [edit changes the target's reply], prompts as
strata, on prompts where self and target reply alike. The prompt's own level cancels by conditioning on how many of its
edits are claimed (Chamberlain 1980; Breslow & Day 1980, ch. 7). Intervals from the entity-clustered sandwich.

A prompt matters only through how many of its edits are of each kind and how many are claimed: at most 420 patterns, so
a fit is a few sums. ``tests/test_statistics.py`` compares it with statsmodels' ConditionalLogit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import comb, exp, fsum, sqrt

import numpy as np
from scipy import stats

from .entity_sums import MOST_EDITS
from .intervals import LEVEL, Estimate, Undefined
from .scored import Scored, edit_kinds, same_reply

Pattern = tuple[int, int, int, int, int]  # only self, only target, both, neither, claimed
MAX_STEPS = 50
TOLERANCE = 1e-12  # of a Newton step, in log-odds
SEPARATED = 12.0  # log-odds beyond which the claims follow without exception: there is no finite estimate
LONGEST_STEP = 2.0
SINGULAR = 1e-9  # of the information, relative to the number of prompts
INFORMATIVE = "no prompt has both claimed and unclaimed edits of different kinds"
EXCEPTIONLESS = "the claims follow without exception"


@dataclass(frozen=True)
class LogOdds:
    """A fit: log-odds of self and of target, and each entity's influence on both, ``(entities, 2)``."""

    own: float
    target: float
    influence: np.ndarray

    @property
    def difference(self) -> float:
        return self.own - self.target


@cache
def _ways(pattern: Pattern) -> tuple[tuple[int, int, int], ...]:
    """(claimed that change self, claimed that change target, ways) for every choice of the claimed edits."""
    own, target, both, neither, claimed = pattern
    ways: dict[tuple[int, int], int] = {}
    for a, b, c in product(range(own + 1), range(target + 1), range(both + 1)):
        rest = claimed - a - b - c
        if 0 <= rest <= neither:
            count = comb(own, a) * comb(target, b) * comb(both, c) * comb(neither, rest)
            ways[a + c, b + c] = ways.get((a + c, b + c), 0) + count
    return tuple((i, j, count) for (i, j), count in sorted(ways.items()))


class _Moments:
    """Means and covariances of the two claimed counts in every pattern, at given log-odds."""

    def __init__(self, patterns: Sequence[Pattern]):
        flat = [(place, *way) for place, pattern in enumerate(patterns) for way in _ways(pattern)]
        self.count = len(patterns)
        self.place, self.i, self.j, self.ways = np.array(flat, dtype=np.int64).reshape(-1, 4).T

    def at(self, own: float, target: float) -> np.ndarray:
        """``(patterns, 5)``: means of own and target, then own-own, own-target and target-target covariance."""
        powers = [np.array([exp(odds * k) for k in range(MOST_EDITS + 1)]) for odds in (own, target)]
        weight = self.ways * powers[0][self.i] * powers[1][self.j]
        # bincount adds in order, so the last bit is the same everywhere
        total = np.bincount(self.place, weight, self.count)
        mean = lambda values: np.bincount(self.place, weight * values, self.count) / total  # noqa: E731
        first, second = mean(self.i), mean(self.j)
        i, j = self.i - first[self.place], self.j - second[self.place]
        return np.column_stack([first, second, mean(i * i), mean(i * j), mean(j * j)])


@dataclass(frozen=True)
class LogitCounts:
    """Prompts by pattern, and per entity the claimed edits that change self, and target, and its prompts' patterns."""

    patterns: tuple[Pattern, ...]
    prompts: np.ndarray  # (entities, patterns)
    claimed: np.ndarray  # (entities, 2)

    def of(self, entities: np.ndarray) -> "LogitCounts":
        return LogitCounts(self.patterns, self.prompts[entities], self.claimed[entities])


def logit_counts(scored: Scored, entities: int) -> LogitCounts:
    """``scored.entity`` are indices below ``entities``. Prompts that cannot inform the fit are left out."""
    kinds = edit_kinds(scored)
    claimed = scored.claim != scored.self_reply
    table = np.column_stack([kinds.sum(axis=2).T, claimed.sum(axis=1)])  # (P, 5)
    edits = scored.claim.shape[1]
    informative = same_reply(scored) & (table[:, 4] > 0) & (table[:, 4] < edits) & (table[:, :4].max(axis=1) < edits)
    unique, place = np.unique(table[informative], axis=0, return_inverse=True)
    prompts = np.zeros((entities, len(unique)))
    np.add.at(prompts, (scored.entity[informative], place), 1)
    own = ((kinds[0] | kinds[2]) & claimed).sum(axis=1)
    target = ((kinds[1] | kinds[2]) & claimed).sum(axis=1)
    sums = np.zeros((entities, 2))
    np.add.at(sums, scored.entity[informative], np.column_stack([own, target])[informative])
    return LogitCounts(tuple(tuple(map(int, row)) for row in unique), prompts, sums)


def fit(counts: LogitCounts) -> LogOdds | Undefined:
    """Newton's method from zero; undefined where nothing informs the fit or the claims separate the edits."""
    strata, claimed = counts.prompts.sum(axis=0), counts.claimed.sum(axis=0)
    used = strata > 0
    if not used.any():
        return Undefined(INFORMATIVE)
    moments = _Moments([pattern for pattern, is_used in zip(counts.patterns, used) if is_used])
    summed = lambda column: fsum(strata[used] * column)  # noqa: E731
    own = target = 0.0
    for _ in range(MAX_STEPS):
        expected = moments.at(own, target)
        g1, g2 = (claimed[k] - summed(expected[:, k]) for k in (0, 1))
        h11, h12, h22 = (summed(expected[:, k]) for k in (2, 3, 4))
        determinant = h11 * h22 - h12 * h12
        if determinant <= SINGULAR * strata.sum() ** 2:
            return Undefined(EXCEPTIONLESS if own or target else INFORMATIVE)
        step = ((h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant)
        largest = max(abs(step[0]), abs(step[1]))
        if largest < TOLERANCE:
            break
        scale = min(1.0, LONGEST_STEP / largest)
        own, target = own + scale * step[0], target + scale * step[1]
        if max(abs(own), abs(target)) > SEPARATED:
            return Undefined(EXCEPTIONLESS)
    prompts = counts.prompts[:, used]
    # added up pattern by pattern, in order
    score = counts.claimed - sum(prompts[:, [k]] * expected[k, :2] for k in range(len(expected)))
    inverse = ((h22 / determinant, -h12 / determinant), (-h12 / determinant, h11 / determinant))
    influence = np.column_stack([score[:, 0] * a + score[:, 1] * b for a, b in inverse])
    return LogOdds(own, target, influence)


def difference(fits: Sequence[LogOdds | Undefined]) -> Estimate | Undefined:
    """Log-odds of self minus of target, averaged over seeds, with the sandwich interval over entities (t)."""
    defined = [one for one in fits if isinstance(one, LogOdds)]
    if len(defined) < len(fits):
        return next(one for one in fits if isinstance(one, Undefined))
    seeds, entities = len(defined), len(defined[0].influence)
    value = fsum(one.difference for one in defined) / seeds
    pulls = sum(one.influence[:, 0] - one.influence[:, 1] for one in defined) / seeds
    error = sqrt(fsum(float(pull) ** 2 for pull in pulls) * entities / (entities - 1))
    half = float(stats.t.ppf((1 + LEVEL) / 2, entities - 1)) * error
    return Estimate(value, value - half, value + half, None, entities)
