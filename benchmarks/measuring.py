"""Times, memory, and the lines of the table.

Times are of the processor, not of the clock on the wall: what else runs on the machine then moves
both sides of a ratio alike, or not at all.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
MEBIBYTE = 1024 * 1024
_WIDTHS = (72, 9, 9, 6)

_LAUNCHER = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
print()
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A process counts the peak of who started it as its own, so a small one has to start it."""


Times = Sequence[float]
"""What an action took, in seconds, round by round."""


class Void(Exception):
    """The two sides did not do the same work, so their times say nothing."""


class Line(NamedTuple):
    """One line of the table; only its head has a ``met`` of None."""

    what: str
    ours: str
    other: str
    ratio: str
    target: str
    met: bool | None = None


HEADINGS = Line(
    "median processor time unless a line says otherwise", "ours", "other", "ratio", "target"
)


class Child(NamedTuple):
    """A process that has ended: ``cpu`` in seconds (user and system), ``peak`` in bytes."""

    output: str
    code: int
    cpu: float
    peak: int


def alternate(rounds: int, *actions: Callable[[], object]) -> list[Times]:
    """The processor times of each action, round by round; A B A B …, once each to warm up."""
    for action in actions:
        action()
    times = [[_timed(action) for action in actions] for _ in range(rounds)]
    return list(zip(*times, strict=True))


def _timed(action: Callable[[], object]) -> float:
    gc.collect()
    start = process_time()
    action()
    return process_time() - start


def spawn(*command: str) -> Child:
    """Runs a command of ours to its end, from the project's folder."""
    launcher = (sys.executable, "-I", "-S", "-c", _LAUNCHER, *command)
    done = subprocess.run(launcher, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    *output, last = done.stdout.splitlines()
    code, cpu, peak = last.split()
    unit = 1 if sys.platform == "darwin" else 1024
    return Child("\n".join(output), int(code), float(cpu), int(peak) * unit)


def ratio(what: str, ours: Times, other: Times, most: float, *, aim: bool = False) -> Line:
    """A line whose target is a ratio; an aim is a target that is only hoped for.

    The median of the ratios of single rounds, since a processor changes its speed between rounds
    more than within one.
    """
    found = median(mine / theirs for mine, theirs in zip(ours, other, strict=True))
    target = f"{'aim ' if aim else ''}≤ {most:g} ×"
    times = seconds(median(ours)), seconds(median(other))
    return Line(what, *times, f"{found:.2f}", target, found <= most)


def seconds(time: float) -> str:
    """A time as the table has it, in seconds or milliseconds."""
    return f"{time:.2f} s" if time >= 1 else f"{time * 1000:.1f} ms"


def mebibytes(size: float) -> str:
    """A number of bytes as the table has it."""
    return f"{size / MEBIBYTE:.0f} MiB"


def memory(what: str, peaks: Sequence[int], most: int) -> Line:
    """A line about the highest of some peaks."""
    peak = max(peaks)
    return Line(what, mebibytes(peak), "", "", f"≤ {mebibytes(most)}", peak <= most)


def shown(line: Line) -> str:
    """The line as it is printed."""
    what, *figures = (
        text.rjust(width) if place else text.ljust(width)
        for place, (text, width) in enumerate(zip(line[:4], _WIDTHS, strict=True))
    )
    verdict = {True: "met", False: "NOT MET", None: ""}[line.met]
    return f"{what} {' '.join(figures)}   {line.target:<10} {verdict}".rstrip()
