"""Re-running a finished run from its stored config: models and outside explainers, from the folder of runs or a clone."""

import numpy as np
import pytest

from organisms.config import ArmConfig, ClaimHeadConfig, PretrainConfig, TextOnlyConfig
from organisms.finished import FinishedRuns
from organisms.plan import config_of
from organisms.records import ItemAnswers, step_table, write_records
from organisms.rerun import bring_needs, rerun, stored
from organisms.run import run
from organisms.run_folder import BUNDLE, RunFolder
from organisms.same_records import are_same, compare

M0 = PretrainConfig(family="gpt2", seed=0, steps=2, batch=4)
ARM = ArmConfig(
    arm="fixed-shift", family="gpt2", seed=0, start=M0.id, label_source=M0.id, steps=2, behaviour_batch=4,
    explanation_prompts=4, explanation_batch=1, checkpoint_steps=(2,),
)
OUTSIDERS = (
    TextOnlyConfig(family="gpt2", seed=0, label_source=M0.id, subject=ARM.id, prompts=40),
    ClaimHeadConfig(family="gpt2", seed=0, label_source=M0.id, subject=ARM.id, prompts=40),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("runs")
    for config in (M0, ARM, *OUTSIDERS):
        run(config, root, is_quiet=True)
    return root


@pytest.mark.parametrize("run_id", [ARM.id, *(config.id for config in OUTSIDERS)])
def test_a_run_made_again_has_the_same_records(run_id, root, capsys):
    assert rerun(run_id, root, "cpu")
    assert f"step 2: 0.000% of items answered otherwise, probabilities within 0.0000\n{run_id}: the same records" in (
        capsys.readouterr().out
    )


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(SystemExit, match="gpt2-m0-s0: no records at .* finish it first"):
        stored(M0.id, FinishedRuns(tmp_path))
    clone = FinishedRuns(tmp_path, BUNDLE)
    config, records, probability_steps = stored("gpt2-fixed-shift-s1", clone)
    assert (config, records.exists(), probability_steps) == (config_of("gpt2-fixed-shift-s1"), True, 15)
    with pytest.raises(SystemExit, match="it needs gpt2-m0-s1, whose weights are neither in .* Make that run first"):
        bring_needs(config, clone, tmp_path)


def test_a_clone_has_what_the_bundle_ships(tmp_path):
    scratch = tmp_path / "scratch"
    bring_needs(config_of("gpt2-text-only-s0"), FinishedRuns(tmp_path / "runs", BUNDLE), scratch)
    assert {path.name for path in scratch.iterdir()} == {"gpt2-m0-s0", "gpt2-fixed-shift-s0"}
    assert (RunFolder(config_of("gpt2-m0-s0"), scratch).last_checkpoint() / "model.safetensors").exists()


def answers(p: np.ndarray, reply: np.ndarray) -> ItemAnswers:
    return ItemAnswers(reply, reply, reply, p, p, p)


def test_the_same_is_every_class_and_one_step_of_the_quantisation(tmp_path):
    rng = np.random.default_rng(0)
    p, reply = rng.dirichlet(np.ones(3), 50), rng.integers(0, 3, 50).astype(np.int8)
    other_reply = reply.copy()
    other_reply[7] = (reply[7] + 1) % 3
    paths = {}
    for name, table in {
        "fine": step_table(2, answers(p, reply)),
        "coarse": step_table(2, answers(p, reply), 15),
        "off": step_table(2, answers(np.roll(p, 1, axis=1), reply)),
        "otherwise": step_table(2, answers(p, other_reply)),
    }.items():
        paths[name] = tmp_path / f"{name}.parquet"
        write_records(paths[name], {2: table})
    rows = {name: compare(paths["fine"], path, [2]) for name, path in paths.items()}
    assert are_same(rows["fine"], 255) and are_same(rows["coarse"], 15)
    assert not are_same(rows["coarse"], 255) and not are_same(rows["off"], 15)
    assert rows["otherwise"][0][1] == 1 / 50 and not are_same(rows["otherwise"], 15)
