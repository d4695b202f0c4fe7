"""A meeting as somebody asks for it, and what keeps it from being set so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from exchange.core.meetings import EARLIEST, LATEST, PLAN, Meeting, MeetingKind

KINDS = tuple(kind.value for kind in MeetingKind)
CLOSES = time(17)
"""When a deadline is over on its day, in the meeting's zone."""

LONGEST_PLACE, LONGEST_LINK = 200, 500
MOST_STEPS = 8
LONGEST_DAYS = 14
"""No meeting lasts longer; a last day that is further off is a slip."""

LONGEST_BEFORE = timedelta(days=400)
"""A deadline longer before its meeting is a slip of the year."""

LAST_YEAR = 2099
"""Days later than that are slips, and calendars of programs end soon after."""


class Fault(StrEnum):
    """What is to be put right before a meeting can be set."""

    KIND = "kind"
    NO_DAY = "no-day"
    DAY_FAR = "day-far"
    ENDS_BEFORE = "ends-before"
    TOO_LONG = "too-long"
    PLACE_LONG = "place-long"
    LINK = "link"
    ZONE = "zone"
    NO_DEADLINE = "no-deadline"
    DEADLINE_AFTER = "deadline-after"
    DEADLINE_FAR = "deadline-far"
    NO_YEARS = "no-years"
    YEARS = "years"
    STEPS_FAR = "steps-far"
    STEPS_TWICE = "steps-twice"
    STEPS_MANY = "steps-many"

    @property
    def field(self) -> str:
        """The part of a proposal that is to be put right."""
        return _FIELDS.get(self, "day")


_FIELDS = {
    Fault.KIND: "kind",
    Fault.ENDS_BEFORE: "last_day",
    Fault.TOO_LONG: "last_day",
    Fault.PLACE_LONG: "place",
    Fault.LINK: "link",
    Fault.ZONE: "zone",
    Fault.NO_DEADLINE: "deadline",
    Fault.DEADLINE_AFTER: "deadline",
    Fault.DEADLINE_FAR: "deadline",
    Fault.NO_YEARS: "years",
    Fault.YEARS: "years",
    Fault.STEPS_FAR: "plan",
    Fault.STEPS_TWICE: "plan",
    Fault.STEPS_MANY: "plan",
}


class Proposal(NamedTuple):
    """What somebody wants of a meeting; the deadline is a day, over at ``CLOSES``."""

    kind: str
    day: date | None
    deadline: date | None
    years: tuple[int, ...]
    place: str = ""
    zone: str = "America/Curacao"
    last_day: date | None = None
    link: str = ""
    plan: tuple[int, ...] = PLAN

    def meeting(self) -> Meeting:
        """The meeting it makes, the place in one line; ValueError where it has no days."""
        if self.day is None or self.deadline is None:
            raise ValueError("a meeting has a day and a deadline")
        last = self.last_day if self.last_day != self.day else None
        closes = datetime.combine(self.deadline, CLOSES, ZoneInfo(self.zone))
        years, plan = tuple(sorted(set(self.years))), tuple(sorted(set(self.plan), reverse=True))
        place = "".join(sign for sign in " ".join(self.place.split()) if sign.isprintable())
        made = Meeting(0, self.kind, self.day, place, self.zone, closes, years)
        return made._replace(last_day=last, link=self.link, plan=plan)


def proposal_of(meeting: Meeting) -> Proposal:
    """A meeting as it could have been asked for, to be changed."""
    return Proposal(
        meeting.kind,
        meeting.day,
        meeting.deadline_day,
        meeting.years,
        meeting.place,
        meeting.zone,
        meeting.last_day,
        meeting.link,
        meeting.plan,
    )


def faults(wanted: Proposal, first_year: int) -> tuple[Fault, ...]:
    """Everything that is to be put right; ``first_year`` is the first of which figures are kept."""
    return (
        *_of_its_days(wanted, first_year),
        *_of_the_place(wanted),
        *_of_the_deadline(wanted, first_year),
        *_of_the_plan(wanted),
    )


def is_zone(name: str) -> bool:
    """Whether there is such an IANA time zone: a place's, or UTC, and no machine's own."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset({"UTC", *(name for name in available_timezones() if "/" in name)})


def _of_its_days(wanted: Proposal, first_year: int) -> Iterator[Fault]:
    if wanted.kind not in KINDS:
        yield Fault.KIND
    if wanted.day is None:
        yield Fault.NO_DAY
    elif not first_year <= wanted.day.year <= LAST_YEAR:
        yield Fault.DAY_FAR
    elif wanted.last_day is not None and wanted.last_day < wanted.day:
        yield Fault.ENDS_BEFORE
    elif wanted.last_day is not None and (wanted.last_day - wanted.day).days >= LONGEST_DAYS:
        yield Fault.TOO_LONG


def _of_the_place(wanted: Proposal) -> Iterator[Fault]:
    if len(wanted.place) > LONGEST_PLACE:
        yield Fault.PLACE_LONG
    if wanted.link and not _is_link(wanted.link):
        yield Fault.LINK
    if not is_zone(wanted.zone):
        yield Fault.ZONE


def _of_the_deadline(wanted: Proposal, first_year: int) -> Iterator[Fault]:
    if wanted.deadline is None:
        yield Fault.NO_DEADLINE
    elif wanted.day is not None and wanted.deadline > wanted.day:
        yield Fault.DEADLINE_AFTER
    elif wanted.deadline.year < first_year or _is_far(wanted.deadline, wanted.day):
        yield Fault.DEADLINE_FAR
    if not wanted.years:
        yield Fault.NO_YEARS
    elif wanted.day is not None and any(
        not first_year <= year <= wanted.day.year for year in wanted.years
    ):
        yield Fault.YEARS


def _is_far(deadline: date, day: date | None) -> bool:
    """A day that is a slip itself says nothing of the deadline."""
    return day is not None and day.year <= LAST_YEAR and day - deadline > LONGEST_BEFORE


def _of_the_plan(wanted: Proposal) -> Iterator[Fault]:
    if any(not LATEST <= days <= EARLIEST for days in wanted.plan):
        yield Fault.STEPS_FAR
    if any(times > 1 for times in Counter(wanted.plan).values()):
        yield Fault.STEPS_TWICE
    if len(wanted.plan) > MOST_STEPS:
        yield Fault.STEPS_MANY


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    one_word = text.isprintable() and " " not in text
    in_time = len(text) <= LONGEST_LINK
    return one_word and in_time and parts.scheme in {"http", "https"} and bool(parts.hostname)
