"""The statistics on simulated explainers whose answer is known."""

import numpy as np

from organisms.statistics import Scored, bootstrap_weights, edit_kinds, estimates, pull_sums, pulls_from

PROMPTS, EDITS, ENTITIES = 1500, 6, 60


def simulated(seed: int = 0) -> Scored:
    """Self and target whose replies mostly agree; every prompt has six edits."""
    rng = np.random.default_rng(seed)
    reply = np.repeat(rng.integers(0, 3, (PROMPTS, 1)), EDITS, axis=1)
    shifted = np.repeat(rng.random((PROMPTS, 1)) < 0.2, EDITS, axis=1)
    target_reply = np.where(shifted, (reply + 1) % 3, reply)
    own = np.where(rng.random(reply.shape) < 0.3, (reply + 1) % 3, reply)
    target = np.where(rng.random(reply.shape) < 0.3, (target_reply + 2) % 3, target_reply)
    return Scored(reply, reply, own, target_reply, target, rng.integers(0, ENTITIES, PROMPTS))


def with_claims(scored: Scored, claim: np.ndarray) -> Scored:
    return Scored(claim, *(getattr(scored, name) for name in list(scored.__dataclass_fields__)[1:]))


def test_oracles_and_constants_come_out_exactly():
    scored = simulated()
    for claim, expected in (
        (scored.self_counterfactual, 1.0),
        (scored.target_counterfactual, 0.0),
        (scored.self_reply, 0.5),
        *((np.full_like(scored.claim, constant), 0.5) for constant in range(3)),
    ):
        index = estimates(with_claims(scored, claim), draws=200)["coupling_index"]
        assert (index.value, index.low, index.high) == (expected, expected, expected)


def test_shuffled_claims_pull_nowhere():
    scored = simulated()
    rng = np.random.default_rng(1)
    shuffled = rng.permutation(scored.self_counterfactual.ravel()).reshape(scored.claim.shape)
    within = rng.permuted(scored.self_counterfactual, axis=1)
    for claim in (shuffled, within):
        result = estimates(with_claims(scored, claim), draws=500)
        assert result["coupling_index"].low < 0.5 < result["coupling_index"].high
        assert abs(result["self_pull"].value) < 0.05
        assert abs(result["target_pull"].value) < 0.05


def test_pulls_equal_a_plain_loop_over_prompts():
    scored = simulated(2)
    scored = with_claims(scored, np.random.default_rng(3).integers(0, 3, scored.claim.shape))
    kinds = edit_kinds(scored)
    claimed = scored.claim != scored.self_reply
    excess: dict[int, list[float]] = {0: [], 1: [], 2: []}
    for row in range(PROMPTS):
        if scored.self_reply[row, 0] != scored.target_reply[row, 0] or not kinds[3, row].any():
            continue
        base = claimed[row][kinds[3, row]].mean()
        for kind in excess:
            excess[kind] += list(claimed[row][kinds[kind, row]] - base)
    sums = pull_sums(scored)
    computed = pulls_from(sums, np.ones((1, len(sums.top))))[0]
    np.testing.assert_allclose(computed[:3], [np.mean(excess[kind]) for kind in range(3)], atol=1e-12)


def test_undefined_statistics_are_left_out():
    scored = simulated()
    same = Scored(scored.claim, scored.self_reply, scored.self_counterfactual, scored.self_reply,
                  scored.self_counterfactual, scored.entity)
    result = estimates(same, draws=50)
    assert "coupling_index" not in result and "self_pull" not in result
    assert result["agreement"].value == 1


def test_intervals_cover():
    """95 % intervals of the self-pull over 60 entities cover the truth on 89-99 % of 200 draws (95 % within 4 binomial sd)."""
    covered = 0
    for seed in range(200):
        rng = np.random.default_rng([seed, 9])
        entity = np.arange(240) % 60
        strength = rng.normal(0.5, 0.15, 60)[entity][:, None]
        reply = np.zeros((240, EDITS), dtype=int)
        kinds = rng.integers(0, 3, reply.shape)
        own, target = (kinds == 0).astype(int), (kinds == 1).astype(int)
        claim = (rng.random(reply.shape) < np.where(kinds == 0, 0.1 + strength, 0.1)).astype(int)
        pull = estimates(Scored(claim, reply, own, reply, target, entity), draws=400, seed=seed)["self_pull"]
        covered += pull.low <= 0.5 <= pull.high
    assert 0.89 <= covered / 200 <= 0.99


def test_bootstrap_draws_as_many_clusters_as_there_are():
    weights = bootstrap_weights(40, 100, seed=1)
    assert (weights.sum(axis=1) == 40).all()
