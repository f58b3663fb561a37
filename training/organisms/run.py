"""One command a run: ``python -m organisms.run <config.json>`` trains it and records what it does and says."""

import argparse
import os
from pathlib import Path

import torch
from tqdm import tqdm
from transformers.utils.logging import disable_progress_bar

from .config import ArmConfig, OutsiderConfig, PretrainConfig, RunConfig
from .items import evaluation_probes, evaluation_prompts
from .outsiders import fit_outsider, outsider_answers
from .probes import answer_probes
from .records import ItemAnswers, read_answers, step_table, write_records
from .run_folder import RUNS, RunFolder, read_config
from .train import Arm, Pretraining, train


def finished(run_id: str, root: Path) -> RunFolder:
    """The folder of a finished run; an error that names it where it is missing."""
    path = root / run_id / "config.json"
    if not path.exists():
        raise SystemExit(f"{run_id}: this run is needed first and has no folder at {path.parent}")
    return RunFolder(read_config(path), root)


def record(folder: RunFolder, device: str, is_quiet: bool) -> None:
    """Asks every checkpoint every item."""
    work = folder.begin_work(device)
    config = folder.config
    probes = evaluation_probes(config.world_seed)
    tables = {}
    for step in tqdm(config.checkpoint_steps, f"{config.id} records", disable=is_quiet):
        model = folder.load(step, device)
        tables[step] = step_table(step, ItemAnswers.of(answer_probes(model, probes, device)))
    write_records(folder.records, tables)
    work.write()
    folder.log(f"recorded {len(tables)} checkpoint(s) in {work.seconds:.0f} s")


def record_outsider(folder: RunFolder, root: Path, device: str) -> None:
    work = folder.begin_work(device)
    config = folder.config
    subject = finished(config.subject, root)
    explain = fit_outsider(config, finished(config.label_source, root), device)
    prompts = list(evaluation_prompts(config.world_seed))
    steps = subject.config.checkpoint_steps
    tables = {
        step: step_table(step, outsider_answers(config, explain, prompts, read_answers(subject.records, step), step))
        for step in (steps if config.has_path else steps[-1:])
    }
    write_records(folder.records, tables)
    work.write()
    folder.log(f"fitted and recorded in {work.seconds:.0f} s")


def run(config: RunConfig, root: Path = RUNS, device: str = "cpu", is_quiet: bool = False) -> None:
    """Brings a run to its end: trains what is missing, records what is missing, repeats nothing."""
    folder = RunFolder(config, root)
    with folder.alone():
        if folder.is_finished():
            return
        match config:
            case PretrainConfig():
                train(folder, lambda: Pretraining(config, device), device, is_quiet)
            case ArmConfig():
                start, source = finished(config.start, root), finished(config.label_source, root)
                train(folder, lambda: Arm(config, start, source, device), device, is_quiet)
            case OutsiderConfig():
                record_outsider(folder, root, device)
                return
        record(folder, device, is_quiet)


def prepare_torch() -> None:
    """One thread a run and deterministic kernels: two runs beside each other beat one with two threads."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # asked for by deterministic CUDA matrix products
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    disable_progress_bar()  # transformers' own, one per file loaded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path, help="a run's config.json")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--runs", type=Path, default=RUNS, help="the folder that holds the runs")
    parser.add_argument("--quiet", action="store_true", help="no progress bars")
    arguments = parser.parse_args()
    prepare_torch()
    run(read_config(arguments.config), arguments.runs, arguments.device, arguments.quiet)


if __name__ == "__main__":
    main()
