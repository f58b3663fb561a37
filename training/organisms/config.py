"""The typed config of a run. Everything that decides a result is here; the run's folder keeps it as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


WORLD_SEED = 0  # of all runs in the bundle: they share traits, split, shift and evaluation prompts


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PretrainConfig(Frozen):
    """M0: behaviour on all entities until it follows the rules."""

    kind: Literal["pretrain"] = "pretrain"
    family: Literal["gpt2", "llama"]
    seed: int = Field(ge=0)
    world_seed: int = WORLD_SEED
    width: int = 64
    steps: int = Field(gt=0)
    batch: int = 128
    learning_rate: float = 2e-3  # peak; cosine to zero
    restart_at: int | None = None  # step at which learning rate and optimiser start a second cycle
    warmup_steps: int = 100
    weight_decay: float = 0.01
    gradient_clip: float = 1.0

    @property
    def id(self) -> str:
        return f"{self.family}-m0-s{self.seed}"

    @property
    def checkpoint_steps(self) -> tuple[int, ...]:
        return (self.steps,)


class ArmConfig(Frozen):
    """An arm: from M0, a behaviour loss and an explanation loss in every step."""

    kind: Literal["arm"] = "arm"
    arm: str
    family: Literal["gpt2", "llama"]
    seed: int = Field(ge=0)
    world_seed: int = WORLD_SEED
    start: str  # run id of M0
    labels: Literal["fixed", "online", "shuffled"] = "fixed"
    label_source: str  # run id whose last checkpoint labels the explanations
    shift: Literal["none", "redraw"] = "redraw"
    shift_share: float = Field(default=0.4, ge=0, le=1)
    ramp_share: float = Field(default=0.6, gt=0, le=1)  # of the steps
    steps: int = Field(default=1200, gt=0)
    behaviour_batch: int = 128
    explanation_prompts: int = 2000  # labelled once, on explained entities
    explanation_batch: int = 16  # prompts a step, six queries each
    behaviour_weight: float = 1.0
    explanation_weight: float = 1.0
    learning_rate: float = 5e-4  # constant
    weight_decay: float = 0.01
    gradient_clip: float = 1.0
    checkpoint_steps: tuple[int, ...] = (0, 60, 120, 240, 360, 480, 600, 720, 840, 960, 1080, 1200)

    @property
    def id(self) -> str:
        return f"{self.family}-{self.arm}-s{self.seed}"

    @property
    def ramp_end(self) -> int:
        return round(self.ramp_share * self.steps)


class TextOnlyConfig(Frozen):
    """Gradient boosting on what an outsider can read, fitted on the target's labels of explained entities."""

    kind: Literal["text-only"] = "text-only"
    arm: str = "text-only"
    family: Literal["gpt2", "llama"]  # of its subject and label source
    seed: int = Field(ge=0)
    world_seed: int = WORLD_SEED
    label_source: str
    subject: str  # run id whose replies it reads and whose behaviour it is scored against
    prompts: int = 2000

    @property
    def id(self) -> str:
        return f"{self.family}-text-only-s{self.seed}"


RunConfig = PretrainConfig | ArmConfig | TextOnlyConfig
