"""What the runs of a bundle show, as sums by entity: whose claims, about whose behaviour, against which target.

Every number of the reports starts here. Sums of all entities are made once a pair and cut into slices afterwards.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from .bundle import Run, RunStep
from .conditional_logit import LogitCounts, LogOdds, fit, logit_counts
from .draws import bootstrap_weights
from .entity_sums import EntitySums, behaviour_sums, claim_sums
from .intervals import Sample, Undefined
from .placing import words_rates
from .read_bundle import BundleReader
from .scored import Scored
from .statistics import samples

SPLITS = ("held-out", "explained")
AWAY = 0.5  # between the two likeliest classes: an answer this clear is away from the margin
PROBABILITY_FLOOR = 1 / 30  # half the coarsest step of recorded probabilities (1/15)
ITSELF = "-itself"  # marks an outside explainer's row about its own behaviour
CLEAR_ANSWERS = ("reply", "counterfactual")


@dataclass(frozen=True)
class View:
    """One row of the tables: the claims of run ``explaining`` about the behaviour of run ``behaving``."""

    arm: str
    family: str
    seed: int
    explaining: str
    behaving: str


@dataclass(frozen=True)
class Slice:
    """Which entities, and whether only edits whose answers are clear."""

    split: str
    task: str | None = None
    is_away: bool = False

    @property
    def name(self) -> str:
        return "/".join(filter(None, (self.split, self.task, "away from the margin" if self.is_away else None)))


def divergence(start: np.ndarray, current: np.ndarray) -> np.ndarray:
    """KL(M0 || current) in nats, ``(P,)``, of quantised distributions ``(P, classes)``: both floored, then normalised."""
    p, q = (np.maximum(one, PROBABILITY_FLOOR) for one in (start.astype(float), current.astype(float)))
    p, q = (one / one.sum(axis=1, keepdims=True) for one in (p, q))
    return (p * np.log(p / q)).sum(axis=1)


class Evidence:
    def __init__(self, reader: BundleReader):
        self.reader = reader
        self.classes = len(reader.manifest.tasks[0].replies)
        self._sums: dict[tuple[str, str, bool], EntitySums] = {}
        self._samples: dict[tuple[str, str, Slice, str], Sample] = {}
        self._logit: dict[tuple[str, str], LogitCounts] = {}

    @cached_property
    def views(self) -> dict[tuple[str, str, int], View]:
        """Every row by arm, family and seed. A model that is an outside explainer has two: of its subject, and of itself."""
        views = {}
        for run in self.reader.manifest.runs:
            if run.supervision.target is None:
                continue
            family = run.family or self.reader.run(run.subject).family
            views[run.arm, family, run.seed] = View(run.arm, family, run.seed, run.id, run.subject or run.id)
            if run.subject and run.model:
                arm = run.arm + ITSELF
                views[arm, family, run.seed] = View(arm, family, run.seed, run.id, run.id)
        return views

    def seeds(self, arm: str, family: str) -> list[int]:
        return sorted(seed for one, its, seed in self.views if (one, its) == (arm, family))

    def view(self, arm: str, family: str, seed: int) -> View | None:
        return self.views.get((arm, family, seed))

    def outside(self, view: View) -> View | None:
        """The row's outside explainer about the same behaviour; None where the manifest names none or it is not there."""
        external = self.reader.run(view.behaving).external
        if external is None or external not in self.reader:
            return None
        return View("external", view.family, view.seed, external, view.behaving)

    def refreshed(self, view: View) -> View | None:
        """The run with online labels that shares family, seed, shift and start with the row's behaviour."""
        own = self.reader.run(view.behaving)
        for other in self.views.values():
            run = self.reader.run(other.explaining)
            if run.supervision.source == "online" and run.family == own.family and run.seed == own.seed:
                if run.shift == own.shift and run.start == own.start:
                    return other
        return None

    def target(self, view: View) -> RunStep:
        return self.reader.run(view.behaving).supervision.target

    def scored(self, view: View) -> Scored:
        """The row at the last recorded steps."""
        reader = self.reader
        return reader.scored(reader.last(view.behaving), reader.last(view.explaining), self.target(view))

    def sums(self, view: View, is_away: bool = False) -> EntitySums:
        """Of all entities."""
        key = (view.explaining, view.behaving, is_away)
        if key not in self._sums:
            scored = self.scored(view)
            counted = self._clear(view.behaving) if is_away else None
            claims = claim_sums(scored, counted, self.odds(view), self.classes)
            self._sums[key] = claims if is_away else claims.beside(self._behaviour(view.behaving))
        return self._sums[key]

    def m0(self, run_id: str) -> RunStep:
        """The last step of the M0 that a run descends from; arms may start where another arm ended."""
        run = self.reader.run(run_id)
        while run.start:
            run = self.reader.run(run.start.run)
        return self.reader.last(run.id)

    @cache
    def _behaviour(self, run_id: str) -> EntitySums:
        """Of a run's last step against its first, and its divergence from M0."""
        reader, run = self.reader, self.reader.run(run_id)
        last = reader.last(run_id)
        begun = reader.classes(run_id, run.records.steps[0])
        replies = (reader.probabilities(place.run, place.step, "reply")[:, 0] for place in (self.m0(run_id), last))
        scored = reader.scored(last, last, run.supervision.target)
        return behaviour_sums(scored, begun["reply"], begun["counterfactual"], divergence(*replies))

    @cached_property
    def _cells(self) -> np.ndarray:
        """Number of each edit's task, cue and direction, ``(P, C)``."""
        tasks = [task.id for task in self.reader.manifest.tasks]
        task = np.array([tasks.index(name) for name in self.reader.column("task")])
        cue = np.arange(self.reader.edits)
        return (task[:, None] * self.reader.edits + cue) * 2 + self.reader.present

    @cache
    def _words(self, target: tuple[str, int]) -> np.ndarray:
        """How often an edit changes the target's reply, by task, cue, direction and reply, on explained entities: what
        an outsider learns from the labels' words."""
        answers = self.reader.classes(*target)
        explained = self.reader.column("split") == "explained"
        cells = self._cells * self.classes + answers["reply"]
        influence = answers["counterfactual"] != answers["reply"]
        count = (int(self._cells.max()) + 1) * self.classes
        return words_rates(cells[explained], influence[explained], count)

    def words(self, view: View) -> np.ndarray:
        """The probability with which the cue words alone would name each edit, ``(P, C)``."""
        target = self.target(view)
        reply = self.reader.classes(view.behaving, self.reader.last(view.behaving).step)["reply"]
        return self._words((target.run, target.step))[self._cells * self.classes + reply]

    def odds(self, view: View) -> np.ndarray:
        rates = self.words(view)
        return rates / (1.0 - rates)

    def margin(self, view: View) -> np.ndarray:
        """Between the two likeliest replies of the behaving model, ``(P,)``."""
        ordered = np.sort(self.reader.probabilities(view.behaving, self.reader.last(view.behaving).step, "reply")[:, 0], axis=1)
        return ordered[:, -1] - ordered[:, -2]

    @cache
    def _clear(self, run_id: str) -> np.ndarray:
        """Bool ``(P, C)``: edits at which self and target are both sure, before the edit and after it."""
        places = (self.reader.last(run_id), self.reader.run(run_id).supervision.target)
        is_clear = True
        for place in places:
            for name in CLEAR_ANSWERS:
                ordered = np.sort(self.reader.probabilities(place.run, place.step, name), axis=2)
                is_clear = is_clear & (ordered[:, :, -1] - ordered[:, :, -2] >= AWAY)
        return is_clear

    @cache
    def entities(self, split: str, task: str | None) -> np.ndarray:
        return self.reader.entities_where(split=split, **({"task": task} if task else {}))

    def cut(self, view: View, where: Slice) -> EntitySums:
        return self.sums(view, where.is_away).of(self.entities(where.split, where.task))

    def samples(self, view: View, where: Slice, names: tuple[str, ...] | None = None) -> dict[str, Sample]:
        cut = self.cut(view, where)
        return samples(cut, bootstrap_weights(len(cut.table)), names)

    def sample(self, view: View, where: Slice, name: str) -> Sample:
        """One object for one explainer of one behaviour, whatever row it stands in: its difference from itself is exact."""
        key = (view.explaining, view.behaving, where, name)
        if key not in self._samples:
            self._samples[key] = self.samples(view, where, (name,))[name]
        return self._samples[key]

    @cache
    def log_odds(self, view: View, split: str) -> LogOdds | Undefined:
        key = (view.explaining, view.behaving)
        if key not in self._logit:
            self._logit[key] = logit_counts(self.scored(view), len(self.reader.entities))
        return fit(self._logit[key].of(self.entities(split, None)))

    def against_twin(self, view: View, twin: View) -> EntitySums:
        """The row's claims, with another seed's behaviour at its last step in the target's place."""
        own = self.reader.last(view.behaving)
        scored = self.reader.scored(own, self.reader.last(view.explaining), self.reader.last(twin.behaving))
        return claim_sums(scored, odds=self.odds(view), classes=self.classes)

    def imagined(self, view: View, claims: dict[str, np.ndarray], where: Slice) -> dict[str, EntitySums]:
        """Made-up explainers of the row's behaviour, as sums over a slice."""
        scored, entities, odds = self.scored(view), self.entities(where.split, where.task), self.odds(view)
        sums = {name: claim_sums(scored.claiming(claim), odds=odds, classes=self.classes) for name, claim in claims.items()}
        return {name: one.of(entities) for name, one in sums.items()}
