"""Whether two runs made the same records. Here and nowhere else it is said what counts as the same.

The tolerance: every class alike on every item, and no probability further off than one step of the coarser
quantisation (1/255 in the folder of runs, 1/15 in the bundle where no weights ship). On one machine with one thread the
arithmetic is the same and nothing differs at all; a difference in the last bits can still move a probability across the
border between two steps, and no further.

Nearly the same behaviour is another question: on another machine sums are rounded otherwise, and a model trained again
from its config there answers here and there differently.
"""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from .disk import reading
from .records import read_answers

ROUNDING = 1e-6  # of a step stored as a 32-bit number
# Of the items, where a model made again on another machine still counts as that model: a fifth of what two seeds differ.
# Set when two such models were known to differ on .15 and .56 % (LOG.md)
MOST_APART = 0.01


def recorded_steps(run_id: str, path: Path) -> list[int]:
    """The steps a records file has; ``SystemExit`` where it is damaged."""
    with reading(run_id, path, "Move it away and record the run anew."):
        return sorted(set(pq.read_table(path, columns=["step"])["step"].to_pylist()))


def compare(first: Path, second: Path, steps: list[int]) -> list[tuple[int, float, float]]:
    """For each step the share of items with another class anywhere, and the largest difference of a probability."""
    rows = []
    for step in steps:
        a, b = read_answers(first, step), read_answers(second, step)
        changed = (a.reply != b.reply) | (a.counterfactual != b.counterfactual) | (a.claim != b.claim)
        pairs = ((a.reply_p, b.reply_p), (a.counterfactual_p, b.counterfactual_p), (a.claim_p, b.claim_p))
        rows.append((step, float(changed.mean()), max(float(np.abs(p - q).max()) for p, q in pairs)))
    return rows


def are_same(rows: list[tuple[int, float, float]], probability_steps: int) -> bool:
    """``rows`` of ``compare``, ``probability_steps`` of the coarser of the two files."""
    return all(changed == 0 and difference <= 1 / probability_steps + ROUNDING for _, changed, difference in rows)


def behaviour_apart(first: Path, second: Path, steps: list[int]) -> float:
    """The share of items with another reply or counterfactual, at the step where it is largest. Claims are left out: an
    M0 has never been taught any."""
    pairs = [(read_answers(first, step), read_answers(second, step)) for step in steps]
    return max(float(((a.reply != b.reply) | (a.counterfactual != b.counterfactual)).mean()) for a, b in pairs)
