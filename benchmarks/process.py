"""``exchange check FILE`` as a whole process, beside one that only lets openpyxl load the file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.filling import made
from benchmarks.measuring import MEBIBYTE, Child, Line, Void, memory, ratio, spawn
from exchange.codebooks import load
from exchange.core.form import Form

MOST, MOST_MEMORY = 1.1, 60 * MEBIBYTE
_LOADS = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


def run(rounds: int) -> Iterator[Line]:
    """A form in which everything is filled in, from the shell's prompt to the shell's prompt."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "return.xlsx"
        file.write_bytes(made(Form(load(), "caribbean-netherlands", 2019), "nl"))
        pairs = [(_checked(file), _opened(file)) for _ in range(rounds + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    mine, other = [child.cpu for child in ours], [child.cpu for child in theirs]
    yield ratio("exchange check FILE: python that imports openpyxl and loads it", mine, other, MOST)
    yield memory("exchange check FILE: highest memory", [child.peak for child in ours], MOST_MEMORY)


def _checked(file: Path) -> Child:
    child = spawn(str(Path(sys.executable).with_name("exchange")), "check", str(file))
    if child.code != 0:
        raise Void(f"the check ended with {child.code}: {child.output[:200]}")
    return child


def _opened(file: Path) -> Child:
    child = spawn(sys.executable, "-c", _LOADS, str(file))
    if child.code != 0:
        raise Void("openpyxl did not load the file")
    return child
