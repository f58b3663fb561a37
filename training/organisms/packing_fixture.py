"""A digest of every item's probe as Python packs it; the site's test packs the same texts and compares.

``lib/coupling/fixtures/organisms-packing.json``: the SHA-256 of one line a prompt, each the compact JSON
``[ids, parents, positions, ends]``, and the first prompt in full so that a difference can be looked at.
"""

import hashlib
import json
from pathlib import Path

from .items import evaluation_probes
from .packing import Pack
from .run_folder import REPOSITORY, write_atomically

FIXTURE = REPOSITORY / "lib" / "coupling" / "fixtures" / "organisms-packing.json"


def line_of(pack: Pack) -> str:
    columns = [column.tolist() for column in (pack.ids, pack.parents, pack.depth, pack.ends)]
    return json.dumps(columns, separators=(",", ":"))


def packing_fixture(world_seed: int) -> str:
    lines = [line_of(pack) for pack in evaluation_probes(world_seed).packs]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return json.dumps({"prompts": len(lines), "sha256": digest, "first": json.loads(lines[0])}) + "\n"


def write_packing_fixture(world_seed: int, path: Path = FIXTURE) -> None:
    write_atomically(path, packing_fixture(world_seed))
