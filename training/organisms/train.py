"""Training one run: M0, or an arm from M0. Seeded, deterministic on one machine, resumable after a kill."""

import copy
import json
import math
from collections.abc import Callable

import numpy as np
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from torch.nn.functional import cross_entropy, kl_div, log_softmax
from tqdm import tqdm
from transformers import PreTrainedModel

from .batches import Stream, behaviour_batch, length_groups, pad_right, stream
from .config import ArmConfig, PretrainConfig
from .explanations import ExplanationData
from .families import new_model, read_logits
from .labels import Labels, add_noise, explanation_prompts, label, shuffle_labels
from .probes import ProbeSet, answer_probes
from .prompts import Prompt
from .run_folder import RunFolder, write_atomically
from .shift import draw_shift
from .world import World

SAVE_EVERY = 300  # steps between resumable states
METRIC_EVERY = 20  # steps a metric row averages over
LENGTH_GROUPS = 4  # of a behaviour batch: enough to lose most of the padding, few enough to keep kernels large

# step -> named losses; their weighted sum is minimised
Losses = dict[str, torch.Tensor]


Batch = tuple[list[list[int]], np.ndarray]


def behaviour_losses(model, batch: Batch, device: str, start=None) -> Losses:
    """``behaviour``: mean cross-entropy of the rules' reply at each prompt's last place. With a frozen ``start``
    also ``kl``: mean KL(start || model) of the next word there, in nats."""
    sequences, targets = batch
    sums = {name: torch.zeros((), device=device) for name in ("behaviour", "kl")}
    for rows in length_groups(sequences, LENGTH_GROUPS):
        ids, positions, mask, last = (tensor.to(device) for tensor in pad_right([sequences[row] for row in rows]))
        reads = (ids, positions, mask.expand(len(rows), -1, -1, -1), torch.arange(len(rows), device=device), last)
        logits = read_logits(model, *reads)  # (B, V)
        sums["behaviour"] += cross_entropy(logits, torch.from_numpy(targets[rows]).to(device), reduction="sum")
        if start is not None:
            with torch.no_grad():
                before = log_softmax(read_logits(start, *reads), dim=1)
            sums["kl"] += kl_div(log_softmax(logits, dim=1), before, reduction="sum", log_target=True)
    return {name: total / len(sequences) for name, total in sums.items()}


class Pretraining:
    def __init__(self, config: PretrainConfig, device: str):
        self.config, self.device = config, device
        self.traits = World.draw(config.world_seed, config.traits_seed).traits
        differs = {"width": config.width, "tied_embeddings": config.tied_embeddings, "other_part": config.other_part}
        self.model = new_model(config.family, config.seed, **differs).to(device)
        self.weights = {"behaviour": 1.0}

    def learning_rate(self, step: int) -> float:
        """Warm-up, then cosine to zero, within the cycle the step belongs to."""
        restart = self.config.restart_at
        first, last = (0, restart or self.config.steps) if restart is None or step < restart else (restart, self.config.steps)
        warm = min(1.0, (step - first + 1) / self.config.warmup_steps)
        return self.config.learning_rate * warm * 0.5 * (1 + math.cos(math.pi * (step - first) / (last - first)))

    def losses(self, step: int) -> Losses:
        rng = stream(self.config.seed, Stream.PRETRAIN, step)
        batch = behaviour_batch(rng, self.config.batch, self.traits)
        return {"behaviour": behaviour_losses(self.model, batch, self.device)["behaviour"]}

    def to_save(self) -> PreTrainedModel:
        return self.model


class Arm:
    """Behaviour on the (shifting) rules and explanations on labels, one batch of each a step."""

    def __init__(self, config: ArmConfig, start: RunFolder, source: RunFolder, device: str):
        self.config, self.device = config, device
        world = World.draw(config.world_seed, config.traits_seed)
        self.shift = draw_shift(world, config.shift, config.shift_share, config.ramp_end)
        self.model = start.load_last(device, is_for_training=True)
        self.adapted: PeftModel | None = None
        if config.lora_rank is not None:
            self.adapted = add_adapters(self.model, config.lora_rank, config.seed)
        weights = {"behaviour": config.behaviour_weight, "kl": config.kl_weight, "explanation": config.explanation_weight}
        self.weights = {name: weight for name, weight in weights.items() if weight > 0}
        self.start = start.load_last(device) if "kl" in self.weights else None
        if "explanation" in self.weights:
            prompts = explanation_prompts(world, config.seed, config.explanation_prompts, config.explained_share)
            self.data = ExplanationData(prompts, config.seed)
            self.fixed = None if config.labels == "online" else fixed_labels(config, source, prompts, device)

    def learning_rate(self, step: int) -> float:
        return self.config.learning_rate

    def labels_of(self, rows: np.ndarray) -> Labels:
        """The labels of a batch: looked up, or asked of the current model where labels are online."""
        if self.fixed is not None:
            return Labels(self.fixed.reply[rows], self.fixed.counterfactual[rows])
        return label(self.model, [self.data.prompts[row] for row in rows], self.device)

    def losses(self, step: int) -> Losses:
        losses: Losses = {}
        if {"behaviour", "kl"} & self.weights.keys():
            rng = stream(self.config.seed, Stream.BEHAVIOUR, step)
            batch = behaviour_batch(rng, self.config.behaviour_batch, self.shift.traits_at(step))
            losses |= behaviour_losses(self.model, batch, self.device, self.start)
        if "explanation" in self.weights:
            rows = self.data.rows(step, self.config.explanation_batch)
            reads, label_ids = self.data.batch(rows, self.labels_of(rows))
            logits = read_logits(self.model, *(tensor.to(self.device) for tensor in reads))  # (rows * C, V)
            losses["explanation"] = cross_entropy(logits, label_ids.to(self.device))
        return {name: losses[name] for name in self.weights}

    def to_save(self) -> PreTrainedModel:
        """The model as an ordinary one: adapters are added into the weights."""
        return self.model if self.adapted is None else copy.deepcopy(self.adapted).merge_and_unload()


def fixed_labels(config: ArmConfig, source: RunFolder, prompts: list[Prompt], device: str) -> Labels:
    """What the label source says once, before training; noisy or shuffled where the arm asks for it."""
    answers = answer_probes(source.load_last(device), ProbeSet.of(prompts), device)
    labels = add_noise(answers, config.noise, config.noise_rate, stream(config.seed, Stream.NOISE))
    return shuffle_labels(labels, stream(config.seed, Stream.SHUFFLE)) if config.labels == "shuffled" else labels


def add_adapters(model: PreTrainedModel, rank: int, seed: int) -> PeftModel:
    """LoRA on every linear map of the blocks, in place; all other weights are frozen."""
    torch.manual_seed(seed)
    is_conv1d = model.config.model_type == "gpt2"
    settings = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules="all-linear", fan_in_fan_out=is_conv1d)
    return get_peft_model(model, settings)


def new_optimiser(model, weight_decay: float) -> torch.optim.AdamW:
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    return torch.optim.AdamW(trained, lr=1.0, weight_decay=weight_decay, fused=True)


def train(folder: RunFolder, make: Callable[[], Pretraining | Arm], device: str, is_quiet: bool = False) -> None:
    """Trains a run to its end, from its last saved state where there is one."""
    if folder.has_checkpoints():
        return
    work = folder.begin_work(device)
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
            folder.save_checkpoint(setup.to_save(), step)
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
            folder.write_progress(done, config.steps)
        if done % SAVE_EVERY == 0 or done == config.steps:
            weights = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
            folder.save_state({"step": done, "metrics": metrics, **weights})
            write_atomically(folder.path / "metrics.json", json.dumps(metrics) + "\n")
            work.write()
    folder.save_checkpoint(setup.to_save(), config.steps)
    work.write()
    folder.log(f"trained in {work.seconds:.0f} s")
    (folder.path / "state.pt").unlink(missing_ok=True)
