"""Addresses that are paused; entries of the contact list, and the list as all were told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from exchange.core.contact_list import Line
from exchange.core.contacts import ContactKind, Entry
from exchange.core.people import Role
from exchange.storage import Store, contacts, pauses, people
from exchange.storage.pauses import Pause
from exchange.storage.schema import contact_list
from tests.store.rows import HASH, NOW, OTHER

LATER = NOW + timedelta(days=1)
DESK = Entry(0, "curacao", ContactKind.MAILBOX, "Desk", "", "desk@a.example", "", NOW)
TWIN = Entry(0, None, ContactKind.TWINNING_PARTNER, "Twin", "A body", "", "+599 9 000 0000", NOW)
LINES = (
    Line("curacao", Role.COORDINATOR, "-", "", "c@a.example", ""),
    Line("curacao", ContactKind.MAILBOX, "Desk", "", "desk@a.example", ""),
    Line(None, ContactKind.TWINNING_PARTNER, "Twin", "A body", "", "+599 9 000 0000"),
)


@pytest.fixture
def by(store: Store) -> int:
    with store.writing() as connection:
        return people.add_person(connection, "s@a.example", "-", NOW).id


def paused(store: Store) -> dict[str, Pause]:
    with store.reading() as connection:
        return pauses.paused(connection)


def test_an_address_is_paused_however_it_is_written_until_it_is_resumed(
    store: Store, by: int
) -> None:
    with store.writing() as connection:
        pauses.pause_address(connection, Pause("A@A.example ", NOW, by, "On leave"))
    assert paused(store) == {"a@a.example": Pause("a@a.example", NOW, by, "On leave")}
    with store.writing() as connection:
        assert pauses.resume_address(connection, " A@a.example")
        assert not pauses.resume_address(connection, "a@a.example")
    assert paused(store) == {}


def test_a_pause_takes_the_place_of_an_earlier_one(store: Store, by: int) -> None:
    for at, reason in ((NOW, "On leave"), (LATER, "Moved")):
        with store.writing() as connection:
            pauses.pause_address(connection, Pause("a@a.example", at, by, reason))
    assert paused(store) == {"a@a.example": Pause("a@a.example", LATER, by, "Moved")}


def added(store: Store, draft: Entry) -> Entry:
    with store.writing() as connection:
        return contacts.add_entry(connection, draft)


def listed(store: Store) -> list[Entry]:
    with store.reading() as connection:
        return contacts.entries(connection)


def test_an_entry_is_found_as_it_was_added(store: Store) -> None:
    desk, twin = added(store, DESK), added(store, TWIN)
    assert sorted(listed(store)) == sorted([desk, twin], key=lambda each: each.id)
    with store.reading() as connection:
        assert contacts.entry_of(connection, twin.id) == twin == TWIN._replace(id=twin.id)
        assert contacts.entry_of(connection, 99) is None


def test_an_entry_that_was_removed_is_listed_no_more_and_not_changed(store: Store) -> None:
    desk = added(store, DESK)
    gone = desk._replace(name="Front desk", removed_at=LATER)
    with store.writing() as connection:
        assert contacts.change_entry(connection, desk._replace(name="Front desk"))
        assert contacts.change_entry(connection, gone)
        assert not contacts.change_entry(connection, desk)
        assert not contacts.change_entry(connection, desk._replace(id=99))
    assert listed(store) == []
    with store.reading() as connection:
        assert contacts.entry_of(connection, desk.id) == gone


def test_the_list_seen_last_is_not_the_one_sent_last_until_all_were_told(store: Store) -> None:
    with store.reading() as connection:
        assert contacts.list_last_seen(connection) is None
        assert contacts.list_last_sent(connection) is None
    with store.writing() as connection:
        first = contacts.note_list(connection, HASH, NOW)
        contacts.note_sent(connection, first.id, NOW, LINES)
        second = contacts.note_list(connection, OTHER, LATER)
    with store.reading() as connection:
        assert contacts.list_last_seen(connection) == second
        assert contacts.list_last_sent(connection) == first._replace(sent_at=NOW, lines=LINES)
    with store.writing() as connection:
        contacts.note_sent(connection, second.id, LATER, LINES[:1])
    told = second._replace(sent_at=LATER, lines=LINES[:1])
    with store.reading() as connection:
        assert contacts.list_last_sent(connection) == contacts.list_last_seen(connection) == told


def test_what_stood_on_lists_before_the_one_sent_last_is_forgotten(store: Store) -> None:
    with store.writing() as connection:
        for sha256 in (HASH, OTHER):
            seen = contacts.note_list(connection, sha256, NOW)
            contacts.note_sent(connection, seen.id, NOW, LINES)
    kept = select(contact_list.c.sha256).where(contact_list.c.lines.is_not(None))
    with store.reading() as connection:
        assert list(connection.scalars(kept)) == [OTHER]
