"""The comparison of what is released, now or at an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook, Key
from exchange.core.comparison import Comparison, Stamp
from exchange.core.merge import merge
from exchange.core.merge_wanted import YearAndFigure
from exchange.core.returns import Return
from exchange.storage import current
from exchange.storage.current import Counting, Narrowed

AUDIENCE = "coordinators"
"""Coordinators see each other's exact figures; wider circles get protected editions."""


class Period(NamedTuple):
    """The figures as they were known ``at`` an instant, or are now; of some years, or of all."""

    at: datetime | None = None
    years: tuple[int, ...] | None = None


class Known(NamedTuple):
    """The versions that count, or counted at the end of a period: looked up once."""

    at: datetime | None
    counted: tuple[Counting, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which anything is, or was, released."""
        return tuple(sorted({each.year for each in self.counted}))

    @property
    def stamp(self) -> Stamp:
        """What the figures are known by: the same for the same versions, whenever it is asked."""
        latest = max((each.released_at for each in self.counted), default=None)
        return Stamp(AUDIENCE, latest, current.content_of(self.counted))


def known_in(connection: Connection, period: Period) -> Known:
    """What is, or was, known of a period."""
    return Known(period.at, tuple(current.counting(connection, period.at, period.years)))


def compared(connection: Connection, codebook: CodeBook, known: Known) -> Comparison:
    """The merge of the released returns, with its stamp."""
    return replace(merge(codebook, _returns(connection, known)), stamp=known.stamp)


def compared_for(
    connection: Connection, codebook: CodeBook, known: Known, year: int, figure: Key
) -> Comparison:
    """No more of the comparison than one view shows: a year, and one figure over all years."""
    returns = _returns(connection, known, Narrowed(year, figure))
    merged = merge(codebook, returns, wanted=YearAndFigure(codebook, year, figure))
    return replace(merged, stamp=known.stamp)


def _returns(
    connection: Connection, known: Known, narrowed: Narrowed | None = None
) -> list[Return]:
    read = current.those_counting if known.at is None else current.those_that_counted
    return read(connection, known.counted, narrowed)
