"""The bootstrap's draws: the site's own, number by number."""

import numpy as np
import pytest
from scipy import stats

from organisms.draws import SEED, bootstrap_weights, draw_picks

# uniformInt(xoroshiro128plus(seed), 0, entities - 1) of pure-rand 8.4.2; lib/stats/rng.test.ts holds the first line too
PURE_RAND = {
    (20260630, 120): [57, 69, 47, 49, 25, 22, 117, 9, 115, 64, 108, 25],
    (1, 3): [0, 0, 0, 0, 0, 2, 1, 2, 1, 1, 0, 2],
    (7, 2): [0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1],
    (-5, 1_000_003): [477211, 101014, 388138, 305438, 284101, 668135, 705645, 365519, 280170, 990446, 180829, 306678],
}


@pytest.mark.parametrize(("seed", "entities"), PURE_RAND)
def test_picks_are_those_of_pure_rand(seed, entities):
    draws = -(-12 // entities)
    assert draw_picks(entities, draws, seed).ravel()[:12].tolist() == PURE_RAND[seed, entities]


def test_every_draw_takes_as_many_as_there_are_and_the_first_do_not_depend_on_how_many_follow():
    weights = bootstrap_weights(40, 100)
    assert (weights.sum(axis=1) == 40).all()
    assert (weights[:10] == bootstrap_weights(40, 10)).all()
    counts = np.bincount(draw_picks(40, 10, SEED)[3], minlength=40)
    assert (weights[3] == counts).all()


def test_entities_are_drawn_equally_often():
    """Chi-square of 240,000 picks on 120 entities; the seed is fixed, so this holds or it does not."""
    picks = np.bincount(draw_picks(120, 2000, SEED).ravel(), minlength=120)
    assert stats.chisquare(picks).pvalue > 0.01
