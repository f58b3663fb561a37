"""Generates RESULTS.md, results/results.json and the bundle's results.json from its records: ``python -m organisms.results``.

The same records give the same bytes: fixed bootstrap seed, fixed formats, no dates, no machine. ``--check`` writes
nothing and fails where the committed files are not what the records give. Prose findings are FINDINGS.md, included
as it stands.
"""

import argparse
import json
import sys
from math import isclose
from pathlib import Path
from typing import NamedTuple

from .evidence import Evidence
from .read_bundle import BundleReader
from .report_arms import arms_section, seeds_section, slices_section
from .report_claims import claims_section
from .report_evidence import checks_section, controls_section, not_run_section, sweeps_section, told_apart_section, varied_section
from .results_data import results_data
from .run_folder import BUNDLE, REPOSITORY, RESULTS, write_atomically
from .site_results import FILE, site_results, site_text, write_site_results

REPORT = REPOSITORY / "training" / "RESULTS.md"
FINDINGS = REPOSITORY / "training" / "FINDINGS.md"
DATA = RESULTS / "results.json"
LINES_TO_DEPTH = 4  # of the JSON: below, everything stands on one line
TOLERANCE = 1e-9  # of the JSON's numbers between machines: their last bits are the mathematics library's


def head(results: dict) -> list[str]:
    about = results["about"]
    return [
        "# Results",
        "",
        "Every number of the experiment, from the committed records of `models/organisms` (and, where it says so, from the",
        "world's rules and the checkpoints that ship). This file is generated: `npm run training:results` writes it, its",
        "machine-readable twin `results/results.json` and the bundle's own `results.json`, which the site shows; a test fails",
        "when one is stale. Only the findings, after the claims, are written by hand (`FINDINGS.md`).",
        "",
        "**How to read a row.** A row is an arm in a family, its seeds averaged, at the last recorded step. *Self* and",
        "*Target* are how often the claim is the reply that the model itself, or the model whose answers it was taught,",
        "gives after the edit. A *pull* is how much more often claims name the edits that change the reply of only the",
        "self, only the target, or both, than the edits of the same prompt that change neither; null 0. **K** is",
        "½ + ½ (self-pull − target-pull): 1 for claims copied from the self, 0 from the target, ½ for any claim that does",
        "not tell a prompt's edits apart. *Outside*: an explainer with the same labels that never saw this behaviour,",
        "scored on it; under *noise*, *dose*, *KL* and *LoRA* it is the flagship's, with clean labels, all of them, a behaviour",
        "loss and every weight trained, so only differences in K itself compare like with like there. *Recovery* is how much of",
        "the way from there to online labels; about half of it is had for nothing (a table below). *Log-odds* is the same",
        "question by another road, null 0. *Only self / only target / both / neither* counts the edits that pulls are made of, summed",
        "over seeds. Definitions: `GLOSSARY.md`; what each arm is: `organisms/plan.py`.",
        "",
        f"**Intervals** are {about['level']:.0%}. Unless a column says otherwise they are percentile bootstraps over entities,",
        f"{about['draws']:,} draws, of the seeds' mean: what other entities would give, with these seeds. That is the headline,",
        "because it exists for every row. *Over seeds (t)* is what other seeds would give, with these entities. *Both*",
        "(claims, contrasts) is for other seeds and other entities. Shares of fewer than",
        f"{about['smallCell']} items of three entities or more get Clopper–Pearson intervals. *n/a* is never 0: its letter says why below the table.",
        f"*Replies shifted* counts from the run's own first step, which is M0 but for *agreement-*, whose behaviour was moved",
        "before, and *explain-first*, which starts at *external*; a reply that was damaged has shifted, too. KL is from M0's",
        "last step to the run's last in every row, mean over prompts, of recorded probabilities floored at"
        f" {about['probabilityFloor']:.3f}",
        "(half the coarsest recorded step) and normalised: of the reply's classes only, and blind to what is rare, so less than",
        "half of the KL of all words that training saw and logged where it held it (`results/<run>/metrics.json`).",
        "",
    ]


def report_text(results: dict, findings: str | None) -> str:
    return "\n".join([
        *head(results),
        *claims_section(results),
        "## Findings", "", findings.strip() if findings else "None are written yet.", "",
        *controls_section(results),
        *sweeps_section(results),
        *told_apart_section(results),
        *varied_section(results),
        *arms_section(results),
        *slices_section(results),
        *seeds_section(results),
        *checks_section(results),
        *not_run_section(results),
    ])


def data_text(node, depth: int = 0) -> str:
    """JSON with a line an entry down to a depth, so that a change is a change of few lines."""
    if depth >= LINES_TO_DEPTH or not isinstance(node, dict | list) or not node:
        return json.dumps(node, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    if isinstance(node, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}:{data_text(value, depth + 1)}" for key, value in node.items()]
    else:
        parts = [data_text(value, depth + 1) for value in node]
    left, right = "{}" if isinstance(node, dict) else "[]"
    return left + "\n" + ",\n".join(parts) + "\n" + right


def same(one, other) -> bool:
    """Equal as data, numbers within the tolerance."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is float and type(other) is float:
        return isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(one) is type(other) and one == other


class Texts(NamedTuple):
    """What the three files say: the report, its data, and what the site shows of them."""

    report: str
    data: str
    site: str


def generate(bundle: Path, findings: Path = FINDINGS) -> Texts:
    evidence = Evidence(BundleReader(bundle))
    results = results_data(evidence)
    report = report_text(results, findings.read_text() if findings.exists() else None)
    return Texts(report, data_text(results) + "\n", site_text(site_results(evidence, results)))


def stale(texts: Texts, report: Path = REPORT, data: Path = DATA, bundle: Path = BUNDLE) -> list[str]:
    """Which files are not what the records give; the bundle's is stale, too, where its manifest does not name it."""
    differs = lambda path, text: not path.exists() or not same(json.loads(path.read_text()), json.loads(text))  # noqa: E731
    is_named = json.loads((bundle / "bundle.json").read_text())["results"] is not None
    is_stale = {
        report.name: not report.exists() or report.read_text() != texts.report,
        f"{data.parent.name}/{data.name}": differs(data, texts.data),
        f"{bundle.name}/{FILE}": not is_named or differs(bundle / FILE, texts.site),
    }
    return [name for name, is_so in is_stale.items() if is_so]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=BUNDLE)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a committed file is stale")
    parser.add_argument("--out", type=Path, help="a folder for the report and its data, instead of the repository's places")
    arguments = parser.parse_args()
    texts = generate(arguments.bundle)
    report_path = arguments.out / REPORT.name if arguments.out else REPORT
    data_path = arguments.out / DATA.name if arguments.out else DATA
    if arguments.check:
        names = stale(texts, report_path, data_path, arguments.bundle)
        if names:
            sys.exit(f"results: expected what the records give, got stale {' and '.join(names)}; run npm run training:results")
        return
    write_atomically(report_path, texts.report)
    write_atomically(data_path, texts.data)
    write_site_results(texts.site, arguments.bundle)
    for path in (report_path, data_path, arguments.bundle / FILE):
        print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", file=sys.stderr)


if __name__ == "__main__":
    main()
