"""Why somebody gets nothing now: a pure function of the same as reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from exchange.core.reminders import (
    Contact,
    Turn,
    Why,
    World,
    asked,
    decide,
    promises,
    reason_not_to,
    turns,
)


class NotDue(NamedTuple):
    """Why a contact gets nothing now; ``turn`` is the step that tells: the last one or the next.

    Where nothing is missing but what was promised, it is the step of the next promise.
    """

    contact: Contact
    why: Why
    turn: Turn | None = None


def not_due(world: World, now: datetime) -> Iterator[NotDue]:
    """Every contact of a reporter who gets nothing now, with the reason."""
    due = {
        (each.contact.reporter, each.contact.person)
        for each in decide(world, now)
        if each.why is None
    }
    planned: dict[str, list[Turn]] = defaultdict(list)
    for turn in sorted((*turns(world), *promises(world)), key=lambda turn: turn.at):
        planned[turn.reporter].append(turn)
    for contact in world.contacts:
        if contact.reporter is not None and (contact.reporter, contact.person) not in due:
            yield _not_due(world, contact, planned[contact.reporter], now)


def _not_due(world: World, contact: Contact, planned: list[Turn], now: datetime) -> NotDue:
    turn = _that_tells(planned, now)
    if turn is None:
        return NotDue(contact, Why.NO_MEETING)
    # Of a step to come, and of one that is over, what it would say or have said on its own day.
    at = now if turn.at <= now < turn.until else turn.at
    why = reason_not_to(turn, contact, asked(world, turn, max(at, now)), at)
    if why is Why.NOTHING_MISSING:
        promise = next((each for each in planned if each.promise and each.at > now), None)
        return NotDue(contact, Why.NOT_YET if promise else why, promise or turn)
    if why is not None:
        return NotDue(contact, why, turn)
    if turn.at > now:
        return NotDue(contact, Why.NOT_YET, turn)
    had = turn.key(contact.person) in world.settled
    return NotDue(contact, Why.SETTLED if had else Why.OUTDATED, turn)


def _that_tells(planned: list[Turn], now: datetime) -> Turn | None:
    """The step that is open, else the next one, else the last; a promise only for want of any."""
    steps = [turn for turn in planned if not turn.promise] or planned
    running = [turn for turn in planned if turn.at <= now < turn.until]
    coming = [turn for turn in steps if turn.at > now]
    return next(iter([*running[-1:], *coming[:1], *steps[-1:]]), None)
