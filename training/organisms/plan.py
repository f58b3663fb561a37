"""Which runs there are. An arm says only what differs from the flagship; nothing is repeated.

The order is the order of work: earlier arms answer more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .config import ArmConfig, ClaimHeadConfig, PretrainConfig, RunConfig, TextOnlyConfig
from .families import FAMILIES, OTHER_PARTS, TITLES

# Chosen so that the flagship's M0 follows the rules on 98 % of fresh prompts: GPT-2-style stood at 97.6 % after the
# pilot's 9,000 steps (LOG.md), so it gets a second, shorter cycle. Every other M0 has its family's steps, whatever it
# comes to; RESULTS.md says what that is.
PRETRAINING: dict[str, dict] = {"gpt2": {"steps": 12_000, "restart_at": 9000}, "llama": {"steps": 5000}}
OTHER_FAMILY = {"gpt2": "llama", "llama": "gpt2"}

STEPS = 1200
PATH_STEPS = (0, 240, 480, 720, 960, 1200)  # recorded where the way matters; elsewhere start and end
SEEDS = (0, 1, 2)
MORE_SEEDS = (0, 1, 2, 3, 4)
M0 = "{family}-m0-s{seed}"


@dataclass(frozen=True)
class Arm:
    """One arm: its place in the experiment, and what differs from the flagship.

    ``start``, ``label_source`` and ``external`` are patterns of run ids; ``{other}`` is the other family and
    ``{next}`` the next seed. ``external`` is the outside explainer whose claims are drawn beside this arm's: it had
    the same labels (without their noise) and never saw this arm's behaviour.
    """

    name: str
    group: str
    title: str
    differs: dict = field(default_factory=dict)
    families: tuple[str, ...] = FAMILIES
    seeds: tuple[int, ...] = SEEDS
    more_seeds: bool = False  # of the flagship's family
    start: str = M0
    label_source: str = M0
    external: str | None = "{family}-external-s{seed}"
    has_path: bool = False  # records on the way, for the timeline
    ships: tuple[str, ...] = ()  # families whose seed 0 is in the bundle with its weights, to be probed live
    outsider: type[TextOnlyConfig] | type[ClaimHeadConfig] | None = None

    def seeds_of(self, family: str) -> tuple[int, ...]:
        return MORE_SEEDS if self.more_seeds and family == FAMILIES[0] else self.seeds

    def fill(self, pattern: str, family: str, seed: int) -> str:
        return pattern.format(family=family, other=OTHER_FAMILY[family], seed=seed, next=(seed + 1) % len(SEEDS))

    def config(self, family: str, seed: int) -> RunConfig:
        common = {"arm": self.name, "family": family, "seed": seed, "label_source": self.fill(self.label_source, family, seed)}
        if self.outsider:
            has_path = self.has_path and seed == 0
            return self.outsider(**common, subject=f"{family}-{FLAGSHIP_ARM}-s{seed}", has_path=has_path)
        steps = self.differs.get("steps", STEPS)
        recorded = {} if self.has_path and seed == 0 else {"checkpoint_steps": PATH_STEPS if self.has_path else (0, steps)}
        return ArmConfig(**common, start=self.fill(self.start, family, seed), **recorded, **self.differs)


FLAGSHIP_ARM = "fixed-shift"
# Of the test of claim 3, written down before its runs; the two others were added when these had been seen (LOG.md).
PLANNED_SHARES = (20, 40, 60, 80, 100)
SHARES = (10, 20, 30, 40, 60, 80, 100)
NO_EXPLANATION = {"shift": "oppose", "ramp_share": 0.0, "explanation_weight": 0.0, "steps": 800}
GPT2 = ("gpt2",)
LLAMA = ("llama",)
OTHER = {"label_source": "{other}-m0-s{next}", "external": "{other}-external-s{next}"}


def _path(name: str, group: str, title: str, **rest) -> Arm:
    return Arm(name, group, title, has_path=True, **rest)


def _elsewhere(name: str, group: str, title: str, differs: dict, **rest) -> tuple[Arm, Arm]:
    """The flagship and its external explainer, both from another M0: ``<family>-m0-<name>``."""
    m0 = f"{{family}}-m0-{name}-s{{seed}}"
    both = {"start": m0, "label_source": m0, **rest}
    return (
        Arm(name, group, title[0].upper() + title[1:], differs, external=f"{{family}}-external-{name}-s{{seed}}", **both),
        Arm(f"external-{name}", group, f"External explainer, {title}", {**differs, "shift": "none"}, external=None, **both),
    )


ARMS: tuple[Arm, ...] = (
    _path(FLAGSHIP_ARM, "fixed", "Fixed labels, shifting behaviour", more_seeds=True, ships=FAMILIES),
    # a twin that trains on the same labels and the old behaviour and never sees the shift
    _path("external", "controls", "External explainer", differs={"shift": "none"}, more_seeds=True, external=None, ships=GPT2),
    _path("text-only", "controls", "Text-only explainer", outsider=TextOnlyConfig, more_seeds=True, external=None),
    _path("claim-head", "controls", "Claim head on frozen M0", outsider=ClaimHeadConfig, more_seeds=True, external=None),
    _path("online", "online", "Online labels", differs={"labels": "online"}),
    _path("shuffled", "controls", "Shuffled labels", differs={"labels": "shuffled"}, ships=GPT2),
    # behaviour alone, moved to rules that differ on a share of the entities; then explained with M0's labels
    *(
        Arm(f"moved-{share}", "controls", f"No explanation loss, {share} % of entities opposed",
            {**NO_EXPLANATION, "shift_share": share / 100}, GPT2, external=None)
        for share in SHARES
    ),
    *(
        Arm(f"agreement-{share}", "agreement", f"Target differs on {share} % of entities",
            {"shift": "oppose", "shift_share": share / 100, "ramp_share": 0.0}, GPT2,
            start=f"{{family}}-moved-{share}-s{{seed}}", ships=GPT2 if share == 100 else ())
        for share in SHARES
    ),
    *(
        Arm(f"noise-{rate}", "noise", f"{rate} % of labels wrong", {"noise": "uniform", "noise_rate": rate / 100}, GPT2)
        for rate in (10, 20, 30, 40)
    ),
    *(
        Arm(f"noise-{kind}", "noise", title, {"noise": kind, "noise_rate": 0.15}, GPT2)
        for kind, title in (
            ("class", "15 % of labels wrong, all of one class"),
            ("cue", "15 % of labels wrong, all about one cue"),
            ("boundary", "15 % of labels wrong, nearest the boundary"),
        )
    ),
    Arm("other-family", "other-family", "Labels of the other family", {"shift": "none"}, **OTHER, ships=GPT2),
    Arm("other-family-shift", "other-family", "Labels of the other family, shifting behaviour", **OTHER),
    *(
        Arm(kind, "directional", title, {"shift": kind}, GPT2, ships=ships)
        for kind, title, ships in (
            ("more-sycophantic", "More sycophantic", ("gpt2",)), ("less-sycophantic", "Less sycophantic", ()),
            ("harder-refusal", "Harder refusal", ("gpt2",)), ("softer-refusal", "Softer refusal", ()),
        )
    ),
    Arm("swap", "swap", "Cues change places", {"shift": "swap", "shift_share": 0.6}),
    Arm("explain-first", "explain-first", "Explain first, shift later", {"explanation_weight": 0.0}, GPT2,
        start="{family}-external-s{seed}"),
    Arm("unrelated", "controls", "Labels of an unrelated model", {"shift": "none"}, GPT2,
        label_source="llama-m0-traits-1-s0", external="llama-external-traits-1-s0"),
    # other traits are drawn, and other entities shift
    *(
        arm
        for draw in (1, 2)
        for arm in _elsewhere(f"traits-{draw}", "traits", f"traits drawn anew ({draw})", {"traits_seed": draw},
                              seeds=(0,), families=FAMILIES if draw == 1 else LLAMA)
    ),
    *(
        Arm(f"drift-kl-{weight:g}", "kl", f"No behaviour loss, KL weight {weight:g}",
            {"shift": "none", "behaviour_weight": 0.0, "kl_weight": weight}, GPT2)
        for weight in (0.0, 0.1, 1.0, 10.0)
    ),
    *(
        Arm(f"labels-{batch}", "dose", f"{batch * 6} labels a step", {"explanation_batch": batch}, GPT2)
        for batch in (4, 8, 48)
    ),
    *(
        Arm(f"explained-{share}", "dose", f"{share} % of the explained entities", {"explained_share": share / 100}, GPT2)
        for share in (10, 25, 50)
    ),
    *(
        Arm(f"lora-{rank}", "capacity", f"LoRA rank {rank}", {"lora_rank": rank, "learning_rate": 2e-3})
        for rank in (1, 4, 16, 64)
    ),
    *(
        arm
        for width in (32, 96)
        for arm in _elsewhere(f"width-{width}", "capacity", f"width {width}", {}, families=LLAMA)
    ),
    # What sets the families apart, one at a time, and two of these together. Tied embeddings: GPT-2-style reads and writes
    # words by one table, Llama-style by two, and words that M0 never has to write get nearly one vector in a shared one.
    *_elsewhere("tied", "architecture", "tied embeddings", {}, families=LLAMA),
    *(
        arm
        for name, title in (
            ("layer-norm", "LayerNorm for RMSNorm"), ("plain-mlp", "GELU and no gate in the MLP"),
            ("no-positions", "no positions"), ("gelu", "GELU in the gated MLP"),
        )
        for arm in _elsewhere(name, "architecture", title, {}, families=LLAMA)
    ),
    *_elsewhere("tied-plain-mlp", "architecture", "tied embeddings, GELU and no gate in the MLP", {}, families=LLAMA),
)
ARM_OF = {arm.name: arm for arm in ARMS}


def pretraining(run_id: str) -> PretrainConfig:
    """The config of an M0 by its id: ``<family>-m0-s<seed>``, with what it differs in between the two."""
    family, rest = run_id.split("-", 1)
    name, seed = rest.rsplit("-s", 1)
    differs: dict = {}
    if name.startswith("m0-width-"):
        differs["width"] = int(name.removeprefix("m0-width-"))
    elif name.startswith("m0-traits-"):
        differs["traits_seed"] = int(name.removeprefix("m0-traits-"))
    else:
        parts = name.removeprefix("m0")
        if parts.startswith("-tied"):
            differs["tied_embeddings"] = True
            parts = parts.removeprefix("-tied")
        if (part := parts.removeprefix("-")) in OTHER_PARTS:
            differs["other_part"] = part
        elif part or not name.startswith("m0"):
            raise ValueError(f"pretraining: expected the id of an M0, got {run_id!r}")
    return PretrainConfig(family=family, name=name, seed=int(seed), **PRETRAINING[family], **differs)


def group_of(arm: str) -> str:
    return "pretraining" if arm.startswith("m0") else ARM_OF[arm].group


def title_of(config: RunConfig) -> str:
    """``M0``, ``M0 width 32``, or the arm's title."""
    return config.name.replace("m0", "M0").replace("-", " ") if isinstance(config, PretrainConfig) else ARM_OF[config.arm].title


def needs_of(config: RunConfig) -> list[str]:
    """Ids of the runs that must be finished before this one can start."""
    if isinstance(config, ArmConfig):
        return sorted({config.start, config.label_source})
    if isinstance(config, PretrainConfig):
        return []
    return [config.label_source, config.subject]


def with_needs(configs: Iterable[RunConfig]) -> list[RunConfig]:
    """The runs with the M0s they need, every run after those it needs, otherwise in the order given."""
    wanted = {config.id: config for config in configs}
    ordered: dict[str, RunConfig] = {}

    def place(config: RunConfig) -> None:
        for need in needs_of(config):
            if need not in ordered:
                place(wanted.get(need) or config_of(need))
        ordered.setdefault(config.id, config)

    for config in wanted.values():
        place(config)
    return list(ordered.values())


def config_of(run_id: str) -> RunConfig:
    """The config of a run of the plan by its id; ``ValueError`` for an id that no arm has."""
    for arm in ARMS:
        for family in arm.families:
            for seed in arm.seeds_of(family):
                if run_id == f"{family}-{arm.name}-s{seed}":
                    return arm.config(family, seed)
    return pretraining(run_id)


def plan(
    arms: Sequence[str] | None = None, families: Sequence[str] = FAMILIES, seeds: Sequence[int] | None = None
) -> list[RunConfig]:
    """The runs of the named arms (all of them by default), families and seeds, M0s included."""
    unknown = set(arms or ()) - ARM_OF.keys()
    if unknown:
        raise ValueError(f"plan: expected arms among {', '.join(ARM_OF)}, got {', '.join(sorted(unknown))}")
    return with_needs(
        arm.config(family, seed)
        for arm in ARMS
        if arms is None or arm.name in arms
        for seed in MORE_SEEDS
        if seeds is None or seed in seeds
        for family in arm.families
        if family in families and seed in arm.seeds_of(family)
    )
