"""Tells all concerned of a meeting, in the transaction that sets, changes or cancels it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.letters import Letter, Message
from exchange.core.meetings import Meeting
from exchange.core.people import OF_A_REPORTER, Role
from exchange.core.reminders import Contact, Why
from exchange.mail import compose
from exchange.publish.agenda import agenda, feed
from exchange.reminders.letters_enclosed import calendar_files, publisher
from exchange.reminders.office import Office
from exchange.reminders.world import contacts
from exchange.storage import meetings, outbox, people
from exchange.storage.outbox import Draft
from exchange.wording import translator
from exchange.wording.meeting_texts import changes, facts, meeting_title, told_deadline, told_years
from exchange.wording.times import told_day

SET, CHANGED, CANCELLED = "meeting-set", "meeting-changed", "meeting-cancelled"

CONCERNED = OF_A_REPORTER | {Role.SECRETARIAT}


def calendar_of(office: Office, meetings: list[Meeting], language: str) -> bytes:
    """Some meetings as a file for a calendar."""
    return agenda(meetings, language, publisher(office))


def feed_of(office: Office, meetings: list[Meeting], language: str) -> bytes:
    """Some meetings as a calendar to subscribe to."""
    return feed(meetings, language, publisher(office))


def tell(
    office: Office,
    connection: Connection,
    kind: str,
    meeting: Meeting,
    now: datetime,
    old: Meeting | None = None,
) -> int:
    """Puts one letter for everybody concerned into the outbox; how many go.

    To a paused address none does, which is kept too.
    """
    told = 0
    concerned = list(_concerned(office, connection))
    names = people.names(connection, (contact.person for contact in concerned))
    for contact in concerned:
        key = f"{kind}/{meeting.id}/{meeting.sequence}/{contact.person}"
        draft = Draft(key, kind, contact.address, contact.language, now, contact.person, meeting.id)
        draft = draft._replace(facts={"sequence": meeting.sequence})
        if contact.paused:
            outbox.put(connection, draft._replace(skipped=Why.PAUSED.value), now)
            continue
        letter = _letter(office, kind, contact, names[contact.person], meeting, old or meeting)
        told += outbox.put(connection, draft._replace(letter=letter), now)
    return told


def is_overtaken(connection: Connection, message: Message) -> bool:
    """Whether a meeting was changed or cancelled since a letter about it was put in."""
    sequence = message.facts.get("sequence")
    if message.kind not in {SET, CHANGED} or sequence is None or message.meeting is None:
        return False
    meeting = meetings.meeting_of(connection, message.meeting)
    return meeting is not None and meeting.sequence > sequence


def _concerned(office: Office, connection: Connection) -> Iterator[Contact]:
    """Each once, by the first role that concerns them."""
    seen: set[int] = set()
    for contact in contacts(connection, office.codebook):
        if contact.roles & CONCERNED and contact.person not in seen:
            seen.add(contact.person)
            yield contact


def _letter(
    office: Office, kind: str, contact: Contact, name: str, meeting: Meeting, old: Meeting
) -> Letter:
    language = contact.language
    _ = translator(language)
    words = compose(
        kind,
        language,
        name=name,
        meeting=meeting_title(_, meeting),
        years=told_years(meeting.years, language),
        day=told_day(meeting.deadline_day, language),
        deadline=told_deadline(meeting, language),
        facts=[(called, value) for called, value in facts(_, meeting) if value],
        changes=changes(_, old, meeting),
        url=publisher(office).url(meeting),
    )
    return Letter(kind, contact.address, *words, calendar_files(office, meeting, language))
