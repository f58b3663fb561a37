"""Which runs are finished, here or in the committed bundle, and what other runs can use of them.

A run counts as finished once its records exist. On a machine that lacks the folder of runs the bundle's records count,
so a fresh clone repeats nothing; the checkpoint a later arm starts from is taken from the bundle where it ships it,
and its run is made again where it does not.
"""

import json
import shutil
from functools import cached_property
from pathlib import Path

from .config import RunConfig
from .plan import config_of, needs_of
from .run_folder import BUNDLE, RESULTS, RUNS, RunFolder, read_config


class FinishedRuns:
    """``root`` is the folder of runs. The bundle counts for the repository's own folder only: another folder is asked
    for in order to make runs anew."""

    def __init__(self, root: Path, bundle: Path | None = None):
        self.root = root
        self.bundle = bundle or (BUNDLE if root == RUNS else None)

    @cached_property
    def shipped(self) -> dict[str, dict]:
        """The bundle's runs by id, as in its manifest."""
        path = self.bundle / "bundle.json" if self.bundle else None
        return {run["id"]: run for run in json.loads(path.read_text())["runs"]} if path and path.exists() else {}

    def is_finished(self, config: RunConfig) -> bool:
        """Records are there, and they are this config's."""
        if (self.root / config.id / "records.parquet").exists():
            return True
        kept = RESULTS / config.id / "config.json"
        return config.id in self.shipped and kept.exists() and read_config(kept) == config

    def is_usable(self, run_id: str) -> bool:
        """Another run can start from this one or be labelled by it: finished, with its last checkpoint at hand."""
        folder = self.root / run_id
        if not (folder / "records.parquet").exists():
            return False
        config = read_config(folder / "config.json")
        return not hasattr(config, "steps") or (RunFolder(config, self.root).last_checkpoint() / "model.safetensors").exists()

    def restore(self, run_id: str) -> bool:
        """Brings a finished run's records and last checkpoint back from the bundle; False where it ships none."""
        run = self.shipped.get(run_id)
        if run is None or not self.bundle:
            return False
        config = config_of(run_id)
        if not self.is_finished(config):
            return False
        steps = [checkpoint for checkpoint in run["checkpoints"] if checkpoint["step"] == getattr(config, "steps", None)]
        if hasattr(config, "steps") and not steps:
            return False
        folder = RunFolder(config, self.root)
        for checkpoint in steps:
            partial = folder.last_checkpoint().with_suffix(".partial")
            partial.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.bundle / checkpoint["path"], partial / "model.safetensors")
            shutil.copyfile(self.bundle / checkpoint["config"]["path"], partial / "config.json")
            partial.rename(folder.last_checkpoint())
        for name in ("provenance.json", "metrics.json", "log.txt"):
            if (RESULTS / run_id / name).exists():
                shutil.copyfile(RESULTS / run_id / name, folder.path / name)
        shutil.copyfile(self.bundle / run["records"]["path"], folder.records)
        return True

    def missing(self, configs: list[RunConfig]) -> list[RunConfig]:
        """What has to run, in order: the unfinished runs, and finished ones whose checkpoint they need and nobody has."""
        by_id = {config.id: config for config in configs}
        wanted = {config.id for config in configs if not self.is_finished(config)}
        for config in reversed(configs):
            if config.id in wanted:
                for need in needs_of(config):
                    if not self.is_usable(need) and not self.restore(need):
                        by_id.setdefault(need, config_of(need))
                        wanted.add(need)
        return [config for config in configs if config.id in wanted]
