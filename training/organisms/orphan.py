"""A worker process whose sweep was killed ends, too: it would train on unseen, and the next sweep would wait for it."""

import os
import threading
import time
from functools import cache

LOOK_S = 2.0  # between looks; what a worker has not saved by then is done again


@cache
def end_with(sweep: int) -> None:
    """Once a process: ends it as soon as ``sweep``, a process id, is not its parent any more, be it at once. A run in
    the sweep's own process has nobody to watch."""
    if os.getpid() != sweep:
        threading.Thread(target=_watch, args=(sweep,), daemon=True).start()


def _watch(sweep: int) -> None:
    while os.getppid() == sweep:
        time.sleep(LOOK_S)
    os._exit(1)  # nobody is there to be told; files are written whole or not at all
