"""Meetings, and when a year's figures are due."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from exchange.core.meetings import Meeting
from exchange.storage.engine import new_id
from exchange.storage.schema import meeting, meeting_year


def add_meeting(connection: Connection, draft: Meeting) -> Meeting:
    """Keeps a meeting; gives it with its id."""
    values = {
        "kind": draft.kind,
        "on_day": draft.day.isoformat(),
        "place": draft.place,
        "zone": draft.zone,
        "deadline": draft.deadline,
    }
    id_ = new_id(connection.execute(insert(meeting).values(**values)))
    years = [{"meeting_id": id_, "year": year} for year in sorted(set(draft.years))]
    connection.execute(insert(meeting_year), years)
    return draft._replace(id=id_)


def cancel_meeting(connection: Connection, id_: int, at: datetime) -> bool:
    """False where there is no such meeting, or it was cancelled before."""
    planned = (meeting.c.id == id_) & meeting.c.cancelled_at.is_(None)
    done = connection.execute(update(meeting).where(planned).values(cancelled_at=at))
    return done.rowcount > 0


def all_meetings(connection: Connection) -> list[Meeting]:
    """Past and to come, cancelled ones too, by day."""
    years: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(meeting_year).order_by(meeting_year.c.year)):
        years[row.meeting_id].append(row.year)
    return [
        Meeting(
            row.id,
            row.kind,
            date.fromisoformat(row.on_day),
            row.place,
            row.zone,
            row.deadline,
            tuple(years[row.id]),
            row.cancelled_at,
        )
        for row in connection.execute(select(meeting).order_by(meeting.c.on_day, meeting.c.id))
    ]


def due_at(connection: Connection, year: int) -> datetime | None:
    """The deadline for a year's first figures: the first one set for it that still stands.

    A later meeting may ask for the same year again; who delivered for the first was in time.
    """
    wanted = (
        select(meeting.c.deadline)
        .join(meeting_year, meeting_year.c.meeting_id == meeting.c.id)
        .where(meeting_year.c.year == year, meeting.c.cancelled_at.is_(None))
        .order_by(meeting.c.deadline)
    )
    found: datetime | None = connection.scalars(wanted).first()
    return found
