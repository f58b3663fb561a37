"""Sweeps: what is missing is run once, here or on Ray; a kill or a fault names its run and costs the others nothing."""

import errno
import json
import resource
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from ray.cluster_utils import Cluster
from safetensors.torch import save_file

import organisms.sweep as sweep_module
from organisms.config import ArmConfig, PretrainConfig
from organisms.disk import DiskFull, writing
from organisms.finished import FinishedRuns
from organisms.plan import config_of
from organisms.progress import Progress
from organisms.run_folder import BUNDLE, RunFolder
from organisms.sweep import RUNS_A_GPU, cluster_jobs, dispatcher, local_jobs, main, ready_first, sentence_of, sweep

M0 = PretrainConfig(family="gpt2", seed=0, steps=4, batch=4)
TWIN = PretrainConfig(family="llama", seed=0, steps=4, batch=4)


def arm(name: str, start: PretrainConfig = M0) -> ArmConfig:
    return ArmConfig(
        arm=name, family=start.family, seed=0, start=start.id, label_source=start.id, steps=2, behaviour_batch=4,
        explanation_prompts=4, explanation_batch=1, checkpoint_steps=(2,),
    )


def finish(folder: RunFolder) -> None:
    """What a finished run has, without the work."""
    pq.write_table(pa.table({"step": [folder.config.steps]}), folder.records)
    folder.last_checkpoint().mkdir(parents=True, exist_ok=True)
    (folder.last_checkpoint() / "model.safetensors").touch()


def records_of(root: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in root.glob("*/records.parquet")}


@pytest.mark.parametrize("engine", ["local", "ray"])
def test_two_workers_run_everything_once(engine, tmp_path):
    configs = [M0, arm("one"), TWIN]
    assert sweep(configs, tmp_path, "cpu", jobs=2, engine=engine) == []
    first = records_of(tmp_path)
    assert first.keys() == {config.id for config in configs}
    assert sweep(configs, tmp_path, "cpu", jobs=2) == []
    assert records_of(tmp_path) == first


def test_runs_whose_needs_are_there_go_first(tmp_path):
    configs = [M0, arm("one"), TWIN, arm("three", TWIN)]
    order = ready_first(configs, tmp_path)
    assert next(order) == M0
    assert next(order) == TWIN  # "one" would only wait for M0
    assert [config.id for config in order] == ["gpt2-one-s0", "llama-three-s0"]


SCRIPT = """
import sys
from pathlib import Path
from organisms.config import PretrainConfig
from organisms.sweep import sweep
sweep([PretrainConfig(family="gpt2", seed=0, steps=330, batch=2)], Path(sys.argv[1]), "cpu", jobs=1)
"""


def test_a_killed_sweep_goes_on_where_it_was(tmp_path):
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    state = tmp_path / M0.id / "state.pt"
    killed = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 240
    while not state.exists():
        assert time.monotonic() < deadline and killed.poll() is None
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not (tmp_path / M0.id / "records.parquet").exists()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=240)
    assert "resumed at step 300" in (tmp_path / M0.id / "log.txt").read_text()
    assert (tmp_path / M0.id / "records.parquet").exists()


def test_a_killed_sweep_leaves_no_worker_behind(tmp_path):
    """Killed alone, as by the system where memory is short: its workers get no signal."""
    seeds = SCRIPT.replace("[PretrainConfig", "[*(PretrainConfig").replace("seed=0, steps=330", "seed=seed, steps=90_000")
    script = seeds.replace("batch=2)]", "batch=2) for seed in (0, 1))]").replace("jobs=1", "jobs=2")
    killed = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 240
    try:
        while len(list(tmp_path.glob("*/progress.json"))) < 2:
            assert time.monotonic() < deadline and killed.poll() is None
            time.sleep(0.05)
        killed.kill()
        killed.wait()
        before, now = None, written(tmp_path)
        while now != before:
            assert time.monotonic() < deadline, "a worker trains on"
            time.sleep(5)  # both report their steps far more often
            before, now = now, written(tmp_path)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(killed.pid, signal.SIGKILL)


def written(root: Path) -> dict[Path, int]:
    """When each file was last written."""
    return {path: path.stat().st_mtime_ns for path in root.glob("*/*.json")}


def test_two_sweeps_do_not_train_the_same_run_at_once(tmp_path):
    command = [sys.executable, "-c", SCRIPT.replace("330", "20"), str(tmp_path)]
    folder = RunFolder(M0.model_copy(update={"steps": 20, "batch": 2}), tmp_path)
    with folder.alone():
        second = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 240
        while not (folder.path / "log.txt").exists():
            assert time.monotonic() < deadline and second.poll() is None
            time.sleep(0.05)
        assert "waits for another process" in (folder.path / "log.txt").read_text()
        finish(folder)  # while the second waits
        before = folder.records.read_bytes()
    assert second.wait(timeout=240) == 0
    assert folder.records.read_bytes() == before
    assert "started" not in (folder.path / "log.txt").read_text()


def test_a_fault_names_its_run_and_leaves_finished_runs_alone(tmp_path):
    assert sweep([M0], tmp_path, "cpu", jobs=1) == []
    before = records_of(tmp_path)
    torn, broken = arm("torn"), arm("broken")
    RunFolder(torn, tmp_path)
    (tmp_path / torn.id / "state.pt").write_bytes(b"half a fi")
    (tmp_path / broken.id).mkdir()
    (tmp_path / broken.id / "config.json").write_text('{"kind": "arm", "steps": "many"}')
    failures = dict(sweep([M0, torn, broken, arm("fine")], tmp_path, "cpu", jobs=2))
    assert failures.keys() == {torn.id, broken.id}
    assert "gpt2-torn-s0" in failures[torn.id] and "cannot be read" in failures[torn.id]
    assert "gpt2-broken-s0" in failures[broken.id] and "config.json" in failures[broken.id]
    assert before.items() <= records_of(tmp_path).items()
    assert arm("fine").id in records_of(tmp_path)


def test_a_run_whose_need_failed_says_which(tmp_path):
    RunFolder(M0, tmp_path)
    (tmp_path / M0.id / "state.pt").write_bytes(b"half a fi")
    failures = dict(sweep([M0, arm("one")], tmp_path, "cpu", jobs=1))
    assert failures["gpt2-one-s0"] == "it needs gpt2-m0-s0, which failed"


def test_a_run_whose_need_is_of_no_sweep_says_which(tmp_path):
    failures = dict(sweep([arm("one")], tmp_path, "cpu", jobs=1))
    assert "needs gpt2-m0-s0, which is not finished" in failures["gpt2-one-s0"]


FULL = """
import resource, sys
from pathlib import Path
from organisms.run_folder import read_config
import organisms.sweep as sweep_module
sweep_module.WAIT_S = 0.1
root, limit = Path(sys.argv[1]), int(sys.argv[2])
configs = [read_config(path) for path in sorted(root.glob("*.json"))]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # every larger file fails, as on a full disk
for run_id, error in sweep_module.sweep(configs, root, "cpu", jobs=2):
    print("FAILED", run_id, error)
"""


def sweep_with_little_room(root: Path, configs: list, limit: int) -> dict[str, str]:
    """The failures of a sweep in which no file can grow beyond ``limit`` bytes."""
    for index, config in enumerate(configs):
        (root / f"{index}.json").write_text(config.model_dump_json())
    command = [sys.executable, "-c", FULL, str(root), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    failed = [line.split(" ", 2)[1:] for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return {run_id: error for run_id, error in failed}


@pytest.mark.parametrize("limit", [100_000, 400])
def test_a_full_disk_is_said_and_nobody_waits_for_ever(tmp_path, limit):
    """100 kB: torch's state and safetensors' weights do not fit; 400 bytes: nor does error.txt."""
    failures = sweep_with_little_room(tmp_path, [M0, arm("one")], limit)
    assert failures.keys() == {M0.id, "gpt2-one-s0"}
    assert "disk is full" in failures[M0.id] and f"{M0.id}/" in failures[M0.id]
    assert failures["gpt2-one-s0"] == "it needs gpt2-m0-s0, which failed"
    assert (tmp_path / M0.id / "error.txt").exists() == (limit > 400)
    assert list(tmp_path.glob("**/*.partial")) == [] and list(tmp_path.glob("*/queued")) == []


@pytest.mark.parametrize("write", [lambda path, tensor: torch.save(tensor, path), lambda path, tensor: save_file(tensor, path)])
def test_torch_and_safetensors_without_room_are_a_full_disk(write, tmp_path):
    tensor = {"weight": torch.zeros(50_000)}
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(DiskFull, match="weights.partial could not be written"), writing(tmp_path / "weights.partial"):
            write(tmp_path / "weights.partial", tensor)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_only_a_full_disk_is_called_one(tmp_path):
    assert "disk is full" in sentence_of(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert sentence_of(ValueError("labels"), tmp_path) == "labels"
    with pytest.raises(ValueError, match="labels"), writing(tmp_path / "weights.partial"):
        raise ValueError("labels")


def test_records_of_another_config_or_damaged_ones_do_not_count(tmp_path):
    folder = RunFolder(M0, tmp_path)
    finish(folder)
    longer = M0.model_copy(update={"steps": 9999})
    runs = FinishedRuns(tmp_path)
    assert runs.missing([M0]) == [] and runs.missing([longer]) == [longer]
    assert runs.is_usable(M0) and not runs.is_usable(longer)
    dependant = arm("one")
    failures = dict(sweep([longer, dependant], tmp_path, "cpu", jobs=1))
    assert "another config" in failures[M0.id]
    assert failures[dependant.id] == "it needs gpt2-m0-s0, which failed"
    folder.records.write_bytes(b"half a ")
    assert runs.missing([M0]) == [M0]
    failures = dict(sweep([M0], tmp_path, "cpu", jobs=1))
    assert f"{M0.id}: {folder.records} cannot be read" in failures[M0.id]
    assert folder.records.read_bytes() == b"half a "


def test_a_damaged_checkpoint_names_its_own_run(tmp_path):
    assert sweep([M0], tmp_path, "cpu", jobs=1) == []
    damaged = RunFolder(M0, tmp_path).last_checkpoint()
    (damaged / "model.safetensors").write_bytes(b"half a fi")
    failures = dict(sweep([M0, arm("one")], tmp_path, "cpu", jobs=1))
    assert failures.keys() == {"gpt2-one-s0"}
    assert failures["gpt2-one-s0"].startswith(f"{M0.id}: {damaged} cannot be read")
    assert "Move it away" in failures["gpt2-one-s0"]
    damaged.rename(tmp_path / "away")
    assert sweep([M0, arm("one")], tmp_path, "cpu", jobs=1) == []


def test_runs_at_once_are_what_the_device_and_the_cluster_have(capsys, monkeypatch):
    assert (local_jobs("cpu", 32), local_jobs("cuda", 32), local_jobs("cuda", 2)) == (32, RUNS_A_GPU, 2)
    nodes = {"CPU": 48.0, "GPU": 2.0}
    assert (cluster_jobs("cpu", nodes), cluster_jobs("cuda", nodes)) == (48, 2 * RUNS_A_GPU)
    with pytest.raises(SystemExit, match="0 GPUs"):
        cluster_jobs("cuda", {"CPU": 48.0})
    monkeypatch.setattr(sys, "argv", ["sweep", "--address", "127.0.0.1:6379"])
    monkeypatch.setattr(sweep_module, "sweep", lambda *_: pytest.fail("a sweep was started"))
    with pytest.raises(SystemExit):
        main()
    assert "--engine ray" in capsys.readouterr().err


def test_a_fresh_clone_has_the_bundle_s_runs_and_repeats_none(tmp_path):
    runs = FinishedRuns(tmp_path, BUNDLE)
    m0, flagship = config_of("gpt2-m0-s0"), config_of("gpt2-fixed-shift-s0")
    assert runs.missing([m0, flagship]) == []
    assert runs.missing([m0, flagship.model_copy(update={"steps": 1300})]) != []
    # another arm starts from M0, whose weights the bundle ships
    assert runs.missing([m0, arm("new").model_copy(update={"start": m0.id})]) == [arm("new")]
    assert runs.is_usable(m0)


def test_a_ray_cluster_says_how_many_runs_go_at_once():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 3, "include_dashboard": False})
    try:
        with dispatcher("ray", cluster.address, None, "cpu") as at_once:
            assert at_once == 3
        with pytest.raises(SystemExit, match="--jobs 4 is more than the Ray cluster takes on cpu: 3"):
            with dispatcher("ray", cluster.address, 4, "cpu"):
                pass
    finally:
        cluster.shutdown()


def test_progress_counts_this_sitting_s_steps_only(tmp_path, capsys):
    folder = RunFolder(M0, tmp_path)
    folder.write_progress(2, 4)
    progress = Progress([M0, TWIN], tmp_path)
    assert (progress.total.initial, progress.total.total) == (2, 8)
    folder.write_progress(1, 4)  # taken up from the last saved state
    progress.look()
    assert (progress.total.initial, progress.total.n) == (1, 1)
    folder.write_progress(3, 4)
    progress.look()
    assert progress.total.n == 3
    folder.records.write_bytes(b"half a fi")
    progress.look()
    assert progress.summary() == "0 of 2 runs"
    finish(folder)
    progress.look()
    assert progress.total.n == 4 and progress.summary() == "1 of 2 runs"
    assert "gpt2-m0-s0: done" in capsys.readouterr().err
    assert json.loads((tmp_path / M0.id / "progress.json").read_text())["step"] == 3
