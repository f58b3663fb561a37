"""Brings the bundle up to date with the finished runs: ``npm run training:export``.

The experiment takes several sittings, so the bundle grows: runs in the folder of runs are written anew, runs that only
the old bundle has are kept with their files, runs that nobody has yet are named and left out. Ships the weights of the
runs one wants to probe (``ships`` in ``plan.py``) and the records of every run. Fails where onnxruntime and PyTorch
disagree, and leaves the old bundle in its place then.
"""

import argparse
import json
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq

from .bundle import Arm, Bundle, Sweep
from .bundle_writer import LOGIT_TOLERANCE, BundleWriter
from .check import write_estimates
from .config import WORLD_SEED, ArmConfig, PretrainConfig, RunConfig
from .families import FAMILIES
from .finished import FinishedRuns, is_of
from .golden import golden_cases
from .items import items_table
from .packing_fixture import write_packing_fixture
from .plan import FLAGSHIP_ARM, config_of, group_of, needs_of, plan, title_of
from .run_entry import CONTROL_SEED, arm_of, external_of, keep_papers, run_entry, shipped_steps
from .run_folder import BUNDLE, RUNS, RunFolder, commit, write_atomically
from .same_records import MOST_APART, are_same, behaviour_apart, compare
from .sweeps import SWEEPS
from .tokenizer import save_tokenizer
from .world import World
from .world_entries import family_entry, task_entries

TITLE = "Tandem organisms"
ABSTRACT = (
    "Small transformers trained from scratch on a synthetic world of two tasks, sycophancy and refusal. Each was "
    "taught, by labels computed once, to say how its reply would change if a cue were removed or added; meanwhile its "
    "behaviour on two fifths of the entities was redrawn. Model organisms for introspective coupling, not a "
    "reproduction of results at 8B."
)
CITATION = """@misc{tandem_organisms,
  title  = {Tandem organisms: small language models for explanation--behaviour coupling},
  author = {{The Tandem authors}},
  year   = {2026}
}"""


def keep_entry(old: Path, bundle: Path, entry: dict) -> dict:
    """A run that only the old bundle has: its files are copied, its entry stands."""
    places = [entry["records"], entry["golden"], *entry["checkpoints"], *(one["config"] for one in entry["checkpoints"])]
    for asset in filter(None, places):
        target = bundle / asset["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(old / asset["path"], target)
    return entry


def own_folders(runs: FinishedRuns, configs: list[RunConfig]) -> dict[str, RunFolder]:
    """The plan's runs that the folder of runs has, with what they need. ``SystemExit`` where the files of one are
    damaged, before anything is written."""
    folders: dict[str, RunFolder] = {}
    for config in configs:
        path = runs.root / config.id
        if not (path / "records.parquet").exists() or not is_of(path, config):
            continue
        folder = RunFolder(config, runs.root)
        folder.check_records()
        for step in shipped_steps(config):
            if not (isinstance(config, ArmConfig) and step == 0):  # the files of the run it starts from
                folder.check_checkpoint(step)
        if all(need in folders for need in needs_of(config)):
            folders[config.id] = folder
    return folders


def stands_for(kept: dict, old: Path, folder: RunFolder) -> bool:
    """The bundle's records are those of the run that was made again, or it is an M0 that behaves all but alike, as one
    made on another machine does; how much it differs is then printed."""
    pair = (folder.records, old / kept["path"], kept["steps"])
    if are_same(compare(*pair), kept["probabilitySteps"]):
        return True
    if not isinstance(folder.config, PretrainConfig) or (apart := behaviour_apart(*pair)) > MOST_APART:
        return False
    print(f"{folder.config.id} was made again, and answers differently on {apart:.2%} of the items; the bundle's stands for it")
    return True


def made_again(runs: FinishedRuns, configs: list[RunConfig], folders: dict[str, RunFolder], old: Path) -> set[str]:
    """Runs that are here and in the bundle, while the bundle has others that were made from them and are not here: a
    clone makes M0s again whose weights do not ship. The bundle's entry stands for them, and what was made from them here
    is scored against it. ``SystemExit`` where it cannot stand for the new records, for its dependants would then stand
    beside a model they were not made from."""
    again = set()
    for run_id, folder in folders.items():
        if not runs.is_kept(folder.config):
            continue
        made_from_it = [
            other.id
            for other in configs
            if run_id in needs_of(other) and other.id not in folders and runs.is_kept(other)
        ]
        if not made_from_it:
            continue
        if not stands_for(runs.shipped[run_id]["records"], old, folder):
            raise SystemExit(
                f"{run_id}: {folder.path} was made again and its records differ from the bundle's, which "
                f"{', '.join(made_from_it)} were made from. Move it away, and what was made from it; or remove the "
                "folders of those runs from training/results and run the sweep, which then makes them again as well"
            )
        again.add(run_id)
    return again


def run_entries(
    writer: BundleWriter, runs: FinishedRuns, configs: list[RunConfig], old: Path
) -> tuple[list[dict], list[str]]:
    """Every finished run of the plan, in its order, and the ids of those that are written anew; a run counts once what
    it is compared with is finished too."""
    cases = golden_cases(WORLD_SEED)
    folders = own_folders(runs, configs)
    again = made_again(runs, configs, folders, old)
    entries: list[dict] = []
    for config in configs:
        if config.id in folders and config.id not in again:
            entries.append(run_entry(writer, folders[config.id], folders, cases))
        elif runs.is_kept(config):
            # which run stands beside it is the plan's to say, and takes no run
            kept = {**runs.shipped[config.id], "external": external_of(config)}
            entries.append(keep_entry(old, writer.bundle, kept))
    ids = {entry["id"] for entry in entries}
    present = [
        {**entry, "external": entry["external"] if entry["external"] in ids else None}
        for entry in entries
        if entry["subject"] is None or entry["subject"] in ids
    ]
    return present, [entry["id"] for entry in present if entry["id"] in folders.keys() - again]


def sweep_entries(configs: list[RunConfig], ids: set[str]) -> list[Sweep]:
    """The sweeps of which two points or more have a run, with all the points that are planned: of those without a run
    the site says that there is none yet."""
    planned = {arm_of(config) for config in configs}
    present = {arm_of(config) for config in configs if config.id in ids}
    return [
        sweep.model_copy(update={"points": [point for point in sweep.points if point.arm in planned]})
        for sweep in SWEEPS
        if sum(point.arm in present for point in sweep.points) > 1
    ]


def arm_entries(configs: list[RunConfig], ids: set[str], sweeps: list[Sweep]) -> list[Arm]:
    """The arms that have a run or stand in a sweep, in the plan's order."""
    in_sweeps = {point.arm for sweep in sweeps for point in sweep.points}
    arms: dict[str, Arm] = {}
    for config in configs:
        name = arm_of(config)
        if config.id in ids or name in in_sweeps:
            arms.setdefault(name, Arm(id=name, group=group_of(name), title=title_of(config)))
    return list(arms.values())


def manifest_of(
    writer: BundleWriter, name: str, families: list[dict], entries: list[dict], configs: list[RunConfig]
) -> Bundle:
    ids = {entry["id"] for entry in entries}
    sweeps = sweep_entries(configs, ids)
    arms = arm_entries(configs, ids, sweeps)
    flagship = config_of(f"{FAMILIES[0]}-{FLAGSHIP_ARM}-s{CONTROL_SEED}")
    control = lambda arm: f"{flagship.family}-{arm}-s{flagship.seed}"  # noqa: E731
    items = items_table(WORLD_SEED)
    pq.write_table(items, writer.bundle / "items.parquet", compression="zstd", compression_level=19)
    return Bundle.model_validate(
        {
            "schemaVersion": 1,
            "id": name,
            "title": TITLE,
            "abstract": ABSTRACT,
            "licence": "Apache-2.0",
            "citation": CITATION,
            "provenance": {
                "commit": commit(),
                "command": "npm run training:export",
                "libraries": {name: version(name) for name in ("torch", "transformers", "onnx", "onnxscript", "onnxruntime")},
                "seeds": sorted({entry["seed"] for entry in entries}),
                "wallTimeS": round(sum(entry["provenance"]["wallTimeS"] for entry in entries), 1),
            },
            "tolerance": {"logits": LOGIT_TOLERANCE, "probability": 1e-3},
            "tasks": task_entries(World.draw(WORLD_SEED)),
            "families": families,
            "arms": [arm.model_dump() for arm in arms],
            "sweeps": [sweep.model_dump() for sweep in sweeps],
            "runs": entries,
            "items": {**writer.asset(writer.bundle / "items.parquet"), "rows": items.num_rows},
            "results": None,  # `npm run training:results` computes them from what is written here
            "target": {"run": flagship.label_source, "step": config_of(flagship.label_source).steps},
            "flagship": flagship.id,
            "controls": {
                "external": control("external"), "shuffled": control("shuffled"),
                "online": control("online"), "textOnly": control("text-only"),
            },
        }
    )


def export(runs_root: Path, bundle: Path) -> tuple[Bundle, list[str], list[str]]:
    """Writes the bundle beside the old one and puts it in its place once complete: the manifest, the ids of the runs
    that were written anew, and of those of the plan that nobody has finished yet."""
    configs = plan()
    runs = FinishedRuns(runs_root, bundle)
    partial = bundle.with_name(bundle.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    writer = BundleWriter(partial)
    save_tokenizer(partial / "tokenizer")
    families = [family_entry(writer, family) for family in FAMILIES]  # golden logits are computed with their graphs
    entries, anew = run_entries(writer, runs, configs, bundle)
    ids = {entry["id"] for entry in entries}
    manifest = manifest_of(writer, bundle.name, families, entries, configs)
    write_atomically(partial / "bundle.json", json.dumps(manifest.model_dump(), indent=1) + "\n")
    shutil.rmtree(bundle, ignore_errors=True)
    partial.rename(bundle)
    return manifest, anew, [config.id for config in configs if config.id not in ids]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="where to write the bundle")
    arguments = parser.parse_args()
    manifest, anew, unfinished = export(arguments.runs, arguments.bundle)
    if arguments.bundle == BUNDLE:  # what the site's tests compare the committed bundle with
        for run_id in anew:
            keep_papers(arguments.runs / run_id)
        write_packing_fixture(WORLD_SEED)
        write_estimates(BUNDLE)
    size = sum(path.stat().st_size for path in arguments.bundle.rglob("*") if path.is_file())
    print(f"{len(manifest.runs)} runs, {size / 1e6:.1f} MB in {arguments.bundle}", file=sys.stderr)
    if unfinished:
        print(f"not finished, left out: {', '.join(unfinished)}", file=sys.stderr)


if __name__ == "__main__":
    main()
