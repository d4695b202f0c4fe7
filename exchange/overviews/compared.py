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
from exchange.storage import current
from exchange.storage.current import Narrowed

AUDIENCE = "coordinators"
"""Coordinators see each other's exact figures; wider circles get protected editions."""


class Period(NamedTuple):
    """The figures as they were known ``at`` an instant, or are now; of some years, or of all."""

    at: datetime | None = None
    years: tuple[int, ...] | None = None


def stamp_of(connection: Connection, period: Period) -> Stamp:
    """What the figures are known by: the same for the same versions, whenever it is asked."""
    counted = current.counting(connection, period.at, period.years)
    latest = max((each.released_at for each in counted), default=None)
    return Stamp(AUDIENCE, latest, current.content_of(counted))


def compared(connection: Connection, codebook: CodeBook, period: Period) -> Comparison:
    """The merge of the released returns, with its stamp."""
    if period.at is None:
        returns = current.current_returns(connection, period.years)
    else:
        returns = current.returns_at(connection, period.at, period.years)
    return replace(merge(codebook, returns), stamp=stamp_of(connection, period))


def compared_for(
    connection: Connection, codebook: CodeBook, at: datetime | None, year: int, figure: Key
) -> Comparison:
    """No more of the comparison than one view shows: a year, and one figure over all years."""
    narrowed = Narrowed(year, figure)
    if at is None:
        returns = current.current_returns(connection, None, narrowed)
    else:
        returns = current.returns_at(connection, at, None, narrowed)
    merged = merge(codebook, returns, wanted=YearAndFigure(codebook, year, figure))
    return replace(merged, stamp=stamp_of(connection, Period(at)))


def years_known(connection: Connection, at: datetime | None = None) -> tuple[int, ...]:
    """The years of which anything is, or was, released."""
    return tuple(sorted({each.year for each in current.counting(connection, at)}))
