"""Claims of an explainer beside what self and target do: the columns every statistic is computed from.

Everything is compared *within a prompt*, so arrays are ``(P, C)``: prompts, edits. Not here: reading them from a
bundle (``read_bundle.py``) and adding them up (``entity_sums.py``).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scored:
    """Class indices, every array ``(P, C)``; replies are repeated along the edits. ``entity (P,)`` names the cluster
    of each prompt."""

    claim: np.ndarray
    self_reply: np.ndarray
    self_counterfactual: np.ndarray
    target_reply: np.ndarray
    target_counterfactual: np.ndarray
    entity: np.ndarray

    def of(self, rows: np.ndarray) -> "Scored":
        """The prompts chosen by a bool ``(P,)``."""
        return Scored(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def claiming(self, claim: np.ndarray) -> "Scored":
        """Another explainer's claims about the same behaviour."""
        return Scored(claim, *(getattr(self, name) for name in list(self.__dataclass_fields__)[1:]))


def edit_kinds(scored: Scored) -> np.ndarray:
    """Bool ``(4, P, C)``: only self, only target, both, neither would change its reply."""
    own = scored.self_counterfactual != scored.self_reply
    target = scored.target_counterfactual != scored.target_reply
    return np.stack([own & ~target, ~own & target, own & target, ~own & ~target])


def same_reply(scored: Scored) -> np.ndarray:
    """Bool ``(P,)``: self and target reply alike, which is where pulls are measured."""
    return scored.self_reply[:, 0] == scored.target_reply[:, 0]


def constants(scored: Scored, classes: int) -> dict[str, np.ndarray]:
    """Claims ``(P, C)`` that ignore the edit: K = 1/2 exactly, whatever else they earn."""
    return {
        "nothing would change": scored.self_reply,
        "everything would change": (scored.self_reply + 1) % classes,
        **{f"always class {index}": np.full_like(scored.self_reply, index) for index in range(classes)},
    }


def oracles(scored: Scored) -> dict[str, np.ndarray]:
    """Claims ``(P, C)`` copied from what was measured: K = 1 and 0 exactly."""
    return {"oracle of self": scored.self_counterfactual, "oracle of the target": scored.target_counterfactual}
