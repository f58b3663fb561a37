"""The text-only explainer: gradient boosting on what an outsider can read. What cue words alone give away."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from .batches import Stream, stream
from .config import TextOnlyConfig
from .families import load_for_inference
from .labels import explanation_prompts, label
from .prompts import Prompt, edit_of
from .records import ItemAnswers
from .run_folder import RunFolder
from .world import CLASSES, TASKS, World


def features(prompts: list[Prompt], replies: np.ndarray) -> np.ndarray:
    """Task, cue, edit, reply and the cues present, ``(N * C, 4 + C)``; the first columns are categories."""
    rows = []
    for prompt, reply in zip(prompts, replies):
        present = prompt.present
        for cue in range(len(TASKS[prompt.task].cues)):
            is_add = edit_of(prompt, cue)[0] == "add"
            rows.append([prompt.task, cue, is_add, reply, *present])
    return np.array(rows, dtype=np.float64)


def fit_text_only(config: TextOnlyConfig, source: RunFolder, device: str) -> HistGradientBoostingClassifier:
    """Fits the class after the edit on the source's labels of explained entities."""
    world = World.draw(config.world_seed)
    prompts = explanation_prompts(world, config.seed, config.prompts)
    labels = label(load_for_inference(source.checkpoint(source.config.steps), device), prompts, device)
    model = HistGradientBoostingClassifier(categorical_features=[0, 1, 2, 3], random_state=config.seed)
    return model.fit(features(prompts, labels.reply), labels.counterfactual.ravel())


def text_only_answers(
    config: TextOnlyConfig, model: HistGradientBoostingClassifier, prompts: list[Prompt], subject: ItemAnswers, step: int
) -> ItemAnswers:
    """The subject's behaviour with the explainer's claims: a class drawn by its probability, not the likeliest.

    As in the pilot. Drawn claims announce changes about as often as changes happen; the likeliest class does so on
    a fifth of the items where 28 % change, with much the same balanced accuracy and index (LOG.md).
    """
    cues = len(TASKS[0].cues)
    p = np.zeros((len(prompts) * cues, CLASSES))
    p[:, model.classes_] = model.predict_proba(features(prompts, subject.reply[::cues]))
    uniform = stream(config.seed, Stream.DRAW, step).random((len(p), 1))
    claim = (p.cumsum(axis=1) < uniform).sum(axis=1).clip(max=CLASSES - 1).astype(np.int8)
    return ItemAnswers(
        subject.reply, subject.counterfactual, claim, subject.reply_p, subject.counterfactual_p, p
    )
