"""Training one run: M0, or an arm from M0. Seeded, deterministic on one machine, resumable after a kill."""

import json
import math
from collections.abc import Callable

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from tqdm import tqdm

from .batches import Stream, behaviour_batch, length_groups, pad_right, stream
from .config import ArmConfig, PretrainConfig
from .explanations import ExplanationData
from .families import load_for_inference, load_model, new_model, read_logits
from .labels import Labels, explanation_prompts, label, shuffle_labels
from .run_folder import RunFolder, Stopwatch, write_atomically
from .shift import no_shift, redraw_shift
from .world import World

SAVE_EVERY = 300  # steps between resumable states
METRIC_EVERY = 20  # steps a metric row averages over
LENGTH_GROUPS = 4  # of a behaviour batch: enough to lose most of the padding, few enough to keep kernels large

# step -> named losses; their weighted sum is minimised
Losses = dict[str, torch.Tensor]


def behaviour_loss(model, sequences: list[list[int]], targets: np.ndarray, device: str) -> torch.Tensor:
    """Mean cross-entropy of the reply word at each prompt's last place."""
    total = torch.zeros((), device=device)
    for rows in length_groups(sequences, LENGTH_GROUPS):
        ids, positions, mask, last = (tensor.to(device) for tensor in pad_right([sequences[row] for row in rows]))
        places = torch.arange(len(rows), device=device)
        logits = read_logits(model, ids, positions, mask.expand(len(rows), -1, -1, -1), places, last)  # (B, V)
        total = total + cross_entropy(logits, torch.from_numpy(targets[rows]).to(device), reduction="sum")
    return total / len(sequences)


class Pretraining:
    def __init__(self, config: PretrainConfig, device: str):
        self.config, self.device = config, device
        self.traits = World.draw(config.world_seed).traits
        self.model = new_model(config.family, config.seed, config.width).to(device)
        self.weights = {"behaviour": 1.0}

    def learning_rate(self, step: int) -> float:
        """Warm-up, then cosine to zero, within the cycle the step belongs to."""
        restart = self.config.restart_at
        first, last = (0, restart or self.config.steps) if restart is None or step < restart else (restart, self.config.steps)
        warm = min(1.0, (step - first + 1) / self.config.warmup_steps)
        return self.config.learning_rate * warm * 0.5 * (1 + math.cos(math.pi * (step - first) / (last - first)))

    def losses(self, step: int) -> Losses:
        rng = stream(self.config.seed, Stream.PRETRAIN, step)
        sequences, targets = behaviour_batch(rng, self.config.batch, self.traits)
        return {"behaviour": behaviour_loss(self.model, sequences, targets, self.device)}


class Arm:
    """Behaviour on the (shifting) rules and explanations on labels, one batch of each a step."""

    def __init__(self, config: ArmConfig, start: RunFolder, source: RunFolder, device: str):
        self.config, self.device = config, device
        world = World.draw(config.world_seed)
        self.shift = (
            redraw_shift(world, config.shift_share, config.ramp_end) if config.shift == "redraw" else no_shift(world)
        )
        self.model = load_model(start.checkpoint(start.config.steps)).to(device)
        self.weights = {"behaviour": config.behaviour_weight, "explanation": config.explanation_weight}
        prompts = explanation_prompts(world, config.seed, config.explanation_prompts)
        self.data = ExplanationData(prompts, config.seed)
        self.fixed: Labels | None = None
        if config.labels != "online":
            teacher = load_for_inference(source.checkpoint(source.config.steps), device)
            self.fixed = label(teacher, prompts, device)
            if config.labels == "shuffled":
                self.fixed = shuffle_labels(self.fixed, stream(config.seed, Stream.SHUFFLE))

    def learning_rate(self, step: int) -> float:
        return self.config.learning_rate

    def labels_of(self, rows: np.ndarray) -> Labels:
        """The labels of a batch: looked up, or asked of the current model where labels are online."""
        if self.fixed is not None:
            return Labels(self.fixed.reply[rows], self.fixed.counterfactual[rows])
        return label(self.model, [self.data.prompts[row] for row in rows], self.device)

    def losses(self, step: int) -> Losses:
        rng = stream(self.config.seed, Stream.BEHAVIOUR, step)
        sequences, targets = behaviour_batch(rng, self.config.behaviour_batch, self.shift.traits_at(step))
        rows = self.data.rows(step, self.config.explanation_batch)
        reads, label_ids = self.data.batch(rows, self.labels_of(rows))
        logits = read_logits(self.model, *(tensor.to(self.device) for tensor in reads))  # (rows * C, V)
        return {
            "behaviour": behaviour_loss(self.model, sequences, targets, self.device),
            "explanation": cross_entropy(logits, label_ids.to(self.device)),
        }


def new_optimiser(model, weight_decay: float) -> torch.optim.AdamW:
    return torch.optim.AdamW(model.parameters(), lr=1.0, weight_decay=weight_decay, fused=True)


def train(folder: RunFolder, make: Callable[[], Pretraining | Arm], device: str, is_quiet: bool = False) -> None:
    """Trains a run to its end, from its last saved state where there is one."""
    if folder.has_checkpoints():
        return
    watch = Stopwatch()
    config = folder.config
    setup = make()
    model = setup.model.train()
    optimiser = new_optimiser(model, config.weight_decay)
    metrics: list[dict] = []
    first = 0
    if state := folder.load_state(device):
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first, metrics = state["step"], state["metrics"]
        folder.log(f"resumed at step {first}")
    else:
        folder.log(f"started on {device}")
    sums: dict[str, torch.Tensor] = {}
    for step in tqdm(range(first, config.steps), config.id, initial=first, total=config.steps, disable=is_quiet):
        if step in config.checkpoint_steps:
            folder.save_checkpoint(model, step)
        if step == getattr(config, "restart_at", None):
            optimiser = new_optimiser(model, config.weight_decay)
        losses = setup.losses(step)
        for group in optimiser.param_groups:
            group["lr"] = setup.learning_rate(step)
        optimiser.zero_grad(set_to_none=True)
        sum(setup.weights[name] * loss for name, loss in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.gradient_clip)
        optimiser.step()
        for name, loss in losses.items():
            sums[name] = sums.get(name, 0) + loss.detach()
        done = step + 1
        if done % METRIC_EVERY == 0:
            metrics.append({"step": done, **{name: round(float(s) / METRIC_EVERY, 5) for name, s in sums.items()}})
            sums = {}
        if done % SAVE_EVERY == 0 or done == config.steps:
            weights = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
            folder.save_state({"step": done, "metrics": metrics, **weights})
            write_atomically(folder.path / "metrics.json", json.dumps(metrics) + "\n")
    folder.save_checkpoint(model, config.steps)
    folder.write_provenance(device, watch.seconds)
    folder.log(f"trained in {watch.seconds:.0f} s")
    (folder.path / "state.pt").unlink(missing_ok=True)
