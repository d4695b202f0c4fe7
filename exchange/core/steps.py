"""When the steps of a plan fall: at 09:00 on a working day, each until the next one comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from itertools import zip_longest
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.core.meetings import Meeting

AT = time(9)
"""When letters arrive, in the recipient's own zone."""

WELCOME_FOR = timedelta(days=7)
"""How long at least a reminder after the deadline still says something new."""

Works = Callable[[str, date], bool]
"""Whether a day is a working day in a country, by its ISO code."""

Working = Callable[[date], bool]
"""The same of some country."""


class Step(NamedTuple):
    """A step of the meetings with one deadline; ``meeting`` speaks for those that ask ``years``."""

    days: int
    meeting: Meeting
    years: tuple[int, ...]


def with_one_deadline(meetings: Iterable[Meeting]) -> list[list[Meeting]]:
    """Those that stand, by the instant and the day of the deadline; the last over comes last."""
    found: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.cancelled_at is None:
            found[meeting.due].append(meeting)
    return [sorted(each, key=lambda meeting: meeting.over_at) for each in found.values()]


def deadlines(meetings: Iterable[Meeting]) -> list[Meeting]:
    """One meeting for each deadline, for the years of all: the one that was there first."""
    found = []
    for together in with_one_deadline(meetings):
        years = {year for meeting in together for year in meeting.years}
        first = min(together, key=lambda each: each.id)
        found.append(first._replace(years=tuple(sorted(years))))
    return sorted(found, key=lambda each: each.deadline)


def plan_of(together: Sequence[Meeting]) -> list[Step]:
    """The steps of them all; whichever meeting was there first speaks, so that none speaks anew."""
    steps = []
    for days in sorted({days for each in together for days in each.plan}, reverse=True):
        asking = [each for each in together if days in each.plan]
        years = tuple(sorted({year for each in asking for year in each.years}))
        steps.append(Step(days, min(asking, key=lambda each: each.id), years))
    return steps


class Falling(NamedTuple):
    """A step where it is ``at`` an instant, and goes not after ``until``."""

    step: Step
    at: datetime
    until: datetime


@lru_cache(maxsize=1024)
def falling(
    together: tuple[Meeting, ...], works: Works, zone: str, country: str, valid: Container[int]
) -> tuple[Falling, ...]:
    """The steps that ask who reports for the years in ``valid``; worked out once, then known."""
    found = zip(plan_of(together), instants(together, works, zone, country), strict=True)
    return tuple(
        Falling(step, *span) for step, span in found if any(year in valid for year in step.years)
    )


def instants(
    together: Sequence[Meeting], works: Works, zone: str, country: str
) -> list[tuple[datetime, datetime]]:
    """When each step of the plan goes in a zone and country, and until when.

    A later step makes it say old things, and so does the deadline.
    """
    last, there, working = together[-1], ZoneInfo(zone), partial(works, country)
    found = [_instant(last, step.days, there, working) for step in plan_of(together)]
    return [
        (at, min(following or last.deadline, last.deadline))
        if at <= last.deadline
        else (at, following or max(last.over_at, at + WELCOME_FOR))
        for at, following in zip_longest(found, found[1:])
    ]


def _instant(meeting: Meeting, days: int, zone: ZoneInfo, works: Working) -> datetime:
    """09:00 there on the working day before; what is meant for after the deadline is after it.

    And what is meant for before it is before it, where the day of the deadline ends elsewhere.
    """
    day = meeting.deadline_day - timedelta(days=days)
    at = working_day_before(day, zone, works)
    while days >= 0 and at >= meeting.deadline:
        at = working_day_before(at.date() - timedelta(days=1), zone, works)
    while days < 0 and (at <= meeting.deadline or not works(at.date())):
        at = datetime.combine(at.date() + timedelta(days=1), AT, zone)
    return at


def promised_at(day: date, made: date, zone: ZoneInfo, works: Working) -> datetime:
    """09:00 there on the working day before, but not before the promise was made."""
    at = working_day_before(day, zone, works)
    while at.date() <= made or not works(at.date()):
        at = datetime.combine(at.date() + timedelta(days=1), AT, zone)
    return at


def working_day_before(day: date, zone: ZoneInfo, works: Working) -> datetime:
    """09:00 there on that day, or on the last working day before it."""
    while not works(day):
        day -= timedelta(days=1)
    return datetime.combine(day, AT, zone)
