"""Writes the letters that are written when they go: reminders, and what the secretariat is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.letters import Letter, Message
from exchange.core.people import Role
from exchange.core.reminders import Decided, Turn, Why, World, asked, promises, reason_not_to, turns
from exchange.mail import compose
from exchange.reminders.office import Office
from exchange.reminders.world import contacts, gathered
from exchange.storage import outbox
from exchange.storage.outbox import Draft

FAILED = "mail-failed"


def written(
    office: Office, connection: Connection, message: Message, now: datetime
) -> Letter | Why:
    """The letter as it goes now, or why it need not go any more."""
    writer = _WRITERS.get(message.kind)
    return (
        writer(office, connection, message, now)
        if writer
        else outbox.written(connection, message.id)
    )


def tell_of_failure(
    office: Office, connection: Connection, message: Message, now: datetime
) -> None:
    """Tells the secretariat that a letter was given up; that it was told is not told of again."""
    if message.kind == FAILED:
        return
    for contact in contacts(connection, office.codebook):
        if Role.SECRETARIAT in contact.roles and not contact.paused:
            key = f"{FAILED}/{message.id}/{contact.person}"
            draft = Draft(key, FAILED, contact.address, contact.language, now, contact.person)
            facts = {"message": message.id}
            outbox.put(connection, draft._replace(facts=facts), now)


def _reminder(
    office: Office, connection: Connection, message: Message, now: datetime
) -> Letter | Why:
    world = gathered(connection, office.codebook, now)
    decided = _decided(world, message, now)
    if isinstance(decided, Why):
        return decided
    words = compose("reminder", message.language, lines=[str(m) for m in decided.missing])
    return Letter("reminder", message.address, *words)


def _decided(world: World, message: Message, now: datetime) -> Decided | Why:
    """The reminder as it would be decided now."""
    turn = next(
        (each for each in _all_turns(world) if each.key(message.person or 0) == message.key), None
    )
    who = (message.person, message.reporter)
    contact = next((each for each in world.contacts if (each.person, each.reporter) == who), None)
    if turn is None or contact is None:
        return Why.OUTDATED
    missing = asked(world, turn, now)
    why = reason_not_to(turn, contact, missing, now)
    return why or Decided(turn, contact, missing)


def _all_turns(world: World) -> list[Turn]:
    return [*turns(world), *promises(world)]


Writer = Callable[[Office, Connection, Message, datetime], "Letter | Why"]
_WRITERS: Mapping[str, Writer] = {"reminder": _reminder}
