"""Rebuilds the bundle from the finished runs: ``python -m organisms.export``.

Ships the flagship's checkpoints, M0, and the last checkpoints of the controls one wants to probe; records of
every run. Fails when a run is missing or when onnxruntime and PyTorch disagree.
"""

import argparse
import hashlib
import json
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from .bundle import Asset, Bundle
from .check import write_estimates
from .config import WORLD_SEED, ArmConfig, OutsiderConfig, PretrainConfig, RunConfig
from .families import CONTEXT_LENGTH, FAMILIES, TITLES, load_for_inference
from .golden import DECIMALS, golden_cases, onnx_logits, torch_logits
from .graph import INPUTS, OPSET, OUTPUT, export_graph
from .items import items_table
from .packing_fixture import write_packing_fixture
from .plan import FLAGSHIP_ARM, plan, title_of
from .records import read_answers
from .run import finished
from .run_folder import BUNDLE, RESULTS, RUNS, RunFolder, commit, write_atomically
from .tokenizer import save_tokenizer
from .world import QUERY, TASKS, World

LOGIT_TOLERANCE = 1e-4
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


def arm_of(config: RunConfig) -> str:
    return "m0" if isinstance(config, PretrainConfig) else config.arm


def shipped_steps(config: RunConfig) -> tuple[int, ...]:
    """Which checkpoints of a run go into the bundle."""
    if isinstance(config, PretrainConfig):
        return (config.steps,)
    if not isinstance(config, ArmConfig):
        return ()
    if config.arm == FLAGSHIP_ARM and config.family == FAMILIES[0]:
        return config.checkpoint_steps
    is_control = config.arm in ("shuffled", "external") and config.family == FAMILIES[0]
    return (config.steps,) if is_control or config.arm == FLAGSHIP_ARM else ()


def phase_of(config: RunConfig, step: int) -> str:
    if isinstance(config, PretrainConfig) or step == 0:
        return "pretrained"
    if config.shift == "none":
        return "training"
    return "shifting" if step <= config.ramp_end else "after shift"


class BundleWriter:
    def __init__(self, runs_root: Path, bundle: Path):
        self.runs_root, self.bundle = runs_root, bundle

    def asset(self, path: Path) -> dict:
        content = path.read_bytes()
        relative = path.relative_to(self.bundle).as_posix()
        return Asset(path=relative, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)).model_dump()

    def copy(self, source: Path, *place: str) -> dict:
        target = self.bundle.joinpath(*place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return self.asset(target)

    def checkpoint(self, folder: RunFolder, step: int) -> dict:
        """A shipped checkpoint. Step 0 of an arm is M0 itself and points at M0's own files."""
        config, run_id, at = folder.config, folder.config.id, step
        if isinstance(config, ArmConfig) and step == 0:
            m0 = finished(config.start, self.runs_root)
            folder, run_id, at = m0, m0.config.id, m0.config.steps
        place = ("checkpoints", run_id, str(at))
        weights = self.copy(folder.checkpoint(at) / "model.safetensors", *place, "model.safetensors")
        model_config = self.copy(folder.checkpoint(at) / "config.json", *place, "config.json")
        return {**weights, "step": step, "phase": phase_of(config, step), "config": model_config}

    def golden(self, run_id: str, family: str, checkpoints: list[dict], cases: list[dict]) -> dict:
        """Reference logits from PyTorch, after onnxruntime has agreed with every one of them."""
        entries = []
        for checkpoint in checkpoints:
            place = (self.bundle / checkpoint["path"]).parent
            reference = torch_logits(place, cases)
            computed = onnx_logits(self.bundle / "graphs" / f"{family}.onnx", place, cases)
            worst = max(float(np.abs(a - b).max()) for a, b in zip(reference, computed))
            if worst > LOGIT_TOLERANCE:
                raise SystemExit(
                    f"{run_id} step {checkpoint['step']}: onnxruntime differs from PyTorch by {worst:.2e}, "
                    f"more than {LOGIT_TOLERANCE:.0e}"
                )
            rounded = [np.round(logits.astype(np.float64), DECIMALS).tolist() for logits in reference]
            entries.append({"step": checkpoint["step"], "logits": rounded})
        path = self.bundle / "golden" / f"{run_id}.json"
        content = {"run": run_id, "cases": cases, "checkpoints": entries}
        write_atomically(path, json.dumps(content, separators=(",", ":")) + "\n")
        return self.asset(path)


def task_entries(world: World) -> list[dict]:
    entries = []
    for task, explained in zip(TASKS, world.explained):
        entries.append(
            {
                "id": task.id,
                "title": task.title,
                "description": task.description,
                "template": task.template,
                "slots": [
                    {"name": name, "title": f"the user's {name}", "values": sorted(words)}
                    for name, words in task.slots.items()
                ],
                "entities": [
                    {"id": name, "split": "explained" if is_explained else "held-out", "values": values}
                    for (name, values), is_explained in zip(task.entities.items(), explained)
                ],
                "replies": [{"id": role, "title": title, "token": token} for role, title, token in task.replies],
                "cues": [
                    {"id": cue.id, "name": cue.id, "meaning": cue.meaning, "kind": cue.kind, "texts": list(cue.texts)}
                    for cue in task.cues
                ],
                "query": {**QUERY, "variants": []},
            }
        )
    return entries


def family_entry(writer: BundleWriter, family: str, m0: RunFolder) -> dict:
    graph_path = writer.bundle / "graphs" / f"{family}.onnx"
    weights = export_graph(family, graph_path, m0.config.width)
    model = load_for_inference(m0.checkpoint(m0.config.steps))
    names = ("inputIds", "positionIds", "attentionMask", "readRow", "readCol")
    tokenizer = {
        **writer.asset(writer.bundle / "tokenizer" / "tokenizer.json"),
        "config": writer.asset(writer.bundle / "tokenizer" / "tokenizer_config.json"),
    }
    return {
        "id": family,
        "title": TITLES[family],
        "architecture": type(model).__name__,
        "config": model.config.to_diff_dict(),
        "contextLength": CONTEXT_LENGTH,
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "tokenizer": tokenizer,
        "graph": {
            **writer.asset(graph_path),
            "opset": OPSET,
            "inputs": dict(zip(names, INPUTS)),
            "weights": weights,
            "output": OUTPUT,
        },
    }


def supervision_entry(config: RunConfig, root: Path) -> dict:
    clean = {"kind": "none", "rate": 0.0}
    if isinstance(config, PretrainConfig):
        return {"source": "none", "noise": clean, "agreement": None}
    if isinstance(config, ArmConfig) and config.labels != "fixed":
        return {"source": config.labels, "noise": clean, "agreement": None}
    source = finished(config.label_source, root)
    m0_id = config.start if isinstance(config, ArmConfig) else finished(config.subject, root).config.start
    m0 = finished(m0_id, root)
    labels, own = (read_answers(run.records, run.config.steps).counterfactual for run in (source, m0))
    return {
        "source": {"run": config.label_source, "step": source.config.steps},
        "noise": clean,
        "agreement": round(float((labels == own).mean()), 6),
    }


def run_entry(writer: BundleWriter, folder: RunFolder, cases: list[dict]) -> dict:
    config = folder.config
    arm = arm_of(config)
    records = writer.copy(folder.records, "records", f"{config.id}.parquet")
    table = pq.read_table(folder.records, columns=["step"])
    checkpoints = [writer.checkpoint(folder, step) for step in shipped_steps(config)]
    golden = writer.golden(config.id, config.family, checkpoints, cases) if checkpoints else None
    has_shift = isinstance(config, ArmConfig) and config.shift != "none"
    subject = None
    if isinstance(config, OutsiderConfig):
        subject = config.subject
    elif arm == "external":
        subject = config.id.replace("external", FLAGSHIP_ARM)
    provenance = json.loads((folder.path / "provenance.json").read_text())
    kept = RESULTS / config.id
    for name in ("config.json", "provenance.json", "metrics.json", "log.txt"):
        if (folder.path / name).exists():
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder.path / name, kept / name)
    return {
        "id": config.id,
        "title": f"{title_of(config)}, {TITLES[config.family]}",
        "family": None if isinstance(config, OutsiderConfig) else config.family,
        "seed": config.seed,
        "arm": arm,
        "supervision": supervision_entry(config, writer.runs_root),
        "shift": {
            "kind": config.shift if has_shift else "none",
            "ramp": (0, config.ramp_end) if has_shift else None,
            "share": config.shift_share if has_shift else 0.0,
        },
        "lossWeights": {
            "behaviour": getattr(config, "behaviour_weight", 1.0 if arm == "m0" else 0.0),
            "explanation": getattr(config, "explanation_weight", 0.0),
            "kl": 0.0,
        },
        "subject": subject,
        "records": {**records, "rows": table.num_rows, "steps": sorted(set(table["step"].to_pylist()))},
        "golden": golden,
        "checkpoints": checkpoints,
        "provenance": {
            "commit": provenance["commit"],
            "command": f"python -m organisms.run results/{config.id}/config.json",
            "device": provenance["device"],
            "wallTimeS": provenance["wallTimeS"],
        },
    }


def export(runs_root: Path, bundle: Path, seeds: list[int]) -> Bundle:
    """Writes the whole bundle anew beside the old one, puts it in its place once complete, returns the manifest."""
    folders = [finished(config.id, runs_root) for config in plan(seeds)]
    for folder in folders:
        if not folder.records.exists():
            raise SystemExit(f"{folder.config.id}: this run has no records yet; finish it with organisms.sweep")
    world_seed = folders[0].config.world_seed
    finished_bundle, bundle = bundle, bundle.with_name(bundle.name + ".partial")
    shutil.rmtree(bundle, ignore_errors=True)
    writer = BundleWriter(runs_root, bundle)
    save_tokenizer(bundle / "tokenizer")
    m0s = {folder.config.family: folder for folder in folders if isinstance(folder.config, PretrainConfig)}
    families = [family_entry(writer, family, m0s[family]) for family in FAMILIES]
    items = items_table(world_seed)
    pq.write_table(items, bundle / "items.parquet", compression="zstd", compression_level=19)
    cases = golden_cases(world_seed)
    runs = [run_entry(writer, folder, cases) for folder in folders]
    flagship = next(f.config for f in folders if arm_of(f.config) == FLAGSHIP_ARM and f.config.family == FAMILIES[0])
    by_arm = {run["arm"]: run["id"] for run in runs if run["id"].startswith(f"{flagship.family}-")
              and run["seed"] == flagship.seed}
    target = finished(flagship.label_source, runs_root)
    manifest = Bundle.model_validate(
        {
            "schemaVersion": 1,
            "id": finished_bundle.name,
            "title": TITLE,
            "abstract": ABSTRACT,
            "licence": "Apache-2.0",
            "citation": CITATION,
            "provenance": {
                "commit": commit(),
                "command": "npm run training:export",
                "libraries": {name: version(name) for name in ("torch", "transformers", "onnx", "onnxscript", "onnxruntime")},
                "seeds": sorted(set(seeds)),
                "wallTimeS": round(sum(run["provenance"]["wallTimeS"] for run in runs), 1),
            },
            "tolerance": {"logits": LOGIT_TOLERANCE, "probability": 1e-3},
            "tasks": task_entries(World.draw(world_seed)),
            "families": families,
            "runs": runs,
            "items": {**writer.asset(bundle / "items.parquet"), "rows": items.num_rows},
            "target": {"run": flagship.label_source, "step": target.config.steps},
            "flagship": flagship.id,
            "controls": {
                "external": by_arm["external"],
                "shuffled": by_arm["shuffled"],
                "online": by_arm["online"],
                "textOnly": by_arm["text-only"],
            },
        }
    )
    write_atomically(bundle / "bundle.json", json.dumps(manifest.model_dump(), indent=1) + "\n")
    shutil.rmtree(finished_bundle, ignore_errors=True)
    bundle.rename(finished_bundle)
    return manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="where to write the bundle")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    arguments = parser.parse_args()
    manifest = export(arguments.runs, arguments.bundle, arguments.seeds)
    if arguments.bundle == BUNDLE:  # what the site's tests compare the committed bundle with
        write_packing_fixture(WORLD_SEED)
        write_estimates(BUNDLE)
    size = sum(path.stat().st_size for path in arguments.bundle.rglob("*") if path.is_file())
    print(f"{len(manifest.runs)} runs, {size / 1e6:.1f} MB in {arguments.bundle}", file=sys.stderr)


if __name__ == "__main__":
    main()
