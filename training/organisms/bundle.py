"""The manifest of a bundle, ``bundle.json``, version 1, in pydantic.

The twin of ``lib/bundle/schema.ts``; ``models/bundle.schema.json`` is generated from that one, and
``tests/test_bundle.py`` fails when this one says anything else. Field names are the manifest's own.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
BundlePath = Annotated[str, Field(pattern=r"^[\w-][\w.-]*(\/[\w-][\w.-]*)*$")]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Asset(Model):
    path: BundlePath
    sha256: Sha256
    bytes: Count


class RunStep(Model):
    run: str
    step: Count


class Reply(Model):
    id: str
    title: str
    token: str


class Cue(Model):
    id: str
    name: str
    meaning: str
    kind: Literal["raises", "lowers", "placebo"]
    texts: Annotated[list[str], Field(min_length=1)]


class Query(Model):
    remove: str
    add: str


class TaskQuery(Query):
    variants: list[Query]


class Slot(Model):
    name: str
    title: str
    values: Annotated[list[str], Field(min_length=1)]


class Entity(Model):
    id: str
    split: Literal["explained", "held-out"]
    values: dict[str, str]


class Task(Model):
    id: str
    title: str
    description: str
    template: str
    slots: list[Slot]
    entities: list[Entity]
    replies: Annotated[list[Reply], Field(min_length=2)]
    cues: Annotated[list[Cue], Field(min_length=1)]
    query: TaskQuery


class GraphInputs(Model):
    inputIds: str
    positionIds: str
    attentionMask: str
    readRow: str
    readCol: str


class Graph(Asset):
    opset: int
    inputs: GraphInputs
    weights: list[str]
    output: str


class TokenizerAsset(Asset):
    config: Asset


class Family(Model):
    id: str
    title: str
    architecture: str
    config: dict[str, Any]
    contextLength: Annotated[int, Field(gt=0)]
    parameters: Annotated[int, Field(gt=0)]
    tokenizer: TokenizerAsset
    graph: Graph | None


class Checkpoint(Asset):
    step: Count
    phase: Literal["pretrained", "shifting", "after shift", "training"]
    config: Asset


class Noise(Model):
    kind: str
    rate: Share


class Supervision(Model):
    source: RunStep | Literal["online", "shuffled", "none"]
    target: RunStep | None
    noise: Noise
    agreement: Share | None


class ShiftInfo(Model):
    kind: str
    ramp: tuple[int, int] | None
    share: Share


class LossWeights(Model):
    behaviour: float
    explanation: float
    kl: float


class Records(Asset):
    rows: int
    steps: Annotated[list[int], Field(min_length=1)]
    probabilitySteps: Annotated[int, Field(ge=1)]


class ModelSize(Model):
    width: Annotated[int, Field(gt=0)]
    loraRank: Annotated[int, Field(gt=0)] | None


class Dose(Model):
    labelsAStep: Annotated[int, Field(gt=0)]
    explainedShare: Share
    steps: Annotated[int, Field(gt=0)]


class RunProvenance(Model):
    commit: str
    command: str
    device: str
    wallTimeS: Annotated[float, Field(ge=0)]


class Run(Model):
    id: str
    title: str
    family: str | None
    seed: Count
    arm: str
    supervision: Supervision
    shift: ShiftInfo
    lossWeights: LossWeights
    start: RunStep | None
    model: ModelSize | None
    dose: Dose | None
    subject: str | None
    external: str | None
    records: Records | None
    golden: Asset | None
    checkpoints: list[Checkpoint]
    provenance: RunProvenance


class Arm(Model):
    id: str
    group: str
    title: str


class Axis(Model):
    title: str
    unit: str | None
    scale: Literal["linear", "log", "category"]


class SweepPoint(Model):
    arm: str
    level: float | None
    label: str


class Band(Model):
    low: float
    high: float
    label: str
    note: str


class Sweep(Model):
    id: str
    title: str
    axis: Axis
    band: Band | None = None
    points: Annotated[list[SweepPoint], Field(min_length=1)]


class Provenance(Model):
    commit: str
    command: str
    libraries: dict[str, str]
    seeds: list[int]
    wallTimeS: Annotated[float, Field(ge=0)]


class Tolerance(Model):
    logits: Annotated[float, Field(gt=0)]
    probability: Annotated[float, Field(gt=0)]


class Items(Asset):
    rows: int


class Controls(Model):
    external: str | None
    shuffled: str | None
    online: str | None
    textOnly: str | None


class Bundle(Model):
    schemaVersion: Literal[1]
    id: str
    title: str
    abstract: str
    licence: str
    citation: str
    provenance: Provenance
    tolerance: Tolerance
    tasks: Annotated[list[Task], Field(min_length=1)]
    families: list[Family]
    arms: Annotated[list[Arm], Field(min_length=1)]
    sweeps: list[Sweep]
    runs: Annotated[list[Run], Field(min_length=1)]
    items: Items
    results: Asset | None
    target: RunStep
    flagship: str
    controls: Controls
