"""Trains a finished run again from its stored config and compares the records: ``npm run training:rerun -- <run id>``.

On the machine and thread count that made the run the arithmetic is the same and so are the records. Elsewhere sums are
taken in another order, the difference grows over the steps, and single answers change; the estimates should not.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from .config import RunConfig
from .plan import needs_of
from .records import PROBABILITY_STEPS, read_answers
from .run import prepare_torch, run
from .run_folder import RUNS, read_config

# a probability stands in the records as a multiple of 1/255, so equal runs may differ by nothing
TOLERANCE = 1 / PROBABILITY_STEPS


def train_again(config: RunConfig, root: Path, scratch: Path, device: str) -> None:
    """The run in a folder of its own; the runs it needs are linked, not made again."""
    for need in needs_of(config):
        (scratch / need).symlink_to((root / need).resolve(), target_is_directory=True)
    run(config, scratch, device)


def compare(first: Path, second: Path, steps: tuple[int, ...]) -> list[tuple[int, float, float]]:
    """For each step the share of items with another class anywhere, and the largest difference of a probability."""
    rows = []
    for step in steps:
        a, b = read_answers(first, step), read_answers(second, step)
        changed = (a.reply != b.reply) | (a.counterfactual != b.counterfactual) | (a.claim != b.claim)
        pairs = ((a.reply_p, b.reply_p), (a.counterfactual_p, b.counterfactual_p), (a.claim_p, b.claim_p))
        rows.append((step, float(changed.mean()), max(float(np.abs(p - q).max()) for p, q in pairs)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", help="id of a finished run in the folder of runs")
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    records = arguments.runs / arguments.run / "records.parquet"
    if not records.exists():
        sys.exit(f"{arguments.run}: no records at {records}; finish it first with npm run training:sweep")
    prepare_torch()
    config = read_config(arguments.runs / arguments.run / "config.json")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        train_again(config, arguments.runs, scratch, arguments.device)
        rows = compare(records, scratch / config.id / "records.parquet", config.checkpoint_steps)
    for step, changed, difference in rows:
        print(f"step {step}: {changed:.3%} of items answered otherwise, probabilities within {difference:.4f}")
    if any(changed > 0 or difference > TOLERANCE for _, changed, difference in rows):
        sys.exit(f"{config.id}: the records differ by more than one step of 1/{PROBABILITY_STEPS}")
    print(f"{config.id}: the same records")


if __name__ == "__main__":
    main()
