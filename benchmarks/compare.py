"""Five reporters and twenty years: from the workbooks' bytes to the overview.

2016 to 2019 are the real returns; for the other years every input is filled deterministically.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.casting import Mould
from benchmarks.filling import YEAR, made, real, samples
from benchmarks.measuring import Line, Void, seconds
from exchange.codebooks import load
from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.publish import write
from exchange.settings import Limits
from exchange.submissions.compare import comparison_of, gather, workbooks
from exchange.validation import Schemas

YEARS = range(2011, 2031)
MOST = 2.0
_SELDOM = 5


def run(rounds: int) -> Iterator[Line]:
    """On the wall's clock, as whoever waits for the overview has it."""
    codebook = load()
    schemas = Schemas(codebook)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, codebook)
        times = [_merged(folder, schemas) for _ in range(1 + max(1, rounds // _SELDOM))][1:]
    reading, writing = (seconds(median(column)) for column in zip(*times, strict=True))
    total = median(map(sum, times))
    what = f"{len(codebook.reporters)} × {len(YEARS)}, elapsed: read {reading}, overview {writing}"
    yield Line(what, seconds(total), "", "", f"≤ {seconds(MOST)}", total <= MOST)


def _fill(folder: Path, codebook: CodeBook) -> None:
    found = samples(codebook)
    for title, sample in found.items():
        (folder / f"{title}.xlsx").write_bytes(real(sample))
    for reporter in codebook.reporters:
        mould = Mould(made(Form(codebook, reporter, YEAR), "en"))
        for year in YEARS:
            if f"{reporter}-{year}" not in found:
                file = folder / f"{reporter}-{year}.xlsx"
                file.write_bytes(mould.cast((str(YEAR), str(year))))


def _merged(folder: Path, schemas: Schemas) -> tuple[float, float]:
    gc.collect()
    start = perf_counter()
    gathered = gather(workbooks([folder]), schemas, Limits())
    between = perf_counter()
    if gathered.refused or gathered.twice:
        raise Void(f"{len(gathered.refused)} returns are not accepted")
    write(comparison_of(gathered, schemas), "xlsx", "en")
    return between - start, perf_counter() - between
