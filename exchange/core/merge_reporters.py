"""What each reporter says about one figure, whether they said it or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exchange.core.codebook import NOT_APPLICABLE, NOT_AVAILABLE, TO_FOLLOW, CodeBook, Key
from exchange.core.comparison import Compared, Coverage, Origin
from exchange.core.returns import Observation, Return


def gathered(
    codebook: CodeBook,
    key: Key,
    year: int,
    reporters: Iterable[str],
    sent: Mapping[str, Return],
) -> dict[str, Compared]:
    """Reporter → the figure as delivered, or else the reason why it is not there."""
    return {slug: _one(codebook, key, year, slug, sent.get(slug)) for slug in reporters}


def _one(codebook: CodeBook, key: Key, year: int, reporter: str, sent: Return | None) -> Compared:
    if sent is not None and key in sent.observations:
        return _delivered(codebook, sent, sent.observations[key])
    if key.breakdown is None:
        return _gap(reporter, key, year, TO_FOLLOW, delivered=False)
    if not codebook.breakdowns[key.breakdown].divides(key.headline, reporter, year):
        return _gap(reporter, key, year, NOT_APPLICABLE)
    return _class_not_given(key, _one(codebook, key.headline, year, reporter, sent))


def _class_not_given(key: Key, total: Compared) -> Compared:
    """A total that has a reason instead of a number has the same reason in all its classes."""
    status = NOT_AVAILABLE if total.value is not None else total.status
    return _gap(total.area, key, total.year, status, note=total.note, delivered=total.delivered)


def _delivered(codebook: CodeBook, sent: Return, observation: Observation) -> Compared:
    entry = observation.entry
    return Compared(
        sent.reporter,
        entry.key,
        sent.year,
        entry.value,
        entry.status,
        _basis(codebook, sent, observation),
        _coverage(entry.value, entry.status),
        origin=_origin(sent, observation),
        note=entry.note,
    )


def _gap(
    reporter: str, key: Key, year: int, status: str, note: str = "", delivered: bool = True
) -> Compared:
    coverage = _coverage(None, status)
    return Compared(
        reporter, key, year, None, status, None, coverage, note=note, delivered=delivered
    )


def _coverage(value: int | None, status: str) -> Coverage:
    there = value is not None or status == NOT_APPLICABLE
    return Coverage.COMPLETE if there else Coverage.NONE


def _basis(codebook: CodeBook, sent: Return, observation: Observation) -> str | None:
    """A class is counted as its total is; a number without a basis has the figure's first."""
    entry = observation.entry
    if entry.basis is None and entry.key.breakdown is not None:
        total = sent.entry(entry.key.headline)
        entry = total if total and total.basis else entry
    if entry.basis is None and observation.entry.value is not None:
        return codebook.figures[entry.key.figure].bases[0]
    return entry.basis


def _origin(sent: Return, observation: Observation) -> Origin | None:
    source = sent.source_of(observation.key.offence)
    if source is None:
        return None
    sheet, cell = observation.place or (None, None)
    return Origin(source.file, source.sha256, sheet, cell)
