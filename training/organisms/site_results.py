"""The bundle's ``results.json``: what the records say of every run and arm, so that a page about all runs need not read
all records. The same numbers as in RESULTS.md, for every run and slice; ``lib/bundle/results.ts`` is its reader.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from .about_claims import about_claims
from .bundle import Asset
from .draws import DRAWS, SEED
from .evidence import ITSELF, Evidence, Slice
from .intervals import LEVEL, SMALL_CELL, Undefined, over_seeds, percentile
from .pooled import MAIN, OF_A_SLICE, Arm, Entry, entry
from .run_folder import write_atomically
from .statistics import STATISTICS

FILE = "results.json"
DECIMALS = 9
# the site's names of statistics that training names otherwise; the rest differ in spelling only (self_pull, selfPull)
SITE_NAMES = {"kappa": "cohenKappa"}
NAMES = tuple(name for name in OF_A_SLICE if not name.startswith("moved_"))
DERIVED = ("external_index", "above_external", "recovery", "log_odds")
OVER_SEEDS = ("coupling_index", "placing", "above_external")


def site_name(name: str) -> str:
    first, *rest = name.split("_")
    return SITE_NAMES.get(name) or first + "".join(word.title() for word in rest)


def slices(evidence: Evidence) -> dict[str, Slice]:
    """By id: held-out and explained entities, each task's held-out ones, and those away from the margin."""
    tasks = [task.id for task in evidence.reader.manifest.tasks]
    return {
        "held-out": Slice("held-out"),
        "explained": Slice("explained"),
        **{f"held-out/{task}": Slice("held-out", task) for task in tasks},
        "held-out/away": Slice("held-out", is_away=True),
    }


def compact(one: Entry, name: str = "") -> list | str:
    """``[value, low, high, n, entities]``, with "exact" behind where a small cell got an exact interval; or the reason."""
    if "reason" in one:
        return one["reason"]
    numbers = [round(one[key], DECIMALS) for key in ("value", "low", "high")] + [one[key] for key in ("n", "entities") if key in one]
    is_exact = name in STATISTICS and STATISTICS[name].share is not None and one.get("n", SMALL_CELL) < SMALL_CELL
    return [*numbers, "exact"] if is_exact else numbers


def numbers_of(arm: Arm, where: Slice, seeds: Sequence[int]) -> dict[str, list | str]:
    table = arm.slice(where, seeds, NAMES)
    chosen = [name for name in (*NAMES, *DERIVED) if name in table]
    return {site_name(name): compact(table[name], name) for name in chosen}


def of_seeds(arm: Arm, where: Slice) -> dict[str, list | str]:
    """Mean over seeds with the t interval: what another seed would add."""
    above = arm.above_outside(where)
    tables = {
        "above_external": above,
        **{name: {seed: arm.evidence.sample(view, where, name) for seed, view in arm.views.items()}
           for name in OVER_SEEDS if name != "above_external"},
    }
    result = {}
    for name in OVER_SEEDS:
        values = [sample.value for sample in tables[name].values()]
        one = over_seeds(values) if values else Undefined("no outside explainer of it is there")
        result[site_name(name)] = compact(entry(one))
    return result


def row(evidence: Evidence, arm_id: str, family: str) -> dict:
    reader, arm = evidence.reader, Arm(evidence, arm_id, family)
    base = arm_id.removesuffix(ITSELF)
    about = next(one for one in reader.manifest.arms if one.id == base)
    place = lambda run: reader.last(run).model_dump()  # noqa: E731
    where = slices(evidence)
    return {
        "id": f"{arm_id}/{family}",
        "arm": base,
        "family": family,
        "title": about.title,
        "group": about.group,
        "isMain": arm_id in MAIN,
        "isAboutItself": arm_id != base,
        "seeds": [
            {
                "seed": seed,
                "explainer": place(view.explaining),
                "subject": place(view.behaving),
                "target": evidence.target(view).model_dump(),
                "slices": {name: numbers_of(arm, one, [seed]) for name, one in where.items()},
            }
            for seed, view in arm.views.items()
        ],
        "pooled": {name: numbers_of(arm, one, list(arm.views)) for name, one in where.items()},
        "overSeeds": {name: of_seeds(arm, one) for name, one in where.items()},
    }


def test_of(test: dict) -> dict:
    effect = test["effect"]
    return {
        "family": test["family"],
        "sentence": test["sentence"].replace("*", ""),
        "seeds": test["seeds"],
        "effect": effect["reason"] if "reason" in effect else [round(effect[key], DECIMALS) for key in ("value", "low", "high")],
        "isOverEntitiesOnly": test["isOverEntitiesOnly"],
        "adjustedFor": round(test["adjustedFor"], DECIMALS),
        "adjustedAgainst": round(test["adjustedAgainst"], DECIMALS),
        "outcome": test["outcome"],
    }


def part_of(part: dict, verdicts: dict, every: str | None) -> dict:
    """``verdicts`` by family, null where it was not run in it."""
    tests = [test_of(test) for test in part["tests"]]
    return {"id": part["id"], "sentence": part["sentence"], "verdicts": verdicts, "every": every, "tests": tests}


def claims_of(results: dict) -> list[dict]:
    return [
        {
            "id": str(claim["number"]),
            "sentence": claim["sentence"],
            "verdicts": claim["families"],
            "every": claim["every"],
            "parts": [part_of(part, part["families"], part["every"]) for part in claim["parts"]],
        }
        for claim in results["claims"]
    ]


def site_results(evidence: Evidence, results: dict) -> dict:
    """``results`` is what RESULTS.md is written from."""
    rows = dict.fromkeys((arm, family) for arm, family, _ in evidence.views)
    return {
        "schemaVersion": 1,
        "method": {"level": LEVEL, "draws": DRAWS, "seed": SEED, "unit": "entities"},
        "slices": [
            {"id": name, "split": one.split, "task": one.task, "margin": "away" if one.is_away else None}
            for name, one in slices(evidence).items()
        ],
        "about": about_claims(results["claims"]),
        "claims": claims_of(results),
        "whoseEdits": [
            part_of(part, {family: part["words"].get(family) for family in results["families"]}, None)
            for part in results["whoseEdits"]
        ],
        "rows": [row(evidence, arm, family) for arm, family in rows],
    }


def site_text(results: dict) -> str:
    """A line a row."""
    dump = lambda node: json.dumps(node, separators=(",", ":"), ensure_ascii=False, allow_nan=False)  # noqa: E731
    head = ",\n".join(f'"{key}":{dump(value)}' for key, value in results.items() if key != "rows")
    rows = ",\n".join(dump(row) for row in results["rows"])
    return f'{{\n{head},\n"rows":[\n{rows}\n]\n}}\n'


def write_site_results(text: str, bundle: Path) -> None:
    """Puts the file into the bundle and names it in the manifest."""
    write_atomically(bundle / FILE, text)
    manifest = json.loads((bundle / "bundle.json").read_text())
    content = text.encode()
    manifest["results"] = Asset(path=FILE, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)).model_dump()
    write_atomically(bundle / "bundle.json", json.dumps(manifest, indent=1) + "\n")
