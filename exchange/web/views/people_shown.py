"""People and their roles in words, for the pages."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.accounts.assignments import Held
from exchange.core.people import OF_A_REPORTER, Assignment, Role
from exchange.web.frame import frame, now
from exchange.web.languages import language, say
from exchange.wording.people_texts import ZONE, role_words
from exchange.wording.times import told_day


class Row(NamedTuple):
    """Somebody in a role held now.

    ``title`` names the area too; ``state`` says what keeps the person from being reached.
    """

    assignment: int
    person: int
    role: str
    title: str
    name: str
    email: str
    since: str
    state: str


class Line(NamedTuple):
    """One assignment in a reporter's history; ``until`` is empty while it is held."""

    role: str
    name: str
    email: str
    since: str
    until: str


def row_of(held: Held) -> Row:
    """Somebody in a role, as a row of a table."""
    assignment, person = held.assignment, held.person
    return Row(
        assignment.id,
        person.id,
        _title(assignment),
        _full_title(assignment),
        person.name,
        person.email,
        _day(assignment.since, assignment),
        _state(held),
    )


def history_of(held: list[Held]) -> list[Line]:
    """All that was ever held, the latest first."""
    return [
        Line(
            _title(each.assignment),
            each.person.name,
            each.person.email,
            _day(each.assignment.since, each.assignment),
            ""
            if each.assignment.holds(now()) or each.assignment.until is None
            else _day(each.assignment.until, each.assignment),
        )
        for each in sorted(held, key=lambda each: each.assignment.since, reverse=True)
    ]


def shown_roles() -> list[tuple[str, str]]:
    """Every role that can be given, as a value for a form and in words."""
    found = []
    for role in Role:
        areas = tuple(frame().codebook.reporters) if role in OF_A_REPORTER else (None,)
        for area in areas:
            said = _full_title(Assignment(0, 0, role, area, now()))
            found.append((f"{role.value} {area}" if area else role.value, said))
    return found


def _title(assignment: Assignment) -> str:
    words = role_words(say(), assignment, frame().codebook)[0]
    return words[:1].upper() + words[1:]


def _full_title(assignment: Assignment) -> str:
    label = role_words(say(), assignment, frame().codebook)[1]
    return f"{_title(assignment)}, {label}" if label else _title(assignment)


def _state(held: Held) -> str:
    _ = say()
    if not held.reachable:
        return _("account closed")
    return "" if held.joined else _("invited, not set up yet")


def _day(at: datetime, assignment: Assignment) -> str:
    """The day it was where the role is held."""
    reporter = assignment.reporter
    zone = frame().codebook.reporters[reporter].zone if reporter else ZONE
    return told_day(at.astimezone(ZoneInfo(zone)).date(), language())
