"""The progress of a sweep: one bar over all its steps with an estimate, one a run that is under way.

Read from the folder of runs alone, so it is the same wherever the workers are; only this process draws.
"""

import json
import sys
import threading
from pathlib import Path

from tqdm import tqdm

from .config import RunConfig
from .finished import FinishedRuns

LOOK_EVERY_S = 5.0
NOMINAL_STEPS = 100  # what a run without training steps counts for in the estimate


def steps_of(config: RunConfig) -> int:
    return getattr(config, "steps", NOMINAL_STEPS)


class Progress:
    """Use as a context around the work."""

    def __init__(self, configs: list[RunConfig], root: Path):
        self.root, self.runs = root, FinishedRuns(root)
        self.configs = {config.id: config for config in configs}
        self.steps = {config.id: steps_of(config) for config in configs}
        self.reached = {config.id: min(self.step_of(config.id), steps_of(config)) for config in configs}
        self.bars: dict[str, tqdm] = {}
        # what an earlier sitting did is no measure of this one's speed
        self.total = tqdm(
            total=sum(self.steps.values()), initial=sum(self.reached.values()), unit="step", smoothing=0.02,
            bar_format="{desc} {percentage:3.0f} % [{elapsed} so far, {remaining} to go, {rate_fmt}]",
        )
        self.open = set(self.steps)
        self.total.set_description_str(self.summary())
        self.stopped = threading.Event()

    def summary(self) -> str:
        return f"{len(self.steps) - len(self.open)} of {len(self.steps)} runs"

    def __enter__(self) -> "Progress":
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.stopped.set()
        self.thread.join()
        self.look()
        for bar in (*self.bars.values(), self.total):
            bar.close()

    def _watch(self) -> None:
        while not self.stopped.wait(LOOK_EVERY_S):
            self.look()

    def step_of(self, run_id: str) -> int:
        """The step a run last reported, 0 before its first report."""
        try:
            return int(json.loads((self.root / run_id / "progress.json").read_text())["step"])
        except (OSError, ValueError, KeyError):
            return 0

    def look(self) -> None:
        """Brings the bars up to what the folders say."""
        for run_id in sorted(self.open):
            if self.runs.is_here(self.configs[run_id]):
                self._close(run_id, "done")
            elif (self.root / run_id / "error.txt").exists():
                self._close(run_id, "FAILED")
            elif (step := min(self.step_of(run_id), self.steps[run_id])) != self.reached[run_id]:
                self._move(run_id, step)

    def _move(self, run_id: str, step: int) -> None:
        if run_id not in self.bars:
            self.bars[run_id] = tqdm(
                total=self.steps[run_id], initial=self.reached[run_id], desc=run_id, unit="step", leave=False
            )
        moved = step - self.reached[run_id]
        for bar in (self.bars[run_id], self.total):
            if moved < 0:  # taken up from the last saved state, behind what was reported before the kill: no speed
                bar.initial += moved
            bar.update(moved)
        self.reached[run_id] = step

    def _close(self, run_id: str, how: str) -> None:
        self.open.remove(run_id)
        self.total.update(self.steps[run_id] - self.reached[run_id])
        if bar := self.bars.pop(run_id, None):
            bar.close()
        self.total.write(f"  {run_id}: {how}", file=sys.stderr)
        self.total.set_description_str(self.summary())
