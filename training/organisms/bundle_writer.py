"""Writing a bundle's files: assets with their hashes, checkpoints, golden logits, records at their precision."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from .bundle import Asset
from .config import ArmConfig, PretrainConfig, RunConfig
from .golden import DECIMALS, onnx_logits, torch_logits
from .records import PROBABILITY_STEPS, read_answers, step_table, write_records
from .run_folder import RunFolder, write_atomically

LOGIT_TOLERANCE = 1e-4


def phase_of(config: RunConfig, step: int) -> str:
    if isinstance(config, PretrainConfig) or step == 0:
        return "pretrained"
    if config.shift == "none":
        return "training"
    return "shifting" if step <= config.ramp_end else "after shift"


class BundleWriter:
    def __init__(self, bundle: Path):
        self.bundle = bundle

    def asset(self, path: Path) -> dict:
        content = path.read_bytes()
        relative = path.relative_to(self.bundle).as_posix()
        return Asset(path=relative, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)).model_dump()

    def copy(self, source: Path, *place: str) -> dict:
        target = self.bundle.joinpath(*place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return self.asset(target)

    def checkpoint(self, folder: RunFolder, step: int, start: RunFolder | None) -> dict:
        """A shipped checkpoint. Step 0 of an arm is the model it starts from and points at that run's own files."""
        config, run_id, at = folder.config, folder.config.id, step
        if isinstance(config, ArmConfig) and step == 0:
            folder = start
            run_id, at = start.config.id, start.config.checkpoint_steps[-1]
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

    def records(self, folder: RunFolder, probability_steps: int) -> dict:
        """A run's records, a row group a step, with probabilities in multiples of ``1 / probability_steps``."""
        source = pq.ParquetFile(folder.records)
        steps = sorted(set(source.read(columns=["step"])["step"].to_pylist()))
        place = ("records", f"{folder.config.id}.parquet")
        if probability_steps == PROBABILITY_STEPS:
            asset = self.copy(folder.records, *place)
        else:
            target = self.bundle.joinpath(*place)
            tables = {step: step_table(step, read_answers(folder.records, step), probability_steps) for step in steps}
            write_records(target, tables)
            asset = self.asset(target)
        return {**asset, "rows": source.metadata.num_rows, "steps": steps, "probabilitySteps": probability_steps}
