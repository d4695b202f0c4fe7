"""What follows a missed deadline: written by the machine, sent by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.letters import Letter, Message
from exchange.core.meetings import Meeting
from exchange.core.missing import Missing
from exchange.core.people import Person
from exchange.core.reminders import Contact, World, missing_after
from exchange.core.steps import deadlines
from exchange.reminders.letters_overdue import ESCALATION, overdue_draft, who_is_asked
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.storage import events, outbox
from exchange.storage.events import Event
from exchange.storage.outbox import Draft

READY_FOR = timedelta(days=60)
"""How long after a deadline a draft lies ready."""


class Outcome(Enum):
    """What came of sending a draft; ``GONE``: there is nothing to say any more."""

    QUEUED = "queued"
    SENT_BEFORE = "sent before"
    GONE = "gone"


class Overdue(NamedTuple):
    """What a reporter still owes after a deadline, and those to whom a letter about it could go.

    ``meeting`` speaks for all with its deadline, for all of their years.
    """

    meeting: Meeting
    reporter: str
    missing: tuple[Missing, ...]
    readers: tuple[Contact, ...]

    def key(self, reader: Contact) -> str:
        """What makes the letter the only one: another deadline begins anew."""
        return f"{ESCALATION}/{self.meeting.due}/{self.reporter}/{reader.person}"


def overdue(connection: Connection, codebook: CodeBook, now: datetime) -> list[Overdue]:
    """Every reporter that is late, by deadline and in the order of the code book."""
    return list(late(gathered(connection, codebook, now), now))


def late(world: World, now: datetime) -> Iterator[Overdue]:
    """The same from what was gathered; a paused address is left alone."""
    reachable = [each for each in world.contacts if not each.paused]
    for meeting in deadlines(world.meetings):
        if meeting.deadline < now <= meeting.deadline + READY_FOR:
            owing = missing_after(world, meeting, now)
            for reporter in (slug for slug in world.reporters if slug in owing):
                readers = tuple(who_is_asked(reachable, reporter))
                yield Overdue(meeting, reporter, owing[reporter], readers)


def letter_to(
    office: Office, connection: Connection, found: Overdue, reader: Contact, now: datetime
) -> Letter | None:
    """The draft to one of those who could get it; None where there is nothing to say any more."""
    letter = overdue_draft(office, connection, found.meeting, found.reporter, reader, now)
    return letter if isinstance(letter, Letter) else None


def sent_before(connection: Connection, found: Overdue) -> dict[int, Message]:
    """Person → the letter that was sent already, or is about to be."""
    letters = {
        each.person: outbox.message_with(connection, found.key(each)) for each in found.readers
    }
    return {person: letter for person, letter in letters.items() if letter}


def send(office: Office, where: tuple[int, str], person: int, by: Person, now: datetime) -> Outcome:
    """Puts a draft into the outbox, once; ``where`` is its meeting and its reporter."""
    with office.store.writing() as connection:
        for found in overdue(connection, office.codebook, now):
            for reader in found.readers:
                if ((found.meeting.id, found.reporter), reader.person) == (where, person):
                    return _send(office, connection, found, reader, by, now)
    return Outcome.GONE


def _send(
    office: Office,
    connection: Connection,
    found: Overdue,
    reader: Contact,
    by: Person,
    now: datetime,
) -> Outcome:
    letter = letter_to(office, connection, found, reader, now)
    if letter is None:
        return Outcome.GONE
    draft = Draft(
        found.key(reader),
        ESCALATION,
        reader.address,
        reader.language,
        now,
        reader.person,
        found.meeting.id,
        reporter=found.reporter,
        letter=letter,
    )
    if not outbox.put(connection, draft, now):
        return Outcome.SENT_BEFORE
    details = {"meeting": found.meeting.id, "to": reader.person}
    events.record(connection, Event(now, "escalation-sent", by.id, found.reporter, details=details))
    return Outcome.QUEUED
