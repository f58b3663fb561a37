"""What the disk says, in sentences: no room to write, or a file that cannot be read. Neither leaves half a file behind.

torch and safetensors do not raise ``OSError`` where a write fails, so a full disk is told by their words and by the
room that is left.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# torch's writer: "unexpected pos 704 vs 598", "failed writing file"; safetensors': "No space left on device (os error 28)"
NO_ROOM_WORDS = ("unexpected pos", "failed writing file", *(f"os error {number}" for number in NO_ROOM))
SCARCE_BYTES = 16_000_000  # a run's largest file, the resumable state of the widest model, has 6 MB


class DiskFull(Exception):
    """Nothing more can be written; finished files are untouched."""

    def __init__(self, path: Path):
        super().__init__(
            f"the disk is full, {path} could not be written. Make room and run the same command again; "
            "it goes on from the last saved state"
        )


def is_no_room(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that a disk, a quota or a file's allowed size is used up."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if any(words in str(error) for words in NO_ROOM_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def remove(path: Path) -> None:
    """A file or a folder with all that is in it; nothing where there is none."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def writing(partial: Path) -> Iterator[None]:
    """Around what writes ``partial``, a file or a folder: it is removed where that fails, and where there was no room
    for it the error is ``DiskFull``."""
    try:
        yield
    except Exception as error:
        place = next(parent for parent in partial.parents if parent.exists())
        # asked before the partial file gives its room back
        is_full = is_no_room(error) or shutil.disk_usage(place).free < SCARCE_BYTES
        remove(partial)
        if is_full:
            raise DiskFull(partial) from error
        raise


@contextmanager
def reading(run_id: str, path: Path, advice: str) -> Iterator[None]:
    """Around what reads a run's file: where it is damaged, ``SystemExit`` that names the run and the file and says
    what to do."""
    try:
        yield
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise SystemExit(f"{run_id}: {path} cannot be read ({error}). {advice}") from error
