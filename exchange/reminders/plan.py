"""Who gets which reminder, when: what lies ahead, what is open, and what became of the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.letters import Fate, Message
from exchange.core.meetings import Meeting
from exchange.core.missing import Missing
from exchange.core.reminders import (
    Contact,
    Turn,
    Why,
    World,
    asked,
    by_reporter,
    promises,
    reason_not_to,
    turns,
)
from exchange.core.settled import Latest, latest_settled, step_name
from exchange.reminders.world import gathered
from exchange.storage import outbox

_ALL = 2**31 - 1


class State(StrEnum):
    """How far a step is for one reporter."""

    PLANNED = "planned"
    OPEN = "open"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    OVER = "over"


class Step(NamedTuple):
    """A step as it falls for one reporter, and what becomes of it as things stand.

    ``meant_for`` is the day that the plan names, before weekends and holidays moved it.
    ``messages`` lie in the outbox; ``coming`` would get one besides. Where there is neither,
    ``why`` says why, and ``unreachable`` that something is missing and nobody can be told.
    """

    turn: Turn
    meant_for: date
    state: State
    missing: tuple[Missing, ...]
    messages: tuple[Message, ...] = ()
    coming: tuple[Contact, ...] = ()
    why: Why | None = None
    unreachable: bool = False

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a letter went, is on its way to, or would go."""
        going = [each.address for each in self.messages if each.fate is not Fate.SKIPPED]
        return (*going, *(each.address for each in self.coming))

    @property
    def moved(self) -> bool:
        """Whether a weekend or a holiday moved it to another day."""
        return self.turn.at.date() != self.meant_for


def plan(connection: Connection, codebook: CodeBook, now: datetime) -> list[Step]:
    """Every step of the meetings to come, and those still open of others, by meeting and day."""
    world = gathered(connection, codebook, now)
    return steps(world, _letters(connection, world.meetings), now)


def steps(world: World, messages: Iterable[Message], now: datetime) -> list[Step]:
    """The same from what was gathered; ``messages`` lie in the outbox, others too."""
    contacts, had = by_reporter(world.contacts), defaultdict(list)
    latest = latest_settled(world.settled)
    for message in messages:
        had[message.key.rpartition("/")[0]].append(message)
    found = [
        _step(world, turn, contacts.get(turn.reporter, []), had[turn.about], latest, now)
        for turn in (*turns(world), *promises(world))
        if turn.meeting.over_at > now or turn.until > now
    ]
    place = {slug: number for number, slug in enumerate(world.reporters)}
    return sorted(found, key=lambda each: (*_order(each.turn), place[each.turn.reporter]))


def by_meeting(planned: Iterable[Step]) -> dict[Meeting, list[Step]]:
    """Meeting → its steps, in their order."""
    found: dict[Meeting, list[Step]] = defaultdict(list)
    for step in planned:
        found[step.turn.meeting].append(step)
    return found


def meant_for(turn: Turn) -> date:
    """The day that the plan names for a step, before it was moved to a working day."""
    if turn.promise is not None:
        return turn.promise
    meeting = turn.meeting
    days = next(days for days in meeting.plan if step_name(days) == turn.step)
    return meeting.deadline_day - timedelta(days=days)


def _step(
    world: World,
    turn: Turn,
    contacts: list[Contact],
    messages: list[Message],
    latest: Latest,
    now: datetime,
) -> Step:
    missing, when = asked(world, turn, now), max(now, turn.at)
    had = {message.person for message in messages}
    left = {
        contact: reason_not_to(turn, contact, missing, when, latest)
        for contact in contacts
        if contact.person not in had
    }
    coming = tuple(contact for contact, why in left.items() if why is None)
    state = _state(turn, messages, coming, now)
    step = Step(turn, meant_for(turn), state, missing, tuple(messages), coming)
    if step.addresses:
        return step
    why = _why(turn, missing, when, {*_skipped(messages), *left.values()})
    return step._replace(why=why, unreachable=now < turn.until and why in {None, Why.PAUSED})


def _state(
    turn: Turn, messages: list[Message], coming: tuple[Contact, ...], now: datetime
) -> State:
    fates = {message.fate for message in messages}
    if fates & {Fate.QUEUED, Fate.SENDING} or (coming and turn.at <= now):
        return State.OPEN
    for fate, state in _SETTLED.items():
        if fate in fates:
            return state
    if turn.at > now:
        return State.PLANNED
    return State.OPEN if now < turn.until else State.OVER


_SETTLED: Mapping[Fate, State] = {
    Fate.FAILED: State.FAILED,
    Fate.SENT: State.SENT,
    Fate.SKIPPED: State.SKIPPED,
}
"""What a step comes to whose letters went different ways: that one failed is never hidden."""


def _why(
    turn: Turn, missing: tuple[Missing, ...], when: datetime, whys: set[Why | None]
) -> Why | None:
    """Of the reasons for which each one gets nothing the one that tells most; None: nobody could.

    While a step lasts, that others are to do it says nothing where there are no others.
    """
    for why in (Why.PAUSED, Why.NOTHING_MISSING, Why.OUTDATED):
        if why in whys:
            return why
    if when >= turn.until:
        return Why.NOT_THEIRS if Why.NOT_THEIRS in whys else Why.OUTDATED
    return None if missing else Why.NOTHING_MISSING


def _skipped(messages: list[Message]) -> Iterator[Why]:
    for message in messages:
        if message.fate is Fate.SKIPPED:
            yield Why(message.reason)


def _letters(connection: Connection, meetings: Iterable[Meeting]) -> Iterator[Message]:
    for meeting in meetings:
        yield from outbox.messages(connection, meeting=meeting.id, most=_ALL)


def _order(turn: Turn) -> tuple[datetime, int, date]:
    return turn.meeting.deadline, turn.meeting.id, turn.at.date()
