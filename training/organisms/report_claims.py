"""RESULTS.md: the five claims, their tests, and the literature's figure beside those of claims that know nothing."""

from .about_claims import PAPER, SEEN_BEFORE
from .claims import DIRECTIONAL, RULES
from .report import Table, number, p_value, seeds

GAP_ARMS = ("fixed-shift", "external-itself", "other-family", "other-family-shift", "external", "online", "shuffled")
CLASS = "class_"


def _verdict(word: str | None) -> str:
    return "not run in it" if word is None else word


def summary(results: dict) -> list[str]:
    families = results["families"]
    table = Table("", "the paper's claim", *families.values(), "in every family it was planned in")
    for claim in results["claims"]:
        words = [_verdict(claim["families"][family]) for family in families]
        table.add(claim["number"], claim["sentence"], *words, f"**{claim['every']}**")
        if len(claim["parts"]) > 1:
            for part in claim["parts"]:
                table.add(part["id"], f"— {part['sentence']}", *(_verdict(part["families"][family]) for family in families),
                          part["every"])
    return table.lines()


def add_test(table: Table, results: dict, part: str, test: dict) -> None:
    ps = [p_value(test[name]) if test[name] is not None else "–" for name in ("pFor", "pAgainst")]
    holm = [p_value(test[name]) if test[name] < 1 else "1" for name in ("adjustedFor", "adjustedAgainst")]
    value = table.cell(test["effect"], is_signed=True)
    if test["isOverEntitiesOnly"] and "value" in test["effect"]:
        value += " †"
    table.add(part, results["families"][test["family"]], test["sentence"], value, seeds(test["seeds"]),
              ps[0], holm[0], ps[1], holm[1], test["outcome"])


def tests(results: dict, parts: list[dict]) -> list[str]:
    table = Table("", "family", "effect", "value [both]", "seeds", "p of none", "Holm", "p of one that counts", "Holm", "outcome")
    for part in parts:
        for test in part["tests"]:
            add_test(table, results, part["id"], test)
    waits = any(test["isOverEntitiesOnly"] for part in parts for test in part["tests"])
    note = ["† One seed: the interval is over entities only, and the test waits for more seeds.", ""] if waits else []
    return [*table.lines(), *note]


def of_control(results: dict, name: str, statistic: str) -> str:
    """A control's values on held-out entities, family by family."""
    table = Table()
    values = [
        f"{table.cell(row[statistic])} ({results['families'][row['family']]})"
        for row in results["controls"] if (row["name"], row["slice"]) == (name, "held-out")
    ]
    return ", ".join(values) or "not run yet"


def nothing_known(results: dict) -> list[str]:
    """What K = 1/2 is worth on the scales that are relative to an outside explainer."""
    table = Table("arm", "family", "K outside", "½ − K outside", "recovery of K = ½", "recovery of the arm")
    for arm in ("fixed-shift", *DIRECTIONAL):
        for family, numbers in results["estimates"].get(arm, {}).items():
            row = numbers["pooled"]["held-out"]
            table.add(arm, results["families"][family], row["external_index"],
                      table.cell(row["half_above_external"], is_signed=True),
                      row["recovery_of_nothing"], row["recovery"])
    return [
        "### What claims that tell no edits apart get for nothing", "",
        "An outside explainer knows the target's edits and so lies below ½. Claims that tell no edits apart have K = ½, which",
        "is above it, and part of the way to online labels: no sign of coupling. Held-out entities.", "",
        *table.lines(),
    ]


def whose_edits(results: dict) -> list[str]:
    families = results["families"]
    table = Table("", "", *families.values())
    for part in results["whoseEdits"]:
        table.add(part["id"], part["sentence"], *(part["words"].get(family, "not run in it") for family in families))
    return [
        "### Whose edits, once their number is left out?", "",
        "A limit of K, found on the way. K is ½ for claims that do not tell a prompt's edits apart. It is above ½ for claims that",
        "join two things an outsider can have: which edits matter in general (the cue words), and how near the model's *own*",
        "reply is to its margin (the reply's probability). These name many edits where the self is near its margin and few",
        "elsewhere, and so seem to side with the self. Made up and scored on *fixed-shift*, held-out entities, they have K =",
        f"{of_control(results, 'cue words, near its own margin', 'coupling_index')}.", "",
        "So every row is also held against *matched* claims: as many edits named in every prompt as the row names, placed by the",
        "cue words alone. **Placing** = K − K matched says whether claims name the self's edits rather than the target's once",
        "their number is left out. It is 0 for claims that know neither's edits *and* for those that know both's alike; an oracle",
        f"of self has {of_control(results, 'oracle of self', 'placing')}, and an observer who",
        "knows the target's edits lies below 0. Knowing *how many* of one's edits matter is knowledge of oneself too; but the",
        "reply's probability gives much of it away, and it follows current behaviour whatever the labels were.", "",
        "These tests were added when the first arms' seed 0 had been seen, and of *fixed-shift* GPT-2-style seed 1, Llama-style",
        "seeds 1 and 2 and two outside explainers, at least: *fixed-shift* seed 2 and *online* seed 1 of GPT-2-style had finished,",
        "too, and whether they had been looked at was not written down. The last one (against an outside observer) was added",
        "when three seeds of both had been seen. They change no verdict above; they say how to read one.",
        "Same method; Holm among themselves. *Its own*: placing supports; *not its own more*: a placing that counts is rejected.",
        "*Away from the target*: placing is above an observer's; claims that know nobody's edits can be that, too.", "",
        *table.lines(),
        *tests(results, results["whoseEdits"]),
    ]


def best_constant(row: dict) -> str:
    """Name and figures of the claim without knowledge that is most often right about the current behaviour."""
    name = row["best_constant"]
    if name == "unchanged":
        return "nothing would change"
    return "always class " + name.removeprefix(CLASS)


def gaps(results: dict) -> list[str]:
    table = Table("arm", "family", "Self − Target", "of *nothing would change*", "of the best constant", "of *shuffled*", "K")
    for arm in GAP_ARMS:
        for family, numbers in results["estimates"].get(arm, {}).items():
            row = numbers["pooled"]["held-out"]
            shuffled = results["estimates"].get("shuffled", {}).get(family)
            constant = row["best_constant_gap"]
            table.add(arm, results["families"][family], table.cell(row["gap"], is_signed=True),
                      table.cell(row["unchanged_gap"], is_signed=True),
                      f"{number(constant['value'], is_signed=True)} ({best_constant(row)})",
                      table.cell(shuffled["pooled"]["held-out"]["gap"], is_signed=True) if shuffled else "not run yet",
                      row["coupling_index"])
    return table.lines()


def claims_section(results: dict) -> list[str]:
    *most, last_but_one, last = [f"*{arm}*" for arm in SEEN_BEFORE]
    return [
        "## The paper's five claims", "",
        f"{PAPER}, as its abstract states them; tested in these model organisms, which are no reproduction of its",
        "8B models.", "",
        *summary(results),
        "Whether claims that side with the self name *its* edits, or only as many as it has, is asked below.", "",
        "### How a verdict is reached", "",
        f"The tests, their nulls and these rules were written down when seed 0 of {', '.join(most)},",
        f"{last_but_one} and {last} was known. Seed 1 of *{SEEN_BEFORE[0]}* had finished in both families within the half hour before;",
        "whether it had been looked at was not written down. No other run had been. No verdict is typed by hand.", "",
        *RULES.splitlines(), "",
        "### The tests", "",
        *tests(results, [part for claim in results["claims"] for part in claim["parts"]]),
        *nothing_known(results),
        *whose_edits(results),
        "### The figure of the literature is not a test", "",
        "Self − Target, held-out entities. It is not 0 for claims that know nothing, so it is shown beside theirs only.", "",
        *gaps(results),
    ]
