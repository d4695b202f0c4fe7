"""A year of the exchange: two meetings, five reporters, and what happens when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exchange.core.people import Role
from tests.reminders.clock import START
from tests.reminders.kingdom import (
    ARUBA,
    CARIBBEAN,
    CURACAO_,
    EUROPEAN,
    SINT_MAARTEN,
    Kingdom,
    at,
)

HOURS = 8_760
HOUR = timedelta(hours=1)


class Happens(NamedTuple):
    """Something that somebody does at an instant."""

    at: datetime
    what: Callable[[], object]


def begins(kingdom: Kingdom) -> list[Happens]:
    """Everybody in place on the first day, both meetings set; what happens later, in its order."""
    coordinators = {
        slug: kingdom.named(Role.COORDINATOR, slug) for slug in (ARUBA, SINT_MAARTEN, CARIBBEAN)
    }
    secretariat = kingdom.named(Role.SECRETARIAT)
    kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    kingdom.meets(date(2027, 6, 16), at("2027-06-02 17:00"), 2025, 2026, plan=(70, 36, 21, 7, -3))
    aruba, caribbean = coordinators[ARUBA], coordinators[CARIBBEAN]
    return sorted(
        (
            Happens(at("2026-12-10 11:20"), lambda: kingdom.delivers(aruba, 2025)),
            Happens(at("2027-05-20 15:40"), lambda: kingdom.delivers(aruba, 2026)),
            Happens(
                at("2026-12-20 10:00"), lambda: kingdom.pauses(caribbean.person, secretariat.person)
            ),
            Happens(at("2027-01-20 10:00"), lambda: kingdom.resumes(caribbean.person)),
            *_of_curacao(kingdom),
            *_of_sint_maarten(kingdom, coordinators[SINT_MAARTEN]),
            *_of_the_european_netherlands(kingdom),
        ),
        key=lambda each: each.at,
    )


def _of_curacao(kingdom: Kingdom) -> Iterator[Happens]:
    """Its figures wait for the approver, who once sends them back."""
    coordinator = kingdom.named(Role.COORDINATOR, CURACAO_)
    kingdom.named(Role.DEPUTY, CURACAO_)
    approver = kingdom.named(Role.APPROVER, CURACAO_)
    latest = []

    def delivers(year: int, victims: int = 10) -> None:
        more = {"trafficking_victims": victims}
        latest.append(kingdom.delivers(coordinator, year, **more))

    yield Happens(at("2026-12-01 09:30"), lambda: delivers(2025))
    yield Happens(at("2027-01-12 08:15"), lambda: kingdom.releases(approver, latest[-1]))
    yield Happens(at("2027-04-01 16:00"), lambda: delivers(2026))
    yield Happens(at("2027-05-03 10:45"), lambda: kingdom.sends_back(approver, latest[-1]))
    yield Happens(at("2027-05-13 10:00"), lambda: delivers(2026, 11))
    yield Happens(at("2027-05-14 10:00"), lambda: kingdom.releases(approver, latest[-1]))


def _of_sint_maarten(kingdom: Kingdom, coordinator: object) -> Iterator[Happens]:
    """One figure is promised for a Sunday, and comes ten days after."""
    note = "The court sends the verdicts by 14 March 2027."
    who = coordinator
    yield Happens(at("2026-11-30 14:00"), lambda: kingdom.delivers(who, 2025, note))
    yield Happens(at("2027-03-24 08:30"), lambda: kingdom.delivers(who, 2025))
    yield Happens(at("2027-04-10 22:10"), lambda: kingdom.delivers(who, 2026))


def _of_the_european_netherlands(kingdom: Kingdom) -> Iterator[Happens]:
    """Nobody is its coordinator until the end of February."""
    named = []

    def delivers() -> None:
        for year in (2025, 2026):
            kingdom.delivers(named[0], year)

    begin = at("2027-02-20 12:00")
    yield Happens(begin, lambda: named.append(kingdom.named(Role.COORDINATOR, EUROPEAN)))
    yield Happens(at("2027-05-30 20:00"), delivers)


def hours(first: datetime = START, how_many: int = HOURS) -> Iterator[datetime]:
    return (first + number * HOUR for number in range(how_many))


def lives(
    kingdom: Kingdom, to_come: list[Happens], instants: Iterator[datetime], tick: Callable[[], None]
) -> None:
    """Turns the clock from hour to hour; what happens in between happens at its own instant."""
    for instant in instants:
        while to_come and to_come[0].at <= instant:
            happening = to_come.pop(0)
            kingdom.clock.time = happening.at
            happening.what()
        kingdom.clock.time = instant
        tick()
