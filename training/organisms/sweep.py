"""Runs what is missing of the plan, several runs at once, and survives a kill: finished runs are never repeated.

``npm run training:sweep`` brings every arm to its end. A run is finished once it has records, in the folder of runs
or in the bundle. Runs are dispatched through joblib, each as soon as the runs it needs are there: to processes of
this machine, or with ``--engine ray`` to a Ray cluster that shares the folder of runs.
"""

import argparse
import errno
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import joblib
import torch
from joblib import Parallel, delayed

from .config import RunConfig
from .families import FAMILIES
from .finished import FinishedRuns
from .plan import ARM_OF, needs_of, plan
from .progress import Progress
from .run import prepare_torch, run
from .run_folder import RUNS, write_atomically

# Ray would report usage to its makers, and runs its workers at low priority, though they are all the work there is
RAY_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
WAIT_S = 2.0  # between looks for a needed run that another worker is on


def wait_for_needs(config: RunConfig, root: Path, planned: frozenset[str]) -> None:
    """Returns once every needed run is finished; ``SystemExit`` where one failed or is not of this sweep."""
    runs = FinishedRuns(root)
    for need in needs_of(config):
        while not runs.is_usable(need):
            if need not in planned:
                raise SystemExit(f"it needs {need}, which is not finished in {root}")
            if (root / need / "error.txt").exists():
                raise SystemExit(f"it needs {need}, which failed; that run's error.txt says why")
            time.sleep(WAIT_S)


def sentence_of(error: BaseException) -> str:
    """What to tell the user; the traceback goes to the run's error.txt."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Make room and run the same command again; it goes on from the last saved state"
    return str(error) or type(error).__name__


def attempt(config: RunConfig, root: Path, device: str, planned: frozenset[str]) -> tuple[str, str | None]:
    """One run in a worker process: its id, and the sentence it died of."""
    prepare_torch()
    failure = root / config.id / "error.txt"
    try:
        wait_for_needs(config, root, planned)
        run(config, root, device, is_quiet=True)
    except (Exception, SystemExit) as error:
        try:
            write_atomically(failure, traceback.format_exc())
        except OSError:
            pass  # the sentence still reaches the caller
        return config.id, sentence_of(error)
    return config.id, None


def ready_first(configs: list[RunConfig], root: Path) -> Iterator[RunConfig]:
    """The runs, each time the first whose needs are there. Needs stand before what needs them, so where none is
    ready the first can only be waiting for runs that are under way."""
    runs, pending = FinishedRuns(root), list(configs)
    while pending:
        index = next((i for i, config in enumerate(pending) if all(map(runs.is_usable, needs_of(config)))), 0)
        yield pending.pop(index)


@contextmanager
def dispatcher(engine: str, address: str | None, jobs: int) -> Iterator[None]:
    """The joblib backend; ``SystemExit`` where Ray is asked for and not installed or not reached."""
    if engine == "local":
        yield
        return
    for name, value in RAY_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        from ray.util.joblib import register_ray
    except ImportError as error:
        raise SystemExit(f"--engine ray needs the package ray ({error}); training/requirements.txt names it") from error
    size = {} if address else {"num_cpus": jobs}
    try:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, **size)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise SystemExit(f"no Ray cluster at {address or 'this machine'}: {error}") from error
    try:
        register_ray()
        with joblib.parallel_config("ray"):
            yield
    finally:
        ray.shutdown()


def sweep(
    configs: list[RunConfig], root: Path, device: str, jobs: int, engine: str = "local", address: str | None = None
) -> list[tuple[str, str]]:
    """Runs everything that is not finished. Returns the failures; a failure does not stop the others."""
    runs = FinishedRuns(root)
    missing = runs.missing(configs)
    for config in missing:
        (root / config.id / "error.txt").unlink(missing_ok=True)
    print(f"{len(configs) - len(missing)} of {len(configs)} runs are finished; {jobs} at once on {device}", flush=True)
    planned = frozenset(config.id for config in missing)
    with dispatcher(engine, address, jobs), Progress(missing, root):
        # one run a task, taken when a worker is free, so that the next is chosen by what is finished by then
        results = Parallel(n_jobs=jobs, batch_size=1, pre_dispatch=jobs)(
            delayed(attempt)(config, root, device, planned) for config in ready_first(missing, root)
        )
    return [(run_id, error) for run_id, error in results if error is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arms", nargs="+", choices=list(ARM_OF), metavar="ARM", help="default: all; see plan.py")
    parser.add_argument("--seeds", type=int, nargs="+", help="default: every seed the arms have")
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--jobs", type=int, help="runs at once; default: one a core")
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--address", help="of a Ray cluster; default: one of this machine's own")
    arguments = parser.parse_args()
    jobs = arguments.jobs or os.cpu_count() or 1
    configs = plan(arguments.arms, arguments.families, arguments.seeds)
    failures = sweep(configs, arguments.runs, arguments.device, jobs, arguments.engine, arguments.address)
    if failures:
        sentences = "".join(f"\n  {run_id}: {error}" for run_id, error in failures)
        sys.exit(
            f"{len(failures)} run(s) failed; finished runs are untouched. Each one's error.txt has the details; "
            f"run the same command again to go on.{sentences}"
        )


if __name__ == "__main__":
    main()
