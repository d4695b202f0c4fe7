"""What counts: the observations of the versions released last, now or at any earlier instant."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from exchange.core.codebook import Key
from exchange.core.returns import Return
from exchange.core.versions import Resolution, Version
from exchange.storage.observations import returns_from
from exchange.storage.schema import authority, current, decision, observation, version

_COPIED = (
    *("offence", "figure", "breakdown", "category"),
    *("value", "flag", "reason", "basis", "note", "explanation", "sheet", "cell"),
)


def make_authoritative(connection: Connection, released: Version) -> None:
    """A version's observations take the place of those of the one before."""
    where = {"reporter": released.reporter, "year": released.year}
    connection.execute(delete(current).filter_by(**where))
    insert_ = (
        postgresql.insert(authority)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(authority)
    )
    row = where | {"version_id": released.id, "kind": Resolution.RELEASED.value}
    connection.execute(
        insert_.values(row).on_conflict_do_update(
            index_elements=["reporter", "year"], set_={"version_id": released.id}
        )
    )
    copied = select(
        *(observation.c[name] for name in _COPIED),
        literal(released.reporter),
        literal(released.year),
        literal(released.id),
    ).where(observation.c.version_id == released.id)
    connection.execute(
        insert(current).from_select([*_COPIED, "reporter", "year", "version_id"], copied)
    )


def authoritative(connection: Connection, reporter: str, year: int) -> int | None:
    """The id of the version that counts."""
    wanted = select(authority.c.version_id).filter_by(reporter=reporter, year=year)
    return connection.scalar(wanted)


class Counting(NamedTuple):
    """A version that counts, or counted at an instant, and since when."""

    version: int
    reporter: str
    year: int
    number: int
    content_sha256: str
    released_at: datetime


class Narrowed(NamedTuple):
    """All headline figures of one year, one of them over all years, and its classes.

    What ``exchange.core.merge_wanted.YearAndFigure`` is made of.
    """

    year: int
    figure: Key


def counting(
    connection: Connection, at: datetime | None = None, years: Iterable[int] | None = None
) -> list[Counting]:
    """The versions that count now, or counted at an instant, by reporter and year.

    Now, it walks no version but those that count.
    """
    wanted = select(
        version.c.id,
        version.c.reporter,
        version.c.year,
        version.c.number,
        version.c.content_sha256,
        decision.c.decided_at,
    ).join(decision, decision.c.version_id == version.c.id)
    if at is None:
        wanted = wanted.where(version.c.id.in_(select(authority.c.version_id)))
    else:
        wanted = wanted.where(version.c.id.in_(_latest_at(at)))
    if years is not None:
        wanted = wanted.where(version.c.year.in_(list(years)))
    # Sorted here: asked for the order, SQLite would walk every version by an index that has it.
    found = [Counting(*row) for row in connection.execute(wanted)]
    return sorted(found, key=lambda each: (each.reporter, each.year))


def content_of(counted: Iterable[Counting]) -> str:
    """What the figures of some versions together are known by, in whatever format they are.

    The SHA-256 of one line for each version: reporter, year, number, hash of its figures.
    """
    lines = (f"{c.reporter} {c.year} {c.number} {c.content_sha256}" for c in counted)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def current_returns(
    connection: Connection, years: Iterable[int] | None = None, narrowed: Narrowed | None = None
) -> list[Return]:
    """The authoritative returns, of some years or all, whole or narrowed to what a view shows."""
    return those_counting(connection, counting(connection, None, years), narrowed)


def those_counting(
    connection: Connection, counted: Collection[Counting], narrowed: Narrowed | None = None
) -> list[Return]:
    """The returns of the versions that count now.

    Reads the derived table: what it costs does not depend on how many versions there were.
    """
    wanted = select(current).where(current.c.year.in_({each.year for each in counted}))
    if narrowed is not None:
        wanted = wanted.where(_is_in(narrowed, current.c.year, current))
    return _returns(connection, counted, wanted)


def returns_at(
    connection: Connection, at: datetime, years: Iterable[int] | None = None
) -> list[Return]:
    """The returns that were authoritative at an instant."""
    return those_that_counted(connection, counting(connection, at, years))


def those_that_counted(
    connection: Connection, counted: Collection[Counting], narrowed: Narrowed | None = None
) -> list[Return]:
    """The returns of versions that counted once."""
    wanted = (
        select(observation)
        .join(version, version.c.id == observation.c.version_id)
        .where(observation.c.version_id.in_([each.version for each in counted]))
    )
    if narrowed is not None:
        wanted = wanted.where(_is_in(narrowed, version.c.year, observation))
    return _returns(connection, counted, wanted)


def _returns(
    connection: Connection, counted: Collection[Counting], wanted: Select[Any]
) -> list[Return]:
    rows = sorted(connection.execute(wanted), key=lambda row: int(row.version_id))
    return returns_from(connection, [each.version for each in counted], rows)


def _is_in(narrowed: Narrowed, year: ColumnElement[int], table: Table) -> ColumnElement[bool]:
    is_total = table.c.breakdown == ""
    is_figure = (table.c.offence == narrowed.figure.offence) & (
        table.c.figure == narrowed.figure.figure
    )
    return or_(and_(is_total, is_figure), and_(year == narrowed.year, or_(is_total, is_figure)))


def _latest_at(at: datetime) -> Select[int]:
    """The ids of the versions that counted at an instant: the last released of each return."""
    place = func.row_number().over(
        partition_by=(version.c.reporter, version.c.year), order_by=version.c.number.desc()
    )
    released = (
        select(version.c.id, place.label("place"))
        .join(decision, decision.c.version_id == version.c.id)
        .where(decision.c.kind == Resolution.RELEASED.value, decision.c.decided_at <= at)
        .subquery()
    )
    return select(released.c.id).where(released.c.place == 1)
