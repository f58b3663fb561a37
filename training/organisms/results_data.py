"""Everything RESULTS.md says, as data: from the bundle's records, the declared tests and the plan, and nothing else."""

from .claims import (
    ADDED, CLAIMS, LEAST, LEVEL, SEEDS_NEEDED, TREND_SPAN, Outcome, declared_tests, outcomes_of, verdict, whose_edits,
)
from .comparisons import (
    architecture_varied, between_families, between_tasks, item_by_item, one_thing_varied, second_road, small_cells,
)
from .config import PretrainConfig
from .controls import Controls
from .evidence import AWAY, ITSELF, PROBABILITY_FLOOR, Evidence
from .draws import DRAWS, SEED
from .intervals import LEVEL as INTERVAL_LEVEL, SMALL_CELL, Undefined
from .plan import plan
from .pooled import MAIN, all_numbers, entry
from .sweep_numbers import sweep_numbers
from .told_apart import embeddings, rules_learnt, told_apart

ABOUT = {
    "level": INTERVAL_LEVEL,
    "draws": DRAWS,
    "seed": SEED,
    "smallCell": SMALL_CELL,
    "awayFromMargin": AWAY,
    "probabilityFloor": PROBABILITY_FLOOR,
    "familyWiseLevel": LEVEL,
    "leastThatCounts": LEAST,
    "seedsNeeded": SEEDS_NEEDED,
    "trendSpan": TREND_SPAN,
}


def arm_titles(evidence: Evidence) -> list[dict]:
    """Arms in the manifest's order, and behind an outside explainer that is a model its row about itself."""
    titles = []
    there = {arm for arm, _, _ in evidence.views}
    for arm in evidence.reader.manifest.arms:
        if arm.id in there:
            titles.append({"id": arm.id, "group": arm.group, "title": arm.title, "isMain": arm.id in MAIN})
        if arm.id + ITSELF in there:
            title = f"{arm.title}, about itself (fixed labels, no shift)"
            titles.append({"id": arm.id + ITSELF, "group": arm.group, "title": title, "isMain": arm.id + ITSELF in MAIN})
    return titles


def outcome_data(outcome: Outcome) -> dict:
    test, is_one_seed = outcome.test, isinstance(outcome.effect, Undefined)
    return {
        "family": test.family,
        "sentence": test.sentence,
        "seeds": list(outcome.seeds),
        "effect": entry(outcome.over_entities if is_one_seed else outcome.effect),
        "isOverEntitiesOnly": is_one_seed,
        "leastThatCounts": test.least,
        "pFor": outcome.p_for,
        "pAgainst": outcome.p_against,
        "adjustedFor": outcome.adjusted_for,
        "adjustedAgainst": outcome.adjusted_against,
        "outcome": outcome.word,
    }


def verdicts(outcomes: list[Outcome], families: list[str]) -> dict:
    """By family, null where no test concerns it; and over all of them."""
    by_family = {family: [one for one in outcomes if one.test.family == family] for family in families}
    return {
        "families": {family: verdict(its) if its else None for family, its in by_family.items()},
        "every": verdict(outcomes),
    }


def claims_data(evidence: Evidence) -> list[dict]:
    outcomes = {id(outcome.test): outcome for outcome in outcomes_of(evidence, declared_tests())}
    families = [family.id for family in evidence.reader.manifest.families]
    result = []
    for claim in CLAIMS:
        of = lambda part: [outcomes[id(test)] for test in part.tests]  # noqa: E731
        parts = [
            {"id": part.id, "sentence": part.sentence, **verdicts(of(part), families),
             "tests": [outcome_data(outcome) for outcome in of(part)]}
            for part in claim.parts
        ]
        every = [outcome for part in claim.parts for outcome in of(part)]
        result.append({"number": claim.number, "sentence": claim.sentence, **verdicts(every, families), "parts": parts})
    return result


def added_data(evidence: Evidence) -> list[dict]:
    """The tests added later: whose edits claims name, once the number of edits named is left out."""
    tests = [test for part in ADDED for test in part.tests]
    outcomes = {id(outcome.test): outcome for outcome in outcomes_of(evidence, tests)}
    return [
        {"id": part.id, "sentence": part.sentence,
         "words": {test.family: whose_edits(part, outcomes[id(test)].word) for test in part.tests},
         "tests": [outcome_data(outcomes[id(test)]) for test in part.tests]}
        for part in ADDED
    ]


def not_run(evidence: Evidence) -> dict[str, dict[str, list[int]]]:
    """Runs of the plan that the bundle lacks: arm -> family -> seeds."""
    missing: dict[str, dict[str, list[int]]] = {}
    for config in plan():
        if config.id not in evidence.reader:
            arm = config.name if isinstance(config, PretrainConfig) else config.arm
            missing.setdefault(arm, {}).setdefault(config.family, []).append(config.seed)
    return {arm: {family: sorted(seeds) for family, seeds in families.items()} for arm, families in missing.items()}


def results_data(evidence: Evidence) -> dict:
    numbers = all_numbers(evidence)
    return {
        "about": ABOUT,
        "families": {family.id: family.title for family in evidence.reader.manifest.families},
        "tasks": {task.id: task.title for task in evidence.reader.manifest.tasks},
        "arms": arm_titles(evidence),
        "claims": claims_data(evidence),
        "whoseEdits": added_data(evidence),
        "estimates": numbers,
        "controls": Controls(evidence).rows(),
        "sweeps": sweep_numbers(evidence),
        "rulesLearnt": rules_learnt(evidence),
        "toldApart": told_apart(evidence),
        "embeddings": embeddings(evidence),
        "oneThingVaried": one_thing_varied(evidence),
        "architectureVaried": architecture_varied(evidence),
        "betweenFamilies": between_families(evidence),
        "betweenTasks": between_tasks(evidence),
        "itemByItem": item_by_item(evidence),
        "secondRoad": second_road(numbers),
        "smallCells": small_cells(evidence),
        "notRun": not_run(evidence),
    }
