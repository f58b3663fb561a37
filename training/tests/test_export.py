"""Exports: what is damaged stops them, what another config made stays out, what was made again replaces nothing."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from organisms.bundle_writer import BundleWriter
from organisms.export import arm_entries, made_again, own_folders, run_entries, sweep_entries
from organisms.finished import FinishedRuns
from organisms.plan import config_of, plan
from organisms.records import ItemAnswers, read_answers, step_table, write_records
from organisms.run_folder import BUNDLE, RunFolder

M0, ARM = config_of("llama-m0-s2"), config_of("llama-fixed-shift-s2")  # the bundle has their records, not their weights


@pytest.fixture
def runs(tmp_path) -> FinishedRuns:
    """A clone in which M0 was made again, to the same records, and nothing else."""
    runs = FinishedRuns(tmp_path / "runs", BUNDLE)
    shutil.copyfile(BUNDLE / runs.shipped[M0.id]["records"]["path"], RunFolder(M0, runs.root).records)
    return runs


def test_a_run_made_again_replaces_no_entry_that_others_were_made_from(runs, tmp_path):
    configs = [M0, ARM]
    folders = own_folders(runs, configs)
    assert folders.keys() == {M0.id}
    assert made_again(runs, configs, folders, BUNDLE) == {M0.id}
    entries, anew = run_entries(BundleWriter(tmp_path / "bundle"), runs, configs, BUNDLE)
    assert [entry["provenance"] for entry in entries] == [runs.shipped[config.id]["provenance"] for config in configs]
    assert anew == []


def rewrite(records: Path, answers: ItemAnswers, share: float) -> None:
    """The answers with another reply on a share of the items."""
    reply = np.where(np.arange(len(answers.reply)) < share * len(answers.reply), (answers.reply + 1) % 3, answers.reply)
    write_records(records, {M0.steps: step_table(M0.steps, replace(answers, reply=reply.astype(np.int8)))})


def test_a_run_made_again_to_other_records_stops_the_export(runs, capsys):
    records = RunFolder(M0, runs.root).records
    answers = read_answers(records, M0.steps)
    rewrite(records, answers, 0.011)
    with pytest.raises(SystemExit, match="llama-m0-s2: .* made again .* differ .* which llama-fixed-shift-s2 were made from"):
        made_again(runs, [M0, ARM], own_folders(runs, [M0, ARM]), BUNDLE)
    # all but alike, as made on another machine
    rewrite(records, answers, 0.009)
    assert made_again(runs, [M0, ARM], own_folders(runs, [M0, ARM]), BUNDLE) == {M0.id}
    assert "llama-m0-s2 was made again, and answers differently on 0.90% of the items" in capsys.readouterr().out
    # where its dependants are not in the bundle it is a new run like any other
    assert made_again(runs, [M0], own_folders(runs, [M0]), BUNDLE) == set()


def test_damaged_records_stop_the_export_and_another_config_s_stay_out(runs):
    folder = RunFolder(M0, runs.root)
    size = folder.records.stat().st_size
    folder.records.write_bytes(folder.records.read_bytes()[: size // 2])
    with pytest.raises(SystemExit, match=f"llama-m0-s2: {folder.records} cannot be read"):
        own_folders(runs, [M0])
    assert own_folders(runs, [M0.model_copy(update={"steps": 9999})]) == {}
    assert not runs.is_finished(M0)


def test_records_damaged_behind_a_whole_footer_name_their_run(runs):
    folder = RunFolder(M0, runs.root)
    content = bytearray(folder.records.read_bytes())
    start = pq.read_metadata(folder.records).row_group(0).column(1).data_page_offset
    content[start : start + 200] = bytes(200)
    folder.records.write_bytes(bytes(content))
    with pytest.raises(SystemExit, match=f"llama-m0-s2: {folder.records} cannot be read"):
        read_answers(folder.records, M0.steps)


def test_a_sweep_keeps_the_points_that_are_planned_and_not_run():
    ids = {"gpt2-fixed-shift-s0", "gpt2-noise-10-s0", "gpt2-traits-1-s0"}
    sweeps = {sweep.id: [point.arm for point in sweep.points] for sweep in sweep_entries(plan(), ids)}
    assert sweeps == {
        "noise": ["fixed-shift", "noise-10", "noise-20", "noise-30", "noise-40"],
        "traits": ["fixed-shift", "traits-1", "traits-2"],
    }
    # what is named has an entry, and nothing else
    named = [arm.id for arm in arm_entries(plan(), ids, sweep_entries(plan(), ids))]
    assert sorted(named) == sorted({arm for points in sweeps.values() for arm in points})
    # of what is not planned at all there is nothing to say
    some = [config for config in plan() if config.id in ids]
    assert [point.arm for sweep in sweep_entries(some, ids) for point in sweep.points] == [
        "fixed-shift", "noise-10", "fixed-shift", "traits-1",
    ]
