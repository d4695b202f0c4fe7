"""Drafts after a missed deadline that the secretariat put aside: kept as events, nowhere else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from exchange.core.people import Person
from exchange.reminders.drafts import Overdue, overdue, sent_before
from exchange.storage import events
from exchange.storage.events import Event
from exchange.web.frame import frame

KIND = "escalation-put-aside"
_MOST = 500
"""More than are put aside while their drafts lie ready, by far."""


def put_aside(connection: Connection, found: Overdue, by: Person, now: datetime) -> None:
    """Puts the drafts about a reporter aside; another deadline begins anew."""
    if _name(found) not in aside(connection):
        details = {"meeting": found.meeting.id, "deadline": found.meeting.due}
        events.record(connection, Event(now, KIND, by.id, found.reporter, details=details))


def aside(connection: Connection) -> frozenset[tuple[str, str | None]]:
    """What was put aside, by deadline and reporter."""
    told = events.latest_events(connection, _MOST, KIND)
    return frozenset((each.details["deadline"], each.reporter) for each in told)


def is_aside(found: Overdue, known: frozenset[tuple[str, str | None]]) -> bool:
    """Whether the drafts about a reporter are among those put aside."""
    return _name(found) in known


def how_many_wait(connection: Connection, now: datetime) -> int:
    """How many drafts are neither sent nor put aside."""
    known = aside(connection)
    return sum(
        len(found.readers) - len(sent_before(connection, found))
        for found in overdue(connection, frame().codebook, now)
        if not is_aside(found, known)
    )


def _name(found: Overdue) -> tuple[str, str | None]:
    return found.meeting.due, found.reporter
