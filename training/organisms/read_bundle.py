"""Reading a bundle back for statistics: items and records, nothing from the runs' folders."""

import json
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from .bundle import Bundle, Run, RunStep
from .records import ItemAnswers, read_answers
from .scored import Scored

CLASS_COLUMNS = ("reply", "counterfactual", "claim")


class BundleReader:
    """A bundle's folder. Arrays come as ``(prompts, edits)``."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.manifest = Bundle.model_validate(json.loads((folder / "bundle.json").read_text()))
        self.items = pq.read_table(folder / "items.parquet")
        self.edits = len(self.manifest.tasks[0].cues)
        self._runs = {run.id: run for run in self.manifest.runs}
        self._classes: dict[tuple[str, int], dict[str, np.ndarray]] = {}

    def __contains__(self, run_id: str) -> bool:
        return run_id in self._runs

    def run(self, run_id: str) -> Run:
        """The manifest's entry of a run; ``KeyError`` for an unknown one."""
        return self._runs[run_id]

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

    @cached_property
    def entities(self) -> np.ndarray:
        """The entities' names in the order of the items, which is the order in which the site draws them."""
        names, first = np.unique(self.entity, return_index=True)
        return names[np.argsort(first)]

    @cached_property
    def entity_index(self) -> np.ndarray:
        """Place of each prompt's entity among ``entities``, ``(P,)``."""
        place = {name: index for index, name in enumerate(self.entities)}
        return np.array([place[name] for name in self.entity])

    def entities_where(self, **wanted: str) -> np.ndarray:
        """Bool over ``entities``: those whose prompts have the given ``split``, ``task``. A split is an entity's."""
        is_wanted = np.ones(len(self.entity), dtype=bool)
        for column, value in wanted.items():
            is_wanted &= self.column(column) == value
        return np.isin(np.arange(len(self.entities)), self.entity_index[is_wanted])

    def answers(self, run_id: str, step: int) -> ItemAnswers:
        """Everything recorded at a step, probabilities included; ``ValueError`` where there is no such step."""
        return read_answers(self.folder / self.run(run_id).records.path, step)

    def classes(self, run_id: str, step: int) -> dict[str, np.ndarray]:
        """The recorded classes ``(P, C)`` of a step by name, kept once read."""
        if (run_id, step) not in self._classes:
            table = self._columns(run_id, step, CLASS_COLUMNS)
            self._classes[run_id, step] = {name: self.shaped(table[name].to_numpy()) for name in CLASS_COLUMNS}
        return self._classes[run_id, step]

    def probabilities(self, run_id: str, step: int, name: str) -> np.ndarray:
        """The probabilities behind a class column, ``(P, C, classes)``, multiples of 1/probabilitySteps."""
        table = self._columns(run_id, step, (f"{name}_p",))
        values = table[f"{name}_p"].combine_chunks().values.to_numpy()
        return values.reshape(len(self.entity), self.edits, -1)

    def _columns(self, run_id: str, step: int, names: tuple[str, ...]):
        records = self.run(run_id).records
        if step not in records.steps:
            raise ValueError(f"read_bundle: expected a step of {run_id} among {records.steps}, got {step}")
        return pq.read_table(self.folder / records.path, columns=list(names), filters=[("step", "=", step)])

    def shaped(self, column: np.ndarray) -> np.ndarray:
        return column.reshape(-1, self.edits)

    def last(self, run_id: str) -> RunStep:
        """A run at its last recorded step."""
        return RunStep(run=run_id, step=self.run(run_id).records.steps[-1])

    def scored(self, behaving: RunStep, explaining: RunStep, target: RunStep) -> Scored:
        """One checkpoint's claims beside another's behaviour and the target's; all three may be one."""
        own, its = (self.classes(place.run, place.step) for place in (behaving, target))
        claim = self.classes(explaining.run, explaining.step)["claim"]
        columns = (own["reply"], own["counterfactual"], its["reply"], its["counterfactual"])
        return Scored(claim, *columns, self.entity_index)
