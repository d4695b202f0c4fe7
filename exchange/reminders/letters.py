"""Writes the letters that are written when they go: reminders, and what the secretariat is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.letters import Letter, Message
from exchange.core.missing import Awaits, Missing
from exchange.core.notices import NoticeKind
from exchange.core.people import Role
from exchange.core.reminders import (
    Contact,
    Decided,
    Turn,
    Why,
    World,
    asked,
    promises,
    reason_not_to,
    turns,
)
from exchange.reminders.letters_reminder import reminder
from exchange.reminders.letters_to_secretariat import FAILED, failure_letter, notice_letter
from exchange.reminders.meeting_letters import is_overtaken
from exchange.reminders.office import Office
from exchange.reminders.world import contacts, gathered
from exchange.storage import outbox, people
from exchange.storage.outbox import Draft


def written(
    office: Office, connection: Connection, message: Message, now: datetime
) -> Letter | Why:
    """The letter as it goes now, or why it need not go any more.

    Whose account was closed meanwhile gets nothing more, whatever was put in before; and of a
    meeting that changed twice while mail was down, the last word goes.
    """
    reader = people.person_of(connection, message.person) if message.person else None
    if reader is not None and reader.disabled_at is not None:
        return Why.OUTDATED
    if is_overtaken(connection, message):
        return Why.OUTDATED
    writer = _WRITERS.get(message.kind)
    return (
        writer(office, connection, message, now)
        if writer
        else outbox.written(connection, message.id)
    )


def preview(
    office: Office, connection: Connection, turn: Turn, contact: Contact, now: datetime
) -> Letter:
    """The reminder of a step as its contact would get it; nothing is queued or sent.

    It reads as things stand ``now`` and, for a step to come, as on its own day. Where nothing is
    the contact's to do, it reads as if nothing had been delivered, or all waited for release.
    """
    missing = asked(gathered(connection, office.codebook, now), turn, now)
    if reason_not_to(turn, contact, missing, turn.at) in {Why.NOTHING_MISSING, Why.NOT_THEIRS}:
        missing = tuple(_sample(office.codebook, turn, contact))
    return reminder(office, connection, turn, contact, missing, now)


def tell_of_failure(
    office: Office, connection: Connection, message: Message, now: datetime
) -> None:
    """Tells the secretariat that a letter was given up; that it was told is not told of again."""
    if message.kind == FAILED:
        return
    for contact in contacts(connection, office.codebook):
        if Role.SECRETARIAT in contact.roles and not contact.paused:
            key = f"{FAILED}/{message.id}/{message.queued_at:%Y%m%dT%H%M%S}/{contact.person}"
            draft = Draft(key, FAILED, contact.address, contact.language, now, contact.person)
            facts = {"message": message.id}
            outbox.put(connection, draft._replace(facts=facts), now)


def _reminder(
    office: Office, connection: Connection, message: Message, now: datetime
) -> Letter | Why:
    world = gathered(connection, office.codebook, now)
    found = _decided(world, message, now)
    if isinstance(found, Why):
        return found
    contact = found.contact._replace(address=message.address)
    return reminder(office, connection, found.turn, contact, found.missing, now)


def _decided(world: World, message: Message, now: datetime) -> Decided | Why:
    """The reminder as it would be decided now."""
    every = (*turns(world), *promises(world))
    turn = next((each for each in every if each.key(message.person or 0) == message.key), None)
    who = (message.person, message.reporter)
    contact = next((each for each in world.contacts if (each.person, each.reporter) == who), None)
    if turn is None or contact is None:
        return Why.OUTDATED
    missing = asked(world, turn, now)
    why = reason_not_to(turn, contact, missing, now)
    return why or Decided(turn, contact, missing)


def _sample(codebook: CodeBook, turn: Turn, contact: Contact) -> Iterator[Missing]:
    """What a contact could be asked for at a step."""
    gives = contact.roles & {Role.COORDINATOR, Role.DEPUTY}
    for year in turn.years or turn.meeting.years:
        if codebook.asks(turn.reporter, year):
            nothing = Missing(turn.reporter, year, tuple(codebook.offences))
            waiting = Missing(turn.reporter, year, awaits=Awaits.RELEASE)
            yield nothing if gives else waiting


Writer = Callable[[Office, Connection, Message, datetime], "Letter | Why"]
_WRITERS: Mapping[str, Writer] = {
    "reminder": _reminder,
    **{kind.value: notice_letter for kind in NoticeKind},
    FAILED: failure_letter,
}
"""Those of every other kind were put in with their letter."""

WRITTEN_WHEN_THEY_GO = frozenset(_WRITERS)
"""Kinds of letters about what is due."""
