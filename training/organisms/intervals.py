"""Intervals: over entities (bootstrap), over seeds (t), over both at once, and exact ones of small cells.

A value without an interval is not shown: what cannot be told is ``Undefined`` with its reason, never 0.
The bootstrap's intervals have tails of Student's t for the *effective* number of entities, as the site's have
(``lib/stats/bootstrap-interval.ts`` shows why: the plain percentile covers 92 to 94 % where 40 entities differ).
Sources: Hesterberg 2015 (expanded percentile), Kish 1965 (8.2), Clopper & Pearson 1934, Satterthwaite 1946.
"""

from dataclasses import dataclass, replace
from math import fsum, isnan, sqrt

import numpy as np
from scipy import stats
from scipy.special import ndtr, stdtrit  # the functions behind stats.norm and stats.t, without their checks: ten times faster

LEVEL = 0.95
MAX_UNDEFINED_DRAWS = 0.05  # above this share an interval would speak of the lucky draws only
# below this a few entities decide, and intervals cover 80 to 94 %; from it on 93 to 97 % (lib/stats/bootstrap-estimate.ts)
MIN_EFFECTIVE = 5
MIN_ENTITIES = 3  # below this there is no interval of any kind: exact ones of items hold 88 to 93 % there
SMALL_CELL = 30  # items below which a share gets an exact interval


@dataclass(frozen=True)
class Estimate:
    """A value with the ends of its 95 % interval; ``n`` rows of ``entities`` entities where they are known."""

    value: float
    low: float
    high: float
    n: int | None = None
    entities: int | None = None

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True)
class Undefined:
    """No value, and why; completes "n/a: "."""

    reason: str


@dataclass(frozen=True)
class Sample:
    """A statistic on the data and on every draw of the entities; NaN where it is undefined.

    Samples over the same draws can be subtracted and averaged, so what they share cancels in every draw. ``entities``
    are those with such rows, ``effective`` how many equal ones they are worth. ``is_exact``: known beforehand, as the
    difference of an explainer from itself; that all its draws are alike is then not for want of rows.
    """

    value: float
    draws: np.ndarray
    n: int
    entities: int
    effective: float
    reason: str
    successes: int | None = None  # of a plain share
    is_exact: bool = False
    draws_reason: str | None = None  # why too many draws are undefined, where it is not for want of rows

    def combined(self, other: "Sample", value: float, draws: np.ndarray, is_known: bool = False) -> "Sample":
        """``is_known``: beforehand, as the difference of a sample from itself; that draws of two others give the same may be
        for want of rows (as ``combineSamples`` in lib/stats/bootstrap-estimate.ts)."""
        reason = self.reason if isnan(self.value) else other.reason
        effective = min(self.effective, other.effective)
        is_exact = is_known or (self.is_exact and other.is_exact)
        entities = min(self.entities, other.entities)
        return Sample(value, draws, self.n, entities, effective, reason, None, is_exact)

    @property
    def is_alike(self) -> bool:
        """Whether all draws on which it is defined gave the same."""
        defined = self.draws[~np.isnan(self.draws)]
        return bool((defined == defined[:1]).all())

    @property
    def unsteady(self) -> str | None:
        """Why nothing can be said of other entities; None where something can."""
        is_alike = self.is_alike
        if not (self.is_exact and is_alike):
            if self.entities < MIN_ENTITIES:
                return too_few(self.entities)
            if self.effective < MIN_EFFECTIVE:
                return TOO_FEW
        if np.isnan(self.draws).mean() > MAX_UNDEFINED_DRAWS:
            return self.draws_reason or TOO_FEW
        if is_alike and not self.is_exact and self.n < SMALL_CELL:
            return "such rows are all alike, and too few to say that others are"
        return None

    def __sub__(self, other: "Sample") -> "Sample":
        return self.combined(other, self.value - other.value, self.draws - other.draws, is_known=self is other)

    def __add__(self, other: "Sample") -> "Sample":
        return self.combined(other, self.value + other.value, self.draws + other.draws)

    def __truediv__(self, other: "Sample") -> "Sample":
        with np.errstate(invalid="ignore", divide="ignore"):
            draws = self.draws / other.draws
        value = self.value / other.value if other.value else float("nan")
        return self.combined(other, value, np.where(np.isfinite(draws), draws, np.nan))

    def moved(self, by: float) -> "Sample":
        return replace(self, value=self.value + by, draws=self.draws + by, successes=None)

    def times(self, factor: float) -> "Sample":
        return replace(self, value=self.value * factor, draws=self.draws * factor, successes=None)


def average(samples: list[Sample]) -> Sample:
    """The mean over seeds, draw by draw: every seed counts the same. Undefined where one of them is."""
    count = len(samples)
    missing = [sample for sample in samples if isnan(sample.value)]
    return Sample(
        value=fsum(sample.value for sample in samples) / count,
        draws=sum(sample.draws for sample in samples) / count,
        n=sum(sample.n for sample in samples),
        entities=max(sample.entities for sample in samples),
        effective=min(sample.effective for sample in samples),
        reason=(missing or samples)[0].reason,
        successes=samples[0].successes if count == 1 else None,
        is_exact=all(sample.is_exact for sample in samples),
    )


def averages(*tables: list[Sample]) -> list[Sample]:
    """The mean of each; of tables with the very same samples one object, so that what they are to each other is known."""
    means: list[Sample] = []
    for at, table in enumerate(tables):
        is_same = lambda other: len(other) == len(table) and all(a is b for a, b in zip(other, table))  # noqa: E731
        before = next((mean for mean, other in zip(means, tables[:at]) if is_same(other)), None)
        means.append(average(table) if before is None else before)
    return means


TOO_FEW = "too few entities have enough such rows for an interval"


def too_few(entities: int) -> str:
    """Why rows of one or two entities have no interval."""
    return f"such rows occur in {'one entity' if entities < 2 else 'two entities'} only, too few for an interval"


def effective_count(weights: np.ndarray) -> float:
    """How many equal entities unequal ones are worth: (sum)^2 / sum of squares; 0 where all weights are 0."""
    squares = float((weights * weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def widening(effective: float) -> float:
    """How much wider than its draws a sample of so many entities is: sqrt(n / (n - 1))."""
    return sqrt(effective / (effective - 1))


def quantile(ordered: np.ndarray, q: float) -> float:
    """Between ascending numbers by linear interpolation: numpy's default, at a tenth of its time."""
    place = (len(ordered) - 1) * q
    below = int(place)
    low, high = float(ordered[below]), float(ordered[min(below + 1, len(ordered) - 1)])
    return low + (high - low) * (place - below)


def percentile(sample: Sample) -> Estimate | Undefined:
    """The interval over entities; of a share in fewer than 30 items of three entities or more the Clopper-Pearson interval."""
    if isnan(sample.value):
        return Undefined(sample.reason)
    if sample.successes is not None and sample.n < SMALL_CELL and sample.entities >= MIN_ENTITIES:
        return Estimate(sample.value, *clopper_pearson(sample.successes, sample.n), sample.n, sample.entities)
    if sample.unsteady:
        return Undefined(sample.unsteady)
    tail = (1 - LEVEL) / 2
    if sample.effective > 1:  # of one entity only what is exact comes so far, and its draws are all alike
        tail = float(ndtr(widening(sample.effective) * stdtrit(sample.effective - 1, tail)))
    ordered = np.sort(sample.draws)[: len(sample.draws) - int(np.isnan(sample.draws).sum())]  # NaN stand last
    return Estimate(sample.value, quantile(ordered, tail), quantile(ordered, 1 - tail), sample.n, sample.entities)


def clopper_pearson(successes: int, n: int) -> tuple[float, float]:
    """The exact two-sided interval of a share, at least 95 %; ``n`` > 0."""
    tail = (1 - LEVEL) / 2
    low = float(stats.beta.ppf(tail, successes, n - successes + 1)) if successes > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, successes + 1, n - successes)) if successes < n else 1.0
    return low, high


def variance(values: list[float]) -> float:
    """Unbiased, summed exactly so that it is the same on every machine."""
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def over_seeds(values: list[float]) -> Estimate | Undefined:
    """Mean over seeds with the t-interval, n - 1 degrees of freedom: what another seed would add."""
    if len(values) < 2:
        return Undefined("one seed says nothing about others")
    if any(map(isnan, values)):
        return Undefined("undefined in at least one seed")
    mean = fsum(values) / len(values)
    half = float(stdtrit(len(values) - 1, (1 + LEVEL) / 2)) * sqrt(variance(values) / len(values))
    return Estimate(mean, mean - half, mean + half, len(values))


@dataclass(frozen=True)
class Both:
    """An effect averaged over seeds, its standard error over entities and seeds, degrees of freedom, and interval."""

    value: float
    error: float
    freedom: float
    low: float
    high: float

    def p_above(self, bound: float) -> float:
        """One-sided p of "the effect is at most ``bound``"."""
        return self._tail(self.value - bound)

    def p_below(self, bound: float) -> float:
        """One-sided p of "the effect is at least ``bound``"."""
        return self._tail(bound - self.value)

    def _tail(self, distance: float) -> float:
        if self.error == 0:
            return float(distance <= 0)
        return float(stats.t.sf(distance / self.error, self.freedom))


def over_both(samples: list[Sample]) -> Both | Undefined:
    """Generalises to other entities *and* other seeds: all seeds share the entities, so neither interval alone does.

    The two variances of the mean are added: over entities (of the draws of the seeds' mean, widened as the interval
    is) and over seeds (their variance / count), with Satterthwaite's degrees of freedom. What differs between entities
    differently in every seed is counted in both, so the interval errs on the wide side where seeds differ little: of 4,000
    simulated studies it held the effect in 97 % there, and in 94 % where three seeds differ much (``test_intervals.py``).
    """
    seeds = len(samples)
    if seeds < 2:
        return Undefined("one seed says nothing about others")
    mean = average(samples)
    if isnan(mean.value):
        return Undefined(mean.reason)
    if mean.unsteady:
        return Undefined(mean.unsteady)
    draws = [float(draw) for draw in mean.draws if not isnan(draw)]
    by_entities = 0.0 if mean.is_alike else variance(draws) * widening(mean.effective) ** 2
    by_seeds = variance([sample.value for sample in samples]) / seeds
    total = by_entities + by_seeds
    if total == 0:
        return Both(mean.value, 0.0, float(seeds - 1), mean.value, mean.value)
    of_entities = by_entities**2 / (mean.effective - 1) if by_entities else 0.0
    freedom = total**2 / (of_entities + by_seeds**2 / (seeds - 1))
    half = float(stdtrit(freedom, (1 + LEVEL) / 2)) * sqrt(total)
    return Both(mean.value, sqrt(total), freedom, mean.value - half, mean.value + half)
