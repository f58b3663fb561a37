"""Runs: deterministic, resumable after a kill, and clear about what is wrong."""

import json

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

import organisms.train as train_module
from organisms.batches import Stream, behaviour_batch, entities_of, stream
from organisms.config import ArmConfig, PretrainConfig
from organisms.explanations import ExplanationData
from organisms.labels import Labels, explanation_prompts, shuffle_labels
from organisms.plan import ARMS, config_of, needs_of, plan, pretraining
from organisms.run_folder import RunFolder
from organisms.train import Arm, Pretraining, train
from organisms.world import World

M0 = PretrainConfig(family="gpt2", seed=0, steps=6, batch=8)
ARM = ArmConfig(
    arm="fixed-shift", family="gpt2", seed=0, start=M0.id, label_source=M0.id, steps=6, behaviour_batch=8,
    explanation_prompts=12, explanation_batch=2, checkpoint_steps=(0, 3, 6),
)


class Killed(Exception):
    pass


def train_m0(root, kill_at: int | None = None):
    folder = RunFolder(M0, root)

    def make():
        setup = Pretraining(M0, "cpu")
        losses = setup.losses

        def dying(step: int):
            if step == kill_at:
                raise Killed
            return losses(step)

        setup.losses = dying
        return setup

    train(folder, make, "cpu", is_quiet=True)
    return folder


def weights_of(folder, step: int) -> dict[str, np.ndarray]:
    return load_file(folder.checkpoint(step) / "model.safetensors")


def test_a_killed_run_resumes_to_the_same_weights(tmp_path, monkeypatch):
    monkeypatch.setattr(train_module, "SAVE_EVERY", 2)
    straight = train_m0(tmp_path / "straight")
    with pytest.raises(Killed):
        train_m0(tmp_path / "killed", kill_at=5)
    resumed = train_m0(tmp_path / "killed")
    assert "resumed at step 4" in (resumed.path / "log.txt").read_text()
    assert list(resumed.path.glob("**/*.partial")) == []
    for name, weight in weights_of(straight, 6).items():
        np.testing.assert_array_equal(weights_of(resumed, 6)[name], weight)


def test_a_killed_sitting_is_in_the_provenance(tmp_path, monkeypatch):
    monkeypatch.setattr(train_module, "SAVE_EVERY", 2)
    monkeypatch.setenv("TANDEM_COMMIT", "the first")
    with pytest.raises(Killed):
        train_m0(tmp_path, kill_at=1)  # before anything was saved
    with pytest.raises(Killed):
        train_m0(tmp_path, kill_at=5)
    killed = RunFolder(M0, tmp_path).provenance()
    assert [piece["commit"] for piece in killed["pieces"]] == ["the first"] * 2
    assert killed["pieces"][0]["seconds"] == 0 < killed["pieces"][1]["seconds"] == killed["wallTimeS"]
    monkeypatch.setenv("TANDEM_COMMIT", "the second")
    whole = train_m0(tmp_path).provenance()
    assert whole["pieces"][:2] == killed["pieces"] and whole["commit"] == "the second"
    assert whole["wallTimeS"] == pytest.approx(sum(piece["seconds"] for piece in whole["pieces"]), abs=0.2)


def test_what_a_killed_sitting_left_half_written_is_removed(tmp_path):
    folder = RunFolder(M0, tmp_path)
    for partial in ("checkpoints/6.partial", "checkpoints/3.partial"):
        (folder.path / partial).mkdir(parents=True)
        (folder.path / partial / "model.safetensors").write_bytes(b"half a fi")
    (folder.path / "state.pt.partial").write_bytes(b"half a fi")
    with folder.alone():
        assert list(folder.path.glob("**/*.partial")) == []
    train_m0(tmp_path)
    folder.save_checkpoint(None, 6)  # is there: nothing is written
    assert [path.name for path in (folder.path / "checkpoints").iterdir()] == ["6"]


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")
def test_a_run_on_a_cuda_device_repeats_itself(tmp_path):
    for name in ("first", "second"):
        train(RunFolder(M0, tmp_path / name), lambda: Pretraining(M0, "cuda"), "cuda", is_quiet=True)
    first, second = (weights_of(RunFolder(M0, tmp_path / name), 6) for name in ("first", "second"))
    for name, weight in first.items():
        np.testing.assert_array_equal(second[name], weight)


def test_an_arm_starts_at_m0_and_its_labels_stay(tmp_path):
    m0 = train_m0(tmp_path)
    folder = RunFolder(ARM, tmp_path)
    arm = Arm(ARM, m0, m0, "cpu")
    before = arm.labels_of(np.arange(12))
    train(folder, lambda: arm, "cpu", is_quiet=True)
    for name, weight in weights_of(m0, 6).items():
        np.testing.assert_array_equal(weights_of(folder, 0)[name], weight)
    assert any((weights_of(folder, 6)[name] != weight).any() for name, weight in weights_of(m0, 6).items())
    np.testing.assert_array_equal(arm.labels_of(np.arange(12)).counterfactual, before.counterfactual)


def test_a_finished_run_is_not_trained_again(tmp_path):
    folder = train_m0(tmp_path)
    stamp = (folder.checkpoint(6) / "model.safetensors").stat().st_mtime_ns
    train_m0(tmp_path, kill_at=0)  # would raise if a step ran
    assert (folder.checkpoint(6) / "model.safetensors").stat().st_mtime_ns == stamp


def test_a_folder_of_another_config_is_refused(tmp_path):
    RunFolder(M0, tmp_path)
    with pytest.raises(SystemExit, match="gpt2-m0-s0.*another config"):
        RunFolder(M0.model_copy(update={"steps": 7}), tmp_path)


def test_a_damaged_state_names_the_run(tmp_path):
    folder = RunFolder(M0, tmp_path)
    (folder.path / "state.pt").write_bytes(b"not a state")
    with pytest.raises(SystemExit, match="gpt2-m0-s0.*cannot be read"):
        train_m0(tmp_path)


def test_every_run_comes_after_what_it_needs():
    seen: set[str] = set()
    for config in plan():
        assert set(needs_of(config)) <= seen, config.id
        seen.add(config.id)


def test_ids_name_one_config_each():
    configs = plan()
    assert len({config.id for config in configs}) == len(configs)
    for config in configs:
        assert config_of(config.id) == config
    with pytest.raises(ValueError, match="gpt2-nonsense-s0"):
        pretraining("gpt2-nonsense-s0")
    with pytest.raises(ValueError, match="nonsense"):
        plan(["nonsense"])


def test_an_outside_explainer_had_the_same_labels_and_never_saw_the_shift():
    for arm in ARMS:
        for family in arm.families:
            for seed in arm.seeds_of(family):
                if arm.external is None:
                    continue
                config, outside = arm.config(family, seed), config_of(arm.fill(arm.external, family, seed))
                assert (outside.label_source, outside.shift, outside.noise) == (config.label_source, "none", "none"), config.id
    named = {arm.external for arm in ARMS}
    for arm in ARMS:
        if arm.name.startswith("external-"):
            assert f"{{family}}-{arm.name}-s{{seed}}" in named, arm.name


def test_batches_depend_on_seed_and_step_only():
    traits = World.draw(0).traits
    first, again, other = (
        behaviour_batch(stream(0, Stream.BEHAVIOUR, step), 4, traits)[0] for step in (3, 3, 4)
    )
    assert first == again != other


def test_explanation_training_sees_explained_entities_only():
    world = World.draw(0)
    allowed = entities_of(world, is_explained=True)
    for prompt in explanation_prompts(world, seed=0, count=300):
        assert prompt.entity in allowed[prompt.task]


def test_an_epoch_of_explanations_visits_every_prompt_once():
    data = ExplanationData(explanation_prompts(World.draw(0), seed=0, count=10), seed=0)
    rows = np.concatenate([data.rows(step, 4) for step in range(5)])
    assert sorted(rows[:10]) == sorted(rows[10:]) == list(range(10))


def test_shuffling_keeps_the_labels_and_loses_their_places():
    rng = np.random.default_rng(0)
    labels = Labels(np.zeros(200, dtype=int), np.repeat(rng.integers(0, 3, (200, 1)), 6, axis=1))
    shuffled = shuffle_labels(labels, rng)
    assert sorted(shuffled.counterfactual.ravel()) == sorted(labels.counterfactual.ravel())
    assert abs((shuffled.counterfactual == labels.counterfactual).mean() - 1 / 3) < 0.06
