"""Simulated explainers whose answer is known."""

import numpy as np

from organisms.scored import Scored

PROMPTS, EDITS, ENTITIES = 1500, 6, 60


def simulated(seed: int = 0, prompts: int = PROMPTS, entities: int = ENTITIES) -> Scored:
    """Self and target whose replies mostly agree; claims repeat the reply."""
    rng = np.random.default_rng(seed)
    reply = np.repeat(rng.integers(0, 3, (prompts, 1)), EDITS, axis=1)
    shifted = np.repeat(rng.random((prompts, 1)) < 0.2, EDITS, axis=1)
    target_reply = np.where(shifted, (reply + 1) % 3, reply)
    own = np.where(rng.random(reply.shape) < 0.3, (reply + 1) % 3, reply)
    target = np.where(rng.random(reply.shape) < 0.3, (target_reply + 2) % 3, target_reply)
    entity = rng.permutation(np.arange(prompts) % entities)
    return Scored(reply, reply, own, target_reply, target, entity)


def knowing(scored: Scored, own: float, target: float, seed: int = 0) -> Scored:
    """Claims that announce a change at rate 0.15, and at edits that change self or target more often by these."""
    rng = np.random.default_rng([seed, 7])
    changes_self = scored.self_counterfactual != scored.self_reply
    changes_target = scored.target_counterfactual != scored.target_reply
    claimed = rng.random(scored.claim.shape) < 0.15 + own * changes_self + target * changes_target
    other = (scored.self_reply + rng.integers(1, 3, scored.claim.shape)) % 3
    return scored.claiming(np.where(claimed, other, scored.self_reply))
