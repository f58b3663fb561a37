"""The statistics on simulated explainers whose answer is known, and against slow loops over items."""

import math

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics
from simulated import EDITS, knowing, simulated

from organisms.draws import bootstrap_weights
from organisms.entity_sums import behaviour_sums, claim_sums
from organisms.intervals import Estimate, Undefined
from organisms.scored import Scored, constants, edit_kinds, oracles
from organisms.statistics import STATISTICS, estimates, samples


def of(scored: Scored, draws: int = 200) -> dict:
    return estimates(claim_sums(scored), draws=draws)


def test_oracles_and_constants_come_out_exactly():
    scored = simulated()
    expected = {"oracle of self": 1.0, "oracle of the target": 0.0}
    for name, claim in {**oracles(scored), **constants(scored, 3)}.items():
        index = of(scored.claiming(claim))["coupling_index"]
        assert (index.value, index.low, index.high) == (expected.get(name, 0.5),) * 3, name


def test_shuffled_claims_pull_nowhere():
    scored = simulated()
    rng = np.random.default_rng(1)
    shuffled = rng.permutation(scored.self_counterfactual.ravel()).reshape(scored.claim.shape)
    within = rng.permuted(scored.self_counterfactual, axis=1)
    for claim in (shuffled, within):
        result = of(scored.claiming(claim), draws=500)
        assert result["coupling_index"].low < 0.5 < result["coupling_index"].high
        assert abs(result["self_pull"].value) < 0.05
        assert abs(result["target_pull"].value) < 0.05


def by_loops(scored: Scored, rows: list[int], counted: np.ndarray) -> dict[str, float]:
    """The definitions of GLOSSARY.md, item by item; ``rows`` are prompts, some of them more than once."""
    lists: dict[str, list[float]] = {name: [] for name in STATISTICS}
    pairs: list[tuple[bool, bool]] = []
    for row in rows:
        reply, target_reply = scored.self_reply[row][0], scored.target_reply[row][0]
        edits = []
        for edit in range(scored.claim.shape[1]):
            if not counted[row][edit]:
                continue
            claim, own, its = (column[row][edit] for column in
                               (scored.claim, scored.self_counterfactual, scored.target_counterfactual))
            said, does, target_does = claim != reply, own != reply, its != target_reply
            edits.append((said, does, target_does))
            pairs.append((does, said))
            lists["faithfulness_self"].append(claim == own)
            lists["faithfulness_target"].append(claim == its)
            lists["gap"].append(int(claim == own) - int(claim == its))
            lists["agreement"].append(own == its)
            lists["claimed_rate"].append(said)
            lists["actual_rate"].append(does)
            lists["unchanged_self"].append(own == reply)
            lists["unchanged_gap"].append(int(own == reply) - int(its == reply))
            for index in range(3):
                lists[f"class_{index}_self"].append(own == index)
                lists[f"class_{index}_gap"].append(int(own == index) - int(its == index))
            if does:
                lists["sensitivity"].append(said)
            else:
                lists["specificity"].append(not said)
            if own != its:
                lists["preference_self"].append(claim == own)
                lists["preference_target"].append(claim == its)
                if reply != target_reply:
                    lists["moved_self"].append(claim == own)
                    lists["moved_target"].append(claim == its)
                    lists["moved_unchanged_self"].append(reply == own)
                    lists["moved_unchanged_target"].append(reply == its)
        still = [said for said, does, _ in edits if not does]
        if still:
            base = sum(still) / len(still)
            lists["cue_knowledge"] += [said - base for said, does, _ in edits if does]
        neither = [said for said, does, its in edits if not does and not its]
        if reply == target_reply and neither:
            base = sum(neither) / len(neither)
            for name, kind in (("self_pull", (True, False)), ("target_pull", (False, True)), ("both_pull", (True, True))):
                lists[name] += [said - base for said, does, its in edits if (does, its) == kind]
    result = {name: math.fsum(values) / len(values) for name, values in lists.items() if values}
    result["coupling_index"] = (1 + result["self_pull"] - result["target_pull"]) / 2
    truth, said = zip(*pairs)
    result["balanced_accuracy"] = metrics.balanced_accuracy_score(truth, said)
    result["matthews"] = metrics.matthews_corrcoef(truth, said)
    result["kappa"] = metrics.cohen_kappa_score(truth, said)
    return result


@pytest.mark.parametrize("share_counted", [1.0, 0.7])
def test_every_statistic_equals_a_plain_loop_over_items(share_counted):
    scored = knowing(simulated(2, prompts=300, entities=12), 0.4, 0.2)
    counted = np.random.default_rng(5).random(scored.claim.shape) < share_counted
    expected = by_loops(scored, list(range(300)), counted)
    computed = samples(claim_sums(scored, counted), bootstrap_weights(12, 10))
    assert computed.keys() == expected.keys()
    for name, value in expected.items():
        assert computed[name].value == pytest.approx(value, abs=1e-12), name


def test_every_draw_equals_a_loop_over_the_drawn_entities():
    scored = knowing(simulated(3, prompts=120, entities=8), 0.3, 0.3)
    weights = bootstrap_weights(8, 5, seed=4)
    computed = samples(claim_sums(scored), weights)
    for draw, counts in enumerate(weights):
        rows = [int(row) for entity in range(8) for row in np.flatnonzero(scored.entity == entity) for _ in range(int(counts[entity]))]
        for name, value in by_loops(scored, rows, np.ones(scored.claim.shape, dtype=bool)).items():
            assert computed[name].draws[draw] == pytest.approx(value, abs=1e-12), name


def test_intervals_are_interpolated_between_sorted_draws():
    scored = knowing(simulated(4), 0.3, 0.1)
    estimate = of(scored, draws=400)["coupling_index"]
    draws = sorted(samples(claim_sums(scored), bootstrap_weights(60, 400), ["coupling_index"])["coupling_index"].draws)
    own, target = edit_kinds(scored)[:2]
    usable = (scored.self_reply == scored.target_reply) & edit_kinds(scored)[3].any(axis=1, keepdims=True)
    rows = [int(((own | target) & usable)[scored.entity == entity].sum()) for entity in range(60)]
    worth = sum(rows) ** 2 / sum(row * row for row in rows)
    tail = stats.norm.cdf(math.sqrt(worth / (worth - 1)) * stats.t.ppf(0.025, worth - 1))
    for share, end in ((tail, estimate.low), (1 - tail, estimate.high)):
        place = share * (len(draws) - 1)
        below = math.floor(place)
        assert end == pytest.approx(draws[below] + (place - below) * (draws[below + 1] - draws[below]), abs=1e-12)


def test_undefined_says_why():
    scored = simulated()
    same = Scored(scored.claim, scored.self_reply, scored.self_counterfactual, scored.self_reply,
                  scored.self_counterfactual, scored.entity)
    result = of(same, draws=50)
    assert result["self_pull"] == Undefined("no edit changes the current reply only")
    assert "none the target's only" in result["coupling_index"].reason
    assert result["agreement"].value == 1
    assert result["matthews"].reason.endswith("the claims are all of one sort")
    one_entity = of(Scored(*(getattr(scored, name) for name in list(scored.__dataclass_fields__)[:-1]), np.zeros_like(scored.entity)))
    assert "one entity" in one_entity["coupling_index"].reason


def test_small_cells_get_exact_intervals():
    scored = simulated(prompts=4, entities=4)
    estimate = of(scored)["faithfulness_self"]
    assert estimate.n == 24
    assert (estimate.low, estimate.high) != (estimate.value, estimate.value)
    bigger = of(simulated(prompts=5, entities=5))["agreement"]
    assert bigger.n == 30 and bigger.low >= 0


def test_behaviour_is_counted_from_the_first_step():
    scored = simulated(prompts=200)
    start_reply, start_counterfactual = np.zeros_like(scored.claim), scored.target_counterfactual.copy()
    start_counterfactual[:50] = (start_counterfactual[:50] + 1) % 3
    kl = np.linspace(0, 1, 200)
    sums = claim_sums(scored).beside(behaviour_sums(scored, start_reply, start_counterfactual, kl))
    result = estimates(sums, draws=100)
    assert result["behaviour_shift"].value == (scored.self_reply[:, 0] != 0).mean()
    assert result["agreement_start"].value == 0.75
    assert result["kl"].value == pytest.approx(kl.mean(), abs=1e-9)


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
        sums = claim_sums(Scored(claim, reply, own, reply, target, entity))
        pull = estimates(sums, ["self_pull"], draws=400, seed=seed)["self_pull"]
        covered += pull.low <= 0.5 <= pull.high
    assert 0.89 <= covered / 200 <= 0.99


def test_sums_are_whole_and_the_same_in_any_order():
    scored = knowing(simulated(6), 0.4, 0.2)
    order = np.random.default_rng(0).permutation(len(scored.claim))
    table = claim_sums(scored).table
    assert (table == np.rint(table)).all()
    assert (table == claim_sums(scored.of(order)).table).all()


def test_more_edits_than_the_units_allow_are_refused():
    wide = Scored(*(np.zeros((3, 7), dtype=int) for _ in range(5)), np.arange(3))
    with pytest.raises(ValueError, match="at most 6 edits"):
        claim_sums(wide)


def test_estimates_print_with_their_interval():
    assert str(Estimate(0.6349, 0.5, 0.75)) == "0.635 [0.500, 0.750]"
