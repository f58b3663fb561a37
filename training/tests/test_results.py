"""RESULTS.md: fresh, the same each time, complete, and right about explainers whose answer is known."""

import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats
from simulated_bundle import BOUND, COUPLED, SimulatedBundle

from organisms.about_claims import about_claims
from organisms.claims import (
    ADDED, CLAIMS, CONTRADICTS, FAILS, HOLDS, OPEN, SUPPORTS, Outcome, Test, declared_tests, outcomes_of, slope, verdict,
)
from organisms.controls import Controls
from organisms.evidence import Evidence
from organisms.intervals import Sample, Undefined
from organisms.plan import SHARES, plan
from organisms.read_bundle import BundleReader
from organisms.report import Table, number, seeds, with_interval
from organisms.results import DATA, FINDINGS, REPORT, data_text, generate, main, report_text, same, stale
from organisms.results_data import results_data
from organisms.site_results import compact, site_name, site_text, write_site_results

Test.__test__ = False  # a test of a claim, not one of pytest's


@pytest.fixture(scope="module")
def coupled(tmp_path_factory) -> dict:
    bundle = SimulatedBundle(tmp_path_factory.mktemp("coupled") / "bundle", dict(COUPLED))
    return results_data(Evidence(BundleReader(bundle.folder)))


@pytest.fixture(scope="module")
def bound(tmp_path_factory) -> dict:
    bundle = SimulatedBundle(tmp_path_factory.mktemp("bound") / "bundle", dict(BOUND))
    return results_data(Evidence(BundleReader(bundle.folder)))


def part_of(results: dict, part_id: str) -> dict:
    return next(part for claim in results["claims"] for part in claim["parts"] if part["id"] == part_id)


# The committed files


def test_the_committed_results_are_those_of_the_committed_records(committed):
    assert stale(committed) == [], "run npm run training:results"


def test_every_run_of_the_plan_is_there_or_listed_as_not_run(results, reader):
    missing = results["notRun"]
    for config in plan():
        arm = getattr(config, "arm", None) or config.name
        if config.id in reader:
            rows = results["estimates"].get(arm, {}).get(config.family, {"seeds": []})
            assert arm.startswith("m0") or config.seed in rows["seeds"], config.id
        else:
            assert config.seed in missing[arm][config.family], config.id


def test_oracles_and_constants_are_exact_and_shuffled_labels_are_near_one_half(results):
    for row in results["controls"]:
        if row["name"] == "shuffled" or isinstance(row["expected"], float):
            assert row["is_expected"], row


def test_what_cannot_be_coupled_is_not_said_to_be(results):
    """The outside explainer and the head on frozen weights lie below ½. Labels of an unrelated model do not keep K from
    lying above it, which the report says; once the number of edits is left out they give nothing."""
    rows = {(row["name"], row["family"], row["slice"]): row for row in results["controls"]}
    for family in results["families"]:
        for split in ("held-out", "explained"):
            for name in ("external", "claim-head"):
                row = rows[name, family, split]
                assert row["is_expected"] and row["coupling_index"]["high"] < 0.5, row
    unrelated = rows["unrelated", "gpt2", "held-out"]
    assert not unrelated["is_expected"] and unrelated["says"] == "above ½"
    for split in ("held-out", "explained"):
        assert rows["unrelated", "gpt2", split]["placing"]["low"] <= 0


def test_the_second_road_contradicts_nothing(results):
    road = results["secondRoad"]
    assert road["signs"]["agree"] > 0 and road["orders"]["agree"] > 0
    assert (road["signs"]["differ"], road["orders"]["differ"], road["against"]) == (0, 0, [])


def test_the_second_road_leaves_no_row_out(results):
    rows = [family["pooled"][split] for families in results["estimates"].values() for family in families.values()
            for split in ("held-out", "explained")]
    road = results["secondRoad"]
    assert sum(road["signs"].values()) == len(rows)
    defined = [row for row in rows if "value" in row["coupling_index"] and "value" in row["log_odds"]]
    opposite = [row for row in defined if (row["coupling_index"]["value"] > 0.5) != (row["log_odds"]["value"] > 0)]
    assert road["signs"]["unclear_differ"] == len(opposite) == len(road["opposite"]) > 0


def all_estimates(node) -> Iterator[dict]:
    """Every estimate of the data, wherever it stands."""
    if isinstance(node, dict):
        if {"value", "low", "high"} <= node.keys():
            yield node
        node = list(node.values())
    for value in node if isinstance(node, list) else ():
        yield from all_estimates(value)


def test_every_interval_of_the_report_is_in_its_data(committed, results):
    written = set(re.findall(r"[+−]?\d+\.\d+ \[[^\]]+\]", committed.report))
    assert len(written) > 200
    told = {with_interval(one, is_signed=signed) for one in all_estimates(results) for signed in (False, True)}
    assert written - told == set()


def test_every_interval_of_the_findings_is_in_the_data(results):
    """Findings are written by hand; their numbers may not be."""
    text = " ".join(FINDINGS.read_text().split())
    written = re.findall(r"([+−]?\.\d+) \[([+−]?\.\d+), ([+−]?\.\d+)(?:; (?:both|one seed))?\]", text)
    assert len(written) == text.count(" [") - text.count("[a, b; both]") > 50
    plain = {tuple(number(float(one.replace("−", "-"))) for one in three) for three in written}
    rises = {tuple(number(one[name]) for name in ("value", "low", "high")) for one in all_estimates(results)}
    falls = {tuple(number(-one[name]) for name in ("value", "high", "low")) for one in all_estimates(results)}
    assert plain - rises - falls == set()


def test_the_site_shows_the_numbers_of_the_report(committed, results):
    """Every run and arm, and under the site's names the very numbers."""
    site = json.loads(committed.site)
    shown = {(row["arm"] + "-itself" * row["isAboutItself"], row["family"]): row for row in site["rows"]}
    assert shown.keys() == {(arm, family) for arm, families in results["estimates"].items() for family in families}
    compared = 0
    for (arm, family), row in shown.items():
        numbers = results["estimates"][arm][family]
        tables = {None: row["pooled"]} | {str(one["seed"]): one["slices"] for one in row["seeds"]}
        for seed, slices in tables.items():
            for split in ("held-out", "explained"):
                there = numbers[seed or "pooled"][split]
                for name in there.keys() & {"coupling_index", "self_pull", "kappa", "recovery", "placing", "gap", "kl", "log_odds"}:
                    assert slices[split][site_name(name)] == compact(there[name], name), (arm, family, seed, split, name)
                    compared += 1
            assert {"held-out/sycophancy", "held-out/refusal", "held-out/away"} < slices.keys()
    assert compared > 500


def test_the_report_names_no_date_and_no_machine(committed):
    assert not re.search(r"20\d\d-\d\d-\d\d|x86|CPU|/work|/home", committed.report)


# The same each time


def test_the_same_records_give_the_same_bytes(tmp_path):
    bundle = SimulatedBundle(tmp_path / "bundle", dict(COUPLED), seeds=(0, 1), entities=6)
    assert generate(bundle.folder) == generate(bundle.folder)


def test_a_changed_report_and_a_changed_number_are_stale(tmp_path, committed):
    report, data, bundle = tmp_path / "RESULTS.md", tmp_path / "results" / "results.json", tmp_path / "bundle"
    for folder in (data.parent, bundle):
        folder.mkdir()
    everything = ["RESULTS.md", "results/results.json", "bundle/results.json"]
    (bundle / "bundle.json").write_text('{"results": null}')
    report.write_text(committed.report)
    data.write_text(committed.data)
    assert stale(committed, report, data, bundle) == everything[2:]
    write_site_results(committed.site, bundle)
    assert stale(committed, report, data, bundle) == []
    report.write_text(committed.report.replace("0.", "1.", 1))
    content = json.loads(committed.data)
    content["estimates"]["fixed-shift"]["gpt2"]["pooled"]["held-out"]["coupling_index"]["value"] += 1e-6
    data.write_text(data_text(content))
    content = json.loads(committed.site)
    content["rows"][0]["pooled"]["held-out"]["couplingIndex"][0] += 1e-6
    write_site_results(site_text(content), bundle)
    assert stale(committed, report, data, bundle) == everything
    for path in (report, data, bundle / "results.json"):
        path.unlink()
    assert stale(committed, report, data, bundle) == everything


def test_check_fails_with_what_to_do(tmp_path, monkeypatch):
    bundle = SimulatedBundle(tmp_path / "bundle", {"fixed-shift": (0.5, 0.2), "external": (0.6, 0.1)}, seeds=(0,), entities=6)
    arguments = ["results", "--bundle", str(bundle.folder), "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", [*arguments, "--check"])
    with pytest.raises(SystemExit, match="npm run training:results"):
        main()
    monkeypatch.setattr("sys.argv", arguments)
    main()
    monkeypatch.setattr("sys.argv", [*arguments, "--check"])
    main()


def test_findings_are_included_as_they_stand(coupled):
    report = report_text(coupled, "Because of *this*.\n")
    assert "## Findings\n\nBecause of *this*.\n\n## Where coupling cannot exist" in report and report.endswith("|\n")
    assert "None are written yet." in report_text(coupled, None)
    assert FINDINGS.parent == REPORT.parent and DATA.parent.name == "results"


def test_last_bits_may_differ_between_machines_and_nothing_else():
    assert same({"a": [1.0, "x"]}, {"a": [1.0 + 1e-12, "x"]})
    for other in ({"a": [1.0 + 1e-6, "x"]}, {"a": [1.0, "y"]}, {"a": [1.0]}, {"b": [1.0, "x"]}, {"a": [True, "x"]}):
        assert not same({"a": [1.0, "x"]}, other)


# Right where the answer is known


def test_claims_that_follow_the_self_hold(coupled):
    for part in ("1", "2a", "2b", "4a", "5 sycophancy", "5 refusal"):
        for family in ("gpt2", "llama"):
            assert part_of(coupled, part)["families"][family] == HOLDS, (part, family)
    assert part_of(coupled, "5 noise")["families"] == {"gpt2": HOLDS, "llama": None}
    assert part_of(coupled, "3")["families"]["gpt2"] == HOLDS
    assert coupled["claims"][1]["every"] == HOLDS


def test_claims_that_follow_the_target_do_not_hold(bound):
    for part in ("2a", "2b", "4a", "5 sycophancy", "5 refusal", "5 noise"):
        assert part_of(bound, part)["families"]["gpt2"] == FAILS, part
    assert bound["claims"][4]["every"] == FAILS


def test_what_was_not_run_cannot_be_told(coupled):
    part = part_of(coupled, "4b")
    assert part["every"] == OPEN
    assert part["tests"][0]["effect"] == {"reason": "not run yet"} and part["tests"][0]["pFor"] is None
    assert coupled["claims"][3]["every"] == OPEN


def test_one_seed_cannot_tell(tmp_path):
    bundle = SimulatedBundle(tmp_path / "bundle", dict(COUPLED), seeds=(0,))
    data = results_data(Evidence(BundleReader(bundle.folder)))
    assert {part["every"] for claim in data["claims"] for part in claim["parts"]} == {OPEN}
    test = part_of(data, "2a")["tests"][0]
    assert test["isOverEntitiesOnly"] and test["effect"]["low"] > 0
    assert "†" in report_text(data, None)


def test_claims_that_name_the_selfs_edits_are_told_from_the_rest(coupled, bound):
    words = {part["id"]: part["words"]["gpt2"] for part in coupled["whoseEdits"]}
    assert words["2a"] == words["ceiling"] == "its own"
    assert {part["id"]: part["words"]["gpt2"] for part in bound["whoseEdits"]}["2a"] == "not its own more"


def outcome(adjusted_for: float, adjusted_against: float) -> Outcome:
    return Outcome(declared_tests()[0], (0, 1, 2), Undefined(""), Undefined(""), 0.5, 0.5, adjusted_for, adjusted_against)


def test_verdicts_follow_the_written_rules():
    supports, contradicts, undecided = outcome(0.01, 0.9), outcome(0.9, 0.01), outcome(0.2, 0.2)
    assert [one.word for one in (supports, contradicts, undecided)] == [SUPPORTS, CONTRADICTS, "open"]
    assert outcome(0.01, 0.01).word == SUPPORTS  # small, and certain
    assert verdict([supports, supports]) == HOLDS
    assert verdict([supports, undecided]) == OPEN
    assert verdict([supports, undecided, contradicts]) == FAILS
    assert verdict([]) == OPEN


def test_tests_without_runs_count_in_the_family(coupled):
    """Holm multiplies the smallest p by the number of all tests, made or not."""
    tests = [test for claim in coupled["claims"] for part in claim["parts"] for test in part["tests"]]
    assert len(tests) == len(declared_tests()) == 24
    made = [test for test in tests if test["pFor"] is not None]
    assert 0 < len(made) < len(tests)
    smallest = min(made, key=lambda test: test["pFor"])
    assert smallest["adjustedFor"] == pytest.approx(len(tests) * smallest["pFor"])
    assert all(test["adjustedFor"] == test["adjustedAgainst"] == 1 for test in tests if test["pFor"] is None)


def test_verdicts_are_wrong_in_at_most_five_of_a_hundred_studies():
    """400 studies of 6 tests without any effect, 3 seeds, 40 entities: none supports in 95 %, up to 3 binomial sd."""
    wrong = 0
    for study in range(400):
        rng = np.random.default_rng([study, 5])
        weights = rng.multinomial(40, np.full(40, 1 / 40), size=200) / 40

        def effect(_evidence, _family, _seed, rng=rng, weights=weights) -> Sample:
            values = rng.normal(0, 0.3, 40) + rng.normal(0, 0.02)
            return Sample(float(values.mean()), weights @ values, 40, 40, 40.0, "")

        class Three:
            views = {("a", "b", seed): None for seed in range(3)}

        outcomes = outcomes_of(Three(), [Test("1", "gpt2", "", effect) for _ in range(6)])
        wrong += any(one.word == SUPPORTS for one in outcomes)
    assert wrong / 400 <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_slope_is_that_of_scipy():
    rng = np.random.default_rng(0)
    levels, values = rng.random(6), rng.random(6)
    fitted = slope([(level, Sample(value, np.array([value]), 1, 1, 1.0, "")) for level, value in zip(levels, values)])
    assert fitted.value == pytest.approx(stats.linregress(levels, values).slope, abs=1e-12)
    flat = slope([(0.5, Sample(0.1, np.array([0.1]), 1, 1, 1.0, "")), (0.5, Sample(0.2, np.array([0.2]), 1, 1, 1.0, ""))])
    assert np.isnan(flat.value) and flat.reason == "all points have the same level"


def test_sweep_of_agreement_has_its_points_and_its_trend(coupled):
    sweep = next(one for one in coupled["sweeps"] if one["id"] == "agreement")
    points = sweep["families"]["gpt2"]["points"]
    assert [point["arm"] for point in points][0] == "external-itself" and len(points) == 1 + len(SHARES)
    levels = [point["level"] for point in points]
    assert levels == sorted(levels, reverse=True) and levels[0] == 1
    trend = sweep["families"]["gpt2"]["trend"]
    assert trend["change"]["low"] > 0 and trend["seeds"] == [0, 1, 2]
    assert min(levels) < trend["crossing"]["value"] < 1
    seeds, entities = trend["crossing_over_both"], trend["crossing"]
    assert min(levels) < seeds["value"] < 1 and seeds["low"] < seeds["value"] < seeds["high"]
    assert seeds["high"] - seeds["low"] > entities["high"] - entities["low"]
    assert "llama" not in sweep["families"]


def test_seeds_are_averaged_and_recovery_is_a_ratio_of_averages(coupled):
    table = coupled["estimates"]
    for statistic in ("coupling_index", "balanced_accuracy", "faithfulness_self", "placing"):
        rows = table["fixed-shift"]["gpt2"]
        mean = np.mean([rows[seed]["held-out"][statistic]["value"] for seed in "012"])
        assert rows["pooled"]["held-out"][statistic]["value"] == pytest.approx(mean, abs=1e-12)
    index = lambda arm: table[arm]["gpt2"]["pooled"]["held-out"]["coupling_index"]["value"]  # noqa: E731
    recovery = (index("fixed-shift") - index("external")) / (index("online") - index("external"))
    assert table["fixed-shift"]["gpt2"]["pooled"]["held-out"]["recovery"]["value"] == pytest.approx(recovery, abs=1e-12)
    row = table["fixed-shift"]["gpt2"]
    values = [row[seed]["held-out"]["coupling_index"]["value"] for seed in "012"]
    theirs = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    ours = row["pooled"]["held-out"]["coupling_index_over_seeds"]
    assert (ours["low"], ours["high"]) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_what_has_no_outside_explainer_says_so(coupled):
    row = coupled["estimates"]["external-itself"]["gpt2"]["pooled"]["held-out"]
    assert row["external_index"] == row["above_external"] == {"reason": "no outside explainer of it is there"}
    assert "reason" in row["recovery"]


def test_foreign_seeds_know_what_all_seeds_do_and_not_what_one_does(coupled):
    rows = {(row["name"], row["family"]): row for row in coupled["controls"] if row["slice"] == "held-out"}
    own = coupled["estimates"]["fixed-shift"]["gpt2"]["pooled"]["held-out"]["coupling_index"]
    foreign = rows["another seed's explainer", "gpt2"]["coupling_index"]
    assert 0.5 < foreign["low"] and foreign["value"] < own["value"]  # the shift is common to all seeds
    assert rows["own against a twin", "gpt2"]["coupling_index"]["low"] > 0.5


def test_pairs_of_seeds_need_two(tmp_path):
    bundle = SimulatedBundle(tmp_path / "bundle", {"fixed-shift": (0.8, 0.1)}, seeds=(0,))
    names = {row["name"] for row in Controls(Evidence(BundleReader(bundle.folder))).rows()}
    assert "oracle of self" in names and not names & {"another seed's explainer", "own against a twin"}


def test_numbers_are_written_one_way():
    assert number(0.63549) == "0.635"
    assert number(-0.0004) == "0.000" and number(-0.0004, is_signed=True) == "0.000"
    assert number(-0.13, is_signed=True) == "−0.130" and number(0.11, is_signed=True) == "+0.110"
    assert seeds([0, 1, 2, 4]) == "0–2, 4" and seeds([]) == "none"


def test_what_is_undefined_carries_its_reason():
    table = Table("a", "b", "c")
    table.add({"reason": "too few"}, {"value": 0.5, "low": 0.4, "high": 0.6}, {"reason": "too few"})
    table.add({"reason": "not run"}, {"value": 0.5, "low": 0.4, "high": 0.6, "seeds": [0, 1]}, None)
    assert table.lines() == [
        "| a | b | c |", "|---|---|---|",
        "| n/a (a) | 0.500 [0.400, 0.600] | n/a (a) |",
        "| n/a (b) | 0.500 [0.400, 0.600] (seeds 0–1) |  |", "",
        "n/a (a): too few. n/a (b): not run.", "",
    ]
    assert Table("a").lines() == ["Nothing yet.", ""]
    with pytest.raises(ValueError, match="expected 3 cells"):
        table.add("one")


def test_every_claim_has_tests_of_the_families_it_was_planned_in():
    assert [claim.number for claim in CLAIMS] == [1, 2, 3, 4, 5]
    assert all(part.tests for claim in CLAIMS for part in claim.parts)
    assert {part.id for part in ADDED} >= {"2a", "2b", "ceiling"}


def test_what_is_said_of_the_tests_names_those_that_were_added_last():
    claim = lambda part, sentence: {"parts": [{"id": part, "tests": [{"sentence": sentence}]}]}  # noqa: E731
    planned = about_claims([claim("1", "K − ½"), claim("2", "K − ½")])
    assert planned["claims"].startswith("The two claims of ")
    assert planned["tests"].endswith("but for the first seed of five arms, and perhaps the second of one of them.")
    late = about_claims([claim("1", "K − ½"), claim("2b", "K − ½ (added last)")])
    assert "one of them, and for a test of 2b that was added last" in late["tests"]
