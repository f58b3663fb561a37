"""A run's entry in the manifest, and the papers that are kept of it beside the bundle."""

import shutil
from pathlib import Path

from .bundle import RunStep
from .bundle_writer import BundleWriter
from .config import ArmConfig, OutsiderConfig, PretrainConfig, RunConfig
from .families import TITLES
from .plan import ARM_OF, FLAGSHIP_ARM, config_of, title_of
from .records import PROBABILITY_STEPS, read_answers
from .run_folder import RESULTS, RunFolder
from .world import TASKS

COARSE_STEPS = 15  # of probabilities where no weights ship to be compared with them: half the bytes
CONTROL_SEED = 0  # of the runs that ship weights


def arm_of(config: RunConfig) -> str:
    return config.name if isinstance(config, PretrainConfig) else config.arm


def shipped_steps(config: RunConfig) -> tuple[int, ...]:
    """Which checkpoints of a run go into the bundle: all of the flagship's, the last of those the plan names, and of
    the models that label them."""
    if isinstance(config, PretrainConfig):
        labelled = (
            arm.fill(arm.label_source, family, CONTROL_SEED) for arm in ARM_OF.values() for family in arm.ships
        )
        return (config.steps,) if config.id in set(labelled) else ()
    if not isinstance(config, ArmConfig) or config.seed != CONTROL_SEED:
        return ()
    if config.family not in ARM_OF[config.arm].ships:
        return ()
    is_flagship = config.arm == FLAGSHIP_ARM and config.family == "gpt2"
    return config.checkpoint_steps if is_flagship else (config.checkpoint_steps[-1],)


def last_of(run_id: str) -> RunStep:
    config = config_of(run_id)
    return RunStep(run=run_id, step=config.checkpoint_steps[-1])


def supervision_entry(config: RunConfig, folders: dict[str, RunFolder]) -> dict:
    """Labels, and how alike the labelling model and the one that starts out are on the evaluated edits."""
    if isinstance(config, PretrainConfig):
        return {"source": "none", "target": None, "noise": {"kind": "none", "rate": 0.0}, "agreement": None}
    target = last_of(config.label_source)
    noise = {"kind": getattr(config, "noise", "none"), "rate": getattr(config, "noise_rate", 0.0)}
    source = target if isinstance(config, OutsiderConfig) or config.labels == "fixed" else config.labels
    start = config.start if isinstance(config, ArmConfig) else config_of(config.subject).start
    answers = [
        read_answers(folders[place.run].records, place.step).counterfactual for place in (target, last_of(start))
    ]
    agreement = round(float((answers[0] == answers[1]).mean()), 6)
    return {"source": source, "target": target, "noise": noise, "agreement": agreement}


def subject_of(config: RunConfig) -> str | None:
    """Whose behaviour a run's claims are scored against, where it is not its own."""
    if isinstance(config, OutsiderConfig):
        return config.subject
    name = arm_of(config)
    if not name.startswith("external"):
        return None
    return f"{config.family}-{name.removeprefix('external').strip('-') or FLAGSHIP_ARM}-s{config.seed}"


def external_of(config: RunConfig) -> str | None:
    if isinstance(config, PretrainConfig) or ARM_OF[config.arm].external is None:
        return None
    arm = ARM_OF[config.arm]
    return arm.fill(arm.external, config.family, config.seed)


def keep_papers(folder: Path) -> None:
    """Config, provenance, metrics and log of a run go to the repository with its records."""
    for name in ("config.json", "provenance.json", "metrics.json", "log.txt"):
        if (folder / name).exists():
            (RESULTS / folder.name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, RESULTS / folder.name / name)


def run_entry(writer: BundleWriter, folder: RunFolder, folders: dict[str, RunFolder], cases: list[dict]) -> dict:
    config = folder.config
    is_arm = isinstance(config, ArmConfig)
    start = folders[config.start] if is_arm else None
    checkpoints = [writer.checkpoint(folder, step, start) for step in shipped_steps(config)]
    has_shift = is_arm and config.shift != "none"
    is_explained = is_arm and config.explanation_weight > 0
    provenance = folder.provenance()
    return {
        "id": config.id,
        "title": f"{title_of(config)}, {TITLES[config.family]}",
        "family": None if isinstance(config, OutsiderConfig) else config.family,
        "seed": config.seed,
        "arm": arm_of(config),
        "supervision": supervision_entry(config, folders),
        "shift": {
            "kind": config.shift if has_shift else "none",
            "ramp": (0, config.ramp_end) if has_shift else None,
            "share": config.shift_share if has_shift else 0.0,
        },
        "lossWeights": {
            "behaviour": getattr(config, "behaviour_weight", 1.0 if isinstance(config, PretrainConfig) else 0.0),
            "explanation": getattr(config, "explanation_weight", 0.0),
            "kl": getattr(config, "kl_weight", 0.0),
        },
        "start": last_of(config.start) if is_arm else None,
        "model": None
        if isinstance(config, OutsiderConfig)
        else {"width": width_of(config), "loraRank": getattr(config, "lora_rank", None)},
        "dose": {
            "labelsAStep": config.explanation_batch * len(TASKS[0].cues),
            "explainedShare": config.explained_share,
            "steps": config.steps,
        }
        if is_explained
        else None,
        "subject": subject_of(config),
        "external": external_of(config),
        "records": writer.records(folder, PROBABILITY_STEPS if checkpoints else COARSE_STEPS),
        "golden": writer.golden(config.id, config.family, checkpoints, cases) if checkpoints else None,
        "checkpoints": checkpoints,
        "provenance": {
            "commit": provenance["commit"],
            "command": f"python -m organisms.run results/{config.id}/config.json",
            "device": provenance["device"],
            "wallTimeS": provenance["wallTimeS"],
        },
    }


def width_of(config: PretrainConfig | ArmConfig) -> int:
    """The width of a run's model: its M0's."""
    while isinstance(config, ArmConfig):
        config = config_of(config.start)
    return config.width
