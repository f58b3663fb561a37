"""The typed config of a run. Everything that decides a result is here; the run's folder keeps it as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .families import Family, OtherPart
from .labels import NoiseKind
from .shift import ShiftKind

WORLD_SEED = 0  # of all runs in the bundle: they share split and evaluation prompts, and traits but for the arms that draw anew


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PretrainConfig(Frozen):
    """M0: behaviour on all entities until it follows the rules."""

    kind: Literal["pretrain"] = "pretrain"
    name: str = "m0"
    family: Family
    seed: int = Field(ge=0)
    world_seed: int = WORLD_SEED
    traits_seed: int = WORLD_SEED
    width: int = 64
    tied_embeddings: bool | None = None  # one table for reading and writing words; None: as the family has it
    other_part: OtherPart | None = None  # of a Llama-style model, which is then not Llama's
    steps: int = Field(gt=0)
    batch: int = 128
    learning_rate: float = 2e-3  # peak; cosine to zero
    restart_at: int | None = None  # step at which learning rate and optimiser start a second cycle
    warmup_steps: int = 100
    weight_decay: float = 0.01
    gradient_clip: float = 1.0

    @property
    def id(self) -> str:
        return f"{self.family}-{self.name}-s{self.seed}"

    @property
    def checkpoint_steps(self) -> tuple[int, ...]:
        return (self.steps,)


class ArmConfig(Frozen):
    """An arm: from another run's last checkpoint, a behaviour loss and an explanation loss in every step."""

    kind: Literal["arm"] = "arm"
    arm: str
    family: Family
    seed: int = Field(ge=0)
    world_seed: int = WORLD_SEED
    traits_seed: int = WORLD_SEED
    start: str  # run id, M0 in most arms
    labels: Literal["fixed", "online", "shuffled"] = "fixed"
    label_source: str  # run id whose last checkpoint labels the explanations, and is the target either way
    noise: NoiseKind = "none"
    noise_rate: float = Field(default=0.0, ge=0, le=1)  # share of the labels changed
    shift: ShiftKind = "redraw"
    shift_share: float = Field(default=0.4, ge=0, le=1)
    ramp_share: float = Field(default=0.6, ge=0, le=1)  # of the steps; 0: the shift is there from the first step
    steps: int = Field(default=1200, gt=0)
    behaviour_batch: int = 128
    explanation_prompts: int = 2000  # labelled once, on explained entities
    explanation_batch: int = 16  # prompts a step, six queries each
    explained_share: float = Field(default=1.0, gt=0, le=1)  # of the explained entities, those that are explained
    behaviour_weight: float = Field(default=1.0, ge=0)
    explanation_weight: float = Field(default=1.0, ge=0)
    kl_weight: float = Field(default=0.0, ge=0)  # of KL(start's reply || own reply), nats
    lora_rank: int | None = Field(default=None, gt=0)  # None: every weight is trained
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


class OutsiderConfig(Frozen):
    """An explainer that is no model of its own: it claims about its subject's behaviour from outside.

    ``text-only``: gradient boosting on what an outsider can read. ``claim-head``: a head on the frozen hidden states
    of the label source. Both are fitted on the source's labels of explained entities.
    """

    seed: int = Field(ge=0)
    family: Family  # of its subject and label source
    world_seed: int = WORLD_SEED
    label_source: str
    subject: str  # run id whose replies it reads and whose behaviour it is scored against
    prompts: int = 2000
    has_path: bool = True  # asked at every recorded step of its subject, or at the last only

    @property
    def id(self) -> str:
        return f"{self.family}-{self.arm}-s{self.seed}"


class TextOnlyConfig(OutsiderConfig):
    kind: Literal["text-only"] = "text-only"
    arm: str = "text-only"


class ClaimHeadConfig(OutsiderConfig):
    kind: Literal["claim-head"] = "claim-head"
    arm: str = "claim-head"
    hidden: int = 256  # units of its one hidden layer


RunConfig = PretrainConfig | ArmConfig | TextOnlyConfig | ClaimHeadConfig
