"""Trains a finished run again from its stored config and compares the records: ``npm run training:rerun -- <run id>``.

On the machine and thread count that made the run the arithmetic is the same and so are the records, within one step of
their quantisation (``same_records.py``), but for the first twelve runs: the last MLP has since been computed only where
logits are read, which adds gradients up in another order (LOG.md). Elsewhere sums are taken in another order, the difference grows over the steps,
and single answers change: few where training is steady, many where it is not (LOG.md has both).

In a fresh clone, without the folder of runs, config and records come from ``training/results`` and the bundle, and so do
the models that the run starts from and is labelled by where the bundle ships them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import torch

from .config import RunConfig
from .finished import FinishedRuns
from .plan import config_of, needs_of
from .records import PROBABILITY_STEPS
from .run import prepare_torch, run
from .run_folder import RESULTS, RUNS, read_config
from .same_records import are_same, compare, recorded_steps


def stored(run_id: str, runs: FinishedRuns) -> tuple[RunConfig, Path, int]:
    """A finished run's config, records, and in how many steps their probabilities are quantised; ``SystemExit`` where
    neither the folder of runs nor the bundle has it."""
    here, kept = runs.root / run_id, RESULTS / run_id / "config.json"
    if (here / "records.parquet").exists():
        return read_config(here / "config.json"), here / "records.parquet", PROBABILITY_STEPS
    entry = runs.shipped.get(run_id)
    if entry is None or not kept.exists():
        raise SystemExit(f"{run_id}: no records at {here} or in the bundle; finish it first with npm run training:sweep")
    return read_config(kept), runs.bundle / entry["records"]["path"], entry["records"]["probabilitySteps"]


def bring_needs(config: RunConfig, runs: FinishedRuns, scratch: Path) -> None:
    """Puts the runs it needs beside the new one: linked from the folder of runs, or restored from the bundle;
    ``SystemExit`` where neither has their weights."""
    beside = FinishedRuns(scratch, runs.bundle)
    for need in needs_of(config):
        own = runs.root / need
        if (own / "config.json").exists() and runs.is_usable(read_config(own / "config.json")):
            (scratch / need).symlink_to(own.resolve(), target_is_directory=True)
        elif runs.bundle is None or not beside.restore(config_of(need)):
            raise SystemExit(
                f"{config.id}: it needs {need}, whose weights are neither in {runs.root} nor in the bundle. "
                f"Make that run first, in training/: python -m organisms.run results/{need}/config.json"
            )


def rerun(run_id: str, root: Path, device: str, bundle: Path | None = None) -> bool:
    """Trains it again in a folder of its own, prints how the records compare, and says whether they are the same."""
    runs = FinishedRuns(root, bundle)
    config, records, probability_steps = stored(run_id, runs)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        bring_needs(config, runs, scratch)
        run(config, scratch, device)
        rows = compare(records, scratch / run_id / "records.parquet", recorded_steps(run_id, records))
    for step, changed, difference in rows:
        print(f"step {step}: {changed:.3%} of items answered otherwise, probabilities within {difference:.4f}")
    is_same = are_same(rows, probability_steps)
    print(f"{run_id}: {'the same records' if is_same else f'the records differ by more than one step of 1/{probability_steps}'}")
    return is_same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", help="id of a finished run")
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    prepare_torch()
    if not rerun(arguments.run, arguments.runs, arguments.device):
        sys.exit(1)


if __name__ == "__main__":
    main()
