"""What in a code book would mean two things, or nothing: cells, words, areas, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from exchange.core.codebook import CodeBook, Key, Validity
from exchange.core.form import ROLES, role_name

Fault = Iterator[str]


def clashes_of(codebook: CodeBook) -> Fault:
    """Every name that stands for two things, as ``place: reason``; names lead somewhere already."""
    yield from _cells(codebook)
    yield from _bases(codebook)
    yield from _areas(codebook)
    yield from _years(codebook)


def _cells(codebook: CodeBook) -> Fault:
    """Two cells of one form under one name: ``age`` + ``unknown_status`` is one of them."""
    for name, count in Counter(_cell_names(codebook)).items():
        if count > 1:
            yield f"breakdowns: two cells of a form would have the name “{name}”."


def _cell_names(codebook: CodeBook) -> Iterator[str]:
    for offence in codebook.offences:
        yield from (f"{offence}_source", f"{offence}_asof")
        for figure in codebook.figures:
            yield from (role_name(Key(offence, figure), role) for role in ROLES)
    for breakdown in codebook.breakdowns.values():
        for total in dict.fromkeys(breakdown.of):
            yield f"{total}_{breakdown.slug}_multiple"
            for category in breakdown.classes:
                name = f"{total}_{breakdown.slug}_{category.slug}"
                yield from (name, f"{name}_status", f"{name}_note")


def _bases(codebook: CodeBook) -> Fault:
    meanings: dict[str, str] = {}
    for slug, label in codebook.bases.items():
        for text in {slug, *label.values()}:
            other = meanings.setdefault(text.casefold(), slug)
            if other != slug:
                yield f"bases.{slug}: “{text}” already means “{other}”."


def _areas(codebook: CodeBook) -> Fault:
    """A reporter in two parts of an area would be counted twice."""
    for slug in codebook.areas:
        if slug in codebook.reporters:
            yield f"areas.{slug}: a reporter has this name."
            return
        for reporter, count in Counter(codebook.reporters_of(slug)).items():
            if count > 1:
                yield f"areas.{slug}.parts: “{reporter}” would be counted twice."


def _years(codebook: CodeBook) -> Fault:
    for place, (since, until) in _validities(codebook):
        if since is not None and until is not None and since > until:
            yield f"{place}: since {since} and until {until} leave no year."


def _validities(codebook: CodeBook) -> Iterable[tuple[str, Validity]]:
    for group in ("reporters", "figures", "breakdowns"):
        for slug, item in getattr(codebook, group).items():
            yield f"{group}.{slug}", item.valid
    for breakdown in codebook.breakdowns.values():
        for category in breakdown.classes:
            yield f"breakdowns.{breakdown.slug}.classes.{category.slug}", category.valid
