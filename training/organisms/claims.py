"""The paper's five claims as tests stated beforehand, and the rules by which their outcomes become verdicts.

Claims: arXiv 2606.32038, abstract. The tests, their nulls, the smallest difference that counts and the rules were
written when seed 0 of fixed-shift, external, online, shuffled and text-only was known (LOG.md). Seed 1 of fixed-shift had
just finished in both families; whether it had been looked at was not written down. Of no other run was anything known.
Here is no number and no verdict: both are computed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum

from .evidence import ITSELF, Evidence, Slice
from .families import FAMILIES
from .intervals import Both, Estimate, Sample, Undefined, average, over_both, percentile
from .paired import holm
from .plan import FLAGSHIP_ARM, PLANNED_SHARES
from .sweeps import SWEEPS
from .world import TASKS

LEAST = 0.05  # of K and of balanced accuracy: the band in which LOG.md took the shuffled arm for nothing
LEVEL = 0.05
SEEDS_NEEDED = 3
HELD_OUT = Slice("held-out")
DIRECTIONAL = ("more-sycophantic", "less-sycophantic", "harder-refusal", "softer-refusal")
NOISIEST = "noise-40"
TREND_SPAN = 0.6  # of agreement, from 0.4 to 1.0: the range of the sweep
HOLDS, FAILS, OPEN = "holds here", "does not hold here", "cannot tell"
SUPPORTS, CONTRADICTS = "supports", "contradicts"

Effect = Callable[[Evidence, str, int], Sample | None]  # of a family and seed; None where a run it needs is not there


@dataclass(frozen=True)
class Test:
    """``effect`` > 0 is what the claim says; an effect of ``least`` is the smallest that counts."""

    part: str
    family: str
    sentence: str
    effect: Effect
    least: float = LEAST


@dataclass(frozen=True)
class Part:
    id: str
    sentence: str
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Claim:
    number: int
    sentence: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Outcome:
    """A test's effect over seeds and entities, its two p-values before and after Holm, and what follows."""

    test: Test
    seeds: tuple[int, ...]
    effect: Both | Undefined
    over_entities: Estimate | Undefined
    p_for: float | None  # of "no effect"; None where the test cannot be made yet
    p_against: float | None  # of "an effect that counts"
    adjusted_for: float
    adjusted_against: float

    @property
    def word(self) -> str:
        if self.adjusted_for < LEVEL:
            return SUPPORTS
        return CONTRADICTS if self.adjusted_against < LEVEL else "open"


def index(evidence: Evidence, arm: str, family: str, seed: int, where: Slice = HELD_OUT) -> Sample | None:
    view = evidence.view(arm, family, seed)
    return evidence.sample(view, where, "coupling_index") if view else None


def outside_index(evidence: Evidence, arm: str, family: str, seed: int, where: Slice = HELD_OUT) -> Sample | None:
    view = evidence.view(arm, family, seed)
    outside = evidence.outside(view) if view else None
    return evidence.sample(outside, where, "coupling_index") if outside else None


def above_half(arm: str, where: Slice = HELD_OUT) -> Effect:
    def effect(evidence: Evidence, family: str, seed: int) -> Sample | None:
        own = index(evidence, arm, family, seed, where)
        return own and own.moved(-0.5)

    return effect


def above_outside(arm: str, where: Slice = HELD_OUT) -> Effect:
    def effect(evidence: Evidence, family: str, seed: int) -> Sample | None:
        own = index(evidence, arm, family, seed, where)
        outside = outside_index(evidence, arm, family, seed, where)
        return own - outside if own and outside else None

    return effect


def above_words(evidence: Evidence, family: str, seed: int) -> Sample | None:
    """Balanced accuracy of the flagship's claims minus that of what the cues' words give away, same behaviour."""
    views = [evidence.view(arm, family, seed) for arm in (FLAGSHIP_ARM, "text-only")]
    if None in views:
        return None
    own, words = (evidence.sample(view, HELD_OUT, "balanced_accuracy") for view in views)
    return own - words


def above_midpoint(evidence: Evidence, family: str, seed: int) -> Sample | None:
    """K minus the mean of the outside explainer's and of online labels': positive where recovery is above 1/2."""
    own = index(evidence, FLAGSHIP_ARM, family, seed)
    ends = (outside_index(evidence, FLAGSHIP_ARM, family, seed), index(evidence, "online", family, seed))
    return own - average(list(ends)) if own and all(ends) else None


def directional(of: Callable[[str], Effect]) -> Effect:
    """The mean of an effect over the four directional arms."""
    def effect(evidence: Evidence, family: str, seed: int) -> Sample | None:
        effects = [of(arm)(evidence, family, seed) for arm in DIRECTIONAL]
        return average(effects) if all(effects) else None

    return effect


def placing(arm: str, where: Slice = HELD_OUT) -> Effect:
    def effect(evidence: Evidence, family: str, seed: int) -> Sample | None:
        view = evidence.view(arm, family, seed)
        return evidence.sample(view, where, "placing") if view else None

    return effect


def placing_above_outside(arm: str) -> Effect:
    def effect(evidence: Evidence, family: str, seed: int) -> Sample | None:
        view = evidence.view(arm, family, seed)
        outside = evidence.outside(view) if view else None
        if outside is None:
            return None
        own, its = (evidence.sample(one, HELD_OUT, "placing") for one in (view, outside))
        return own - its

    return effect


def slope(points: Sequence[tuple[float, Sample]]) -> Sample:
    """The least-squares slope of samples over levels, draw by draw."""
    middle = fsum(level for level, _ in points) / len(points)
    spread = fsum((level - middle) ** 2 for level, _ in points)
    if spread == 0:
        return replace(points[0][1].times(float("nan")), reason="all points have the same level")
    parts = [one.times((level - middle) / spread) for level, one in points]
    return sum(parts[1:], parts[0])


def sweep_arms(sweep: str) -> list[str]:
    """Arms of a sweep; where an outside explainer stands in, its row about itself."""
    points = next(one for one in SWEEPS if one.id == sweep).points
    return [point.arm + ITSELF if point.arm == "external" else point.arm for point in points]


def planned_agreement() -> list[str]:
    """The sweep's arms that were planned when the test was written down."""
    planned = {f"agreement-{share}" for share in PLANNED_SHARES}
    return [arm for arm in sweep_arms("agreement") if arm in planned or arm.endswith(ITSELF)]


def agreement_trend(evidence: Evidence, family: str, seed: int) -> Sample | None:
    """How much K rises as agreement at the start goes from 0.4 to 1.0, along the line through the planned arms."""
    views = [evidence.view(arm, family, seed) for arm in planned_agreement()]
    if None in views:
        return None
    points = [
        (evidence.sample(view, HELD_OUT, "agreement_start").value, evidence.sample(view, HELD_OUT, "coupling_index"))
        for view in views
    ]
    return slope(points).times(TREND_SPAN)


def _part(name: str, sentence: str, families: Sequence[str], *tests: tuple) -> Part:
    """``tests``: sentence, effect and, where it is not the usual one, the least that counts."""
    return Part(name, sentence, tuple(Test(name, family, *test) for family in families for test in tests))


def _coupling(arm: str, words: str) -> tuple[tuple, tuple]:
    return (
        (f"K of {words} − K of its outside explainer", above_outside(arm)),
        (f"K of {words} − ½", above_half(arm)),
    )


GPT2 = ("gpt2",)
CLAIMS: tuple[Claim, ...] = (
    Claim(1, "Models can be trained to explain which features of their input influenced their behaviour.", (
        _part("1", "Claims about entities never explained know more than the cues' words give away.", FAMILIES,
              ("balanced accuracy of *fixed-shift* − of *text-only*", above_words)),
    )),
    Claim(2, "Trained on fixed explanations of an earlier self, or of a similar model of another family, they are more "
          "faithful to their own current behaviour than to the training target's.", (
        _part("2a", "Labels of an earlier self.", FAMILIES, *_coupling(FLAGSHIP_ARM, "*fixed-shift*")),
        _part("2b", "Labels of the other family.", FAMILIES, *_coupling("other-family", "*other-family*")),
    )),
    Claim(3, "This occurs while the training explanations stay sufficiently correlated with current behaviour.", (
        _part("3", "K rises with agreement at the start. (No threshold is asked for.)", GPT2,
              ("rise of K from agreement 0.4 to 1.0 along the line fitted to the levels planned", agreement_trend)),
    )),
    Claim(4, "When explanation training runs concurrently with other post-training, explanations track the shift with no "
          "new supervision.", (
        _part("4a", "Claims lie nearer to those under online labels than to an outside observer's.", FAMILIES,
              ("K of *fixed-shift* − midpoint of its outside explainer's and *online*'s", above_midpoint, 0.0)),
        _part("4b", "Directional post-training (more and less sycophantic, harder and softer refusal).", GPT2,
              ("mean over the four of K − K of the outside explainer", directional(above_outside)),
              ("mean over the four of K − ½ (added last)", directional(above_half))),
    )),
    Claim(5, "It appears in several tasks, and is robust to label noise.", (
        *(
            _part(f"5 {task.id}", f"In {task.title.lower()} alone.", FAMILIES, *(
                (f"{sentence}, {task.title.lower()}", effect) for sentence, effect in (
                    ("K of *fixed-shift* − K of its outside explainer", above_outside(FLAGSHIP_ARM, Slice("held-out", task.id))),
                    ("K of *fixed-shift* − ½", above_half(FLAGSHIP_ARM, Slice("held-out", task.id))),
                )
            ))
            for task in TASKS
        ),
        _part("5 noise", "With 40 % of the labels wrong.", GPT2, ("K of *noise-40* − ½", above_half(NOISIEST))),
    )),
)

# Added when seed 0 of the first arms, further seeds of fixed-shift and two outside explainers had been seen (LOG.md, and
# where the report prints these tests), because a made-up explainer
# that knows the cue words and its own reply's margin, and no edit of its own, has K well above 1/2 (``placing.py``). Kept
# apart from the tests above and from their verdicts.
ADDED: tuple[Part, ...] = (
    _part("2a", "Labels of an earlier self.", FAMILIES, ("placing, *fixed-shift*", placing(FLAGSHIP_ARM))),
    _part("2b", "Labels of the other family.", FAMILIES, ("placing, *other-family*", placing("other-family"))),
    *(
        _part(f"5 {task.id}", f"In {task.title.lower()} alone.", FAMILIES,
              (f"placing, *fixed-shift*, {task.title.lower()}", placing(FLAGSHIP_ARM, Slice("held-out", task.id))))
        for task in TASKS
    ),
    _part("5 noise", "With 40 % of the labels wrong.", GPT2, ("placing, *noise-40*", placing(NOISIEST))),
    _part("no shift", "Labels of an earlier self, behaviour not shifted.", FAMILIES,
          ("placing, *external-itself*", placing("external" + ITSELF))),
    _part("ceiling", "Online labels.", FAMILIES, ("placing, *online*", placing("online"))),
    # added last, with three seeds of all of these known: placing counts for the self and against the target, so 0 can
    # also mean that claims know both, and an outside observer, who knows the target's edits, lies below 0
    _part("2a outside", "Labels of an earlier self, against an outside observer.", FAMILIES,
          ("placing of *fixed-shift* − of its outside explainer", placing_above_outside(FLAGSHIP_ARM))),
)
WHOSE_EDITS = {SUPPORTS: "its own", CONTRADICTS: "not its own more", "open": OPEN}
# of a test against an observer, who lies below 0 as claims that know nothing do not
WHOSE_THAN_OBSERVER = {SUPPORTS: "away from the target", CONTRADICTS: "no further from the target", "open": OPEN}


def whose_edits(part: Part, word: str) -> str:
    """What the outcome of a test of an added part says of the edits that claims name."""
    return (WHOSE_THAN_OBSERVER if part is ADDED[-1] else WHOSE_EDITS)[word]


RULES = """\
- Every test compares held-out entities at the last recorded step, and is stated so that an effect above 0 is what the
  claim says. K is compared with ½, which any claim gets that does not tell a prompt's edits apart, and with the K of an
  *outside explainer*: claims trained on the same labels by a model that never saw this behaviour, about this behaviour.
  Under label noise only ½ is fair: the outside explainer had the clean labels.
- The effect is computed in every seed and averaged. Its error adds the variance over entities (bootstrap of the seeds'
  mean) and over seeds, because all seeds share the entities and neither alone speaks of other models *and* other
  entities; Satterthwaite's degrees of freedom.
- Two one-sided p-values a test, each doubled: of "no effect", and of "an effect that counts", at least 0.05 (in 4a 0).
  Each of the two kinds is adjusted by Holm over all tests below, so all of them together err in at most 5 % of
  studies. A test whose runs are not there in three seeds counts as p = 1.
- A test **supports** its claim if "no effect" is rejected; otherwise it **contradicts** it if "an effect that counts"
  is; otherwise it is **open**.
- A claim **holds here** if all its tests support it, **does not hold here** if any contradicts it, and else **cannot
  tell**. The same rule gives a family's verdict from that family's tests.
- The test of 4b against ½ was added last, when all its runs had been seen: claims that tell no edits apart pass the
  other one, since an outside explainer lies below ½. It can only take a verdict away."""


def declared_tests(claims: Sequence[Claim] = CLAIMS) -> list[Test]:
    return [test for claim in claims for part in claim.parts for test in part.tests]


def verdict(outcomes: Sequence[Outcome]) -> str:
    words = {outcome.word for outcome in outcomes}
    if CONTRADICTS in words:
        return FAILS
    return HOLDS if words == {SUPPORTS} else OPEN


def outcomes_of(evidence: Evidence, tests: Sequence[Test]) -> list[Outcome]:
    """All tests at once: they are one family."""
    rows = []
    for test in tests:
        effects = {seed: test.effect(evidence, test.family, seed) for seed in seeds_there(evidence)}
        effects = {seed: effect for seed, effect in effects.items() if effect is not None}
        both = over_both(list(effects.values())) if effects else Undefined("not run yet")
        alone = percentile(average(list(effects.values()))) if effects else Undefined("not run yet")
        is_made = isinstance(both, Both) and len(effects) >= SEEDS_NEEDED
        p = (min(1.0, 2 * both.p_above(0.0)), min(1.0, 2 * both.p_below(test.least))) if is_made else (None, None)
        rows.append((test, tuple(effects), both, alone, *p))
    adjusted = [holm([1.0 if row[column] is None else row[column] for row in rows]) for column in (4, 5)]
    return [Outcome(*row, one, other) for row, one, other in zip(rows, *adjusted)]


def seeds_there(evidence: Evidence) -> list[int]:
    return sorted({seed for _, _, seed in evidence.views})
