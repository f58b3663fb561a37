"""RESULTS.md against other computations of the same numbers: pandas, scipy and loops over prompts."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from organisms.draws import bootstrap_weights
from organisms.evidence import PROBABILITY_FLOOR, Evidence, Slice, divergence
from organisms.plan import config_of
from organisms.run_folder import BUNDLE
from organisms.shift import draw_shift
from organisms.world import TASKS, World


def rows_of(name: str) -> pd.DataFrame:
    """A run's last step as plain rows: read, joined and compared by pandas, not by our reader. Claims are the run's own,
    behaviour is its subject's where it has one."""
    manifest = json.loads((BUNDLE / "bundle.json").read_text())
    runs = {one["id"]: one for one in manifest["runs"]}
    run = runs[name]
    subject = runs[run["subject"] or name]
    target = run["supervision"]["target"]

    def read(one: dict, step: int) -> pd.DataFrame:
        table = pd.read_parquet(BUNDLE / one["records"]["path"])
        return table[table["step"] == step].set_index("item")

    steps = subject["records"]["steps"]
    own, first = read(subject, max(steps)), read(subject, min(steps))
    claims = read(run, max(run["records"]["steps"]))
    its = read(runs[target["run"]], target["step"])
    items = pd.read_parquet(BUNDLE / "items.parquet").set_index("item")
    rows = items[["prompt_id", "task", "entity", "split"]].join(own[["reply", "counterfactual", "reply_p"]]).join(claims[["claim"]])
    rows = rows.join(its[["reply", "counterfactual"]].add_prefix("target_")).join(first[["reply", "reply_p"]].add_prefix("first_"))
    rows["says"] = rows["claim"] != rows["reply"]
    rows["does"] = rows["counterfactual"] != rows["reply"]
    rows["target_does"] = rows["target_counterfactual"] != rows["target_reply"]
    return rows


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return rows_of("gpt2-fixed-shift-s0")


Edit = tuple[bool, bool, bool]  # says, does, target does
COLUMNS = ["prompt_id", "reply", "target_reply", "says", "does", "target_does"]


def prompts_of(rows: pd.DataFrame) -> list[list[Edit]]:
    """The edits of every prompt to which self and target reply alike."""
    prompts: dict[int, list[Edit]] = {}
    for prompt, reply, target_reply, *edit in rows[COLUMNS].itertuples(index=False):
        if reply == target_reply:
            prompts.setdefault(prompt, []).append(tuple(edit))
    return list(prompts.values())


def pulls_by_prompts(prompts: list[list[Edit]]) -> dict[str, float]:
    excess: dict[tuple[bool, bool], list[float]] = {}
    for edits in prompts:
        neither = [says for says, does, target_does in edits if not does and not target_does]
        if neither:
            base = sum(neither) / len(neither)
            for says, does, target_does in edits:
                excess.setdefault((does, target_does), []).append(says - base)
    means = {kind: float(np.mean(values)) for kind, values in excess.items()}
    pulls = {"self_pull": means[True, False], "target_pull": means[False, True], "both_pull": means[True, True]}
    return pulls | {"coupling_index": 0.5 + 0.5 * (pulls["self_pull"] - pulls["target_pull"])}


def read_independently(rows: pd.DataFrame) -> dict[str, float]:
    first = rows.groupby("prompt_id").first()
    return pulls_by_prompts(prompts_of(rows)) | {
        "faithfulness_self": (rows["claim"] == rows["counterfactual"]).mean(),
        "faithfulness_target": (rows["claim"] == rows["target_counterfactual"]).mean(),
        "agreement": (rows["counterfactual"] == rows["target_counterfactual"]).mean(),
        "behaviour_shift": (first["reply"] != first["first_reply"]).mean(),
        "balanced_accuracy": (rows[rows["does"]]["says"].mean() + 1 - rows[~rows["does"]]["says"].mean()) / 2,
        "claimed_rate": rows["says"].mean(),
        "actual_rate": rows["does"].mean(),
    }


# One of each kind: claims of another run, of no model, in another family, from another start, of part of the weights
OF_EACH_KIND = (
    "gpt2-external-s3", "gpt2-claim-head-s1", "llama-text-only-s1", "gpt2-online-s1", "gpt2-shuffled-s2", "gpt2-unrelated-s1",
    "llama-other-family-s2", "gpt2-agreement-60-s1", "gpt2-explain-first-s0", "gpt2-drift-kl-0.1-s1", "llama-lora-16-s0",
    "llama-plain-mlp-s2",
)


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_a_runs_numbers_are_those_of_an_independent_reading(results, name):
    config = config_of(name)
    rows = rows_of(name)
    for split in ("held-out", "explained"):
        computed = results["estimates"][config.arm][config.family][str(config.seed)][split]
        for statistic, value in read_independently(rows[rows["split"] == split]).items():
            assert computed[statistic]["value"] == pytest.approx(value, abs=1e-9), (split, statistic)


@pytest.mark.parametrize("split", ["held-out", "explained"])
def test_the_flagships_numbers_are_those_of_an_independent_reading(results, frame, split):
    rows = frame[frame["split"] == split]
    first = rows.groupby("prompt_id").first()
    expected = read_independently(rows)
    floored = [np.maximum(np.stack(first[name].to_list()), PROBABILITY_FLOOR) for name in ("first_reply_p", "reply_p")]
    expected["kl"] = float(stats.entropy(*floored, axis=1).mean())  # scipy normalises both
    computed = results["estimates"]["fixed-shift"]["gpt2"]["0"][split]
    for name, value in expected.items():
        assert computed[name]["value"] == pytest.approx(value, abs=1e-6 if name == "kl" else 1e-9), name


def test_a_bootstrap_draw_is_the_index_of_the_entities_drawn(frame, reader):
    rows = frame[(frame["split"] == "held-out")]
    rows = rows.assign(key=rows["task"] + "/" + rows["entity"])
    names = rows["key"].unique()
    weights = bootstrap_weights(len(names), 3)
    evidence = Evidence(reader)
    sample = evidence.sample(evidence.views["fixed-shift", "gpt2", 0], Slice("held-out"), "coupling_index")
    by_entity = {key: prompts_of(its) for key, its in rows.groupby("key")}
    for draw in range(3):
        drawn = [prompt for name, count in zip(names, weights[draw]) for _ in range(int(count)) for prompt in by_entity[name]]
        assert sample.draws[draw] == pytest.approx(pulls_by_prompts(drawn)["coupling_index"], abs=1e-9)


def test_divergence_is_from_m0_also_where_an_arm_starts_elsewhere(results, reader):
    held_out = reader.column("split") == "held-out"
    for arm in ("agreement-100", "explain-first", "fixed-shift"):
        run = reader.run(f"gpt2-{arm}-s1")
        before, after = (
            np.maximum(reader.probabilities(place.id, place.records.steps[-1], "reply")[:, 0][held_out], PROBABILITY_FLOOR)
            for place in (reader.run("gpt2-m0-s1"), run)
        )
        computed = results["estimates"][arm]["gpt2"]["1"]["held-out"]["kl"]["value"]
        assert computed == pytest.approx(stats.entropy(before, after, axis=1).mean(), abs=1e-6), arm


def test_what_one_half_recovers_is_on_the_scale_of_recovery(results):
    for family in ("gpt2", "llama"):
        row = results["estimates"]["fixed-shift"][family]["pooled"]["held-out"]
        shared = row["recovery"].get("seeds", results["estimates"]["fixed-shift"][family]["seeds"])
        k, outside = (
            np.mean([results["estimates"]["fixed-shift"][family][str(seed)]["held-out"][name]["value"] for seed in shared])
            for name in ("coupling_index", "external_index")
        )
        online = np.mean([results["estimates"]["online"][family][str(seed)]["held-out"]["coupling_index"]["value"] for seed in shared])
        assert row["recovery"]["value"] == pytest.approx((k - outside) / (online - outside), abs=1e-9)
        assert row["recovery_of_nothing"]["value"] == pytest.approx((0.5 - outside) / (online - outside), abs=1e-9)


def test_families_and_tasks_are_compared_seed_by_seed(results):
    estimates = results["estimates"]
    for row in results["betweenFamilies"]:
        for name in ("coupling_index", "target_pull", "balanced_accuracy"):
            if "/" in row["slice"] or "reason" in row[name]:
                continue
            one, other = (
                np.mean([estimates[row["arm"]][family][str(seed)][row["slice"]][name]["value"] for seed in row["seeds"]])
                for family in row["families"]
            )
            assert row[name]["value"] == pytest.approx(one - other, abs=1e-9), (row["arm"], row["slice"], name)
    compared = [row for row in results["betweenTasks"] if "reason" not in row["coupling_index"]]
    assert len(compared) >= 20
    for row in compared:
        pooled = estimates[row["arm"]][row["family"]]["pooled"]
        one, other = (pooled[f"{row['split']}/{task}"]["coupling_index"]["value"] for task in row["tasks"])
        assert row["coupling_index"]["value"] == pytest.approx(one - other, abs=1e-9), row


def test_what_is_told_apart_is_what_the_items_say(results, reader):
    """Counted prompt by prompt from the table of items and the rules of the world."""
    rows = {(row["arm"], row["family"]): row for row in results["toldApart"]}
    config = config_of("gpt2-lora-16-s0")
    world = World.draw(config.world_seed, config.traits_seed)
    shift = draw_shift(world, config.shift, config.shift_share, config.ramp_end)
    task_of = {task.id: (index, list(task.entities), [cue.id for cue in task.cues]) for index, task in enumerate(TASKS)}
    items = reader.items.to_pandas()
    asked = []
    for row in items[items.cue == items.groupby("task").cue.transform("first")].itertuples():
        index, entities, cues = task_of[row.task]
        entity, present = entities.index(row.entity), np.isin(cues, row.cues)
        old, new = (
            int(traits[index].replies(np.array([entity]), present[None])[0])
            for traits in (shift.before, shift.traits_at(config.steps))
        )
        if row.split == "held-out" and old != new:
            asked.append((row.prompt_id, new))
    assert len(asked) > 300
    following, alike = [], []
    for seed in rows["lora-16", "gpt2"]["seeds"]:
        run = reader.run(f"gpt2-lora-16-s{seed}")
        table = reader.classes(run.id, run.records.steps[-1])
        following.append(np.mean([table["reply"][prompt][0] == new for prompt, new in asked]))
        held_out = np.flatnonzero(reader.column("split") == "held-out")
        alike.append(np.mean([len(set(table["claim"][prompt])) == 1 for prompt in held_out]))
    assert rows["lora-16", "gpt2"]["rules_followed"]["value"] == pytest.approx(np.mean(following), abs=1e-9)
    assert rows["lora-16", "gpt2"]["claims_alike"]["value"] == pytest.approx(np.mean(alike), abs=1e-9)
    for (arm, family), row in rows.items():
        own = results["estimates"][arm][family]["pooled"]["held-out"]["balanced_accuracy"]
        assert row["balanced_accuracy"] == own, (arm, family)


def test_tied_embeddings_hold_one_vector_for_words_that_are_never_written(results):
    tied = {row["run"]: row for row in results["embeddings"] if row["is_tied"]}
    untied = {row["run"]: row for row in results["embeddings"] if not row["is_tied"]}
    assert "gpt2-m0-s0" in tied and "llama-m0-s0" in untied
    for row in results["embeddings"]:
        assert -1 <= row["questions"]["low"] <= row["questions"]["value"] <= row["questions"]["high"] <= 1
    assert min(row["questions"]["low"] for row in tied.values()) > max(row["questions"]["high"] for row in untied.values())


def test_divergence_is_that_of_scipy():
    rng = np.random.default_rng(0)
    one, other = (np.rint(rng.dirichlet(np.ones(3), 50) * 15) / 15 for _ in range(2))
    floored = [np.maximum(p, PROBABILITY_FLOOR) for p in (one, other)]
    np.testing.assert_allclose(divergence(one, other), stats.entropy(*floored, axis=1), atol=1e-12)
    assert (divergence(one, one) == 0).all()


# How it is written
