"""Runs what is missing of a plan, several runs at once, and survives a kill: finished runs are never repeated.

``python -m organisms.sweep --seeds 0`` makes the flagship with its arms and controls, both families.
"""

import argparse
import os
import sys
import traceback
from pathlib import Path

import torch
from joblib import Parallel, delayed
from tqdm import tqdm

from .config import RunConfig
from .families import FAMILIES
from .plan import plan
from .run import needs_of, prepare_torch, run
from .run_folder import RUNS


def waves(configs: list[RunConfig]) -> list[list[RunConfig]]:
    """The runs in waves: every run stands in a later wave than the runs it needs."""
    depth: dict[str, int] = {}
    by_id = {config.id: config for config in configs}

    def depth_of(run_id: str) -> int:
        if run_id not in by_id:
            return -1  # made by an earlier sweep; a missing one is reported by the run that needs it
        if run_id not in depth:
            depth[run_id] = 1 + max((depth_of(need) for need in needs_of(by_id[run_id])), default=-1)
        return depth[run_id]

    result: list[list[RunConfig]] = []
    for config in configs:
        level = depth_of(config.id)
        while len(result) <= level:
            result.append([])
        result[level].append(config)
    return result


def attempt(config: RunConfig, root: Path, device: str) -> tuple[str, str | None]:
    """One run in a worker process: its id, and the error it died of."""
    prepare_torch()
    try:
        run(config, root, device, is_quiet=True)
    except (Exception, SystemExit) as error:
        (root / config.id).mkdir(parents=True, exist_ok=True)
        (root / config.id / "error.txt").write_text(traceback.format_exc())
        return config.id, str(error) or type(error).__name__
    (root / config.id / "error.txt").unlink(missing_ok=True)
    return config.id, None


def sweep(configs: list[RunConfig], root: Path, device: str, jobs: int) -> list[tuple[str, str]]:
    """Runs everything that has no records yet. Returns the failures; a failure does not stop the others."""
    failures = []
    missing = [config for config in configs if not (root / config.id / "records.parquet").exists()]
    print(f"{len(configs) - len(missing)} of {len(configs)} runs are finished; {jobs} at once on {device}", flush=True)
    with tqdm(total=len(missing), desc="runs") as bar:
        for wave in waves(missing):
            results = Parallel(n_jobs=jobs, return_as="generator_unordered")(
                delayed(attempt)(config, root, device) for config in wave
            )
            for run_id, error in results:
                bar.update()
                bar.write(f"  {run_id}: {'done' if error is None else 'FAILED: ' + error}", file=sys.stderr)
                if error is not None:
                    failures.append((run_id, error))
    return failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--jobs", type=int, help="runs at once; default: one a core")
    arguments = parser.parse_args()
    jobs = arguments.jobs or os.cpu_count() or 1
    failures = sweep(plan(arguments.seeds, arguments.families), arguments.runs, arguments.device, jobs)
    if failures:
        names = ", ".join(run_id for run_id, _ in failures)
        sys.exit(f"{len(failures)} run(s) failed: {names}. Each one's error.txt says why; run the same command again.")


if __name__ == "__main__":
    main()
