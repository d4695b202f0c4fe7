"""What counts: the observations of the versions released last, now or at any earlier instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, and_, delete, func, insert, literal, select, tuple_
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


def released_years(connection: Connection) -> list[int]:
    """The years of which anything is released."""
    return list(connection.scalars(select(authority.c.year).distinct().order_by(authority.c.year)))


def state_at(connection: Connection, at: datetime | None = None) -> datetime | None:
    """When what counts was last changed, up to an instant; None while nothing is released."""
    wanted = select(func.max(decision.c.decided_at)).where(
        decision.c.kind == Resolution.RELEASED.value
    )
    if at is not None:
        wanted = wanted.where(decision.c.decided_at <= at)
    found: datetime | None = connection.scalar(wanted)
    return found


def current_returns(
    connection: Connection,
    years: Iterable[int] | None = None,
    keys: Iterable[Key] | None = None,
) -> list[Return]:
    """The authoritative returns: of some years, with some figures, by default all of both.

    Reads the derived table alone: what it costs does not depend on how many versions there are.
    """
    wanted = select(current)
    if years is not None:
        wanted = wanted.where(current.c.year.in_(list(years)))
    if keys is not None:
        figures = {(key.offence, key.figure) for key in keys}
        wanted = wanted.where(tuple_(current.c.offence, current.c.figure).in_(list(figures)))
    return _returns(connection, wanted.order_by(current.c.version_id))


def returns_at(connection: Connection, at: datetime) -> list[Return]:
    """The returns that were authoritative at an instant."""
    ordered = (
        select(
            version.c.id,
            func.row_number()
            .over(
                partition_by=(version.c.reporter, version.c.year),
                order_by=version.c.number.desc(),
            )
            .label("place"),
        )
        .join(
            decision,
            and_(
                decision.c.version_id == version.c.id,
                decision.c.kind == Resolution.RELEASED.value,
                decision.c.decided_at <= at,
            ),
        )
        .subquery()
    )
    latest = select(ordered.c.id).where(ordered.c.place == 1)
    wanted = select(observation).where(observation.c.version_id.in_(latest))
    return _returns(connection, wanted.order_by(observation.c.version_id))


def _returns(connection: Connection, wanted: Select[tuple[object, ...]]) -> list[Return]:
    return list(returns_from(connection, connection.execute(wanted).all()))
