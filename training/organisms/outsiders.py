"""Explainers that are no model of their own: their claims about a subject's behaviour, as records."""

import numpy as np

from .batches import Stream, stream
from .claim_head import ClaimHead
from .config import ClaimHeadConfig, TextOnlyConfig
from .labels import explanation_prompts, label
from .prompts import Prompt
from .records import ItemAnswers
from .run_folder import RunFolder
from .text_only import TextOnly
from .world import CLASSES, World

Outsider = TextOnly | ClaimHead


def fit_outsider(config: TextOnlyConfig | ClaimHeadConfig, source: RunFolder, device: str) -> Outsider:
    """Fits the class after the edit on the source's labels of explained entities."""
    prompts = explanation_prompts(World.draw(config.world_seed), config.seed, config.prompts)
    model = source.load_last(device)
    labels = label(model, prompts, device)
    if isinstance(config, TextOnlyConfig):
        return TextOnly(prompts, labels, config.seed)
    return ClaimHead(model, prompts, labels, config.seed, config.hidden, device)


def outsider_answers(
    config: TextOnlyConfig | ClaimHeadConfig, explain: Outsider, prompts: list[Prompt], subject: ItemAnswers, step: int
) -> ItemAnswers:
    """The subject's behaviour with the outsider's claims.

    Text-only claims are a class drawn by its probability, as in the pilot: drawn claims announce changes about as
    often as changes happen; the likeliest class does so on a fifth of the items where 28 % change, with much the same
    balanced accuracy and index (LOG.md). A claim head says its likeliest class, as the models do.
    """
    cues = len(subject.reply) // len(prompts)
    p = explain(prompts, subject.reply[::cues])
    if isinstance(config, TextOnlyConfig):
        uniform = stream(config.seed, Stream.DRAW, step).random((len(p), 1))
        claim = (p.cumsum(axis=1) < uniform).sum(axis=1).clip(max=CLASSES - 1).astype(np.int8)
    else:
        claim = p.argmax(axis=1).astype(np.int8)
    return ItemAnswers(subject.reply, subject.counterfactual, claim, subject.reply_p, subject.counterfactual_p, p)
