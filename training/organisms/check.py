"""Whether the measurement can be trusted, from the bundle's records alone: ``python -m organisms.check``.

Prints the estimates of the flagship's seed in each family, beside oracles, constants and four controls, then holds the
measurement to the bars written down before the first run (``LOG.md``). All arms and seeds are in ``RESULTS.md``.
Whether the index lies above one half is a finding and is printed as one, not held to anything.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from .entity_sums import EntitySums
from .evidence import SPLITS, Evidence, Slice
from .intervals import Estimate
from .plan import FLAGSHIP_ARM, pretraining
from .read_bundle import BundleReader
from .run_folder import BUNDLE, RESULTS, write_atomically
from .scored import constants, oracles
from .statistics import estimates
from .told_apart import rule_following

ESTIMATES = RESULTS / "estimates.json"
RULES_LEARNT = 0.98  # share of fresh prompts on which an M0 has to follow the rules
BAR = f"{100 * RULES_LEARNT:.0f} %"
Tables = dict[str, dict[str, dict[str, Estimate]]]  # split -> explainer -> statistic
STATISTICS = (
    "self_pull", "target_pull", "both_pull", "coupling_index", "faithfulness_self", "faithfulness_target", "agreement",
    "behaviour_shift", "sensitivity", "specificity", "claimed_rate", "actual_rate", "gap", "balanced_accuracy",
)
COLUMNS = ("faithfulness_self", "faithfulness_target", "gap", "self_pull", "target_pull", "both_pull",
           "coupling_index", "balanced_accuracy")


@dataclass(frozen=True)
class Check:
    sentence: str
    is_met: bool


def explainers(evidence: Evidence, family: str, split: str) -> dict[str, EntitySums]:
    """A family's fixed-shift run and its controls at their last step and the flagship's seed, and the made-up claims
    scored against that run."""
    seed, where = evidence.reader.run(evidence.reader.manifest.flagship).seed, Slice(split)
    flagship = evidence.views[FLAGSHIP_ARM, family, seed]
    scored = evidence.scored(flagship)
    made_up = oracles(scored) | constants(scored, evidence.classes)
    behaviour = evidence.cut(flagship, where).only(("shifted",))
    result = {name: sums.beside(behaviour) for name, sums in evidence.imagined(flagship, made_up, where).items()}
    for arm in ("text-only", "external", "shuffled", FLAGSHIP_ARM, "online"):
        result[arm] = evidence.cut(evidence.views[arm, family, seed], where)
    return result


def checks(table: dict[str, dict[str, Estimate]], rules: float) -> list[Check]:
    """The bars, on held-out entities of the flagship's family."""
    value = lambda name, statistic: table[name][statistic].value  # noqa: E731
    flagship, external, text_only = table["fixed-shift"], table["external"], table["text-only"]
    shuffled = table["shuffled"]
    index = shuffled["coupling_index"]
    unknowing = [name for name in table if name.startswith(("nothing", "everything", "always"))]
    text_index = text_only["coupling_index"]
    return [
        Check("the oracle of self has K = 1 exactly", value("oracle of self", "coupling_index") == 1),
        Check("the oracle of the target has K = 0 exactly", value("oracle of the target", "coupling_index") == 0),
        *(Check(f"'{name}' has K = 1/2 exactly", value(name, "coupling_index") == 0.5) for name in unknowing),
        Check(f"shuffled: K {index} lies within 0.45-0.55", 0.45 <= index.low and index.high <= 0.55),
        *(
            Check(f"shuffled: {pull} {shuffled[pull].value:+.3f} lies within 0.05 of 0", abs(shuffled[pull].value) <= 0.05)
            for pull in ("self_pull", "target_pull")
        ),
        Check(
            f"text-only: K {text_index} contains 1/2 or comes within 0.02 of it",
            text_index.low - 0.02 <= 0.5 <= text_index.high + 0.02,
        ),
        Check(
            f"balanced accuracy: claims {flagship['balanced_accuracy']} lie above text-only {text_only['balanced_accuracy']}",
            flagship["balanced_accuracy"].low > text_only["balanced_accuracy"].high,
        ),
        Check(
            f"K {flagship['coupling_index']} lies wholly above the external explainer's {external['coupling_index']}",
            flagship["coupling_index"].low > external["coupling_index"].high,
        ),
        Check(f"M0 follows the rules on {rules:.1%} of fresh prompts, at least {BAR}", rules >= RULES_LEARNT),
        Check(
            f"{value('fixed-shift', 'behaviour_shift'):.1%} of replies shifted, at least 15 %",
            value("fixed-shift", "behaviour_shift") >= 0.15,
        ),
    ]


def finding(index: Estimate | None) -> str:
    """The sentence that the interval allows, and no more."""
    if index is None:
        return "K is undefined: no prompt tells self and target apart."
    if index.low > 0.5:
        return f"K = {index}: claims side with the current self."
    if index.high < 0.5:
        return f"K = {index}: claims side with the training target."
    return f"K = {index}: cannot tell whether claims side with the self or with the target."


def family_tables(evidence: Evidence, family: str) -> Tables:
    """Estimates of ``explainers`` on both splits; undefined ones are left out."""
    tables: Tables = {}
    for split in SPLITS:
        rows = {name: estimates(sums, STATISTICS) for name, sums in explainers(evidence, family, split).items()}
        tables[split] = {
            name: {statistic: one for statistic, one in row.items() if isinstance(one, Estimate)}
            for name, row in rows.items()
        }
    return tables


def all_tables(reader: BundleReader) -> dict[str, Tables]:
    evidence = Evidence(reader)
    return {family.id: family_tables(evidence, family.id) for family in reader.manifest.families}


def estimates_json(tables: dict[str, Tables]) -> str:
    """``{family: {split: {explainer: {statistic: [value, low, high]}}}}``; the site's tests compare with it."""
    plain = {
        family: {
            split: {
                name: {statistic: [e.value, e.low, e.high] for statistic, e in row.items()} for name, row in rows.items()
            }
            for split, rows in splits.items()
        }
        for family, splits in tables.items()
    }
    return json.dumps(plain, indent=1) + "\n"


def write_estimates(bundle: Path, path: Path = ESTIMATES) -> None:
    write_atomically(path, estimates_json(all_tables(BundleReader(bundle))))


def print_table(title: str, table: dict[str, dict[str, Estimate]]) -> None:
    print(f"\n{title}\n{'':22}" + "".join(f"{name:>22}" for name in COLUMNS))
    for name, row in table.items():
        cells = (str(row[column]) if column in row else "n/a" for column in COLUMNS)
        print(f"{name:22}" + "".join(f"{cell:>22}" for cell in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=BUNDLE)
    arguments = parser.parse_args()
    reader = BundleReader(arguments.bundle)
    flagship = reader.run(reader.manifest.flagship)
    failed, every = [], all_tables(reader)
    for family in reader.manifest.families:
        tables = every[family.id]
        for split, table in tables.items():
            print_table(f"{family.title}, {split} entities, last checkpoint", table)
        print(f"\nFinding, held-out entities: {finding(tables['held-out']['fixed-shift'].get('coupling_index'))}")
        is_flagship = family.id == flagship.family
        if "coupling_index" not in tables["held-out"]["fixed-shift"]:
            failed += [f"{family.title}: the index is undefined"]
            continue
        m0 = rule_following(reader, pretraining(f"{family.id}-m0-s{flagship.seed}"))
        results = checks(tables["held-out"], m0["all"])
        for check in results:
            print(f"  {'met     ' if check.is_met else 'NOT MET '} {check.sentence}")
        failed += [check.sentence for check in results if is_flagship and not check.is_met]
    if failed:
        sys.exit(f"{len(failed)} bar(s) not met for the flagship: " + "; ".join(failed))


if __name__ == "__main__":
    main()
