"""Meetings, the deadlines they set, and the plan by which they are reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

PLAN = (70, 21, 7, -3)
"""Days before the deadline on which those are written to who have not delivered; −3: after it."""

EARLIEST, LATEST = 366, -60
"""A step lies within these days of its deadline."""


class MeetingKind(StrEnum):
    COORDINATORS = "coordinators"
    JVO = "jvo"


class Meeting(NamedTuple):
    """A dated gathering; ``years`` are due at ``deadline``, which is told in ``zone``.

    ``last_day`` is the last of several days, ``link`` where it is joined from afar. ``sequence``
    counts the changes that calendars must follow (RFC 5545), the last of them at ``changed_at``.
    """

    id: int
    kind: str
    day: date
    place: str
    zone: str
    deadline: datetime
    years: tuple[int, ...]
    cancelled_at: datetime | None = None
    last_day: date | None = None
    link: str = ""
    plan: tuple[int, ...] = PLAN
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def due(self) -> str:
        """The deadline's instant and its day, as keys name it, whichever meetings have it.

        With another deadline what was sent is sent anew; with the same one nothing is.
        """
        return _due(self.deadline, self.zone)

    @property
    def until(self) -> date:
        """Its last day."""
        return self.last_day or self.day

    @property
    def over_at(self) -> datetime:
        """The end of its last day where it takes place."""
        return datetime.combine(self.until + timedelta(days=1), time(), ZoneInfo(self.zone))

    @property
    def deadline_day(self) -> date:
        """The day of the deadline where the meeting is."""
        return _day(self.deadline, self.zone)

    def days_left(self, at: datetime) -> int:
        """Whole days of the calendar to the deadline where the meeting is; below 0 once over."""
        there = ZoneInfo(self.zone)
        days = (self.deadline_day - at.astimezone(there).date()).days
        return min(-1, days) if at > self.deadline else days


@lru_cache(maxsize=256)
def _due(deadline: datetime, zone: str) -> str:
    """Of thousands of reporters each asks for it, for each of its steps."""
    return f"{deadline.astimezone(UTC):%Y-%m-%dT%H:%MZ}/{_day(deadline, zone)}"


def _day(deadline: datetime, zone: str) -> date:
    return deadline.astimezone(ZoneInfo(zone)).date()


class Action(NamedTuple):
    """What was agreed at a meeting: ``owner`` is a person; ``due_on`` and ``done_at`` may lack."""

    id: int
    meeting: int
    text: str
    owner: int | None
    due_on: date | None
    done_at: datetime | None = None


class Minutes(NamedTuple):
    """What is kept of a meeting: who attended (people, and guests by name), notes, actions."""

    attended: tuple[int, ...]
    guests: str
    notes: str
    actions: tuple[Action, ...]
