"""Matched claims against brute force, and what placing says of explainers whose answer is known."""

from itertools import combinations

import numpy as np
import pytest
from simulated import EDITS, knowing, simulated

from organisms.entity_sums import claim_sums
from organisms.placing import inclusion, words_rates
from organisms.scored import Scored, constants, oracles
from organisms.statistics import estimates

RNG = np.random.default_rng(0)


def test_inclusion_is_that_of_every_subset_counted():
    odds = RNG.uniform(0.1, 4, (30, EDITS))
    named = RNG.integers(0, EDITS + 1, 30)
    chosen = inclusion(odds, named)
    for row in range(30):
        weights = np.zeros(EDITS)
        total = 0.0
        for subset in combinations(range(EDITS), int(named[row])):
            weight = np.prod(odds[row, list(subset)])
            total += weight
            weights[list(subset)] += weight
        np.testing.assert_allclose(chosen[row], weights / total, atol=1e-12)
    np.testing.assert_allclose(chosen.sum(axis=1), named, atol=1e-12)


def test_edits_without_odds_are_never_named():
    chosen = inclusion(np.array([[0.0, 1.0, 2.0]]), np.array([2]))
    np.testing.assert_allclose(chosen, [[0, 1, 1]], atol=1e-15)
    with pytest.raises(ValueError, match="at least as many"):
        inclusion(np.array([[0.0, 1.0, 2.0]]), np.array([3]))


def test_words_rates_are_shares_by_cell():
    cells = np.array([[0, 1], [0, 1], [0, 3]])
    influence = np.array([[True, False], [True, True], [False, True]])
    np.testing.assert_allclose(words_rates(cells, influence, 4), [2.5 / 4, 1.5 / 3, 0.5, 1.5 / 2])


def worded(seed: int, prompts: int = 3000) -> tuple[Scored, np.ndarray]:
    """A self and a target whose prompts differ in how near their margin they are, and edits in how likely they matter."""
    rng = np.random.default_rng(seed)
    rate = np.array([0.6, 0.5, 0.4, 0.3, 0.15, 0.05])
    shape = (prompts, EDITS)
    near = rng.random((2, prompts, 1)) < 0.5
    own, target = (rng.random(shape) < np.where(is_near, rate, 0.1 * rate) for is_near in near)
    reply = np.zeros(shape, dtype=int)
    words = np.broadcast_to(rate, shape)
    named = (rng.random(shape) < words) & near[0]
    entity = np.arange(prompts) % 60
    return Scored(named.astype(int), reply, own.astype(int), reply, target.astype(int), entity), words / (1 - words)


def test_words_with_the_own_margin_have_a_k_above_one_half_and_no_placing():
    """The limit of K, and the answer to it."""
    scored, odds = worded(1)
    result = estimates(claim_sums(scored, odds=odds), draws=500)
    assert result["coupling_index"].low > 0.52
    assert result["placing"].low < 0 < result["placing"].high
    assert abs(result["placing"].value) < 0.02


def test_placing_of_those_who_know_and_those_who_cannot():
    scored, odds = worded(2)
    of = lambda claim: estimates(claim_sums(scored.claiming(claim), odds=odds), draws=300)["placing"]  # noqa: E731
    known = {name: of(claim) for name, claim in oracles(scored).items()}
    assert known["oracle of self"].low > 0.1
    assert known["oracle of the target"].high < -0.1
    for claim in constants(scored, 3).values():
        placing = of(claim)
        assert (placing.value, placing.low, placing.high) == (0, 0, 0)
    shuffled = of(np.random.default_rng(3).permutation(scored.self_counterfactual.ravel()).reshape(scored.claim.shape))
    assert abs(shuffled.value) < 0.02 or shuffled.low <= 0 <= shuffled.high


def test_k_is_one_half_and_counting_and_placing():
    scored = knowing(simulated(3), 0.4, 0.1)
    result = estimates(claim_sums(scored, odds=np.full(scored.claim.shape, 0.5)), draws=50)
    assert result["matched_index"].value + result["placing"].value == pytest.approx(result["coupling_index"].value, abs=1e-12)
    # without words to place them by, matched claims do not tell edits apart
    assert result["matched_index"].value == pytest.approx(0.5, abs=1e-9)


def test_intervals_of_placing_cover():
    """0 in claims of words and own margin, 150 simulations of 40 entities (4 binomial sd are 7 points)."""
    covered = 0
    for seed in range(150):
        scored, odds = worded(100 + seed, 480)
        small = Scored(*(getattr(scored, name) for name in list(scored.__dataclass_fields__)[:-1]), scored.entity % 40)
        placing = estimates(claim_sums(small, odds=odds), ["placing"], draws=300, seed=seed)["placing"]
        covered += placing.low <= 0 <= placing.high
    assert 0.88 <= covered / 150 <= 1
