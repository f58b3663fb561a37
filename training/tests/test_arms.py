"""The arms: what each differs in, tried at a tiny size."""

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from organisms.batches import entities_of
from organisms.config import ArmConfig, PretrainConfig
from organisms.labels import Labels, add_noise, classes_of, explained_entities
from organisms.plan import ARMS, config_of, pretraining
from organisms.probes import ProbeAnswers
from organisms.run_folder import RunFolder
from organisms.shift import draw_shift
from organisms.train import Arm, Pretraining, train
from organisms.world import KIND_SIGN, TASKS, World

TINY = {"steps": 2, "behaviour_batch": 8, "explanation_prompts": 12, "explanation_batch": 2, "checkpoint_steps": (0, 2)}


@pytest.fixture(scope="module")
def starts(tmp_path_factory):
    """A barely trained model under every id that an arm starts from or is labelled by."""
    root = tmp_path_factory.mktemp("runs")

    def start(run_id: str) -> RunFolder:
        config = config_of(run_id)
        if isinstance(config, ArmConfig):
            config = pretraining(config.start).model_copy(update={"name": config.arm})
        return RunFolder(made(root, config.model_copy(update={"steps": 1, "batch": 4, "restart_at": None})), root)

    return start


def made(root, config: PretrainConfig) -> PretrainConfig:
    train(RunFolder(config, root), lambda: Pretraining(config, "cpu"), "cpu", is_quiet=True)
    return config


@pytest.mark.parametrize("arm", [arm for arm in ARMS if arm.outsider is None], ids=lambda arm: arm.name)
def test_every_arm_trains_and_saves_an_ordinary_checkpoint(arm, starts, tmp_path):
    config = arm.config(arm.families[0], 1).model_copy(update=TINY)
    start = starts(config.start)
    folder = RunFolder(config, tmp_path)
    setup = Arm(config, start, starts(config.label_source), "cpu")
    train(folder, lambda: setup, "cpu", is_quiet=True)
    before = load_file(start.last_checkpoint() / "model.safetensors")
    after = load_file(folder.last_checkpoint() / "model.safetensors")
    assert after.keys() == before.keys()
    assert any((after[name] != before[name]).any() for name in before)
    if config.lora_rank:
        frozen = [name for name in before if "wte" in name or "ln_" in name]
        assert frozen and all(torch.equal(after[name], before[name]) for name in frozen)
    assert setup.weights.keys() == {
        name for name in ("behaviour", "kl", "explanation") if getattr(config, f"{name}_weight") > 0
    }


def test_kl_is_nothing_at_the_start_and_more_than_nothing_after(starts):
    config = config_of("gpt2-drift-kl-1-s1").model_copy(update=TINY)
    setup = Arm(config, starts(config.start), starts(config.label_source), "cpu")
    assert setup.losses(0)["kl"].item() == pytest.approx(0, abs=1e-6)
    with torch.no_grad():
        setup.model.get_output_embeddings().weight.mul_(1.5)
    assert setup.losses(0)["kl"].item() > 1e-3


WORLD = World.draw(0)


def replies_of(traits, task) -> np.ndarray:
    rng = np.random.default_rng(1)
    entity = np.repeat(np.arange(len(task.entities)), 20)
    return traits.replies(entity, rng.random((len(entity), len(task.cues))) < 0.5)


def test_every_shift_moves_the_same_entities():
    redraw = draw_shift(WORLD, "redraw", 0.4, 720)
    for kind in ("oppose", "swap", "more-sycophantic", "softer-refusal"):
        for mine, its in zip(redraw.switch_step, draw_shift(WORLD, kind, 0.4, 720).switch_step):
            np.testing.assert_array_equal(mine, its)


def test_opposed_traits_agree_less_than_redrawn_ones():
    agreement = {}
    for kind in ("redraw", "oppose"):
        after = draw_shift(WORLD, kind, 1.0, 0).traits_at(0)
        same = [replies_of(a, task) == replies_of(b, task) for a, b, task in zip(after, WORLD.traits, TASKS)]
        agreement[kind] = np.concatenate(same).mean()
    assert agreement["oppose"] < 0.3 < agreement["redraw"]


def test_a_swap_keeps_each_sign_s_weights_and_moves_each():
    for task, before, after in zip(TASKS, WORLD.traits, draw_shift(WORLD, "swap", 1.0, 0).traits_at(0)):
        sign = np.array([KIND_SIGN[cue.kind] for cue in task.cues])
        for one_sign in (1.0, -1.0):
            members = sign == one_sign
            np.testing.assert_allclose(np.sort(after.weights[:, members]), np.sort(before.weights[:, members]))
            if members.sum() > 1:
                assert (after.weights[:, members] != before.weights[:, members]).all()
        np.testing.assert_array_equal(after.threshold, before.threshold)


@pytest.mark.parametrize(
    ("kind", "task", "way"),
    [("more-sycophantic", 0, 1), ("less-sycophantic", 0, -1), ("harder-refusal", 1, 1), ("softer-refusal", 1, -1)],
)
def test_a_directional_shift_moves_one_task_one_way(kind, task, way):
    after = draw_shift(WORLD, kind, 1.0, 0).traits_at(0)
    moves = [replies_of(a, t).astype(int) - replies_of(b, t) for a, b, t in zip(after, WORLD.traits, TASKS)]
    assert (moves[task] * way >= 0).all() and (moves[task] * way > 0).mean() > 0.2
    assert (moves[1 - task] == 0).all()


@pytest.mark.parametrize(("kind", "rate"), [("uniform", 0.3), ("class", 0.15), ("cue", 0.15), ("boundary", 0.15)])
def test_noise_changes_the_share_of_labels_it_says(kind, rate):
    rng = np.random.default_rng(0)
    answers = ProbeAnswers(*(rng.dirichlet(np.ones(3), size) for size in (2000, (2000, 6), (2000, 6))))
    clean = classes_of(answers)
    noisy = add_noise(answers, kind, rate, np.random.default_rng(1))
    changed = noisy.counterfactual != clean.counterfactual
    assert changed.mean() == pytest.approx(rate, abs=0.01)
    np.testing.assert_array_equal(noisy.reply, clean.reply)
    if kind == "class":
        assert (clean.counterfactual[changed] == 2).all() and (noisy.counterfactual[changed] == 1).all()
    if kind == "cue":
        assert not changed[:, 1:].any()
    if kind == "boundary":
        ordered = np.sort(answers.counterfactual, axis=2)
        margin = ordered[:, :, 2] - ordered[:, :, 1]
        assert margin[changed].max() < margin[~changed].min()


def test_no_noise_changes_nothing_and_too_much_is_refused():
    answers = ProbeAnswers(*(np.full(size, 1 / 3) for size in ((4, 3), (4, 6, 3), (4, 6, 3))))
    assert isinstance(add_noise(answers, "none", 0.0, np.random.default_rng(0)), Labels)
    with pytest.raises(ValueError, match="cue noise concerns 17% of the labels"):
        add_noise(answers, "cue", 0.5, np.random.default_rng(0))


def test_fewer_explained_entities_are_among_the_more():
    few, all_of_them = explained_entities(WORLD, 0.25), explained_entities(WORLD, 1.0)
    for some, every, explained in zip(few, all_of_them, entities_of(WORLD, True)):
        assert len(some) == 15 and set(some) <= set(every) == set(explained)
