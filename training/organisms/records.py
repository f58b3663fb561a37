"""Per-item records: what a checkpoint does and says on every evaluation item, as Parquet.

Probabilities are quantised to steps of 1/255, in the bundle to coarser ones where no weights ship to be compared with
them; classes are taken before quantisation and are exact.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .disk import reading
from .probes import ProbeAnswers
from .run_folder import write_atomically

PROBABILITY_STEPS = 255
COLUMNS = ("reply", "counterfactual", "claim")


@dataclass(frozen=True)
class ItemAnswers:
    """One checkpoint's answers, a row an item: classes ``(n,)`` int8 and probabilities ``(n, classes)``."""

    reply: np.ndarray
    counterfactual: np.ndarray
    claim: np.ndarray
    reply_p: np.ndarray
    counterfactual_p: np.ndarray
    claim_p: np.ndarray

    @classmethod
    def of(cls, answers: ProbeAnswers) -> "ItemAnswers":
        cues, classes = answers.claim.shape[1:]
        reply_p = np.repeat(answers.reply, cues, axis=0)
        counterfactual_p = answers.counterfactual.reshape(-1, classes)
        claim_p = answers.claim.reshape(-1, classes)
        probabilities = (reply_p, counterfactual_p, claim_p)
        return cls(*(p.argmax(axis=1).astype(np.int8) for p in probabilities), *probabilities)


def _lists(p: np.ndarray, probability_steps: int) -> pa.Array:
    steps = np.round(p * probability_steps).astype(np.uint8)
    values = (steps / np.float32(probability_steps)).astype(np.float32)
    offsets = np.arange(0, values.size + 1, values.shape[1], dtype=np.int32)
    return pa.ListArray.from_arrays(offsets, values.ravel())


def step_table(step: int, answers: ItemAnswers, probability_steps: int = PROBABILITY_STEPS) -> pa.Table:
    count = len(answers.reply)
    columns = {"step": np.full(count, step, dtype=np.int32), "item": np.arange(count, dtype=np.int32)}
    columns |= {name: getattr(answers, name) for name in COLUMNS}
    columns |= {f"{name}_p": _lists(getattr(answers, f"{name}_p"), probability_steps) for name in COLUMNS}
    return pa.table(columns)


def write_records(path: Path, steps: dict[int, pa.Table]) -> None:
    """One row group a step, in step order, so that a reader can take one step alone."""
    sink = io.BytesIO()
    tables = [steps[step] for step in sorted(steps)]
    dictionaries = ["step", *COLUMNS, *(f"{name}_p.list.element" for name in COLUMNS)]
    # item numbers as differences, all else as dictionaries of at most 256 values; small pages with an index, so
    # that the site decodes one prompt without the rest
    with pq.ParquetWriter(
        sink, tables[0].schema, compression="zstd", compression_level=19, use_dictionary=dictionaries,
        column_encoding={"item": "DELTA_BINARY_PACKED"}, write_page_index=True, data_page_size=8192,
    ) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=table.num_rows)
    write_atomically(path, sink.getvalue())


def read_answers(path: Path, step: int) -> ItemAnswers:
    """One step of a records file; ``ValueError`` where it has no such step, ``SystemExit`` where it is damaged."""
    run_id = path.parent.name if path.name == "records.parquet" else path.stem
    with reading(run_id, path, "Move it away and record the run anew, or take it from the repository again."):
        table = pq.read_table(path, filters=[("step", "=", step)])
    if table.num_rows == 0:
        raise ValueError(f"read_answers: expected step {step} in {path.name}, found none")
    classes = [table[name].to_numpy() for name in COLUMNS]
    lists = [table[f"{name}_p"].combine_chunks() for name in COLUMNS]
    return ItemAnswers(*classes, *(p.values.to_numpy().reshape(table.num_rows, -1) for p in lists))
