"""The draws of the bootstrap, the same as the site's: an interval is then the same number in a report and on a page.

``lib/stats/rng.ts`` takes xoroshiro128+ from the pure-rand package; this is the published generator (Blackman & Vigna
2018, rotations 24, 16, 37) seeded as that package seeds it. If you change one, change the other: tests on both sides
hold the same first draws.
"""

from functools import cache

import numpy as np

SEED = 20260630  # of every interval, here and on the pages
DRAWS = 2000
_MASK = (1 << 64) - 1
_SIGN = 1 << 31


def draw_picks(entities: int, draws: int, seed: int) -> np.ndarray:
    """Which entities each draw took, int ``(draws, entities)``: each as likely as any other, with replacement."""
    one, other = (0xFFFFFFFF << 32) | (~seed & 0xFFFFFFFF), (seed & 0xFFFFFFFF) << 32
    bound = (1 << 32) // entities * entities if entities > 2 else 1 << 32  # at or above, a number is thrown away
    picks = np.empty(draws * entities, dtype=np.int64)
    for place in range(len(picks)):
        while True:
            number = (one + other & 0xFFFFFFFF) ^ _SIGN
            other ^= one
            one = ((one << 24 | one >> 40) ^ other ^ other << 16) & _MASK
            other = (other << 37 | other >> 27) & _MASK
            if number < bound:
                break
        picks[place] = number % entities
    return picks.reshape(draws, entities)


@cache
def bootstrap_weights(entities: int, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """How often each entity is drawn in each resample, ``(draws, entities)``; read-only, shared by all who ask."""
    picks = draw_picks(entities, draws, seed)
    rows = np.arange(draws)[:, None] * entities
    weights = np.bincount((rows + picks).ravel(), minlength=draws * entities).reshape(draws, entities).astype(float)
    weights.setflags(write=False)
    return weights
