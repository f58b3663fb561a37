"""What is said of the paper whose claims are tested, and of when the tests were written down; the bundle carries it to
the site, which knows no paper by name. RESULTS.md says the same in its own words from the same names.
"""

PAPER = "arXiv 2606.32038"
# arms of which seed 0 was known when the tests were written down; seed 1 of the first had just finished, and whether
# anybody had looked at it was not recorded
SEEN_BEFORE = ("fixed-shift", "external", "online", "shuffled", "text-only")
ADDED_LAST = "(added last)"  # behind the sentence of a test that was not planned

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(count: int) -> str:
    return _COUNTS[count] if count < len(_COUNTS) else str(count)


def about_claims(claims: list[dict]) -> dict[str, str]:
    """Sentences for the site: whose claims they are, when their tests were made, and when those of whose edits were."""
    added = [
        part["id"] for claim in claims for part in claim["parts"]
        if any(test["sentence"].endswith(ADDED_LAST) for test in part["tests"])
    ]
    late = f", and for a test of {' and '.join(added)} that was added last: it can only take a verdict away" if added else ""
    return {
        "claims": f"The {in_words(len(claims))} claims of {PAPER}, as its abstract states them, put to these small models.",
        "tests": "The tests and the rules of the verdicts were written down before their runs were looked at, but for the first"
        f" seed of {in_words(len(SEEN_BEFORE))} arms, and perhaps the second of one of them{late}.",
        "added": "These tests were added later; they change no verdict above and say how to read one.",
    }
