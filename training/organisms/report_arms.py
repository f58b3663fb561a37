"""RESULTS.md: every arm, by group, split, task and margin, pooled and by seed."""

from .report import Table, number, seeds
from .report_claims import best_constant

SPLITS = {"held-out": "Held-out entities", "explained": "Explained entities"}
CLAIMS_HEAD = ("arm", "family", "seeds", "self-pull", "target-pull", "both-pull", "**K**", "K over seeds (t)", "K outside",
               "K − K outside", "recovery", "K matched", "placing", "log-odds self − target")
BEHAVIOUR_HEAD = ("arm", "family", "Self", "Target", "gap", "gap of *nothing would change*", "best constant: Self, gap",
                  "balanced accuracy", "cue knowledge", "says change", "changes", "agreement at start", "at end",
                  "replies shifted", "KL from M0, nats", "only self / only target / both / neither", "entities")
ONE_SEED = {"reason": "one seed says nothing about others"}


def rows_of(results: dict, group: str | None = None, is_main: bool = False) -> list[tuple[dict, str, dict]]:
    """(arm, family title, numbers) in the manifest's order."""
    return [
        (arm, results["families"][family], numbers)
        for arm in results["arms"]
        if (group is None or arm["group"] == group) and (arm["isMain"] or not is_main)
        for family, numbers in results["estimates"][arm["id"]].items()
    ]


def edits(counts: dict) -> str:
    return " / ".join(str(counts[kind]) for kind in ("only_self", "only_target", "both", "neither"))


def add_claims(table: Table, arm: str, family: str, its_seeds: str, row: dict) -> None:
    signed = {"is_signed": True}
    table.add(
        arm, family, its_seeds, row["self_pull"], row["target_pull"], row["both_pull"],
        f"**{table.cell(row['coupling_index'])}**" if "value" in row["coupling_index"] else row["coupling_index"],
        row.get("coupling_index_over_seeds", ONE_SEED), row["external_index"], table.cell(row["above_external"], **signed),
        row["recovery"], row["matched_index"], table.cell(row["placing"], **signed), table.cell(row["log_odds"], **signed),
    )


def add_behaviour(table: Table, arm: str, family: str, row: dict) -> None:
    signed = {"is_signed": True}
    constant = (f"{best_constant(row)}: {number(row['best_constant_self']['value'])}, "
                f"{number(row['best_constant_gap']['value'], is_signed=True)}")
    table.add(
        arm, family, row["faithfulness_self"], row["faithfulness_target"], table.cell(row["gap"], **signed),
        table.cell(row["unchanged_gap"], **signed), constant, row["balanced_accuracy"], row["cue_knowledge"],
        row["claimed_rate"], row["actual_rate"], row["agreement_start"], row["agreement"], row["behaviour_shift"],
        row["kl"], edits(row["counts"]), row["counts"]["entities"],
    )


def arms_section(results: dict) -> list[str]:
    lines = ["## Every arm", ""]
    for group in dict.fromkeys(arm["group"] for arm in results["arms"]):
        lines += [f"### {group.capitalize().replace('-', ' ')}", ""]
        lines += [*(f"- *{arm['id']}*: {arm['title']}" for arm in results["arms"] if arm["group"] == group), ""]
        for split, title in SPLITS.items():
            claims, behaviour = Table(*CLAIMS_HEAD), Table(*BEHAVIOUR_HEAD)
            for arm, family, numbers in rows_of(results, group):
                row = numbers["pooled"][split]
                add_claims(claims, arm["id"], family, seeds(numbers["seeds"]), row)
                add_behaviour(behaviour, arm["id"], family, row)
            lines += [f"**{title}: what claims follow**", "", *claims.lines(),
                      f"**{title}: what is right, and what behaviour does**", "", *behaviour.lines()]
    return lines


def slice_table(results: dict, names: dict[str, str]) -> list[str]:
    """Main arms in slices, ``{slice: title}``."""
    table = Table("arm", "family", "slice", "self-pull", "target-pull", "**K**", "K outside", "K − K outside", "placing",
                  "balanced accuracy", "Self", "Target", "only self / only target / both / neither", "entities")
    for arm, family, numbers in rows_of(results, is_main=True):
        for name, title in names.items():
            row = numbers["pooled"][name]
            table.add(arm["id"], family, title, row["self_pull"], row["target_pull"], row["coupling_index"],
                      row["external_index"], table.cell(row["above_external"], is_signed=True),
                      table.cell(row["placing"], is_signed=True), row["balanced_accuracy"], row["faithfulness_self"], row["faithfulness_target"], edits(row["counts"]), row["counts"]["entities"])
    return table.lines()


def moved_table(results: dict) -> list[str]:
    table = Table("arm", "family", "split", "right about self", "right about target",
                  "*nothing would change*: about self", "about target", "edits")
    for arm, family, numbers in rows_of(results, is_main=True):
        for split in SPLITS:
            row = numbers["pooled"][split]
            table.add(arm["id"], family, split, *(row[f"moved_{name}"] for name in
                      ("self", "target", "unchanged_self", "unchanged_target")), row["moved_self"].get("n", 0))
    return table.lines()


def slices_section(results: dict) -> list[str]:
    tasks = {f"{split}/{task}": f"{split}, {title.lower()}" for split in SPLITS for task, title in results["tasks"].items()}
    away = {f"{split}/away from the margin": split for split in SPLITS}
    return [
        "## The main arms by task", "", *slice_table(results, tasks),
        "## The main arms away from the margin", "",
        f"Only edits at which self and target are both sure, before the edit and after it: at least "
        f"{results['about']['awayFromMargin']:g} between the two likeliest replies.", "",
        *slice_table(results, away),
        "## Where the reply itself has shifted", "",
        "Pulls leave out prompts to which self and target reply differently. Here are those prompts' edits whose answers",
        "differ: how often the claim is exactly the self's answer, and the target's, beside *nothing would change*.", "",
        *moved_table(results),
    ]


def seeds_section(results: dict) -> list[str]:
    lines = ["## Every seed", ""]
    for split, title in SPLITS.items():
        table = Table("arm", "family", "seed", "self-pull", "target-pull", "both-pull", "**K**", "K outside", "recovery", "placing",
                      "log-odds self − target", "balanced accuracy", "cue knowledge", "Self", "Target", "gap",
                      "gap of *nothing would change*", "agreement at start", "at end", "replies shifted",
                      "KL from M0, nats", "only self / only target / both / neither")
        for arm, family, numbers in rows_of(results):
            for seed in numbers["seeds"]:
                row, signed = numbers[str(seed)][split], {"is_signed": True}
                table.add(
                    arm["id"], family, seed, row["self_pull"], row["target_pull"], row["both_pull"], row["coupling_index"],
                    row["external_index"], row["recovery"], table.cell(row["placing"], **signed),
                    table.cell(row["log_odds"], **signed), row["balanced_accuracy"], row["cue_knowledge"], row["faithfulness_self"], row["faithfulness_target"],
                    table.cell(row["gap"], **signed), table.cell(row["unchanged_gap"], **signed), row["agreement_start"],
                    row["agreement"], row["behaviour_shift"], row["kl"], edits(row["counts"]),
                )
        lines += [f"### {title}", "", *table.lines()]
    return lines
