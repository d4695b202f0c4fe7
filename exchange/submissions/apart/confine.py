"""What a reader's process may not do: the operating system sees to it."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from math import ceil

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


def allow(seconds: int) -> None:
    """So much more processor time, after which the system ends this process (SIGXCPU)."""
    if sys.platform == "win32":
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    bound = _within(ceil(time.process_time()) + seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))


def most_memory_used() -> int:
    """The most memory this process ever held, in bytes; 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def _within(bound: int, hard: int) -> int:
    """No more than the hard limit, which cannot be raised again."""
    return bound if hard == resource.RLIM_INFINITY else min(bound, hard)
