"""A change of the contact list goes to all who coordinate, once, when the list stands still."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from openpyxl import load_workbook

from exchange.contacts import entries
from exchange.contacts.passing_on import MOST_TOLD, pass_on
from exchange.core.letters import Fate
from exchange.core.people import Person, Role
from exchange.mail.door import message_of
from exchange.storage import Store
from tests.contacts.exchange import BOOK, SERVICE, Exchange, entry

PARTNER = "Added: Curaçao, twinning partner: Expert centre"


@pytest.fixture
def coordinator(exchange: Exchange) -> Person:
    """Curaçao's, who was on the list when it was looked at first."""
    who = exchange.person(Role.COORDINATOR, "curacao", "The coordinator")
    exchange.change(who, language="en")
    assert exchange.look() == []
    return who


def told(exchange: Exchange, by: Person, name: str = "Expert centre") -> list[str]:
    """The addresses told of a new twinning partner."""
    exchange.add(entry(name), by)
    return [letter.address for letter in exchange.settles()]


def bullets(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


# ── Who is told, and when ──────────────────────────────────────────────────────────────────────


def test_the_list_that_is_there_first_is_told_to_nobody(exchange, coordinator):
    assert exchange.look(after=60) == exchange.look(after=60) == []


def test_a_change_is_told_once_when_the_list_has_stood_still(exchange, coordinator):
    exchange.add(entry("Expert centre"), coordinator)
    assert exchange.look() == exchange.look(after=9) == []
    assert [letter.address for letter in exchange.look(after=1)] == [coordinator.email]
    assert exchange.look() == exchange.look(after=5) == exchange.look(after=6000) == []


def test_changes_one_after_the_other_are_told_of_together(exchange, coordinator):
    exchange.add(entry("Expert centre"), coordinator)
    assert exchange.look() == []
    exchange.passes(minutes=9)
    exchange.add(entry("Shelter"), coordinator)
    assert exchange.look() == exchange.look(after=9) == []
    (letter,) = exchange.look(after=1)
    assert bullets(letter.text) == [PARTNER, "Added: Curaçao, twinning partner: Shelter"]


def test_what_was_taken_back_at_once_is_told_to_nobody(exchange, coordinator):
    added = exchange.add(entry("Expert centre"), coordinator)
    assert exchange.look() == []
    exchange.passes(minutes=5)
    entries.remove(exchange.store, added, coordinator, exchange.now)
    assert exchange.look() == exchange.look(after=10) == exchange.look(after=60) == []


def test_what_was_taken_back_later_is_told_of_as_well(exchange, coordinator):
    added = exchange.add(entry("Expert centre"), coordinator)
    assert len(exchange.settles()) == 1
    entries.remove(exchange.store, added, coordinator, exchange.now)
    (letter,) = exchange.settles()
    assert bullets(letter.text) == ["Removed: Curaçao, twinning partner: Expert centre"]


def test_coordinators_and_deputies_of_all_reporters_are_told(exchange, coordinator):
    others = [exchange.person(role, "aruba") for role in (Role.COORDINATOR, Role.DEPUTY)]
    for role in (Role.APPROVER, Role.SECRETARIAT, Role.READER, Role.OPERATOR):
        exchange.person(role, "aruba" if role is Role.APPROVER else None)
    letters = exchange.settles()
    assert [letter.address for letter in letters] == sorted(
        each.email for each in (coordinator, *others)
    )


def test_who_coordinates_two_reporters_is_told_once(exchange, coordinator):
    exchange.also(coordinator, Role.DEPUTY, "aruba")
    assert len(exchange.settles()) == 1


def test_whose_account_is_closed_or_role_is_over_is_not_told(exchange, coordinator):
    closed = exchange.person(Role.DEPUTY, "curacao")
    former = exchange.person(Role.COORDINATOR, "aruba")
    exchange.change(closed, disabled_at=exchange.now)
    exchange.passes(minutes=1)
    exchange.ends(former)
    assert told(exchange, coordinator) == [coordinator.email]


def test_a_paused_address_is_not_written_to_and_that_is_shown(exchange, coordinator):
    paused = exchange.person(Role.DEPUTY, "curacao")
    exchange.pauses(paused)
    assert set(told(exchange, coordinator)) == {coordinator.email, paused.email}
    found = {message.address: message for message in exchange.messages()}
    assert found[coordinator.email].fate is Fate.QUEUED
    assert (found[paused.email].fate, found[paused.email].reason) == (Fate.SKIPPED, "paused")


def test_a_clock_that_is_put_back_keeps_nobody_waiting(exchange, coordinator):
    exchange.add(entry("Expert centre"), coordinator)
    assert exchange.look() == []
    assert len(exchange.look(after=-60)) == 1
    assert exchange.look(after=120) == []


def test_what_fails_half_way_is_told_in_the_next_round(exchange, coordinator):
    exchange.add(entry("Expert centre"), coordinator)
    assert exchange.look() == []
    exchange.passes(minutes=10)
    with pytest.raises(Died):
        look_and_die(exchange)
    assert exchange.messages() == []
    assert len(exchange.look()) == 1


def test_two_workers_at_once_tell_it_once(exchange, coordinator):
    exchange.person(Role.DEPUTY, "aruba")
    for name in ("One", "Two", "Three", "Four", "Five"):
        exchange.add(entry(name), coordinator)
        assert look_at_once(exchange.store, exchange) == 0
        exchange.passes(minutes=10)
        assert look_at_once(exchange.store, exchange) == 2
        exchange.passes(minutes=10)
        assert look_at_once(exchange.store, exchange) == 0


class Died(Exception):
    pass


def look_and_die(exchange: Exchange) -> None:
    """A worker that ends before its transaction does."""
    with exchange.store.writing() as connection:
        assert pass_on(connection, BOOK, SERVICE, exchange.now) == 1
        raise Died


def look_at_once(store: Store, exchange: Exchange) -> int:
    """How many letters two workers put into the outbox that look at the same moment."""
    gate = Barrier(2)

    def look(number: int) -> int:
        gate.wait(60)
        with store.writing() as connection:
            now = exchange.now + timedelta(seconds=number)
            return pass_on(connection, BOOK, SERVICE, now)

    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(look, range(2)))


# ── What is told ───────────────────────────────────────────────────────────────────────────────


def test_the_letter_says_what_changed_and_encloses_the_list(exchange, coordinator):
    exchange.add(entry("Expert centre", telephone="+599 9 123 4567"), coordinator)
    (letter,) = exchange.settles()
    assert letter.subject == "The contact list has changed: the new one is enclosed"
    assert letter.text == (
        "Hello The coordinator,\n\n"
        "The contact list of the exchange has changed. Use the enclosed one from now on.\n\n"
        f"- {PARTNER}\n\n"
        "On its page the list is always as it is today, and you keep the contacts of your own "
        "reporter there.\n\n"
        "https://exchange.example/contacts\n\n"
        "Is something wrong that you cannot change? Tell the secretariat.\n"
    )
    assert PARTNER in letter.html
    (file,) = letter.enclosures
    assert file.name == "contact-list-2026-05-12.xlsx"
    (sheet,) = load_workbook(io.BytesIO(file.content)).worksheets
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Expert centre", "partner@example.org", "+599 9 123 4567"} <= values


def test_each_is_told_in_the_language_of_their_own(exchange, coordinator):
    exchange.person(Role.COORDINATOR, "sint-maarten")
    exchange.person(Role.COORDINATOR, "aruba")
    exchange.settles()
    found = {message.address.split(".")[1]: message.language for message in exchange.messages()}
    assert found == {"curacao@example": "en", "sint-maarten@example": "en", "aruba@example": "nl"}


def test_of_many_changes_the_first_are_named_and_the_others_counted(exchange, coordinator):
    for number in range(MOST_TOLD + 2):
        exchange.add(entry(f"Partner {number:02}"), coordinator)
    (letter,) = exchange.settles()
    said = bullets(letter.text)
    assert len(said) == MOST_TOLD + 1
    assert said[0].endswith("Partner 00")
    assert said[-2:] == ["Added: Curaçao, twinning partner: Partner 14", "and 2 more changes"]


def test_what_is_told_is_everything_since_all_were_told_last(exchange, coordinator):
    added = exchange.add(entry("Expert centre"), coordinator)
    exchange.settles()
    exchange.passes(days=1)
    changed = added._replace(address="centre@example.org", telephone="1")
    entries.change(exchange.store, changed, coordinator, exchange.now)
    exchange.change(coordinator, name="Another name")
    exchange.person(Role.SECRETARIAT)
    (letter,) = exchange.settles()
    assert bullets(letter.text) == [
        "Changed: Curaçao, coordinator: Another name (name)",
        "Changed: Curaçao, twinning partner: Expert centre (address, telephone)",
        "Added: Whole exchange, secretariat: secretariat.all@example.org",
    ]


def test_letters_are_kept_apart_by_list_and_person(exchange, coordinator):
    told(exchange, coordinator)
    told(exchange, coordinator, "Shelter")
    keys = [message.key for message in exchange.messages()]
    assert all(key.startswith("contacts-changed/") for key in keys)
    assert all(key.endswith(f"/{coordinator.id}") for key in keys)
    assert len(set(keys)) == len(keys) == 2
    due = exchange.messages()[0]
    assert (due.kind, due.due_at, due.person) == (
        "contacts-changed",
        exchange.now,
        coordinator.id,
    )
    assert exchange.now - due.queued_at == timedelta()


def test_whatever_somebody_is_called_the_letter_is_one_letter(exchange, coordinator):
    evil = "<script>alert(1)</script>\r\nBcc: spy@example.org"
    exchange.change(coordinator, name=evil)
    exchange.add(entry(evil, organisation=evil), coordinator)
    (letter,) = exchange.settles()
    message = message_of(letter, "exchange@example.org")
    assert message["Bcc"] is None
    assert message["Subject"] == "The contact list has changed: the new one is enclosed"
    assert "<script" not in letter.html
    assert letter.html.count("&lt;script&gt;") == 3
    assert [line.split(":")[0] for line in bullets(letter.text)] == ["Changed", "Added"]
    assert "\nBcc: spy@example.org (name)" not in letter.text
