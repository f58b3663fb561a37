"""The sweeps: arms in the order of one variable, the flagship or its twin standing in where the variable is at its default."""

from .about_claims import PAPER
from .bundle import Axis, Band, Sweep, SweepPoint
from .plan import FLAGSHIP_ARM, SHARES


# what others report of an axis, and how sure that is, for the bundle to say: nobody here has checked it
REPORTED = Band(
    low=0.6, high=0.7, label="reported by readers of the paper for an 8B model; unverified",
    note=f"The band is second-hand: readers of {PAPER} report that in its 8B model coupling needs an agreement of"
    " about 0.6 to 0.7. It has not been verified here.",
)


def _sweep(
    name: str, title: str, axis: tuple[str, str | None, str], points: list[tuple[str, float | None, str]],
    band: Band | None = None,
) -> Sweep:
    axis_title, unit, scale = axis
    return Sweep(
        id=name, title=title, axis=Axis(title=axis_title, unit=unit, scale=scale), band=band,
        points=[SweepPoint(arm=arm, level=level, label=label) for arm, level, label in points],
    )


def _categories(*points: tuple[str, str]) -> list[tuple[str, float | None, str]]:
    return [(arm, place, label) for place, (arm, label) in enumerate(points)]


SWEEPS: tuple[Sweep, ...] = (
    # the level is measured: the share of edits on which the model the arm starts from and the target answer alike
    _sweep(
        "agreement", "How alike are the model and its target?", ("agreement at the start", None, "linear"),
        [("external", None, "the same rules"),
         *((f"agreement-{share}", None, f"{share} % of entities opposed") for share in SHARES)],
        REPORTED,
    ),
    _sweep(
        "noise", "How many labels are wrong?", ("labels wrong", "%", "linear"),
        [(FLAGSHIP_ARM, 0, "0 %"), *((f"noise-{rate}", rate, f"{rate} %") for rate in (10, 20, 30, 40))],
    ),
    _sweep(
        "noise-kind", "Which labels are wrong?", ("15 % of labels wrong", None, "category"),
        _categories((FLAGSHIP_ARM, "none"), ("noise-class", "of one class"), ("noise-cue", "about one cue"),
                    ("noise-boundary", "nearest the boundary")),
    ),
    _sweep(
        "shift-kind", "What kind of shift?", ("shift", None, "category"),
        _categories(("external", "none"), (FLAGSHIP_ARM, "traits redrawn"), ("swap", "cues change places"),
                    ("more-sycophantic", "more sycophantic"), ("less-sycophantic", "less sycophantic"),
                    ("harder-refusal", "harder refusal"), ("softer-refusal", "softer refusal"),
                    ("explain-first", "shift after explaining")),
    ),
    _sweep(
        "label-source", "Whose labels?", ("labels", None, "category"),
        _categories((FLAGSHIP_ARM, "M0's, fixed"), ("other-family-shift", "the other family's, fixed"),
                    ("online", "the model's own, refreshed"), ("shuffled", "shuffled")),
    ),
    _sweep(
        "kl", "How closely is behaviour held?", ("weight of KL to M0's replies", None, "category"),
        _categories(*((f"drift-kl-{weight}", weight) for weight in ("0", "0.1", "1", "10"))),
    ),
    _sweep(
        "labels", "How many labels a step?", ("labels a step", None, "log"),
        [("labels-4", 24, "24"), ("labels-8", 48, "48"), (FLAGSHIP_ARM, 96, "96"), ("labels-48", 288, "288")],
    ),
    _sweep(
        "explained", "How many entities are explained?", ("of the explained half", "%", "linear"),
        [*((f"explained-{share}", share, f"{share} %") for share in (10, 25, 50)), (FLAGSHIP_ARM, 100, "100 %")],
    ),
    _sweep(
        "lora", "How much of the model is trained?", ("LoRA rank", None, "category"),
        _categories(*((f"lora-{rank}", str(rank)) for rank in (1, 4, 16, 64)), (FLAGSHIP_ARM, "all weights")),
    ),
    _sweep(
        "width", "How wide is the model?", ("width", None, "log"),
        [("width-32", 32, "32"), (FLAGSHIP_ARM, 64, "64"), ("width-96", 96, "96")],
    ),
    # both families stand at the first point; the rest is Llama-style with something that is not Llama's
    _sweep(
        "architecture", "What is the model made of?", ("changed in its architecture", None, "category"),
        _categories((FLAGSHIP_ARM, "nothing"), ("tied", "tied embeddings"), ("layer-norm", "LayerNorm"),
                    ("plain-mlp", "GELU, no gate"), ("gelu", "GELU"), ("no-positions", "no positions"),
                    ("tied-plain-mlp", "tied, GELU, no gate")),
    ),
    _sweep(
        "traits", "Which world?", ("traits", None, "category"),
        _categories((FLAGSHIP_ARM, "as drawn"), ("traits-1", "drawn anew"), ("traits-2", "drawn once more")),
    ),
)
