"""Paired comparisons on the same items, and what keeps a family of tests honest.

Sources: McNemar 1947 (exact form), Holm 1979.
"""

from collections.abc import Sequence

from scipy import stats


def sign_test(more: int, less: int) -> float:
    """Two-sided exact p of "more and less are equally likely", ties left out; 1 where there are only ties."""
    pairs = more + less
    return float(stats.binomtest(more, pairs).pvalue) if pairs else 1.0


def mcnemar(only_first: int, only_second: int) -> float:
    """Two-sided exact p for items that only the first or only the second of two explainers gets right.

    It takes items as independent. Items of one entity are not, so it is shown beside the sign test over entities.
    """
    return sign_test(only_first, only_second)


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the order given: below a level, the family-wise error is at most that level."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted
