"""Meetings are set, changed and cancelled; all concerned are told in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.meetings import Action, Meeting, Minutes
from exchange.core.people import Person
from exchange.core.proposals import Fault, Proposal, faults, proposal_of
from exchange.reminders.meeting_letters import CANCELLED, CHANGED, SET, tell
from exchange.reminders.office import Office
from exchange.storage import Store, events, meetings
from exchange.storage.events import Event


class Unfit(Exception):
    """A proposal with faults."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(found))
        self.faults = found


class NotThere(Exception):
    """No such meeting stands: there never was one, or it is cancelled."""


class Done(NamedTuple):
    """A meeting as it is kept now, and how many were written to."""

    meeting: Meeting
    told: int


def set_meeting(office: Office, wanted: Proposal, now: datetime, by: Person | None = None) -> Done:
    """Sets a meeting; raises Unfit. One that is over already is told to nobody."""
    draft = _fit(office, wanted)._replace(changed_at=now)
    with office.store.writing() as connection:
        made = meetings.add_meeting(connection, draft)
        _record(connection, SET, made, now, by)
        return Done(made, _told(office, connection, SET, made, now))


def change_meeting(
    office: Office, id_: int, wanted: Proposal, now: datetime, by: Person | None = None
) -> Done:
    """Changes a meeting that stands; raises Unfit and NotThere.

    What calendars or people must know counts up its sequence and is told; the plan of reminders
    is the secretariat's own matter.
    """
    draft = _fit(office, wanted)
    with office.store.writing() as connection:
        old = _standing(connection, id_)
        new = _in_the_place_of(old, draft, wanted)
        if new == old:
            return Done(old, 0)
        if is_news := _known(new) != _known(old):
            new = new._replace(sequence=old.sequence + 1, changed_at=now)
        meetings.change_meeting(connection, new)
        _record(connection, CHANGED, new, now, by)
        return Done(new, _told(office, connection, CHANGED, new, now, old) if is_news else 0)


def cancel(office: Office, id_: int, now: datetime, by: Person | None = None) -> Done:
    """Cancels a meeting that stands; raises NotThere."""
    with office.store.writing() as connection:
        old = _standing(connection, id_)
        meetings.cancel_meeting(connection, id_, now)
        new = old._replace(cancelled_at=now, changed_at=now, sequence=old.sequence + 1)
        _record(connection, CANCELLED, new, now, by)
        return Done(new, _told(office, connection, CANCELLED, new, now))


def keep_minutes(store: Store, id_: int, kept: Minutes, now: datetime, by: Person) -> None:
    """Who attended, and notes; actions stay as they are."""
    with store.writing() as connection:
        meetings.keep_minutes(connection, id_, kept)
        _note(connection, "minutes-kept", {"meeting": id_}, now, by)


def agree(store: Store, draft: Action, now: datetime, by: Person) -> Action:
    """Keeps what was agreed."""
    with store.writing() as connection:
        made = meetings.add_action(connection, draft)
        _note(connection, "action-agreed", {"meeting": made.meeting, "action": made.id}, now, by)
        return made


def set_done(
    store: Store, action: int, meeting: int, now: datetime, by: Person, *, done: bool
) -> None:
    """Marks what was agreed as done, or as open again; raises NotThere."""
    with store.writing() as connection:
        if not meetings.set_done(connection, action, meeting, now if done else None):
            raise NotThere
        kind = "action-done" if done else "action-reopened"
        _note(connection, kind, {"meeting": meeting, "action": action}, now, by)


def _fit(office: Office, wanted: Proposal) -> Meeting:
    if found := faults(wanted, office.codebook.first_year):
        raise Unfit(found)
    return wanted.meeting()


def _standing(connection: Connection, id_: int) -> Meeting:
    found = meetings.taken(connection, id_)
    if found is None or found.cancelled_at is not None:
        raise NotThere
    return found


def _in_the_place_of(old: Meeting, draft: Meeting, wanted: Proposal) -> Meeting:
    """The draft as a change; a deadline of which the day and the zone stay is the same instant."""
    before = proposal_of(old)
    same = (wanted.deadline, wanted.zone) == (before.deadline, before.zone)
    return draft._replace(
        id=old.id,
        deadline=old.deadline if same else draft.deadline,
        sequence=old.sequence,
        changed_at=old.changed_at,
    )


def _known(meeting: Meeting) -> Meeting:
    """What calendars and people know of it."""
    return meeting._replace(plan=())


def _told(
    office: Office,
    connection: Connection,
    kind: str,
    meeting: Meeting,
    now: datetime,
    old: Meeting | None = None,
) -> int:
    """Of what is over, before and after the change, there is nothing to tell."""
    coming = max((old or meeting).over_at, meeting.over_at) > now
    return tell(office, connection, kind, meeting, now, old) if coming else 0


def _record(
    connection: Connection, kind: str, meeting: Meeting, now: datetime, by: Person | None
) -> None:
    about = {
        "meeting": meeting.id,
        "deadline": meeting.deadline.isoformat(),
        "years": list(meeting.years),
    }
    _note(connection, kind, about, now, by)


def _note(
    connection: Connection, kind: str, about: Mapping[str, object], now: datetime, by: Person | None
) -> None:
    events.record(connection, Event(now, kind, by.id if by else None, details=about))
