"""The text-only explainer: gradient boosting on what an outsider can read. What cue words alone give away."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from .labels import Labels
from .prompts import Prompt, edit_of
from .world import CLASSES, TASKS


def features(prompts: list[Prompt], replies: np.ndarray) -> np.ndarray:
    """Task, cue, edit, reply and the cues present, ``(N * C, 4 + C)``; the first columns are categories."""
    rows = []
    for prompt, reply in zip(prompts, replies):
        present = prompt.present
        for cue in range(len(TASKS[prompt.task].cues)):
            is_add = edit_of(prompt, cue)[0] == "add"
            rows.append([prompt.task, cue, is_add, reply, *present])
    return np.array(rows, dtype=np.float64)


class TextOnly:
    """Fitted on labels; ``(prompts, replies)`` -> probabilities ``(N * C, classes)``."""

    def __init__(self, prompts: list[Prompt], labels: Labels, seed: int):
        self.model = HistGradientBoostingClassifier(categorical_features=[0, 1, 2, 3], random_state=seed)
        self.model.fit(features(prompts, labels.reply), labels.counterfactual.ravel())

    def __call__(self, prompts: list[Prompt], replies: np.ndarray) -> np.ndarray:
        table = features(prompts, replies)
        p = np.zeros((len(table), CLASSES))
        p[:, self.model.classes_] = self.model.predict_proba(table)
        return p
