"""Writes a reminder: what is asked of its reader first, what is missing, and where to do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import TO_FOLLOW
from exchange.core.letters import Enclosure, Letter
from exchange.core.meetings import Meeting
from exchange.core.missing import Awaits, Missing
from exchange.core.people import Role
from exchange.core.reminders import Contact, Turn
from exchange.mail import compose
from exchange.reminders.letters_deadline import deadline_for
from exchange.reminders.letters_enclosed import blank_form, calendar_files
from exchange.reminders.office import Office
from exchange.storage import versions
from exchange.wording import translator
from exchange.wording.meeting_texts import meeting_title, told_years
from exchange.wording.missing_texts import brief_text, missing_text
from exchange.wording.times import told_day

REMINDER = "reminder"

CALL_FROM = 35
"""Days before the deadline from which on a reminder is a call: ask those who count."""

A_MONTH = timedelta(days=31)


class Tone(StrEnum):
    """How a reminder speaks; its step decides."""

    CALL = "call"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    PROMISE = "promise"


class Task(StrEnum):
    """What a reminder asks of its reader in its first line."""

    DELIVER = "deliver"
    CONFIRM = "confirm"
    RELEASE = "release"


class Page(NamedTuple):
    """The address of a page about a year."""

    year: str
    url: str


class Asked(NamedTuple):
    """What is the reader's to do: years to deliver, and years delivered to decide about."""

    deliver: tuple[Missing, ...]
    decide: tuple[Missing, ...]

    @property
    def task(self) -> Task:
        """Figures come first: who asks for them needs the most time."""
        if self.deliver:
            return Task.DELIVER
        released = any(each.awaits is Awaits.RELEASE for each in self.decide)
        return Task.RELEASE if released else Task.CONFIRM


def tone_of(turn: Turn) -> Tone:
    """How a step speaks."""
    if turn.promise is not None:
        return Tone.PROMISE
    if turn.after_deadline:
        return Tone.OVERDUE
    days = int(turn.step.rpartition("-")[2])
    return Tone.CALL if days >= CALL_FROM else Tone.REMINDER


def asked_of(turn: Turn, contact: Contact, owed: Sequence[Missing], now: datetime) -> Asked:
    """What of all that is missing is the reader's to do at a step."""
    gives = bool(contact.roles & {Role.COORDINATOR, Role.DEPUTY})
    awaited = {Awaits.CONFIRMATION} if gives else set()
    if Role.APPROVER in contact.roles:
        awaited.add(Awaits.RELEASE)
    today = turn.promise or max(now, turn.at).astimezone(turn.at.tzinfo).date()
    return Asked(
        tuple(m for m in owed if gives and m._replace(awaits=None).asked_for(today)),
        tuple(m for m in owed if m.awaits in awaited),
    )


def reminder(
    office: Office,
    connection: Connection,
    turn: Turn,
    contact: Contact,
    owed: Sequence[Missing],
    now: datetime,
) -> Letter:
    """The reminder of what is ``owed`` at a step, as it reads when it goes."""
    at, asked = max(now, turn.at), asked_of(turn, contact, owed, now)
    _ = translator(contact.language)
    reporter = office.codebook.reporters[turn.reporter]
    mine = asked.deliver or asked.decide
    shown = owed if asked.deliver else mine
    promised = turn.promise or max(turn.meeting.deadline_day, at.date())
    forms = _forms(office, turn, asked, contact.language)
    entry = _entry(office, turn.meeting, contact.language, at)
    words = compose(
        REMINDER,
        contact.language,
        task=asked.task,
        tone=tone_of(turn),
        reporter=reporter.label[contact.language],
        years=told_years([each.year for each in mine], contact.language),
        what=brief_text(_, office.codebook, [_as_promised(turn, each) for each in mine]),
        lines=[missing_text(_, office.codebook, each) for each in shown],
        to_decide=pages_to_decide(office, connection, asked.decide),
        sent_back=[return_page(office, each) for each in asked.deliver if each.returned],
        forms=[return_page(office, each, "/form") for each in asked.deliver],
        forms_enclosed=len(forms),
        meeting_enclosed=bool(entry),
        meeting=meeting_title(_, turn.meeting),
        home=office.url("/"),
        promised=told_day(promised, contact.language),
        to_follow=office.codebook.statuses[TO_FOLLOW].label[contact.language],
        example=told_day(promised + A_MONTH, contact.language),
        **deadline_for(_, turn.meeting, reporter.zone, at)._asdict(),
    )
    return Letter(REMINDER, contact.address, *words, (*forms, *entry))


def pages_to_decide(
    office: Office, connection: Connection, waiting: Sequence[Missing]
) -> list[Page]:
    """Of years that wait for a decision, the page of the version that waits."""
    latest = versions.latest_versions(connection, [each.year for each in waiting])
    numbers = {(each.reporter, each.year): each.number for each in latest}
    paths = ((each, numbers.get((each.reporter, each.year))) for each in waiting)
    return [
        return_page(office, each, f"/versions/{number}" if number else "") for each, number in paths
    ]


def return_page(office: Office, missing: Missing, path: str = "") -> Page:
    """The page of a return, or one below it."""
    url = office.url(f"/returns/{missing.reporter}/{missing.year}{path}")
    return Page(str(missing.year), url)


def _as_promised(turn: Turn, missing: Missing) -> Missing:
    """Of a promise, what was promised for that day and nothing else."""
    if turn.promise is None:
        return missing
    promised = tuple(each for each in missing.following if each.by == turn.promise)
    return Missing(missing.reporter, missing.year, following=promised)


def _forms(office: Office, turn: Turn, asked: Asked, language: str) -> tuple[Enclosure, ...]:
    """Of years of which a whole offence is missing; of those promised, whatever is missing."""
    return tuple(
        blank_form(office.codebook, each.reporter, each.year, language)
        for each in asked.deliver
        if each.offences or turn.promise
    )


def _entry(office: Office, meeting: Meeting, language: str, at: datetime) -> tuple[Enclosure, ...]:
    """Of a meeting that is over there is none: nobody plans for it."""
    return calendar_files(office, meeting, language) if at < meeting.over_at else ()
