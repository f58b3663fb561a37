"""A run's folder: config, provenance, log, metrics, resumable state, checkpoints, records.

Everything is written under a temporary name and renamed, so a kill at any point leaves either the old file
or the new one, and what is finished stays finished.
"""

import json
import os
import platform
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pyarrow.parquet as pq
import torch
import transformers
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError
from safetensors import safe_open
from transformers import PreTrainedModel

from .config import RunConfig
from .disk import reading, remove, writing
from .families import load_for_inference, load_model

REPOSITORY = Path(__file__).resolve().parents[2]
RUNS = REPOSITORY / "training" / "runs"
RESULTS = REPOSITORY / "training" / "results"  # config, provenance, metrics and log of every run of the bundle
BUNDLE = REPOSITORY / "models" / "organisms"
_CONFIG: TypeAdapter[RunConfig] = TypeAdapter(RunConfig)


def write_atomically(path: Path, content: bytes | str) -> None:
    """``DiskFull`` where there is no room; the old file stands then."""
    temporary = path.with_name(path.name + ".partial")
    with writing(temporary):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)
        os.replace(temporary, path)


def read_config(path: Path) -> RunConfig:
    """A run's config; ``SystemExit`` that names the run where the file is none."""
    try:
        return _CONFIG.validate_json(path.read_bytes())
    except ValidationError as error:
        raise SystemExit(f"{path.parent.name}: {path} is not a run's config: {error}") from error


def commit() -> str:
    """The commit the code is at, with ``+`` where the tree has changes; ``TANDEM_COMMIT`` where there is no git."""
    if told := os.environ.get("TANDEM_COMMIT"):
        return told
    here = Path(__file__).parent
    try:
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=True)
        dirty = subprocess.run(["git", "status", "--porcelain", "."], cwd=here, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if dirty.stdout.strip() else "")


def device_name(device: str) -> str:
    if device.startswith("cuda"):
        return torch.cuda.get_device_name(0)
    return f"CPU {platform.machine()}, {torch.get_num_threads()} thread(s)"


class RunFolder:
    """Paths and bookkeeping of one run. Refuses a folder that was made with another config."""

    def __init__(self, config: RunConfig, root: Path = RUNS):
        self.config = config
        self.path = root / config.id
        self.path.mkdir(parents=True, exist_ok=True)
        stored = self.path / "config.json"
        if stored.exists():
            if read_config(stored) != config:
                raise SystemExit(
                    f"{config.id}: {stored} holds another config than the one asked for. "
                    "Give the new run another id, or move the old folder away."
                )
        else:
            write_atomically(stored, config.model_dump_json(indent=2) + "\n")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time is on a run; a second one waits, for the worker of a sweep that was killed may still
        be on it. A process that dies lets go, and what it left half written is removed."""
        lock = FileLock(self.path / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            self.log("waits for another process that is on this run")
            lock.acquire()
        try:
            for partial in (*self.path.glob("*.partial"), *self.path.glob("checkpoints/*.partial")):
                remove(partial)
            yield
        finally:
            lock.release()

    def checkpoint(self, step: int) -> Path:
        return self.path / "checkpoints" / str(step)

    def last_checkpoint(self) -> Path:
        return self.checkpoint(self.config.checkpoint_steps[-1])

    @property
    def records(self) -> Path:
        return self.path / "records.parquet"

    def has_checkpoints(self) -> bool:
        """True when training has finished: every checkpoint the config names is there."""
        steps = getattr(self.config, "checkpoint_steps", ())
        return bool(steps) and all((self.checkpoint(step) / "model.safetensors").exists() for step in steps)

    def is_finished(self) -> bool:
        """Records are there, and the checkpoint that other runs start from; ``SystemExit`` where the records are
        damaged."""
        if not self.records.exists():
            return False
        self.check_records()
        return not hasattr(self.config, "steps") or (self.last_checkpoint() / "model.safetensors").exists()

    def check_records(self) -> None:
        """``SystemExit`` where the records' footer cannot be read."""
        with reading(self.config.id, self.records, "Move it away and run the same command again: the run is recorded anew."):
            pq.read_metadata(self.records)

    def check_checkpoint(self, step: int) -> None:
        """``SystemExit`` where the head of a checkpoint's weights cannot be read."""
        with self._reading_checkpoint(step):
            safe_open(self.checkpoint(step) / "model.safetensors", "pt")

    def load(self, step: int, device: str, is_for_training: bool = False) -> PreTrainedModel:
        """A checkpoint's model; ``SystemExit`` that names this run where it is damaged or not there."""
        with self._reading_checkpoint(step):
            path = self.checkpoint(step)
            return load_model(path).to(device) if is_for_training else load_for_inference(path, device)

    def load_last(self, device: str, is_for_training: bool = False) -> PreTrainedModel:
        return self.load(self.config.checkpoint_steps[-1], device, is_for_training)

    def _reading_checkpoint(self, step: int):
        path = self.checkpoint(step)
        return reading(self.config.id, path, "Move it away and run the sweep again: this run is then trained again.")

    def save_checkpoint(self, model, step: int) -> None:
        """Writes a checkpoint that is not there yet."""
        if self.checkpoint(step).exists():
            return
        partial = self.checkpoint(step).with_name(f"{step}.partial")
        with writing(partial):
            model.save_pretrained(partial)
            os.replace(partial, self.checkpoint(step))

    def save_state(self, state: dict) -> None:
        partial = self.path / "state.pt.partial"
        with writing(partial):
            torch.save(state, partial)
            os.replace(partial, self.path / "state.pt")

    def load_state(self, device: str) -> dict | None:
        """The last saved state, or None for a fresh run. A damaged file is an error that names the run."""
        path = self.path / "state.pt"
        if not path.exists():
            return None
        try:
            return torch.load(path, map_location=device, weights_only=False)
        except Exception as error:
            raise SystemExit(
                f"{self.config.id}: {path} cannot be read ({error}). Delete it to train this run again from its "
                "start; finished runs are untouched."
            ) from error

    def log(self, line: str) -> None:
        stamped = f"{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%SZ} {line}\n"
        with (self.path / "log.txt").open("a") as file:
            file.write(stamped)

    def write_progress(self, step: int, steps: int) -> None:
        """How far training is, for whoever watches."""
        write_atomically(self.path / "progress.json", json.dumps({"step": step, "of": steps}) + "\n")

    def provenance(self) -> dict:
        """What made this run: commit, device, wall time in s, and its pieces."""
        path = self.path / "provenance.json"
        with reading(self.config.id, path, "Move it away and run the same command again; only the time spent is lost."):
            return json.loads(path.read_text())

    def begin_work(self, device: str) -> "Work":
        return Work(self, device)


class Stopwatch:
    def __init__(self) -> None:
        self.start = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.start


class Work:
    """A piece of work on a run, in its provenance from the start, so that one that is killed is counted as well."""

    def __init__(self, folder: RunFolder, device: str):
        self.path = folder.path / "provenance.json"
        self.command = f"python -m organisms.run results/{folder.config.id}/config.json"
        self.before = folder.provenance() if self.path.exists() else {"wallTimeS": 0.0}
        self.watch = Stopwatch()
        self.piece = {
            "commit": commit(),
            "device": device_name(device),
            "libraries": {
                "python": platform.python_version(),
                "torch": torch.__version__,
                "transformers": transformers.__version__,
            },
        }
        self.write()

    @property
    def seconds(self) -> float:
        return self.watch.seconds

    def write(self) -> None:
        """Brings the piece's time up to date; the pieces before it stay as they are."""
        seconds = self.seconds
        content = {
            "commit": self.piece["commit"],
            "command": self.command,
            "device": self.piece["device"],
            "wallTimeS": round(self.before["wallTimeS"] + seconds, 1),
            "pieces": [*self.before.get("pieces", []), {**self.piece, "seconds": round(seconds, 1)}],
        }
        write_atomically(self.path, json.dumps(content, indent=2) + "\n")
