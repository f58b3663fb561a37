"""The sweeps: K against the level of one variable, with the trend along it where the variable is a number."""

from math import exp, fsum, log

from .bundle import Sweep
from .claims import slope
from .evidence import ITSELF, Evidence, Slice
from .intervals import Both, Estimate, Sample, Undefined, average, over_both, over_seeds, percentile
from .pooled import NO_OUTSIDE, Arm, entry
from .sweeps import SWEEPS

LEAST_POINTS = 3  # of a family, below which there is no sweep to show
HELD_OUT = Slice("held-out")


def own_arm(arm: str) -> str:
    """An outside explainer stands in a sweep for itself: labels of M0, and no shift."""
    return arm + ITSELF if arm == "external" else arm


def point(arm: Arm, level: float | None, label: str) -> dict:
    seeds = list(arm.views)
    outside = [arm.index(HELD_OUT, arm.outside)[seed] for seed in seeds if seed in arm.outside]
    measured = average([arm.evidence.sample(view, HELD_OUT, "agreement_start") for view in arm.views.values()])
    own = list(arm.index(HELD_OUT).values())
    mean = lambda name: entry(percentile(average([arm.evidence.sample(v, HELD_OUT, name) for v in arm.views.values()])))  # noqa: E731
    return {
        "arm": arm.arm,
        "label": label,
        "level": measured.value if level is None else level,
        "agreement_start": entry(percentile(measured)),
        "coupling_index": entry(percentile(average(own))),
        "over_seeds": entry(over_seeds([one.value for one in own])),
        **{name: mean(name) for name in ("self_pull", "target_pull", "placing")},
        "external_index": entry(percentile(average(outside))) if outside else {"reason": NO_OUTSIDE},
        "explained_index": entry(percentile(average(list(arm.index(Slice("explained")).values())))),
        "seeds": seeds,
    }


def levels_of(sweep: Sweep, arms: list[Arm], seed: int) -> list[float]:
    """On the axis's own scale; measured ones at the seed's start."""
    levels = [point.level for point in sweep.points]
    if None in levels:
        return [arm.evidence.sample(arm.views[seed], HELD_OUT, "agreement_start").value for arm in arms]
    return [log(level) for level in levels] if sweep.axis.scale == "log" else levels


def trend(sweep: Sweep, arms: list[Arm]) -> dict:
    """Change of K from the lowest level to the highest along the fitted line, in seeds that have every point; and the
    level at which the line of their mean crosses 1/2."""
    seeds = [seed for seed in arms[0].views if all(seed in arm.views for arm in arms)]
    if sweep.axis.scale == "category":
        return {}
    if not seeds or len(arms) < len(sweep.points):
        reason = entry(Undefined("no seed has every point yet"))
        return {"seeds": seeds, "change": reason, "crossing": reason, "crossing_over_both": reason}
    changes, middles, means, rises, lows, highs = [], [], [], [], [], []
    for seed in seeds:
        levels = levels_of(sweep, arms, seed)
        points = list(zip(levels, (arm.index(HELD_OUT)[seed] for arm in arms)))
        rises.append(slope(points))
        means.append(average([one for _, one in points]))
        middles.append(fsum(levels) / len(levels))
        lows.append(min(levels))
        highs.append(max(levels))
        changes.append(rises[-1].times(max(levels) - min(levels)))
    change = over_both(changes) if len(seeds) > 1 else percentile(changes[0])
    of_mean = crossing(fsum(middles) / len(middles), average(means), average(rises), min(lows), max(highs))
    own = [crossing(*line) for line in zip(middles, means, rises, lows, highs)]
    missing = next((one for one in own if isinstance(one, Undefined)), None)
    over = missing or over_both(own)
    return {
        "seeds": seeds,
        "change": entry(change),
        "crossing": entry(on_axis(sweep, percentile(of_mean) if isinstance(of_mean, Sample) else of_mean)),
        "crossing_over_both": entry(on_axis(sweep, over)),
    }


def crossing(middle: float, mean: Sample, rise: Sample, low: float, high: float) -> Sample | Undefined:
    """Where mean + rise * (level - middle) is 1/2; undefined where the sign of the rise is not told, and where that is
    not between ``low`` and ``high``, the levels that were run."""
    told = percentile(rise)
    if isinstance(told, Undefined):
        return told
    if told.low <= 0 <= told.high:
        return Undefined("the line's slope is not told from 0")
    at = (mean.moved(-0.5).times(-1.0) / rise).moved(middle)
    if not low <= at.value <= high:
        return Undefined("not between the levels that were run")
    return at


def on_axis(sweep: Sweep, at: Estimate | Both | Undefined) -> Estimate | Undefined:
    """From the scale on which lines are fitted to the axis's own."""
    if isinstance(at, Undefined):
        return at
    back = exp if sweep.axis.scale == "log" else float
    return Estimate(back(at.value), back(at.low), back(at.high))


def sweep_numbers(evidence: Evidence) -> list[dict]:
    """Every sweep of the plan, for every family that has three of its points; points without a run are left out here
    and listed among what is not run yet."""
    result = []
    for sweep in SWEEPS:
        families = {}
        for family in (family.id for family in evidence.reader.manifest.families):
            there = [(point, Arm(evidence, own_arm(point.arm), family)) for point in sweep.points]
            there = [(place, arm) for place, arm in there if arm.views]
            if len(there) >= LEAST_POINTS:
                arms = [arm for _, arm in there]
                families[family] = {
                    "points": [point(arm, place.level, place.label) for place, arm in there],
                    "trend": trend(sweep, arms),
                }
        result.append({"id": sweep.id, "title": sweep.title, "axis": sweep.axis.model_dump(), "families": families})
    return result
