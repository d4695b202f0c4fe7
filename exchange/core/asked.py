"""Which years are asked for now, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from exchange.core.meetings import Meeting


def is_coming(meeting: Meeting, at: datetime) -> bool:
    """Whether a meeting stands and its day is not over where it takes place."""
    today = at.astimezone(ZoneInfo(meeting.zone)).date()
    return meeting.cancelled_at is None and meeting.until >= today


def years_asked(meetings: Iterable[Meeting], at: datetime) -> tuple[int, ...]:
    """The years that meetings still to come ask for, the latest first.

    Without any such meeting it is the year before, of which figures can be there.
    """
    years = {year for meeting in meetings if is_coming(meeting, at) for year in meeting.years}
    return tuple(sorted(years or {at.year - 1}, reverse=True))


def deadlines(meetings: Iterable[Meeting]) -> Mapping[int, datetime]:
    """Year → the first deadline that was set for it and still stands."""
    found: dict[int, datetime] = {}
    for meeting in meetings:
        for year in meeting.years if meeting.cancelled_at is None else ():
            found[year] = min(meeting.deadline, found.get(year, meeting.deadline))
    return found


def days_left(deadline: datetime, at: datetime, zone: str) -> int:
    """Whole days of the calendar from one instant to another in a place; less than 0 once over."""
    there = ZoneInfo(zone)
    days = (deadline.astimezone(there).date() - at.astimezone(there).date()).days
    return min(-1, days) if at > deadline else days
