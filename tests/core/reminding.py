"""Meetings, contacts and what is missing, written down in a line each."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from exchange.core.meetings import PLAN, Meeting
from exchange.core.missing import Following, Missing
from exchange.core.people import Role
from exchange.core.reminders import Contact, World, decide
from tests.core.answering import BOOK

CURACAO, AMSTERDAM = ZoneInfo("America/Curacao"), ZoneInfo("Europe/Amsterdam")
DEADLINE = datetime(2027, 6, 2, 17, tzinfo=CURACAO)
HERE, THERE = "curacao", "european-netherlands"


def on(month: int, day: int, hour: int = 9, zone: ZoneInfo = CURACAO, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, tzinfo=zone)


def meeting(
    deadline: datetime = DEADLINE,
    *years: int,
    id_: int = 1,
    plan: tuple[int, ...] = PLAN,
    zone: str = CURACAO.key,
    day: date = date(2027, 6, 16),
    cancelled_at: datetime | None = None,
) -> Meeting:
    return Meeting(
        id_, "jvo", day, "Oranjestad", zone, deadline, years or (2026,), cancelled_at, plan=plan
    )


def contact(
    *roles: Role, person: int = 1, reporter: str | None = HERE, paused: bool = False
) -> Contact:
    held = frozenset(roles or (Role.COORDINATOR,))
    return Contact(person, f"{person}@a.example", "en", held, reporter, paused)


def nothing_delivered(reporter: str = HERE, year: int = 2026) -> Missing:
    return Missing(reporter, year, tuple(BOOK.offences))


def complete(reporter: str = HERE, year: int = 2026) -> Missing:
    return Missing(reporter, year)


def to_follow(by: date | None, reporter: str = HERE, year: int = 2026) -> Missing:
    following = (Following("trafficking", 1, by),)
    return Missing(reporter, year, following=following, since=date(2027, 3, 1))


def weekdays(_country: str, day: date) -> bool:
    return day.weekday() < 5


def world(
    *missing: Missing,
    meetings: tuple[Meeting, ...] = (),
    contacts: tuple[Contact, ...] = (),
    settled: frozenset[str] = frozenset(),
    works=weekdays,
) -> World:
    owed = {(each.reporter, each.year): each for each in missing or (nothing_delivered(),)}
    return World(
        meetings or (meeting(),), BOOK.reporters, contacts or (contact(),), owed, settled, works
    )


def goes(given: World, now: datetime) -> list[tuple[int, str]]:
    """Person and step of what is to be sent now."""
    return [(each.contact.person, each.turn.step) for each in decide(given, now) if not each.why]


def why(given: World, now: datetime) -> dict[str, str]:
    """Step → why it does not go, of one contact."""
    return {each.turn.step: each.why.value for each in decide(given, now) if each.why}
