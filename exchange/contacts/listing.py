"""Gathers the contact list: who holds a role today, and the entries that are nobody's account."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.contact_list import ContactList, Line, arranged
from exchange.storage import contacts, people


def listed(connection: Connection, codebook: CodeBook) -> ContactList:
    """The list as it is now: of every reporter, then of the whole exchange (MoU art. 2)."""
    lines = [*_with_a_role(connection), *_entries(connection)]
    known = [line for line in lines if line.reporter in {None, *codebook.reporters}]
    return ContactList(arranged(known, codebook.reporters))


def _with_a_role(connection: Connection) -> Iterator[Line]:
    """Whether a role is held is asked of no clock: who ended it wrote that down."""
    known = {person.id: person for person in people.everybody(connection)}
    for held in people.all_assignments(connection):
        who = known[held.person]
        if held.until is None and who.disabled_at is None:
            yield Line(held.reporter, held.role, who.name, "", who.email, "", held.since)


def _entries(connection: Connection) -> Iterator[Line]:
    for entry in contacts.entries(connection):
        texts = (entry.name, entry.organisation, entry.address, entry.telephone)
        yield Line(entry.reporter, entry.kind, *texts, entry.added_at, entry.id)
