"""The bars written down before the first run (LOG.md), from the bundle's records alone."""

import pytest

from organisms.check import ESTIMATES, all_tables, checks, estimates_json, finding
from organisms.plan import pretraining
from organisms.told_apart import rule_following
from organisms.intervals import Estimate


@pytest.fixture(scope="module")
def tables(reader):
    return all_tables(reader)


@pytest.fixture(scope="module")
def held_out(tables):
    return tables["gpt2"]["held-out"]


def test_the_committed_estimates_are_those_of_the_committed_records(tables):
    assert ESTIMATES.read_text() == estimates_json(tables)


def test_the_flagship_meets_every_bar(reader, held_out):
    results = checks(held_out, rule_following(reader, pretraining(reader.manifest.target.run))["all"])
    assert [check.sentence for check in results if not check.is_met] == []


def test_a_bar_that_is_missed_is_reported(held_out):
    swapped = held_out | {"external": held_out["fixed-shift"], "fixed-shift": held_out["external"]}
    assert any(not check.is_met for check in checks(swapped, rules=0.5))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.51, 0.6, "side with the current self"), (0.4, 0.49, "training target"), (0.45, 0.55, "cannot tell")],
)
def test_the_finding_says_what_the_interval_allows(low, high, words):
    assert words in finding(Estimate((low + high) / 2, low, high))
