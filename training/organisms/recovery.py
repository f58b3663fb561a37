"""Recovery: how much of the way from the outside explainer's K to that of online labels an explainer has come.

The site computes the same (``lib/coupling/recovery.ts``); if you change one, change the other.
"""

from dataclasses import replace

import numpy as np

from .intervals import Sample

NO_WAY = "online labels are not clearly above the external explainer"


def recovery(own: Sample, outside: Sample, refreshed: Sample) -> Sample:
    """(K - K outside) / (K online - K outside), draw by draw: 0 is the outside explainer, 1 online labels.

    Undefined where online labels bring nothing over the outside explainer, as then there is no way to have come a part
    of; so there is no interval where the two cannot be told apart. Known beforehand where ``own`` is one of the ends.
    """
    part, way = own - outside, refreshed - outside
    draws = np.array([share(*pair) for pair in zip(part.draws, way.draws)])
    is_known = own is outside or own is refreshed
    combined = part.combined(way, share(part.value, way.value), draws, is_known)
    missing = next((one.reason for one in (own, outside, refreshed) if np.isnan(one.value)), NO_WAY)
    return replace(combined, reason=missing, draws_reason=NO_WAY)


def share(part: float, way: float) -> float:
    return float(part / way) if way > 0 else float("nan")
