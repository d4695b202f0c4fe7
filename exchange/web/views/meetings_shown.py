"""Meetings in words, for the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from exchange.core.asked import is_coming
from exchange.core.meetings import Action, Meeting, Minutes
from exchange.core.people import Assignment, Role
from exchange.core.reminders import country_of
from exchange.core.settled import step_name
from exchange.core.steps import instants, plan_of, with_one_deadline
from exchange.reminders.plan_words import day_text, step_words
from exchange.reminders.working_days import works
from exchange.storage import people
from exchange.web.account_words import own_zone
from exchange.web.frame import assignments, frame, now
from exchange.web.languages import language, say
from exchange.web.views.home_own import told_left
from exchange.wording.meeting_texts import meeting_name, told_deadline, told_span, told_years
from exchange.wording.people_texts import role_words
from exchange.wording.times import told_day


class Shown(NamedTuple):
    """A meeting; ``left`` says how far off its deadline is, where that matters."""

    id: int
    name: str
    days: str
    place: str
    link: str
    years: str
    deadline: str
    left: str
    late: bool
    coming: bool
    cancelled: bool


class Step(NamedTuple):
    """A day on which reminders go; ``moved`` says from where a weekend or a holiday moved it."""

    day: str
    distance: str
    moved: str


class ActionShown(NamedTuple):
    """What was agreed; ``owner``, ``due`` and ``done`` are empty where there is none."""

    id: int
    text: str
    owner: str
    due: str
    done: str
    late: bool


def shown(meeting: Meeting) -> Shown:
    """A meeting in the reader's language."""
    days = meeting.days_left(now())
    coming = is_coming(meeting, now())
    return Shown(
        meeting.id,
        meeting_name(say(), meeting),
        told_span(meeting.day, meeting.until, language()),
        meeting.place,
        meeting.link,
        told_years(meeting.years, language()),
        told_deadline(meeting, language()),
        told_left(days) if coming else "",
        coming and days < 0,
        coming,
        meeting.cancelled_at is not None,
    )


def plan_shown(meeting: Meeting, every: Iterable[Meeting]) -> list[Step]:
    """The days on which reminders go where the reader reports, else where the meeting is.

    ``every`` meeting, for those with the same deadline have one plan together.
    """
    together = next((each for each in with_one_deadline(every) if meeting in each), [meeting])
    spans = instants(together, works, *_where(meeting))
    return [
        _step(step.days, at.date(), meeting.deadline_day - timedelta(days=step.days))
        for step, (at, _until) in zip(plan_of(together), spans, strict=True)
        if step.days in meeting.plan
    ]


def _where(meeting: Meeting) -> tuple[str, str]:
    """The zone, and the country whose holidays count; no country's where none is known."""
    known, held = frame().codebook.reporters, {each.reporter for each in assignments()}
    for slug, reporter in known.items():
        if slug in held:
            return reporter.zone, country_of(reporter)
    there = (country_of(each) for each in known.values() if each.zone == meeting.zone)
    return meeting.zone, next(there, "")


def _step(days: int, day: date, meant: date) -> Step:
    _ = say()
    moved = _("moved from {day}", day=day_text(meant, language())) if day != meant else ""
    distance = step_words(_, step_name(days))
    return Step(told_day(day, language(), weekday=True), distance, moved)


def sees_minutes() -> bool:
    """Who looks after the machine alone was at no meeting."""
    return any(held.role is not Role.OPERATOR for held in assignments())


def actions(minutes: Minutes, names: dict[int, str]) -> list[ActionShown]:
    """What was agreed, with who is to do it."""
    return [_action(each, names) for each in minutes.actions]


def names_of(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Person → the name, or where none is kept what the person was last."""
    known = people.names(connection, ids)
    return {
        id_: name or _role(people.assignments_of(connection, id_)) for id_, name in known.items()
    }


def members(connection: Connection, besides: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Who can come to a meeting, and some others, with name and role; in order of these."""
    held: dict[int, Assignment] = {}
    for each in people.all_assignments(connection, now()):
        if each.role is not Role.OPERATOR:
            held.setdefault(each.person, each)
    named = names_of(connection, {*held, *besides})
    said = ((id_, _full(name, held.get(id_))) for id_, name in named.items())
    return sorted(said, key=lambda each: each[1].casefold())


def _action(action: Action, names: dict[int, str]) -> ActionShown:
    due = action.due_on
    return ActionShown(
        action.id,
        action.text,
        names.get(action.owner or 0, ""),
        told_day(due, language()) if due else "",
        told_day(_day(action.done_at), language()) if action.done_at else "",
        due is not None and action.done_at is None and due < _day(now()),
    )


def _full(name: str, held: Assignment | None) -> str:
    role = _role([held]) if held else name
    return name if name == role else f"{name} ({role})"


def _role(held: list[Assignment]) -> str:
    """What somebody is; of who is nothing any more, what the person was last."""
    _ = say()
    if not held:
        return _("somebody")
    role, area = role_words(_, held[-1], frame().codebook)
    return f"{role}, {area}" if area else role


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(own_zone())).date()
