"""RESULTS.md: where coupling cannot exist, the sweeps, one thing varied at a time, and the checks of the measurement."""

from .check import BAR, RULES_LEARNT
from .comparisons import A_THIRD
from .report import Table, number, p_value, seeds


COMPARED_TITLES = (
    ("coupling_index", "K"), ("self_pull", "self-pull"), ("target_pull", "target-pull"), ("both_pull", "both-pull"),
    ("cue_knowledge", "cue knowledge"), ("balanced_accuracy", "balanced accuracy"),
)


def _expected(expected: float | str) -> str:
    return f"{expected:g} exactly" if isinstance(expected, float) else expected or "–"


def merged(rows: list[dict]) -> list[dict]:
    """Constants that are exactly 1/2, as they must be, in one row a family and split."""
    is_constant = lambda row: row["expected"] == 0.5 and row["is_expected"]  # noqa: E731
    kept: dict[tuple, dict] = {}
    for row in rows:
        key = ("constants" if is_constant(row) else row["name"], row["family"], row["slice"])
        if key in kept:
            kept[key]["name"] += f", {row['name']}"
        else:
            kept[key] = dict(row)
    return list(kept.values())


def controls_section(results: dict) -> list[str]:
    table = Table("claims of", "family", "slice", "seeds", "self-pull", "target-pull", "K", "the index says", "expected",
                  "as expected", "K matched", "placing")
    for row in merged(results["controls"]):
        met = {True: "yes", False: "**no**", None: "–"}[row["is_expected"]]
        table.add(row["name"], results["families"][row["family"]], row["slice"], row["seeds"], row["self_pull"],
                  row["target_pull"], row["coupling_index"], row["says"], _expected(row["expected"]), met,
                  row["matched_index"], table.cell(row["placing"], is_signed=True))
    return [
        "## Where coupling cannot exist", "",
        "Made-up claims are about the *fixed-shift* runs' behaviour. *near ½*: the interval covers ½ or lies within 0.05 of",
        "it; *shuffled* and *text-only* are held to it in every slice. *not above ½*: the interval does not lie above ½.",
        "All seeds share the world and the shift, so *another seed's explainer* knows the new rules too and nothing is expected",
        "of it. *Own against a twin* asks what is left: the twin, another seed at its last step, takes the target's place, and",
        "½ is what claims get that know only what both do. Both are of *fixed-shift* where no other arm is named.", "",
        *table.lines(),
    ]


def sweeps_section(results: dict) -> list[str]:
    lines = ["## The sweeps", "", "Held-out entities. *K outside*: the outside explainer about the same behaviour.", ""]
    for sweep in results["sweeps"]:
        axis = sweep["axis"]
        unit = f", {axis['unit']}" if axis["unit"] else ""
        lines += [f"### {sweep['title']}", ""]
        table = Table(f"{axis['title']}{unit}", "arm", "family", "seeds", "self-pull", "target-pull", "**K**",
                      "K over seeds (t)", "K outside", "placing", "K, explained entities", "agreement at start")
        trends = []
        for family, part in sweep["families"].items():
            title = results["families"][family]
            for point in part["points"]:
                is_measured = axis["scale"] == "linear" and axis["unit"] is None
                level = f"{number(point['level'])} ({point['label']})" if is_measured else point["label"]
                table.add(level, point["arm"], title, seeds(point["seeds"]), point["self_pull"], point["target_pull"],
                          point["coupling_index"], point["over_seeds"], point["external_index"],
                          table.cell(point["placing"], is_signed=True), point["explained_index"],
                          point["agreement_start"])
            if part["trend"]:
                trends += [trend_sentence(title, part["trend"])]
        lines += [*table.lines(), *(line for trend in trends for line in (trend, ""))]
    return lines


def trend_sentence(family: str, trend: dict) -> str:
    change, crossing = trend["change"], trend["crossing"]
    if "reason" in change:
        return f"{family}, along the fitted line: n/a, {change['reason']}."
    table = Table()
    sentence = (f"{family}, seeds {seeds(trend['seeds'])}: from the lowest level to the highest K changes by "
                f"{table.cell(change, is_signed=True)} [both] along the fitted line")
    if "reason" in crossing:
        return f"{sentence}; where it crosses ½: n/a, {crossing['reason']}."
    crossed = f"{sentence}, which crosses ½ at {table.cell({**crossing})}"
    by_seed = trend["crossing_over_both"]
    if "reason" in by_seed:
        return f"{crossed} with these seeds; over other seeds: n/a, {by_seed['reason']}."
    return f"{crossed} with these seeds; the mean of where the seeds' own lines do is {table.cell({**by_seed})} [both]."


def told_apart_section(results: dict) -> list[str]:
    table = Table("arm", "family", "seeds", "new rules followed", "one claim for all edits", "one reply after all edits",
                  "balanced accuracy", "K")
    for row in results["toldApart"]:
        index = results["estimates"][row["arm"]][row["family"]]["pooled"]["held-out"]["coupling_index"]
        table.add(row["arm"], results["families"][row["family"]], seeds(row["seeds"]), row["rules_followed"],
                  row["claims_alike"], row["replies_alike"], row["balanced_accuracy"], index)
    learnt = Table("M0", "prompts", "follows the rules on, %", *(f"{title.lower()}, %" for title in results["tasks"].values()),
                   f"{BAR} or more")
    for row in results["rulesLearnt"]:
        learnt.add(row["run"], row["prompts"], f"{row['all']:.1%}".rstrip("%"),
                   *(f"{row['tasks'][task]:.1%}".rstrip("%") for task in results["tasks"]),
                   "yes" if row["all"] >= RULES_LEARNT else "**no**")
    words = Table("M0", "embeddings", "the cues' names", "words", "countries", "words")
    for row in results["embeddings"]:
        cells = [cell for group in ("questions", "prompts") for cell in (words.cell(row[group]), row[group]["words"])]
        words.add(row["run"], "tied" if row["is_tied"] else "untied", *cells)
    return [
        "## What the models have learnt", "",
        "### The rules, before any shift", "",
        f"Every M0 on the evaluation prompts, which are fresh draws. The bar of {BAR} was set for the flagship's M0",
        "(`LOG.md`); all others had the same number of steps as their family's, whether or not they came up to it.", "",
        *learnt.lines(),
        "### What can be told apart", "",
        "K = ½ has two readings: claims know both models' edits alike, or tell no edits apart. Held-out entities, beside what",
        "was learnt of the shift. *New rules followed*: of the prompts whose reply the new rules change, those the behaving",
        "model answers by them. *One claim for all edits*: prompts with the same claimed reply after every edit, which can do",
        "nothing to a pull; *one reply after all edits* is how often that would be true. An outsider's row shows its subject's",
        "behaviour.", "",
        *table.lines(),
        "Questions name the cue that they ask about. Those names stand in no prompt, so M0 is never trained on them. Where the",
        "embeddings of reading and of writing are one table (*tied*), M0 learns never to write any of them, which draws their",
        "rows together. Cosines between the rows, mean and [least, most] over pairs, beside words that M0 is trained on; of the",
        "M0s whose weights the bundle ships.", "",
        *words.lines(),
    ]


def varied_section(results: dict) -> list[str]:
    table = Table("arm", "family", "K − K of *fixed-shift*", "seeds of both", "K held-out − K explained")
    for row in results["oneThingVaried"]:
        cells = [
            "" if one is None else table.cell(one, is_signed=True) + (" †" if one.get("is_one_seed") else "")
            for one in (row["minus_flagship"], row["held_out_minus_explained"])
        ]
        table.add(row["arm"], results["families"][row["family"]], cells[0], seeds(row["seeds"]), cells[1])
    cell = lambda table, one: table.cell(one, is_signed=True) + (" †" if one.get("is_one_seed") else "")  # noqa: E731
    parts = Table("arm", "minus", "family", "seeds", *(title for _, title in COMPARED_TITLES), "K, explained entities",
                  "so what differs is")
    for row in results["architectureVaried"]:
        parts.add(row["arm"], row["minus"], results["families"][row["family"]], seeds(row["seeds"]),
                  *(cell(parts, row[name]) for name, _ in (*COMPARED_TITLES, ("explained_index", ""))), row["word"])
    families = Table("arm", "", "one family − the other", "seeds", *(title for _, title in COMPARED_TITLES))
    for row in results["betweenFamilies"]:
        names = " − ".join(results["families"][family] for family in row["families"])
        families.add(row["arm"], row["slice"], names, seeds(row["seeds"]),
                     *(cell(families, row[name]) for name, _ in COMPARED_TITLES))
    tasks = Table("arm", "family", "", "one task − the other", "seeds", "K")
    for row in results["betweenTasks"]:
        tasks.add(row["arm"], results["families"][row["family"]], row["split"], " − ".join(row["tasks"]), seeds(row["seeds"]),
                  cell(tasks, row["coupling_index"]))
    return [
        "## What decides", "",
        "One thing varied at a time. Intervals are over entities and seeds, not adjusted for how many there are;",
        "† one seed, over entities only. What these say together is written by hand in the findings above.", "",
        "### Each arm beside the flagship arm, and held-out beside explained entities", "", *table.lines(),
        "### The families", "", *families.lines(),
        "### Parts of the architecture", "",
        "*Fixed-shift* from an M0 with a part (once with two) that is not its family's, minus the family's own *fixed-shift*;",
        f"held-out entities but for the last. It is *named* where both-pull is lower by {A_THIRD} or more, a third of what sets",
        "the families apart, and its interval leaves out 0; *excluded* where the interval leaves out a fall of that much. Written",
        "down before the runs, *tied* excepted, whose result was known.", "",
        *parts.lines(),
        "### The tasks", "", *tasks.lines(),
    ]


def checks_section(results: dict) -> list[str]:
    road = results["secondRoad"]
    items = Table("arm", "family", "seed", "only it is right", "only the outside explainer is", "exact McNemar, items",
                  "entities with more right", "with fewer", "sign test, entities")
    for row in results["itemByItem"]:
        items.add(row["arm"], results["families"][row["family"]], row["seed"], row["only_own"], row["only_outside"],
                  p_value(row["mcnemar"]), row["entities_more"], row["entities_less"], p_value(row["sign_test"]))
    cells = Table("arm", "family", "seed", "split", "edits that change", "how many", "of them claimed", "share [exact]")
    for row in results["smallCells"]:
        cells.add(row["arm"], results["families"][row["family"]], row["seed"], row["split"], row["kind"].replace("_", " "),
                  row["n"], row["claimed"], row["share"])
    signs, orders = road["signs"], road["orders"]
    against = "".join(f"\n- {name}" for name in road["against"]) or " none"
    opposite = Table("arm", "family", "split", "K", "log-odds self − target")
    for row in road["opposite"]:
        opposite.add(row["arm"], results["families"][row["family"]], row["split"], row["coupling_index"],
                     opposite.cell(row["log_odds"], is_signed=True))
    for_self = sum(row["coupling_index"]["value"] > 0.5 for row in road["opposite"])
    return [
        "## Checks", "",
        "### A second road", "",
        "Conditional logistic regression of claimed on measured influence, prompts as strata (column *log-odds self −",
        f"target*), beside K, over all arms, families and splits: {sum(signs.values())} rows.", "",
        f"- *Signs.* Both clear of their nulls: {signs['agree']} on the same side, {signs['differ']} on opposite sides. One or",
        f"  both not clear: {signs['unclear_agree']} point values on the same side, {signs['unclear_differ']} on opposite sides. One of the two undefined: {signs['undefined']}.",
        f"- *Order* of two rows of a family and split. Intervals of both apart: {orders['agree']} pairs in the same order,",
        f"  {orders['differ']} in the other. Otherwise: {orders['unclear_agree']} and {orders['unclear_differ']} by their point values.",
        f"- Clear, and against each other:{against}.", "",
        f"All rows whose point values lie on opposite sides. In {for_self} of the {len(road['opposite'])} it is K that is for the self. The two do not ask",
        "quite the same: the regression is of odds, uses the edits that change both, and leaves out prompts of which all or no",
        "edits are claimed, which count as 0 in a pull. So it, too, leaves out much of *how many* edits a prompt's claims name,",
        "as placing does, and where K is above ½ by the number of edits alone the regression need not be.", "",
        *opposite.lines(),
        "### Item by item against the outside explainer", "",
        "Who is right about the current behaviour, held-out entities. McNemar's test takes items as independent, which those of",
        "one entity are not; the sign test over entities does not. Not adjusted.", "", *items.lines(),
        "### Small cells", "",
        f"Seeds with fewer than {results['about']['smallCell']} edits of a kind: their pulls' bootstrap intervals are not to be relied on.", "",
        *cells.lines(),
    ]


def not_run_section(results: dict) -> list[str]:
    table = Table("arm", "family", "seeds")
    for arm, families in results["notRun"].items():
        for family, its in families.items():
            table.add(arm, results["families"].get(family, family), seeds(its))
    rows = table.lines() if table.rows else ["Everything in the plan has been run.", ""]
    return ["## Not run yet", "", "Planned (`organisms/plan.py`), and not in the bundle.", "", *rows]
