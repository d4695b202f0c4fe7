"""Merges workbooks: each judged as if alone, then all merged, in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from exchange.core.comparison import Comparison, Skipped
from exchange.core.merge import merge
from exchange.core.returns import Verdict
from exchange.settings import Limits
from exchange.submissions.check import judge
from exchange.submissions.files import content_of
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas


class Judged(NamedTuple):
    """A file and its verdict; the verdict knows the file's name alone, which is what is told."""

    path: Path
    judgement: Judgement


class Gathered(NamedTuple):
    """The files given: what can be merged, what cannot, what stands twice."""

    accepted: tuple[Judged, ...]
    refused: tuple[Judged, ...]
    twice: tuple[tuple[Judged, ...], ...]


def workbooks(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant: a folder stands for its ``*.xlsx``, not deeper, lock files left out."""
    for path in paths:
        if path.is_dir():
            found = (f for f in path.glob("*.xlsx") if not f.is_dir())
            yield from sorted(f for f in found if not f.name.startswith("~$"))
        else:
            yield path


def gather(files: Iterable[Path], schemas: Schemas, limits: Limits) -> Gathered:
    """Judges each file alone; two returns of one reporter and year are never chosen between.

    Raises OSError where a file cannot be read at all.
    """
    judged = [
        Judged(file, judge(content_of(file, limits), file.name, schemas, limits=limits))
        for file in files
    ]
    accepted = [j for j in judged if j.judgement.verdict is Verdict.ACCEPTED]
    refused = [j for j in judged if j.judgement.verdict is not Verdict.ACCEPTED]
    return Gathered(tuple(accepted), tuple(refused), tuple(_twice(judged)))


def _twice(judged: list[Judged]) -> Iterator[tuple[Judged, ...]]:
    """Files of the same reporter and year, accepted or not."""
    known = [j for j in judged if j.judgement.form]
    known.sort(key=_reporter_and_year)
    for _, same in groupby(known, key=_reporter_and_year):
        found = tuple(same)
        if len(found) > 1:
            yield found


def _reporter_and_year(judged: Judged) -> tuple[str, int]:
    return judged.judgement.reporter or "", judged.judgement.year or 0


def comparison_of(gathered: Gathered, schemas: Schemas) -> Comparison:
    """The merge of what was accepted, which names what was left out."""
    returns = [j.returned for _, j in gathered.accepted if j.returned]
    skipped = [
        Skipped(j.source.file, j.source.sha256, j.verdict, j.reporter, j.year)
        for _, j in gathered.refused
    ]
    return merge(schemas.codebook, returns, skipped)
