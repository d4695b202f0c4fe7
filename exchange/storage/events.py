"""What happened, in order; nothing here is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from exchange.storage.schema import event


class Event(NamedTuple):
    """Something that happened: ``kind`` is a slug, ``details`` its own few facts, no figures."""

    at: datetime
    kind: str
    person: int | None = None
    reporter: str | None = None
    year: int | None = None
    attempt: int | None = None
    version: int | None = None
    details: Mapping[str, Any] = {}


def record(connection: Connection, happened: Event) -> None:
    """Adds an event."""
    connection.execute(
        insert(event).values(
            at=happened.at,
            kind=happened.kind,
            person_id=happened.person,
            reporter=happened.reporter,
            year=happened.year,
            attempt_id=happened.attempt,
            version_id=happened.version,
            details=dict(happened.details),
        )
    )


def events_about(connection: Connection, reporter: str, year: int) -> list[Event]:
    """What happened to one return, the latest first."""
    about = (event.c.reporter == reporter) & (event.c.year == year)
    return [
        _event(row)
        for row in connection.execute(select(event).where(about).order_by(event.c.id.desc()))
    ]


def latest_events(connection: Connection, most: int, kind: str | None = None) -> list[Event]:
    """What happened last, of one kind or of all, the latest first."""
    wanted = select(event).order_by(event.c.id.desc()).limit(most)
    if kind is not None:
        wanted = wanted.where(event.c.kind == kind)
    return [_event(row) for row in connection.execute(wanted)]


def _event(row: Row[Any]) -> Event:
    return Event(
        row.at,
        row.kind,
        row.person_id,
        row.reporter,
        row.year,
        row.attempt_id,
        row.version_id,
        row.details,
    )
