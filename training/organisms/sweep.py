"""Runs what is missing of the plan, several runs at once, and survives a kill: finished runs are never repeated.

``npm run training:sweep`` brings every arm to its end. A run is finished once it has records, in the folder of runs
or in the bundle. Runs are dispatched through joblib, each as soon as the runs it needs are there: to processes of
this machine, or with ``--engine ray`` to a Ray cluster that shares the folder of runs.
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import joblib
import torch
from joblib import Parallel, delayed

from .config import RunConfig
from .disk import DiskFull, is_no_room
from .families import FAMILIES
from .finished import FinishedRuns
from .orphan import end_with
from .plan import ARM_OF, needs_of, plan
from .progress import Progress
from .run import prepare_torch, run
from .run_folder import RUNS, read_config, write_atomically

# Ray would report usage to its makers, and runs its workers at low priority, though they are all the work there is
RAY_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
WAIT_S = 2.0  # between looks for a needed run that another worker is on
# Runs at once on a CUDA device. A step's kernels are small: a core launches them one by one and the device is idle in
# between, so a few runs share it; each also holds a CUDA context of its own and, without MPS, waits its turn. Chosen, not
# measured: no device was at hand.
RUNS_A_GPU = 4
Runs = Mapping[str, RunConfig]


def queued(root: Path, run_id: str) -> Path:
    """Marks a run whose turn in a sweep is not over. It is taken away whatever becomes of the run: a full disk keeps
    an error from being written, not a file from being deleted, and who waits for the run sees it either way."""
    return root / run_id / "queued"


def wait_for_needs(config: RunConfig, root: Path, planned: Runs) -> None:
    """Returns once every needed run is finished; ``SystemExit`` where one failed or is not of this sweep."""
    runs = FinishedRuns(root)
    for need in needs_of(config):
        if need not in planned:
            stored = root / need / "config.json"
            if not stored.exists() or not runs.is_usable(read_config(stored)):
                raise SystemExit(f"it needs {need}, which is not finished in {root}")
            continue
        while not runs.is_usable(planned[need]):
            if not queued(root, need).exists() and not runs.is_usable(planned[need]):
                raise SystemExit(f"it needs {need}, which failed")
            time.sleep(WAIT_S)


def sentence_of(error: BaseException, root: Path) -> str:
    """What to tell the user; the traceback goes to the run's error.txt."""
    if is_no_room(error) and not isinstance(error, DiskFull):
        return str(DiskFull(root))
    return str(error) or type(error).__name__


def attempt(
    config: RunConfig, root: Path, device: str, planned: Runs, sweep_process: int | None
) -> tuple[str, str | None]:
    """One run in a worker process: its id, and the sentence it died of. ``sweep_process`` is its parent's id, of whose end
    it has to learn by itself; None on a Ray cluster, which sees to that."""
    if sweep_process is not None:
        end_with(sweep_process)
    prepare_torch()
    try:
        wait_for_needs(config, root, planned)
        run(config, root, device, is_quiet=True)
    except (Exception, SystemExit) as error:
        try:
            write_atomically(root / config.id / "error.txt", traceback.format_exc())
        except (OSError, DiskFull):
            pass  # the sentence still reaches the caller
        return config.id, sentence_of(error, root)
    finally:
        queued(root, config.id).unlink(missing_ok=True)
    return config.id, None


def ready_first(missing: list[RunConfig], root: Path) -> Iterator[RunConfig]:
    """The runs, each time the first whose needs are there. Needs stand before what needs them, so where none is
    ready the first can only be waiting for runs that are under way."""
    runs, pending, planned = FinishedRuns(root), list(missing), {config.id: config for config in missing}
    while pending:
        waits = ([planned[need] for need in needs_of(config) if need in planned] for config in pending)
        index = next((i for i, needs in enumerate(waits) if all(map(runs.is_usable, needs))), 0)
        yield pending.pop(index)


def local_jobs(device: str, cores: int) -> int:
    """Runs at once on this machine by default: one a core, and no more than share a CUDA device."""
    return min(cores, RUNS_A_GPU) if device.startswith("cuda") else cores


def cluster_jobs(device: str, resources: Mapping[str, float]) -> int:
    """Runs at once on a Ray cluster by default: what its nodes have, not what this machine has."""
    cpus, gpus = int(resources.get("CPU", 0)), int(resources.get("GPU", 0))
    jobs = min(cpus, gpus * RUNS_A_GPU) if device.startswith("cuda") else cpus
    if jobs == 0:
        raise SystemExit(f"the Ray cluster has {cpus} CPUs and {gpus} GPUs: none for runs on {device}; see --device")
    return jobs


@contextmanager
def dispatcher(engine: str, address: str | None, jobs: int | None, device: str) -> Iterator[int]:
    """The joblib backend, and how many runs go at once on it; ``SystemExit`` where Ray is asked for and not installed
    or not reached, or has less than is asked of it."""
    if engine == "local":
        yield jobs or local_jobs(device, joblib.cpu_count())
        return
    for name, value in RAY_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        from ray.util.joblib import register_ray
    except ImportError as error:
        raise SystemExit(f"--engine ray needs the package ray ({error}); training/requirements.txt names it") from error
    size = {} if address else {"num_cpus": jobs or joblib.cpu_count()}
    try:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, **size)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise SystemExit(f"no Ray cluster at {address or 'this machine'}: {error}") from error
    try:
        most = cluster_jobs(device, ray.cluster_resources())
        if jobs and jobs > most:
            raise SystemExit(f"--jobs {jobs} is more than the Ray cluster takes on {device}: {most}")
        register_ray()
        # Ray shows a worker the GPUs it asked for, and no others
        share = {"num_gpus": 1 / RUNS_A_GPU} if device.startswith("cuda") else {}
        with joblib.parallel_config("ray", ray_remote_args=share):
            yield jobs or most
    finally:
        ray.shutdown()


def enqueue(missing: list[RunConfig], root: Path) -> None:
    """Marks the runs as those whose turn is to come, and forgets what they failed of before."""
    for config in missing:
        try:
            (root / config.id).mkdir(parents=True, exist_ok=True)
            queued(root, config.id).touch()
        except OSError as error:
            raise SystemExit(f"{config.id}: {sentence_of(error, root)}") from error
        (root / config.id / "error.txt").unlink(missing_ok=True)


def sweep(
    configs: list[RunConfig], root: Path, device: str, jobs: int | None = None, engine: str = "local",
    address: str | None = None,
) -> list[tuple[str, str]]:
    """Runs everything that is not finished. Returns the failures; a failure does not stop the others."""
    missing = FinishedRuns(root).missing(configs)
    planned = {config.id: config for config in missing}
    enqueue(missing, root)
    parent = os.getpid() if engine == "local" else None
    with dispatcher(engine, address, jobs, device) as at_once:
        done = len(configs) - len(missing)
        print(f"{done} of {len(configs)} runs are finished; {at_once} at once on {device}", flush=True)
        with Progress(missing, root):
            # one run a task, taken when a worker is free, so that the next is chosen by what is finished by then
            results = Parallel(n_jobs=at_once, batch_size=1, pre_dispatch=at_once)(
                delayed(attempt)(config, root, device, planned, parent) for config in ready_first(missing, root)
            )
    return [(run_id, error) for run_id, error in results if error is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arms", nargs="+", choices=list(ARM_OF), metavar="ARM", help="default: all; see plan.py")
    parser.add_argument("--seeds", type=int, nargs="+", help="default: every seed the arms have")
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--jobs", type=int, help=f"runs at once; default: one a core, {RUNS_A_GPU} a CUDA device, or what the cluster has"
    )
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--address", help="of a Ray cluster, with --engine ray; default: one of this machine's own")
    arguments = parser.parse_args()
    if arguments.address and arguments.engine != "ray":
        parser.error("--address is that of a Ray cluster: give --engine ray with it")
    configs = plan(arguments.arms, arguments.families, arguments.seeds)
    failures = sweep(
        configs, arguments.runs, arguments.device, arguments.jobs, arguments.engine, arguments.address
    )
    if failures:
        sentences = "".join(f"\n  {run_id}: {error}" for run_id, error in failures)
        sys.exit(
            f"{len(failures)} run(s) failed; finished runs are untouched. Each one's error.txt has the details, where "
            f"it could be written; run the same command again to go on.{sentences}"
        )


if __name__ == "__main__":
    main()
