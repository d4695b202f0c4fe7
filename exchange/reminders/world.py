"""Gathers what reminders follow from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.meetings import Meeting
from exchange.core.missing import Missing
from exchange.core.people import Assignment
from exchange.core.reminders import Contact, World
from exchange.deliveries.missing import missing
from exchange.reminders.working_days import works
from exchange.storage import meetings, outbox, pauses, people
from exchange.wording.people_texts import language_for

REMEMBERED = timedelta(days=365)
"""Meetings of which the deadline was longer ago are no longer thought about."""

PROMISED = timedelta(days=330)
"""So long after the last deadline that asks for it a figure can be promised.

Of a later day nobody would be reminded any more: then the steps go on as if none had been named.
"""


def gathered(
    connection: Connection, codebook: CodeBook, now: datetime, *, returns: bool = True
) -> World:
    """What is known now; without ``returns`` nothing of them, which is quicker to gather."""
    known = meetings.all_meetings(connection)
    planned = tuple(meeting for meeting in known if meeting.deadline > now - REMEMBERED)
    owed: Mapping[tuple[str, int], Missing] = {}
    if returns:
        last = _last_promises(planned)
        found = missing(connection, codebook, last)
        owed = {which: each.with_promises_until(last[each.year]) for which, each in found.items()}
    return World(
        planned,
        codebook.reporters,
        tuple(contacts(connection, codebook)),
        owed,
        outbox.keys_about(connection, (meeting.id for meeting in known)),
        works,
    )


def contacts(connection: Connection, codebook: CodeBook) -> list[Contact]:
    """Everybody with a role and an open account, once for each reporter and once for all others."""
    assignments = people.all_assignments(connection)  # first: who has one is known by then
    known = {person.id: person for person in people.everybody(connection)}
    paused = pauses.paused(connection)
    found: dict[tuple[int, str | None], list[Assignment]] = defaultdict(list)
    for held in assignments:
        if held.until is None and known[held.person].disabled_at is None:
            found[held.person, held.reporter].append(held)
    return [
        Contact(
            id_,
            known[id_].email,
            language_for(known[id_], held[0], codebook),
            frozenset(each.role for each in held),
            reporter,
            known[id_].email in paused,
        )
        for (id_, reporter), held in found.items()
    ]


def _last_promises(planned: Iterable[Meeting]) -> dict[int, date]:
    """Every year that a meeting asks for → the last day for which its figures can be promised."""
    found: dict[int, date] = {}
    for meeting in planned:
        for year in meeting.years if meeting.cancelled_at is None else ():
            found[year] = max(meeting.deadline_day + PROMISED, found.get(year, date.min))
    return found
