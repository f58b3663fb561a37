"""Packing: a packed probe answers exactly what its sequences answer one by one."""

import numpy as np
import torch

from organisms.batches import all_entities
from organisms.families import CONTEXT_LENGTH, FAMILIES, OTHER_PARTS, new_model, read_logits
from organisms.packing import MASKED, pack_tree, stack_packs
from organisms.packing_fixture import FIXTURE, packing_fixture
from organisms.probes import ProbeSet, answer_probes, explanation_sequences, probe_sequences
from organisms.prompts import draw_prompt
from organisms.world import TASKS


# every architecture a run may have
MODELS = [*((family, {}) for family in FAMILIES), *(("llama", {"other_part": part}) for part in OTHER_PARTS)]


def path_to(pack, node: int) -> list[int]:
    tokens = []
    while node >= 0:
        tokens.append(int(pack.ids[node]))
        node = pack.parents[node]
    return tokens[::-1]


def prompts(count: int):
    rng = np.random.default_rng(3)
    return [draw_prompt(rng, all_entities()) for _ in range(count)]


def test_walking_up_from_an_end_gives_the_sequence():
    for prompt in prompts(20):
        sequences = probe_sequences(prompt)
        pack = pack_tree(sequences)
        assert [path_to(pack, end) for end in pack.ends] == sequences
        assert (pack.parents < np.arange(len(pack.ids))).all()
        assert (pack.attends.sum(axis=1) == pack.depth + 1).all()
        assert pack.depth.max() < CONTEXT_LENGTH


def test_packing_saves_most_of_the_tokens():
    sequences = probe_sequences(prompts(1)[0])
    assert len(pack_tree(sequences).ids) < sum(map(len, sequences)) / 3


@torch.no_grad()
def logits_of(model, packs, ends):
    batch = stack_packs(packs)
    rows = np.repeat(np.arange(len(packs)), [len(end) for end in ends])
    arrays = (batch.ids, batch.positions, batch.mask, rows, np.concatenate(ends).astype(np.int64))
    return read_logits(model, *map(torch.from_numpy, arrays)).numpy()


def test_packed_logits_equal_those_of_separate_runs():
    for family, differs in MODELS:
        model = new_model(family, seed=4, **differs).eval()
        for prompt in prompts(3):
            sequences = probe_sequences(prompt)
            pack = pack_tree(sequences)
            together = logits_of(model, [pack], [pack.ends])
            alone = [pack_tree([sequence]) for sequence in sequences]
            separate = logits_of(model, alone, [one.ends for one in alone])
            assert np.abs(together - separate).max() < 1e-5


def test_claims_are_those_after_the_reply_the_model_gives():
    model = new_model("gpt2", seed=5).eval()
    chosen = prompts(4)
    answers = answer_probes(model, ProbeSet.of(chosen), "cpu")
    assert answers.claim.shape == (4, len(TASKS[0].cues), 3)
    np.testing.assert_allclose(answers.claim.sum(axis=-1), 1)
    for row, prompt in enumerate(chosen):
        packs = [pack_tree([sequence]) for sequence in explanation_sequences(prompt, int(answers.reply[row].argmax()))]
        logits = logits_of(model, packs, [pack.ends for pack in packs])
        candidates = logits[:, ProbeSet.of([prompt]).candidates[0]].astype(np.float64)
        p = np.exp(candidates) / np.exp(candidates).sum(axis=1, keepdims=True)
        np.testing.assert_allclose(answers.claim[row], p, atol=1e-5)


def test_the_committed_digest_for_the_site_is_current():
    assert FIXTURE.read_text() == packing_fixture(0)


@torch.no_grad()
def test_logits_read_at_places_equal_the_whole_model_s():
    ids = torch.randint(0, 500, (3, 20), generator=torch.Generator().manual_seed(0))
    positions = torch.arange(20).expand(3, 20)
    mask = torch.full((20, 20), MASKED).triu(1).expand(3, 1, 20, 20)
    rows, cols = torch.tensor([0, 1, 1, 2]), torch.tensor([3, 19, 4, 0])
    for family, differs in MODELS:
        model = new_model(family, seed=6, **differs).eval()
        whole = model(input_ids=ids).logits[rows, cols]
        torch.testing.assert_close(read_logits(model, ids, positions, mask, rows, cols), whole)
