"""Which runs are finished, here or in the committed bundle, and what other runs can use of them.

A run counts as finished once its records exist, can be read and are those of the config asked for. On a machine that
lacks the folder of runs the bundle's records count, so a fresh clone repeats nothing; the checkpoint a later arm starts
from is taken from the bundle where it ships it, and its run is made again where it does not.
"""

import json
import shutil
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq

from .config import RunConfig
from .disk import remove
from .plan import config_of, needs_of
from .run_folder import BUNDLE, RESULTS, RUNS, RunFolder, read_config


def is_of(folder: Path, config: RunConfig) -> bool:
    """A folder's stored config is this one."""
    try:
        return read_config(folder / "config.json") == config
    except (OSError, SystemExit):
        return False


def is_table(path: Path) -> bool:
    """A Parquet file is there, and its footer can be read."""
    try:
        pq.read_metadata(path)
    except (OSError, ValueError):
        return False
    return True


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

    def is_here(self, config: RunConfig) -> bool:
        """The folder of runs has records of this config, and they can be read."""
        folder = self.root / config.id
        return is_table(folder / "records.parquet") and is_of(folder, config)

    def is_kept(self, config: RunConfig) -> bool:
        """The bundle has records of this config."""
        return config.id in self.shipped and is_of(RESULTS / config.id, config)

    def is_finished(self, config: RunConfig) -> bool:
        """Records are there, can be read, and are this config's. Damaged ones, or another config's, in the folder of
        runs do not count even where the bundle has the run: making it says what is wrong with them."""
        if (self.root / config.id / "records.parquet").exists():
            return self.is_here(config)
        return self.is_kept(config)

    def is_usable(self, config: RunConfig) -> bool:
        """Another run can start from this one or be labelled by it: finished, with its last checkpoint at hand."""
        if not self.is_here(config):
            return False
        return not hasattr(config, "steps") or (RunFolder(config, self.root).last_checkpoint() / "model.safetensors").exists()

    def restore(self, config: RunConfig) -> bool:
        """Brings a finished run's records and last checkpoint back from the bundle; False where it ships none."""
        run = self.shipped.get(config.id)
        if run is None or not self.bundle or not self.is_finished(config):
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
            remove(folder.last_checkpoint())
            partial.rename(folder.last_checkpoint())
        for name in ("provenance.json", "metrics.json", "log.txt"):
            if (RESULTS / config.id / name).exists():
                shutil.copyfile(RESULTS / config.id / name, folder.path / name)
        shutil.copyfile(self.bundle / run["records"]["path"], folder.records)
        return True

    def missing(self, configs: list[RunConfig]) -> list[RunConfig]:
        """What has to run, in order: the unfinished runs, and finished ones whose checkpoint they need and nobody has."""
        by_id = {config.id: config for config in configs}
        wanted = {config.id for config in configs if not self.is_finished(config)}
        for config in reversed(configs):
            if config.id in wanted:
                for run_id in needs_of(config):
                    need = by_id.get(run_id) or config_of(run_id)
                    if not self.is_usable(need) and not self.restore(need):
                        wanted.add(run_id)
        return [config for config in configs if config.id in wanted]
