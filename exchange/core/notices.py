"""What the secretariat is told without asking: nobody to remind, figures late, no meeting set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.core.reminders import Contact, World, missing_after, nobody_to_remind
from exchange.core.settled import is_overtaken, latest_settled
from exchange.core.steps import AT, deadlines

GRACE = timedelta(days=1)
"""After a deadline, before the secretariat is told who is late."""

NEWS_FOR = timedelta(days=30)


class NoticeKind(StrEnum):
    UNREACHABLE = "unreachable"
    LATE = "late"
    NO_MEETING = "no-meeting"


class Notice(NamedTuple):
    """Something the secretariat is told; ``about`` makes it the only one of its sort."""

    kind: NoticeKind
    about: str
    meeting: Meeting
    at: datetime
    reporters: tuple[str, ...] = ()
    step: str = ""


class Told(NamedTuple):
    """A notice to one contact."""

    notice: Notice
    contact: Contact

    @property
    def key(self) -> str:
        return f"{self.notice.kind}/{self.notice.about}/{self.contact.person}"


def told(world: World, now: datetime) -> Iterator[Told]:
    """Every notice that is due now, to each of the secretariat who has not had it yet."""
    office = [each for each in world.contacts if Role.SECRETARIAT in each.roles]
    latest = latest_settled(world.settled)
    for notice in (*_unreachable(world, now), *_late(world, now), *_no_meeting(world, now)):
        for contact in office:
            due = Told(notice, contact)
            known = due.key in world.settled or is_overtaken(due.key, latest)
            if not known and not contact.paused:
                yield due


def _unreachable(world: World, now: datetime) -> Iterator[Notice]:
    for turn in nobody_to_remind(world, now):
        about = turn.about
        reporters = (turn.reporter,)
        yield Notice(NoticeKind.UNREACHABLE, about, turn.meeting, turn.at, reporters, turn.step)


def _late(world: World, now: datetime) -> Iterator[Notice]:
    for meeting in deadlines(world.meetings):
        at = _morning(meeting, meeting.deadline + GRACE)
        late = tuple(missing_after(world, meeting, now)) if at <= now < at + NEWS_FOR else ()
        if late:
            yield Notice(NoticeKind.LATE, meeting.due, meeting, at, late)


def _no_meeting(world: World, now: datetime) -> Iterator[Notice]:
    """Once the last one is over; where a later one was cancelled since then, from that on."""
    standing = [each for each in world.meetings if each.cancelled_at is None]
    last = max(standing, key=lambda each: each.over_at, default=None)
    if last is not None:
        cancelled = [
            each.cancelled_at
            for each in world.meetings
            if each.cancelled_at is not None and each.over_at > last.over_at
        ]
        at = _morning(last, max([last.over_at, *cancelled]))
        if at <= now < at + NEWS_FOR:
            yield Notice(NoticeKind.NO_MEETING, f"{last.id}/{at:%Y-%m-%d}", last, at)


def _morning(meeting: Meeting, after: datetime) -> datetime:
    """The first 09:00 of a working week's day where the meeting is, from an instant on."""
    zone = ZoneInfo(meeting.zone)
    day = after.astimezone(zone).date()
    at = datetime.combine(day, AT, zone)
    while at < after or at.weekday() >= 5:
        at = datetime.combine(at.date() + timedelta(days=1), AT, zone)
    return at
