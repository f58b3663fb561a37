"""Intervals and tests against scipy and statsmodels, and their error rates on simulated data."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr, stdtrit
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_of_statsmodels
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from organisms.intervals import (
    Both, Estimate, Sample, Undefined, average, averages, clopper_pearson, effective_count, over_both, quantile,
    over_seeds, percentile, widening,
)
from organisms.paired import holm, mcnemar, sign_test
from organisms.recovery import recovery


@pytest.mark.parametrize(("successes", "n"), [(0, 5), (1, 7), (3, 11), (14, 29), (29, 29)])
def test_clopper_pearson_is_that_of_scipy_and_statsmodels(successes, n):
    interval = clopper_pearson(successes, n)
    theirs = stats.binomtest(successes, n).proportion_ci(0.95, method="exact")
    assert interval == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert interval == pytest.approx(proportion_confint(successes, n, method="beta"), abs=1e-12)


def test_the_interval_over_seeds_is_that_of_scipy():
    values = [0.61, 0.58, 0.66, 0.63, 0.59]
    theirs = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    estimate = over_seeds(values)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((np.mean(values), theirs.low, theirs.high), abs=1e-12)
    assert isinstance(over_seeds([0.6]), Undefined)
    assert isinstance(over_seeds([0.6, float("nan")]), Undefined)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (3, 9), (40, 12), (5, 5)])
def test_mcnemar_is_that_of_statsmodels(first, second):
    theirs = mcnemar_of_statsmodels([[10, first], [second, 20]], exact=True).pvalue
    assert mcnemar(first, second) == pytest.approx(min(theirs, 1), abs=1e-12)


def test_the_sign_test_is_that_of_scipy():
    assert sign_test(31, 14) == pytest.approx(stats.binomtest(31, 45).pvalue, abs=1e-15)


def test_holm_is_that_of_statsmodels():
    rng = np.random.default_rng(0)
    for size in (1, 2, 23):
        p = list(rng.random(size) ** 3)
        assert holm(p) == pytest.approx(list(multipletests(p, method="holm")[1]), abs=1e-15)
    assert holm([0.02, 0.02]) == [0.04, 0.04]


def test_holm_keeps_the_family_wise_error():
    """20 true nulls, 3 false: at most 5 % of families reject a true one (2,000 families, 3 binomial sd above)."""
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(2000):
        p = [*stats.norm.sf(rng.normal(4, 1, 3)), *rng.random(20)]
        wrong += min(holm(p)[3:]) < 0.05
    assert wrong / 2000 <= 0.065


def crossed(rng, seeds: int, sd_seed: float, entities: int = 60) -> list[Sample]:
    """An effect of 0.1 that differs between entities, seeds, and entities within a seed."""
    by_entity = rng.normal(0, 0.25, entities)
    by_seed = rng.normal(0, sd_seed, seeds)
    values = 0.1 + by_entity + by_seed[:, None] + rng.normal(0, 0.25, (seeds, entities))
    weights = rng.multinomial(entities, np.full(entities, 1 / entities), size=300) / entities
    return [Sample(float(row.mean()), weights @ row, entities, entities, entities, "") for row in values]


@pytest.mark.parametrize("seeds", [3, 5])
@pytest.mark.parametrize("sd_seed", [0.0, 0.03, 0.1])
def test_the_interval_over_both_covers_its_level_and_little_more(seeds, sd_seed):
    """Whatever the seeds contribute: 93 to 98 % of 2,000 simulations, so its test rejects 2 to 7 % of true nulls, and on
    either side 2.5 % +- 1.5. In 4,000 it held the effect in 97.2, 96.2 and 94.2 % (3 seeds, which differ by more and
    more), and in 96.4, 96.8 and 94.8 % (5): what differs between entities differently in every seed is counted twice.
    Entities alone would not."""
    rng = np.random.default_rng([seeds, int(1000 * sd_seed)])
    both = [over_both(crossed(rng, seeds, sd_seed)) for _ in range(2000)]
    covered = sum(one.low <= 0.1 <= one.high for one in both) / len(both)
    assert 0.93 <= covered <= 0.98
    for rejected in ([one.p_above(0.1) < 0.025 for one in both], [one.p_below(0.1) < 0.025 for one in both]):
        assert 0.01 <= sum(rejected) / len(both) <= 0.04
    if sd_seed == 0.1:
        alone = sum(abs(one.value - 0.1) <= 1.96 * 0.25 * math.sqrt((1 + 1 / seeds) / 60) for one in both) / len(both)
        assert alone < covered - 0.1


def test_p_values_and_interval_over_both_say_the_same():
    both = over_both(crossed(np.random.default_rng(3), 4, 0.05))
    assert both.p_above(both.low) == pytest.approx(0.025, abs=1e-9)
    assert both.p_below(both.high) == pytest.approx(0.025, abs=1e-9)
    assert both.p_above(both.value) == pytest.approx(0.5)


def test_what_is_the_same_in_every_draw_has_no_error():
    exact = Sample(0.5, np.full(50, 0.5), 40, 10, 10.0, "")
    both = over_both([exact, exact])
    assert both == Both(0.5, 0.0, 1.0, 0.5, 0.5)
    assert (both.p_above(0.5), both.p_above(0.4)) == (1.0, 0.0)
    assert isinstance(over_both([exact]), Undefined)


def test_samples_combine_draw_by_draw():
    one = Sample(0.6, np.array([0.5, 0.7]), 10, 4, 4.0, "first")
    two = Sample(0.4, np.array([0.4, 0.5]), 12, 3, 2.5, "second")
    assert (one - two).value == pytest.approx(0.2)
    np.testing.assert_allclose((one - two).draws, [0.1, 0.2])
    np.testing.assert_allclose(average([one, two]).draws, [0.45, 0.6])
    assert (average([one, two]).n, (one - two).effective, (one - two).entities) == (22, 2.5, 3)
    nothing = Sample(float("nan"), np.array([np.nan, np.nan]), 0, 0, 0.0, "nothing there")
    assert average([one, nothing]).reason == "nothing there" and math.isnan(average([one, nothing]).value)
    assert isinstance(over_both([one, nothing]), Undefined)
    assert math.isnan((one / Sample(0.0, np.array([0.0, 0.0]), 1, 1, 1.0, "")).value)


def test_recovery_is_undefined_where_there_is_no_way_to_recover():
    """As the site's (lib/coupling/recovery.test.ts), draw by draw; values by numpy."""
    rng = np.random.default_rng(5)
    of = lambda value, sd: Sample(value, rng.normal(value, sd, 400), 300, 40, 30.0, f"no {value}")  # noqa: E731
    own, outside, online = of(0.6, 0.02), of(0.4, 0.02), of(0.8, 0.02)
    sample = recovery(own, outside, online)
    assert sample.value == pytest.approx(0.5)
    np.testing.assert_allclose(sample.draws, (own.draws - outside.draws) / (online.draws - outside.draws))
    assert isinstance(percentile(sample), Estimate)
    reason = Undefined("online labels are not clearly above the external explainer")
    assert percentile(recovery(own, outside, outside)) == reason
    assert percentile(recovery(own, online, outside)) == reason  # not 1 - 0.5: there is no way back
    assert percentile(recovery(own, outside, of(0.41, 0.02))) == reason  # above it, but not in nineteen draws of twenty
    assert percentile(recovery(own, outside, of(float("nan"), 1))) == Undefined("no nan")


def test_the_bootstrap_has_t_tails_for_the_effective_entities():
    """As the site's (lib/stats/bootstrap-interval.ts), from scipy's normal and t."""
    draws = np.sort(np.random.default_rng(0).normal(0, 1, 2001))
    for effective in (5, 8.5, 119):
        estimate = percentile(Sample(0.0, draws, 500, 119, effective, ""))
        tail = stats.norm.cdf(math.sqrt(effective / (effective - 1)) * stats.t.ppf(0.025, effective - 1))
        assert (estimate.low, estimate.high) == pytest.approx(tuple(np.quantile(draws, [tail, 1 - tail])), abs=1e-12)
    plain = np.quantile(draws, [0.025, 0.975])
    near = percentile(Sample(0.0, draws, 10**6, 10**6, 10.0**6, ""))
    assert (near.low, near.high) == pytest.approx(tuple(plain), abs=1e-3)


def test_few_entities_have_no_interval_and_the_reason_is_said():
    """As the site's (lib/stats/bootstrap-estimate.test.ts)."""
    draws = np.random.default_rng(0).normal(0, 1, 200)
    few = Undefined("too few entities have enough such rows for an interval")
    assert percentile(Sample(0.0, draws, 500, 119, 4.9, "")) == few
    assert isinstance(percentile(Sample(0.0, draws, 500, 5, 5.0, "")), Estimate)
    for entities, word in ((1, "one entity"), (2, "two entities")):
        alone = Undefined(f"such rows occur in {word} only, too few for an interval")
        assert percentile(Sample(0.5, draws, 500, entities, entities, "")) == alone
        assert percentile(Sample(0.5, draws, 24, entities, entities, "", successes=12)) == alone
    assert percentile(Sample(0.5, draws, 24, 3, 3.0, "", successes=12)).low == clopper_pearson(12, 24)[0]


def test_an_interval_of_no_width_is_given_of_what_is_exact_and_not_for_want_of_rows():
    alike = lambda n, **more: Sample(0.5, np.full(50, 0.5), n, 6, 5.5, "", **more)  # noqa: E731
    point = lambda n, value=0.5: Estimate(value, value, value, n, 6)  # noqa: E731
    assert percentile(alike(29)) == Undefined("such rows are all alike, and too few to say that others are")
    assert percentile(alike(30)) == point(30)
    assert percentile(alike(8, is_exact=True)) == point(8)
    assert percentile(Sample(0.5, np.full(50, 0.5), 2, 1, 1.0, "", is_exact=True)) == Estimate(0.5, 0.5, 0.5, 2, 1)
    spread = Sample(0.5, np.linspace(0, 1, 50), 8, 6, 4.0, "")
    assert percentile(spread - spread) == point(8, 0.0)  # one explainer and itself, however few there are
    assert isinstance(percentile(spread - replace(spread)), Undefined)  # two that agree: others may not
    two = Sample(0.5, np.linspace(0, 1, 50), 4, 2, 2.0, "")
    assert isinstance(percentile(two - replace(two)), Undefined)
    enough = Sample(0.5, np.linspace(0, 1, 50), 30, 6, 5.5, "")
    assert percentile(enough - replace(enough)) == Estimate(0.0, 0.0, 0.0, 30, 6)
    assert isinstance(percentile(spread), Undefined) and isinstance(percentile(alike(8) - alike(8)), Undefined)


def test_recovery_of_an_end_is_known_beforehand_and_not_of_what_agrees_with_one():
    """As the site's (lib/coupling/recovery.test.ts)."""
    few = lambda value, seed: Sample(value, np.random.default_rng(seed).normal(value, 0.01, 400), 4, 2, 2.0, "")  # noqa: E731
    outside, online = few(0.4, 0), few(0.8, 1)
    assert percentile(recovery(outside, outside, online)) == Estimate(0.0, 0.0, 0.0, 4, 2)
    assert percentile(recovery(online, outside, online)) == Estimate(1.0, 1.0, 1.0, 4, 2)
    assert isinstance(percentile(recovery(replace(online), outside, online)), Undefined)
    same, again, other = averages([outside, online], [outside, online], [online, outside])
    assert same is again and same is not other


def test_tails_stay_shares_however_few_the_effective_entities_are():
    """Where the site's series has no digits left (lib/stats/normal.test.ts); scipy's own has."""
    for z in np.arange(7.9, 8.4, 1e-3):
        assert 0 <= ndtr(-z) <= ndtr(z) <= 1
    for effective in np.arange(2, 3, 1e-3):
        assert 0 <= ndtr(widening(effective) * stdtrit(effective - 1, 0.025)) < 0.025


def test_unequal_entities_are_worth_fewer():
    assert effective_count(np.array([3.0, 3.0, 3.0])) == 3
    assert effective_count(np.array([9.0, 0.0, 0.0])) == 1
    assert effective_count(np.array([4.0, 2.0])) == pytest.approx(36 / 20)
    assert effective_count(np.zeros(3)) == 0


@pytest.mark.parametrize("q", [0.0, 0.0123, 0.5, 0.975, 1.0])
def test_quantile_is_that_of_numpy(q):
    values = np.sort(np.random.default_rng(3).normal(size=2000))
    assert quantile(values, q) == pytest.approx(np.quantile(values, q), abs=1e-14)


def test_an_estimate_keeps_what_it_rests_on():
    assert over_seeds([0.5, 0.7]) == Estimate(0.6, pytest.approx(-0.6706, abs=1e-3), pytest.approx(1.8706, abs=1e-3), 2)
