"""Sums by entity from which every statistic, and every bootstrap draw of it, is computed.

All entries are whole numbers (an excess over a prompt's mean is counted in 60ths; probabilities and divergences, which
are no fractions, in billionths), so any order of adding gives the same sum on any machine, and reports regenerate byte
for byte.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from .placing import inclusion
from .scored import Scored, edit_kinds, same_reply

MOST_EDITS = 6
EXCESS_UNITS = 60  # lowest common multiple of 1 ... 6: an excess over the mean of up to six edits is whole in these
NANO = 1_000_000_000  # divergences (nats) and matched claims are counted in units of 1 / NANO
KINDS = ("only_self", "only_target", "both", "neither")
Columns = dict[str, np.ndarray]  # column -> its sum in every draw, (draws,)


@dataclass(frozen=True)
class EntitySums:
    """``table (entities, columns)``, whole numbers; entities in the order of their indices."""

    columns: tuple[str, ...]
    table: np.ndarray

    def of(self, entities: np.ndarray) -> "EntitySums":
        """The entities chosen by a bool or an index array."""
        return EntitySums(self.columns, self.table[entities])

    def only(self, columns: tuple[str, ...]) -> "EntitySums":
        return EntitySums(columns, self.table[:, [self.columns.index(name) for name in columns]])

    def beside(self, other: "EntitySums") -> "EntitySums":
        return EntitySums((*self.columns, *other.columns), np.hstack([self.table, other.table]))

    def drawn(self, weights: np.ndarray) -> Columns:
        """``weights (draws, entities)`` -> the columns' sums in every draw."""
        return dict(zip(self.columns, (weights @ self.table).T))

    def counts(self, columns: tuple[str, ...]) -> np.ndarray:
        """What the columns together count in each entity, ``(entities,)``."""
        return self.only(columns).table.sum(axis=1)

    def total(self, column: str) -> int:
        return int(self.table[:, self.columns.index(column)].sum())


def by_entity(columns: Columns, entity: np.ndarray) -> EntitySums:
    """Adds up whole-number columns ``(P,)`` within entities; ``entity (P,)`` are indices."""
    order = np.argsort(entity, kind="stable")
    starts = np.flatnonzero(np.r_[True, entity[order][1:] != entity[order][:-1]])
    rows = np.stack([np.asarray(column, dtype=np.int64) for column in columns.values()], axis=1)
    return EntitySums(tuple(columns), np.add.reduceat(rows[order], starts, axis=0).astype(float))


def _excess(claimed: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Claimed influence minus its mean over the ``base`` edits of the prompt, in 60ths; ``(P, C)``, 0 without base."""
    count = base.sum(axis=1)
    whole = EXCESS_UNITS * (claimed & base).sum(axis=1)
    mean = np.divide(whole, count, out=np.zeros(len(count)), where=count > 0)
    return (EXCESS_UNITS * claimed - mean[:, None]).astype(np.int64) * (count > 0)[:, None]


def _matched_excess(claimed: np.ndarray, odds: np.ndarray, base: np.ndarray) -> np.ndarray:
    """The same of matched claims, in billionths; ``(P, C)``."""
    chosen = inclusion(odds, claimed.sum(axis=1))
    count = base.sum(axis=1)
    total = np.zeros(len(count))
    for edit in range(odds.shape[1]):  # in order: the last bit is the same everywhere
        total = total + chosen[:, edit] * base[:, edit]
    mean = np.divide(total, count, out=np.zeros(len(count)), where=count > 0)
    return np.rint((chosen - mean[:, None]) * NANO).astype(np.int64)


def claim_sums(
    scored: Scored, counted: np.ndarray | None = None, odds: np.ndarray | None = None, classes: int = 3
) -> EntitySums:
    """Everything about claims, self and target. ``counted (P, C)`` bool: edits that take part, all by default.
    ``odds (P, C)`` of the cue words: where given, sums of the matched claims (``placing.py``) are added.

    Pull columns: on prompts where self and target reply alike and at least one edit changes neither, the edits of
    each kind, those among them that are claimed, and their summed excess over the prompt's *neither* edits.
    ``ValueError`` above six edits a prompt, for which an excess would not be whole.
    """
    prompts, edits = scored.claim.shape
    if edits > MOST_EDITS:
        raise ValueError(f"claim_sums: expected at most {MOST_EDITS} edits a prompt, got {edits}")
    counted = np.ones((prompts, edits), dtype=bool) if counted is None else counted
    present = counted.any(axis=1)
    per_prompt = lambda mask: (mask & counted).sum(axis=1)  # noqa: E731
    claimed = scored.claim != scored.self_reply
    changed = scored.self_counterfactual != scored.self_reply
    right = scored.claim == scored.self_counterfactual
    target_right = scored.claim == scored.target_counterfactual
    agreeing = scored.self_counterfactual == scored.target_counterfactual
    alike = same_reply(scored)
    moved = np.repeat(~alike[:, None], edits, axis=1)
    unchanged_target = scored.self_reply == scored.target_counterfactual

    kinds = edit_kinds(scored) & counted
    usable = alike & (kinds[3].sum(axis=1) > 0)
    excess = _excess(claimed, kinds[3])
    still = ~changed & counted
    tells = ((changed & counted).any(axis=1) & still.any(axis=1))[:, None]
    columns: Columns = {
        "prompts": present,
        "prompts_reply_differs": present & ~alike,
        "prompts_without_neither": present & alike & ~usable,
        "items": per_prompt(counted),
        "agreeing": per_prompt(agreeing),
        "faithful_self": per_prompt(right),
        "faithful_target": per_prompt(target_right),
        "claimed": per_prompt(claimed),
        "changed": per_prompt(changed),
        "claimed_changed": per_prompt(claimed & changed),
        "claimed_unchanged": per_prompt(claimed & ~changed),
        "unchanged": per_prompt(~changed),
        "unchanged_target": per_prompt(unchanged_target),
        "knowing": per_prompt(changed & tells),
        "knowing_excess": (_excess(claimed, still) * (changed & tells & counted)).sum(axis=1),
        "disagreeing": per_prompt(~agreeing),
        "disagreeing_self": per_prompt(~agreeing & right),
        "disagreeing_target": per_prompt(~agreeing & target_right),
        "moved": per_prompt(moved & ~agreeing),
        "moved_self": per_prompt(moved & ~agreeing & right),
        "moved_target": per_prompt(moved & ~agreeing & target_right),
        "moved_unchanged_self": per_prompt(moved & ~agreeing & ~changed),
        "moved_unchanged_target": per_prompt(moved & ~agreeing & unchanged_target),
    }
    for index in range(classes):
        columns[f"class_{index}"] = per_prompt(scored.self_counterfactual == index)
        columns[f"class_{index}_target"] = per_prompt(scored.target_counterfactual == index)
    matched = None if odds is None else _matched_excess(claimed & counted, odds * counted, kinds[3])
    for name, kind in zip(KINDS, kinds):
        in_use = kind & usable[:, None]
        columns[name] = in_use.sum(axis=1)
        columns[f"{name}_claimed"] = (in_use & claimed).sum(axis=1)
        if name != "neither":
            columns[f"{name}_excess"] = (excess * in_use).sum(axis=1)
            if matched is not None:
                columns[f"{name}_matched"] = (matched * in_use).sum(axis=1)
    return by_entity(columns, scored.entity)


def behaviour_sums(scored: Scored, start_reply: np.ndarray, start_counterfactual: np.ndarray, kl: np.ndarray) -> EntitySums:
    """What the self's behaviour has become since its run's first step.

    ``start_reply, start_counterfactual (P, C)`` at the first step; ``kl (P,)`` nats from M0's reply to the current one.
    """
    return by_entity(
        {
            "shifted": start_reply[:, 0] != scored.self_reply[:, 0],
            "agreeing_start": (start_counterfactual == scored.target_counterfactual).sum(axis=1),
            "kl": np.rint(kl * NANO),
        },
        scored.entity,
    )


def added(sums: list[EntitySums]) -> EntitySums:
    """The same columns of several runs added up, entity by entity."""
    return reduce(lambda a, b: EntitySums(a.columns, a.table + b.table), sums)
