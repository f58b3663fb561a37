"""How many edits a claim names, and which: what is left of K once the number is given away.

K compares edits within a prompt, so it is 1/2 for claims that do not tell them apart. It is *not* 1/2 for claims that
combine two things an outsider can have: cue words (which edits matter in general) and the reply's own margin (how many
edits matter here). Those name many edits where the self is near its margin and few elsewhere, and so pull towards the
self without knowing which of its edits matter. Such a made-up explainer stands among the controls.

So every row is held against *matched* claims: as many named edits in every prompt as the row names, placed by the cue
words alone. K = 1/2 + counting + placing, with counting = K matched - 1/2 and placing = K - K matched. Placing is 0 for
constants, for shuffled and text-only claims and for that explainer, positive for an oracle of self.

Matched claims are the conditional Bernoulli distribution (Chen, Dempster & Liu 1994): edits named independently with
the words' odds, given their number. Its inclusion probabilities are exact, nothing is drawn.
"""

import numpy as np


def words_rates(cells: np.ndarray, influence: np.ndarray, count: int) -> np.ndarray:
    """Share of influential edits in every cell, ``(count,)``, from cell numbers and bools of the same shape.

    Half an edit of either sort is added to each, so odds are finite and an empty cell says nothing.
    """
    edits = np.bincount(cells.ravel(), minlength=count)
    changing = np.bincount(cells.ravel()[influence.ravel()], minlength=count)
    return (changing + 0.5) / (edits + 1.0)


def _subsets(odds: np.ndarray) -> np.ndarray:
    """Summed products of the odds over all subsets of each size, ``(P, C)`` -> ``(P, C + 1)``."""
    sums = np.zeros((len(odds), odds.shape[1] + 1))
    sums[:, 0] = 1
    for edit in range(odds.shape[1]):
        sums[:, 1:] = sums[:, 1:] + odds[:, [edit]] * sums[:, :-1]
    return sums


def inclusion(odds: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Probability that each edit is among the ``named (P,)`` ones, given odds ``(P, C)``; rows sum to ``named``.

    An edit with odds 0 is never named. ``ValueError`` where fewer edits have odds than are named.
    """
    if (named > (odds > 0).sum(axis=1)).any():
        raise ValueError("inclusion: expected odds for at least as many edits as are named, got fewer")
    rows = np.arange(len(odds))
    every = _subsets(odds)[rows, named]
    chosen = np.zeros(odds.shape)
    for edit in range(odds.shape[1]):
        without = _subsets(np.delete(odds, edit, axis=1))[rows, np.maximum(named - 1, 0)]
        chosen[:, edit] = np.where(named > 0, odds[:, edit] * without / every, 0.0)
    return chosen
