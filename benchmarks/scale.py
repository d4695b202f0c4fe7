"""From 5 to 200 reporters of a generated code book, twenty years each: time and memory.

Every size is a process of its own, ``python -m benchmarks.scale REPORTERS FOLDER``. Every input of
every return is filled deterministically: two forms, cast into as many as are needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from benchmarks.casting import Mould
from benchmarks.filling import YEAR, made
from benchmarks.measuring import MEBIBYTE, Line, Void, mebibytes, seconds, spawn
from exchange.codebooks import load
from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.publish import write
from exchange.settings import Limits
from exchange.submissions.compare import comparison_of, gather
from exchange.validation import Schemas

SIZES = (5, 20, 50, 200)
YEARS = range(2011, 2031)
MOST_EXPONENT, MOST_MEMORY = 1.05, 512 * MEBIBYTE
PHASES = ("read", "merge", "json", "xlsx")
_SELDOM, _SMALL = 5, 20


class Merged(NamedTuple):
    """What one size took: seconds by phase, and the highest memory in bytes."""

    times: dict[str, float]
    peak: int

    @property
    def total(self) -> float:
        return sum(self.times.values())


def run(rounds: int) -> Iterator[Line]:
    """The small sizes several times, the large ones once."""
    with TemporaryDirectory() as folder:
        _cast_all(Path(folder))
        found: dict[int, list[Merged]] = {size: [] for size in SIZES}
        for turn in range(max(1, rounds // _SELDOM)):
            for size in SIZES:
                if turn == 0 or size <= _SMALL:
                    found[size].append(_in_a_process(size, folder))
    for size, runs in found.items():
        yield _line(size, runs)
    yield _growth({size: median(one.total for one in runs) for size, runs in found.items()})


def _line(size: int, runs: list[Merged]) -> Line:
    phases = ", ".join(f"{p} {median(one.times[p] for one in runs):.2f}" for p in PHASES)
    total, peak = median(one.total for one in runs), max(one.peak for one in runs)
    most = f"≤ {mebibytes(MOST_MEMORY)}"
    what = f"{size} × {len(YEARS)}: {phases} s; memory"
    return Line(what, seconds(total), mebibytes(peak), "", most, peak <= MOST_MEMORY)


def _growth(totals: dict[int, float]) -> Line:
    least, most = SIZES[0], SIZES[-1]
    steps = ", ".join(f"{_exponent(totals, *step):.2f}" for step in pairwise(SIZES))
    exponent = _exponent(totals, least, most)
    what = f"{least} × {len(YEARS)} → {most} × {len(YEARS)}: exponent of the time (by step {steps})"
    times = seconds(totals[most]), seconds(totals[least])
    return Line(what, *times, f"{exponent:.2f}", f"≤ {MOST_EXPONENT}", exponent <= MOST_EXPONENT)


def _exponent(totals: dict[int, float], low: int, high: int) -> float:
    """1 where twice as many returns take twice as long."""
    return log(totals[high] / totals[low]) / log(high / low)


def _cast_all(folder: Path) -> None:
    """The returns of the largest size; a smaller one takes the first reporters of them."""
    book = grown(load(), SIZES[-1])
    first, second = list(book.reporters)[:2]
    moulds = {slug: Mould(made(Form(book, slug, YEAR), "en")) for slug in (first, second)}
    for slug in book.reporters:
        model = slug if slug in moulds else second
        for year in YEARS:
            changes = ((model, slug), (model.title(), slug.title()), (str(YEAR), str(year)))
            _file(folder, slug, year).write_bytes(moulds[model].cast(*changes))


def _file(folder: Path, reporter: str, year: int) -> Path:
    return folder / f"{reporter}-{year}.xlsx"


def grown(book: CodeBook, reporters: int) -> CodeBook:
    """The code book with so many reporters: two that make the inner area, and countries.

    The breakdown that only some reporters have is the first one's.
    """
    models = list(book.reporters.values())
    slugs = [f"area-{number}" for number in range(reporters)]
    own = {
        slug: models[n % len(models)]._replace(
            slug=slug, label=dict.fromkeys(book.languages, slug.title())
        )
        for n, slug in enumerate(slugs)
    }
    inner, outer = book.areas
    areas = {
        inner: book.areas[inner]._replace(parts=tuple(slugs[:2])),
        outer: book.areas[outer]._replace(parts=(*slugs[2:], inner)),
    }
    breakdowns = {
        slug: breakdown._replace(reporters=breakdown.reporters and (slugs[0],))
        for slug, breakdown in book.breakdowns.items()
    }
    return replace(book, reporters=own, areas=areas, breakdowns=breakdowns)


def _in_a_process(size: int, folder: str) -> Merged:
    child = spawn(sys.executable, "-m", "benchmarks.scale", str(size), folder)
    if child.code != 0:
        raise Void(f"{size} reporters: the process ended with {child.code}")
    return Merged(json.loads(child.output), child.peak)


def main(size: int, folder: Path) -> dict[str, float]:
    """The seconds of each phase; the first file is judged once before, to warm up."""
    schemas = Schemas(grown(load(), size))
    files = [_file(folder, slug, year) for slug in schemas.codebook.reporters for year in YEARS]
    gather(files[:1], schemas, Limits())
    marks = [process_time()]
    gathered = gather(files, schemas, Limits())
    if len(gathered.accepted) != len(files):
        raise Void(f"{len(gathered.refused)} returns are not accepted")
    marks.append(process_time())
    comparison = comparison_of(gathered, schemas)
    del gathered
    marks.append(process_time())
    write(comparison, "json")
    marks.append(process_time())
    write(comparison, "xlsx", "en")
    marks.append(process_time())
    spent = (later - earlier for earlier, later in pairwise(marks))
    return dict(zip(PHASES, spent, strict=True))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]))))
