"""What can stand on the contact list, and that each change of it is an event."""

from __future__ import annotations

import pytest

from exchange.contacts import entries
from exchange.contacts.entries import NotListed, Unfit
from exchange.core.contacts import LONGEST, ContactKind, Wrong, faults_of, keeping, tidied
from exchange.core.people import Assignment, Person, Role
from exchange.storage import contacts, events
from tests.contacts.exchange import START, Exchange, entry


@pytest.fixture
def keeper(exchange: Exchange) -> Person:
    return exchange.person(Role.COORDINATOR, "curacao")


def names(exchange: Exchange) -> list[str]:
    return [line.name for line in exchange.listed().lines if line.entry is not None]


# ── What can stand on it ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "texts, fault",
    [
        ({"name": ""}, ("name", Wrong.NOBODY)),
        ({"address": ""}, ("address", Wrong.OUT_OF_REACH)),
        ({"address": "nobody"}, ("address", Wrong.NO_ADDRESS)),
        ({"address": "a@b.example\nBcc: c@d.example"}, ("address", Wrong.NO_ADDRESS)),
        ({"address": "a@b.example, c@d.example"}, ("address", Wrong.NO_ADDRESS)),
        ({"name": "n" * 201}, ("name", Wrong.TOO_LONG)),
        ({"organisation": "o" * 201}, ("organisation", Wrong.TOO_LONG)),
        ({"telephone": "1" * 61}, ("telephone", Wrong.TOO_LONG)),
        ({"address": f"{'a' * 250}@b.example"}, ("address", Wrong.TOO_LONG)),
    ],
)
def test_what_is_wrong_is_told_of_its_field(texts, fault):
    assert list(faults_of(entry("Expert centre")._replace(**texts))) == [fault]


@pytest.mark.parametrize(
    "texts",
    [
        {"name": "", "organisation": "Police"},
        {"address": "", "telephone": "+599 9 123 4567"},
        {"name": "n" * 200, "organisation": "o" * 200, "telephone": "1" * 60},
    ],
)
def test_a_name_or_an_organisation_with_one_way_to_reach_it_is_enough(exchange, keeper, texts):
    draft = entry("Expert centre")._replace(**texts)
    assert list(faults_of(draft)) == []
    made = exchange.add(draft, keeper)
    with exchange.store.reading() as connection:
        assert contacts.entries(connection) == [made]


def test_texts_are_as_long_as_the_columns():
    columns = contacts.contact.c
    assert {name: columns[name].type.length for name in LONGEST} == LONGEST


def test_a_text_is_one_line_of_characters_that_are_seen():
    assert tidied(" Expert\r\n centre\u202e\x1b ") == "Expert centre"


# ── Who keeps it ───────────────────────────────────────────────────────────────────────────────


def held(role: Role, reporter: str | None = None) -> Assignment:
    return Assignment(1, 1, role, reporter, START)


@pytest.mark.parametrize(
    "holds, kept",
    [
        ([held(Role.COORDINATOR, "curacao")], {"curacao"}),
        ([held(Role.DEPUTY, "aruba")], {"aruba"}),
        ([held(Role.DEPUTY, "aruba"), held(Role.COORDINATOR, "curacao")], {"aruba", "curacao"}),
        ([held(Role.APPROVER, "aruba")], set()),
        ([held(Role.SECRETARIAT)], {"aruba", "curacao", None}),
        ([held(Role.COORDINATOR, "aruba"), held(Role.SECRETARIAT)], {"aruba", "curacao", None}),
        ([held(Role.OPERATOR), held(Role.READER)], set()),
    ],
)
def test_a_reporters_entries_are_its_own_those_of_all_the_secretariats(holds, kept):
    assert {whose for whose in ("aruba", "curacao", None) if keeping(holds, whose)} == kept


# ── What becomes of it ─────────────────────────────────────────────────────────────────────────


def test_an_entry_is_added_changed_and_removed_and_its_row_stays(exchange, keeper):
    made = exchange.add(entry("Expert centre"), keeper)
    assert names(exchange) == ["Expert centre"]
    entries.change(exchange.store, made._replace(name="Shelter"), keeper, exchange.now)
    assert names(exchange) == ["Shelter"]
    entries.remove(exchange.store, made._replace(name="Shelter"), keeper, exchange.now)
    assert names(exchange) == []
    with exchange.store.reading() as connection:
        found = contacts.entry_of(connection, made.id)
    assert found == made._replace(name="Shelter", removed_at=exchange.now)


def test_each_change_is_an_event_that_names_nobody(exchange, keeper):
    made = exchange.add(entry("Expert centre"), keeper)
    entries.change(exchange.store, made._replace(name="Shelter"), keeper, exchange.now)
    entries.remove(exchange.store, made, keeper, exchange.now)
    with exchange.store.reading() as connection:
        found = events.latest_events(connection, 10)
    kinds = [each.kind for each in reversed(found)]
    assert kinds == ["contact-added", "contact-changed", "contact-removed"]
    assert {(each.person, each.reporter, str(each.details)) for each in found} == {
        (keeper.id, "curacao", str({"entry": made.id}))
    }


def test_what_is_not_on_the_list_any_more_is_neither_changed_nor_removed(exchange, keeper):
    made = exchange.add(entry("Expert centre"), keeper)
    entries.remove(exchange.store, made, keeper, exchange.now)
    for attempt in (entries.change, entries.remove):
        with pytest.raises(NotListed):
            attempt(exchange.store, made, keeper, exchange.now)
    with exchange.store.reading() as connection:
        assert len(events.latest_events(connection, 10)) == 2


def test_what_cannot_stand_on_the_list_is_not_put_there(exchange, keeper):
    with pytest.raises(Unfit, match="name: nobody"):
        exchange.add(entry(""), keeper)
    made = exchange.add(entry("Expert centre"), keeper)
    with pytest.raises(Unfit, match="address: no-address"):
        entries.change(exchange.store, made._replace(address="x"), keeper, exchange.now)
    assert exchange.listed().lines[-1].address == "partner@example.org"


# ── Who stands on it ───────────────────────────────────────────────────────────────────────────


def test_people_stand_on_it_by_role_then_what_is_nobodys_account(exchange, keeper):
    exchange.person(Role.SECRETARIAT, name="The secretariat")
    exchange.also(keeper, Role.APPROVER, "aruba")
    exchange.add(entry("Questions", None, kind=ContactKind.MAILBOX), keeper)
    exchange.add(entry("Expert centre"), keeper)
    found = [(line.reporter, line.kind, line.name or line.address) for line in exchange.listed()[0]]
    assert found == [
        ("aruba", Role.APPROVER, keeper.email),
        ("curacao", Role.COORDINATOR, keeper.email),
        ("curacao", ContactKind.TWINNING_PARTNER, "Expert centre"),
        (None, Role.SECRETARIAT, "The secretariat"),
        (None, ContactKind.MAILBOX, "Questions"),
    ]


def test_whose_role_is_over_or_account_closed_is_not_on_it(exchange, keeper):
    closed = exchange.person(Role.DEPUTY, "curacao")
    exchange.change(closed, disabled_at=exchange.now)
    exchange.passes(minutes=1)
    exchange.ends(keeper)
    assert exchange.listed().lines == ()
