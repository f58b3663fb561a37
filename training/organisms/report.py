"""Markdown of the reports: tables, numbers with their intervals, and notes for what is not there."""

from collections.abc import Iterable

DIGITS = 3
MINUS = "−"


def number(value: float, digits: int = DIGITS, is_signed: bool = False) -> str:
    text = f"{value:{'+' if is_signed else ''}.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("+-")  # no sign before a rounded nothing
    return text.replace("-", MINUS)


def with_interval(estimate: dict, digits: int = DIGITS, is_signed: bool = False) -> str:
    """``0.635 [0.587, 0.684]`` of an estimate that has a value."""
    value, low, high = (number(estimate[name], digits, is_signed) for name in ("value", "low", "high"))
    return f"{value} [{low}, {high}]"


def p_value(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"


def seeds(numbers: Iterable[int]) -> str:
    """``0-2, 4``"""
    runs: list[list[int]] = []
    for seed in sorted(numbers):
        if runs and seed == runs[-1][-1] + 1:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) or "none"


class Table:
    """A table whose undefined cells carry a letter, and the letters' reasons below it."""

    def __init__(self, *header: str):
        self.header = header
        self.rows: list[list[str]] = []
        self.reasons: list[str] = []

    def cell(self, content: dict | str | int | None, **style) -> str:
        if content is None:
            return ""
        if not isinstance(content, dict):
            return str(content)
        if "reason" in content:
            if content["reason"] not in self.reasons:
                self.reasons.append(content["reason"])
            return f"n/a ({letter(self.reasons.index(content['reason']))})"
        mark = f" (seeds {seeds(content['seeds'])})" if "seeds" in content else ""
        return with_interval(content, **style) + mark

    def add(self, *cells: dict | str | int | None) -> None:
        if len(cells) != len(self.header):
            raise ValueError(f"Table.add: expected {len(self.header)} cells, got {len(cells)}")
        self.rows.append([self.cell(cell) for cell in cells])

    def lines(self) -> list[str]:
        if not self.rows:
            return ["Nothing yet.", ""]
        head = [f"| {' | '.join(self.header)} |", "|" + "---|" * len(self.header)]
        notes = [f"n/a ({letter(place)}): {reason}." for place, reason in enumerate(self.reasons)]
        return [*head, *(f"| {' | '.join(row)} |" for row in self.rows), "", *([" ".join(notes), ""] if notes else [])]


def letter(place: int) -> str:
    return chr(ord("a") + place)
