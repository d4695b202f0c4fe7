"""Why somebody gets nothing now: a pure function of the same as reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from exchange.core.reminders import Contact, Decided, Turn, Why, World, decide, promises, turns


class NotDue(NamedTuple):
    """Why a contact gets nothing now; ``turn`` is the step that tells: the last one or the next."""

    contact: Contact
    why: Why
    turn: Turn | None = None


def not_due(world: World, now: datetime) -> Iterator[NotDue]:
    """Every contact of a reporter who gets nothing now, with the reason."""
    decided: dict[tuple[str | None, int], list[Decided]] = defaultdict(list)
    for each in decide(world, now):
        decided[each.contact.reporter, each.contact.person].append(each)
    planned: dict[str, list[Turn]] = defaultdict(list)
    for turn in sorted((*turns(world), *promises(world)), key=lambda turn: turn.at):
        planned[turn.reporter].append(turn)
    for contact in world.contacts:
        if contact.reporter is not None:
            told = decided[contact.reporter, contact.person]
            if not any(each.why is None for each in told):
                yield _not_due(contact, told, planned[contact.reporter], now)


def _not_due(contact: Contact, told: list[Decided], planned: list[Turn], now: datetime) -> NotDue:
    if now_open := [each for each in told if each.why and each.why is not Why.OUTDATED]:
        return NotDue(contact, now_open[-1].why or Why.OUTDATED, now_open[-1].turn)
    running = [turn for turn in planned if turn.at <= now < turn.until]
    if running:
        return NotDue(contact, Why.SETTLED, running[-1])
    coming = [turn for turn in planned if turn.at > now]
    if coming:
        return NotDue(contact, Why.NOT_YET, coming[0])
    if planned:
        return NotDue(contact, Why.OUTDATED, planned[-1])
    return NotDue(contact, Why.NO_MEETING)
