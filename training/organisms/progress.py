"""The progress of a sweep: one bar over all its steps with an estimate, one a run that is under way.

Workers write ``progress.json`` into their run's folder; only this process draws.
"""

import json
import sys
import threading
from pathlib import Path

from tqdm import tqdm

from .config import RunConfig

LOOK_EVERY_S = 5.0
NOMINAL_STEPS = 100  # what a run without training steps counts for in the estimate


def steps_of(config: RunConfig) -> int:
    return getattr(config, "steps", NOMINAL_STEPS)


class Progress:
    """Use as a context. ``done`` moves a run from under way to finished."""

    def __init__(self, configs: list[RunConfig], root: Path):
        self.root = root
        self.steps = {config.id: steps_of(config) for config in configs}
        self.under_way: dict[str, int] = {config.id: 0 for config in configs}
        self.bars: dict[str, tqdm] = {}
        self.total = tqdm(total=sum(self.steps.values()), desc=f"{len(configs)} runs", unit="step", smoothing=0.05)
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.finished_runs = 0

    def __enter__(self) -> "Progress":
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.stopped.set()
        self.thread.join()
        for bar in (*self.bars.values(), self.total):
            bar.close()

    def step_of(self, run_id: str) -> int | None:
        """The step a run last reported, None before its first report."""
        try:
            return int(json.loads((self.root / run_id / "progress.json").read_text())["step"])
        except (OSError, ValueError, KeyError):
            return None

    def _watch(self) -> None:
        while not self.stopped.wait(LOOK_EVERY_S):
            self.look()

    def look(self) -> None:
        with self.lock:
            for run_id, before in list(self.under_way.items()):
                step = self.step_of(run_id)
                if step is not None and step != before:
                    self._move(run_id, step)

    def _move(self, run_id: str, step: int) -> None:
        before, of = self.under_way[run_id], self.steps[run_id]
        if run_id not in self.bars:
            self.bars[run_id] = tqdm(total=of, initial=step, desc=run_id, unit="step", leave=False)
        self.bars[run_id].n = step
        self.bars[run_id].refresh()
        self.total.update(min(step, of) - before)
        self.under_way[run_id] = min(step, of)

    def done(self, run_id: str, error: str | None) -> None:
        with self.lock:
            self.finished_runs += 1
            self.total.update(self.steps[run_id] - self.under_way.pop(run_id))
            if bar := self.bars.pop(run_id, None):
                bar.close()
            self.total.set_description(f"{self.finished_runs}/{len(self.steps)} runs")
            self.total.write(f"  {run_id}: {'done' if error is None else 'FAILED: ' + error}", file=sys.stderr)
