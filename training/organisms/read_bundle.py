"""Reading a bundle back for statistics: items and records, nothing from the runs' folders."""

import json
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from .bundle import Bundle, Run
from .records import ItemAnswers, read_answers
from .statistics import Scored


class BundleReader:
    """A bundle's folder. Arrays come as ``(prompts, edits)``."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.manifest = Bundle.model_validate(json.loads((folder / "bundle.json").read_text()))
        self.items = pq.read_table(folder / "items.parquet")
        self.edits = len(self.manifest.tasks[0].cues)
        self._answers: dict[tuple[str, int], ItemAnswers] = {}

    def run(self, run_id: str) -> Run:
        """The manifest's entry of a run; ``KeyError`` for an unknown one."""
        return {run.id: run for run in self.manifest.runs}[run_id]

    def column(self, name: str) -> np.ndarray:
        """A column of the items at each prompt's first row, ``(P,)``."""
        return self.items[name].to_numpy(zero_copy_only=False)[:: self.edits]

    @cached_property
    def present(self) -> np.ndarray:
        """Bool ``(P, C)``: which cues stand in each prompt. A present cue's edit is its removal."""
        return (self.items["edit"].to_numpy(zero_copy_only=False) == "remove").reshape(-1, self.edits)

    @cached_property
    def entity(self) -> np.ndarray:
        """Cluster of each prompt, ``(P,)``: entities of different tasks are different clusters."""
        return np.char.add(np.char.add(self.column("task").astype(str), "/"), self.column("entity").astype(str))

    def answers(self, run_id: str, step: int) -> ItemAnswers:
        if (run_id, step) not in self._answers:
            path = self.folder / self.run(run_id).records.path
            self._answers[run_id, step] = read_answers(path, step)
        return self._answers[run_id, step]

    def shaped(self, column: np.ndarray) -> np.ndarray:
        return column.reshape(-1, self.edits)

    def target_of(self, run: Run) -> tuple[str, int]:
        """Whose behaviour a run's explanations were trained on; M0 of its family where that is not a model."""
        source = run.supervision.source
        if not isinstance(source, str):
            return source.run, source.step
        family = [other for other in self.manifest.runs if other.family == run.family and other.seed == run.seed]
        labelled = next(other for other in family if not isinstance(other.supervision.source, str))
        return labelled.supervision.source.run, labelled.supervision.source.step

    def scored(self, run_id: str, step: int, claim: np.ndarray | None = None) -> Scored:
        """A run's claims (or the given ones) beside its subject's behaviour and its target's."""
        run = self.run(run_id)
        own = self.answers(run.subject or run_id, step)
        target = self.answers(*self.target_of(run))
        claims = self.answers(run_id, step).claim if claim is None else claim
        columns = (claims, own.reply, own.counterfactual, target.reply, target.counterfactual)
        return Scored(*map(self.shaped, columns), self.entity)
