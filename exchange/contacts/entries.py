"""Entries of the contact list: added, changed, removed; each of it an event without their words."""

from __future__ import annotations

from datetime import datetime

from exchange.core.contacts import Entry, faults_of
from exchange.core.people import Person
from exchange.storage import Store, contacts
from exchange.storage.events import Event, record


class NotListed(Exception):
    """An entry that is not on the list any more."""


class Unfit(ValueError):
    """An entry in which something is wrong: ``faults_of`` says what."""


def add(store: Store, draft: Entry, by: Person, now: datetime) -> Entry:
    """Puts an entry on the list. Raises Unfit."""
    _refuse_unfit(draft)
    with store.writing() as connection:
        made = contacts.add_entry(connection, draft._replace(added_at=now, removed_at=None))
        record(connection, _happened("contact-added", made, by, now))
        return made


def change(store: Store, entry: Entry, by: Person, now: datetime) -> None:
    """Puts an entry in the place of what it was. Raises Unfit and NotListed."""
    _refuse_unfit(entry)
    with store.writing() as connection:
        if not contacts.change_entry(connection, entry):
            raise NotListed
        record(connection, _happened("contact-changed", entry, by, now))


def remove(store: Store, entry: Entry, by: Person, now: datetime) -> None:
    """Takes an entry off the list; its row stays, with when that was. Raises NotListed."""
    with store.writing() as connection:
        if not contacts.change_entry(connection, entry._replace(removed_at=now)):
            raise NotListed
        record(connection, _happened("contact-removed", entry, by, now))


def _refuse_unfit(entry: Entry) -> None:
    faults = list(faults_of(entry))
    if faults:
        raise Unfit(", ".join(f"{field}: {wrong}" for field, wrong in faults))


def _happened(kind: str, entry: Entry, by: Person, now: datetime) -> Event:
    return Event(now, kind, by.id, entry.reporter, details={"entry": entry.id})
