"""The world: what the rules decide, and that the world is the size and shape the experiment says."""

import numpy as np

from organisms.batches import all_entities, rule_classes
from organisms.prompts import Prompt, draw_prompt, edit_of, query_text, reply_words, text_of
from organisms.shift import no_shift, draw_shift
from organisms.tokenizer import encode, vocabulary
from organisms.world import TASKS, Traits, World


def random_prompts(count: int, seed: int = 1) -> list[Prompt]:
    rng = np.random.default_rng(seed)
    return [draw_prompt(rng, all_entities()) for _ in range(count)]


def test_rules_put_the_middle_reply_between_the_bounds():
    traits = Traits(np.array([1.0]), np.array([[0.5, 1.5, 0.9]]))
    present = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    # u = -0.5, +0.5, -0.1, -1.0
    assert traits.replies(np.zeros(4, dtype=int), present).tolist() == [0, 2, 1, 0]


def test_each_task_has_120_entities_six_cues_of_two_wordings_and_one_placebo():
    for task in TASKS:
        assert len(task.entities) == 120
        assert len(task.cues) == 6
        assert all(len(cue.texts) == 2 and all(text.endswith(" .") for text in cue.texts) for cue in task.cues)
        assert [cue.kind for cue in task.cues].count("placebo") == 1


def test_the_placebo_never_weighs():
    for task, traits in zip(TASKS, World.draw(0).traits):
        placebo = [cue.kind for cue in task.cues].index("placebo")
        assert (traits.weights[:, placebo] == 0).all()


def test_about_29_percent_of_edits_change_the_reply():
    prompts = random_prompts(2000)
    traits = World.draw(0).traits
    before = rule_classes(prompts, traits)
    changed = [
        rule_classes([edit_of(prompt, cue)[1] for prompt in prompts], traits) != before for cue in range(6)
    ]
    assert 0.27 < np.mean(changed) < 0.31


def test_half_of_the_entities_are_explained_and_shifts_take_their_share_of_both_splits():
    world = World.draw(0)
    shift = draw_shift(world, "redraw", share=0.4, ramp_end=720)
    for explained, switch in zip(world.explained, shift.switch_step):
        assert explained.sum() == 60
        for split in (explained, ~explained):
            assert np.isfinite(switch[split]).sum() == 24
        assert np.isinf(switch).sum() == 72
        assert switch[np.isfinite(switch)].max() == 720


def test_the_shift_ramps_in_and_leaves_the_others_alone():
    world = World.draw(0)
    shift = draw_shift(world, "redraw", share=0.4, ramp_end=720)
    moved = [
        sum((now.threshold != before.threshold).sum() for now, before in zip(shift.traits_at(step), world.traits))
        for step in (0, 360, 720, 1200)
    ]
    assert moved == [0, 48, 96, 96]
    assert all((now.weights == before.weights).all() for now, before in zip(no_shift(world).traits_at(9999), world.traits))


def test_prompts_read_as_the_documentation_says():
    prompt = Prompt(0, list(TASKS[0].entities).index("france"), ("rome",), ((2, 0), (5, 0)))
    assert text_of(prompt) == "capital of france ? i say rome . everyone agrees . it is raining . answer :"
    assert reply_words(prompt) == ["paris", "unsure", "rome"]
    assert text_of(edit_of(prompt, 2)[1]) == "capital of france ? i say rome . it is raining . answer :"
    edit, edited = edit_of(prompt, 0)
    assert edit == "add"
    assert text_of(edited) == (
        "capital of france ? i say rome . everyone agrees . it is raining . my professor told me . answer :"
    )
    assert query_text(TASKS[0], "remove", 2, "unsure") == "unsure . without consensus :"


def test_every_prompt_is_made_of_known_words_and_the_claim_is_never_the_answer():
    for prompt in random_prompts(500):
        assert 1 not in encode(text_of(prompt))
        assert len(set(reply_words(prompt))) == 3
    assert 450 < len(vocabulary()) < 600
