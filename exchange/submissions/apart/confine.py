"""What a reader's process may not do: the operating system sees to it."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from math import ceil
from pathlib import Path

from exchange.settings import Apart

if sys.platform != "win32":
    import resource

MOST_OPEN_FILES = 16
NICENESS = 5


def confine(apart: Apart) -> None:
    """Bounds this process for good: its memory, its files, no process of its own.

    Windows knows none of this; there the stopwatch of who started it has to do.
    """
    if sys.platform == "win32":
        return
    os.nice(NICENESS)
    for what, most in (
        (resource.RLIMIT_AS, apart.memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        # macOS does not bound the address space.
        with suppress(ValueError, OSError):
            bound = _within(most, resource.getrlimit(what)[1])
            resource.setrlimit(what, (bound, bound))


def silence() -> None:
    """Nothing is written to the service's log from here on; until here it said what was wrong."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def allow(seconds: int) -> None:
    """So much more processor time, after which the system ends this process (SIGXCPU)."""
    if sys.platform == "win32":
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    bound = _within(ceil(time.process_time()) + seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))


def memory_held() -> int:
    """The address space of this process, in bytes; 0 where the system does not tell.

    Not the resource usage: what that says includes the process we were started from.
    """
    if sys.platform != "linux":
        return 0
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _within(bound: int, hard: int) -> int:
    """No more than the hard limit, which cannot be raised again."""
    return bound if hard == resource.RLIM_INFINITY else min(bound, hard)
