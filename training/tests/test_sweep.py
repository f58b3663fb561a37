"""Sweeps: what is missing is run once, here or on Ray; a kill or a fault names its run and costs the others nothing."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from organisms.config import ArmConfig, PretrainConfig
from organisms.finished import FinishedRuns
from organisms.plan import config_of
from organisms.progress import Progress
from organisms.run_folder import BUNDLE, RunFolder
from organisms.sweep import ready_first, sentence_of, sweep

M0 = PretrainConfig(family="gpt2", seed=0, steps=4, batch=4)
TWIN = PretrainConfig(family="llama", seed=0, steps=4, batch=4)


def arm(name: str, start: PretrainConfig = M0) -> ArmConfig:
    return ArmConfig(
        arm=name, family=start.family, seed=0, start=start.id, label_source=start.id, steps=2, behaviour_batch=4,
        explanation_prompts=4, explanation_batch=1, checkpoint_steps=(2,),
    )


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
        folder.records.write_bytes(b"the first one's")  # it finishes while the second waits
    assert second.wait(timeout=240) == 0
    assert folder.records.read_bytes() == b"the first one's"
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
    assert failures["gpt2-one-s0"] == "it needs gpt2-m0-s0, which failed; that run's error.txt says why"


def test_a_run_whose_need_is_of_no_sweep_says_which(tmp_path):
    failures = dict(sweep([arm("one")], tmp_path, "cpu", jobs=1))
    assert "needs gpt2-m0-s0, which is not finished" in failures["gpt2-one-s0"]


def test_a_full_disk_is_said_in_a_sentence():
    assert "disk is full" in sentence_of(OSError(errno.ENOSPC, "No space left on device"))
    assert sentence_of(ValueError("labels")) == "labels"


def test_a_fresh_clone_has_the_bundle_s_runs_and_repeats_none(tmp_path):
    runs = FinishedRuns(tmp_path, BUNDLE)
    m0, flagship = config_of("gpt2-m0-s0"), config_of("gpt2-fixed-shift-s0")
    assert runs.missing([m0, flagship]) == []
    assert runs.missing([m0, flagship.model_copy(update={"steps": 1300})]) != []
    # another arm starts from M0, whose weights the bundle ships
    assert runs.missing([m0, arm("new").model_copy(update={"start": m0.id})]) == [arm("new")]
    assert runs.is_usable(m0.id)


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
    (tmp_path / M0.id / "records.parquet").write_bytes(b"")
    progress.look()
    assert progress.total.n == 4 and progress.summary() == "1 of 2 runs"
    assert "gpt2-m0-s0: done" in capsys.readouterr().err
    assert json.loads((tmp_path / M0.id / "progress.json").read_text())["step"] == 3
