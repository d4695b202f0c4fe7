"""Files that ask for much, and processes looked at from outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from exchange.codebooks import load
from exchange.settings import Apart, Limits
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from tests.reader.making import parts, worksheet, zipped

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SCHEMAS = Schemas(load())
WIDE = Limits(file_bytes=10**9, ratio=10**6, seconds=60)
"""Wide enough that only the operating system ends a reading."""

ONE = Apart(readers=1, seconds=30)


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()


@cache
def busy(rows: int = 4_900_000) -> bytes:
    """A workbook that takes about a second of processor time a million rows, and no memory."""
    return zipped(parts(worksheet("<row/>" * rows)))


@cache
def bomb() -> bytes:
    """A few kilobytes that unpack to 90 MiB, which is within the limits."""
    return zipped(parts(worksheet(" " * 90 * 1024 * 1024)))


def found(judgement: Judgement) -> list[tuple[str, object]]:
    """Code and reason of each finding."""
    return [(finding.code, finding.facts.get("why")) for finding in judgement.findings]


def runs(pid: int) -> bool:
    """Whether there is a process of this number that has not ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def comes(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something comes true within a time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
