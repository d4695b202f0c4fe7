"""What follows a missed deadline: a polite draft to who can do something about it."""

import re

import pytest

from exchange.core.people import Role
from exchange.core.reminders import Why
from exchange.reminders.letters_overdue import overdue_draft, who_is_asked
from exchange.reminders.world import gathered
from exchange.storage import outbox
from tests.mail.letters_cases import ALL
from tests.mail.letters_world import BOOK, HERE, LettersWorld, at, whole

SITE = "https://exchange.example.org"
AFTER = at(6, 5)


@pytest.fixture
def world(databases):
    with databases.migrated("sqlite") as store:
        yield LettersWorld(store)


def drafted(world, held, now=AFTER):
    with world.office.store.reading() as connection:
        (meeting,) = gathered(connection, BOOK, now).meetings
        contact = world.contact(held)
        return overdue_draft(world.office, connection, meeting, HERE, contact, now)


def asked(world):
    with world.office.store.reading() as connection:
        contacts = gathered(connection, BOOK, AFTER).contacts
    return [each.person for each in who_is_asked(contacts, HERE)]


def test_the_approver_is_asked_where_one_is_named(world):
    world.named(Role.COORDINATOR)
    approver = world.named(Role.APPROVER)
    assert asked(world) == [approver.person]


def test_the_coordinators_are_asked_where_no_approver_is_named(world):
    first, second = world.named(Role.COORDINATOR), world.named(Role.COORDINATOR)
    world.named(Role.DEPUTY)
    world.named(Role.APPROVER, "aruba")
    assert asked(world) == [first.person, second.person]


def test_it_says_what_is_missing_since_when_for_which_meeting_and_what_is_asked(world):
    world.meeting(2024, 2025)
    held, approver = world.named(Role.COORDINATOR), world.named(Role.APPROVER, name="Reader")
    world.released(world.delivered(held, whole("trafficking")), approver)
    letter = drafted(world, approver)
    assert letter.text.startswith(
        "Hello Reader,\n\nPlease see to it that the figures of Curaçao for 2024 and 2025"
        " are delivered and released, or tell the secretariat by when they will be.\n"
    )
    assert "They were due on 2 June 2026, 17:00 (Curaçao Time), 3 days ago." in letter.text
    assert "- 2024: nothing delivered yet\n- 2025: smuggling not delivered\n" in letter.text
    assert "Meeting of the coordinators, 16 June 2026" in letter.text
    assert (letter.kind, letter.enclosures) == ("escalation", ())


@pytest.mark.parametrize(
    "role, behalf, first",
    [
        (Role.APPROVER, False, "Please look at the figures of Curaçao for 2025 and release them"),
        (Role.COORDINATOR, True, "Please look at the figures of Curaçao for 2025 that the secret"),
    ],
)
def test_where_only_a_decision_lacks_it_is_asked_for_with_its_page(world, role, behalf, first):
    world.meeting(2025)
    held, reader = world.named(Role.COORDINATOR), world.named(role)
    world.delivered(world.named(Role.SECRETARIAT, None) if behalf else held, ALL)
    letter = drafted(world, reader)
    assert first in letter.text
    assert f"{SITE}/returns/curacao/2025/versions/1\n" in letter.text


def test_a_coordinator_without_approver_is_asked_to_deliver(world):
    world.meeting(2025)
    letter = drafted(world, world.named(Role.COORDINATOR))
    assert "Please deliver the figures of Curaçao for 2025, or tell" in letter.text
    assert f"{SITE}/returns/curacao/2025\n" in letter.text


def test_it_names_nobody_but_its_reader(world):
    world.meeting(2025)
    world.delivered(world.named(Role.COORDINATOR, name="Somebody Else"), whole("trafficking"))
    letter = drafted(world, world.named(Role.APPROVER, name="Reader"))
    assert not re.search("Somebody|coordinator1@", letter.text + letter.html)


def test_before_the_deadline_there_is_nothing_to_draft(world):
    world.meeting(2025)
    assert drafted(world, world.named(Role.COORDINATOR), at(6, 2, 20)) is Why.NOT_YET


def test_once_all_is_there_there_is_nothing_to_draft(world):
    world.meeting(2025)
    held = world.named(Role.COORDINATOR)
    world.released(world.delivered(held, ALL), held)
    assert drafted(world, held) is Why.NOTHING_MISSING


def test_nothing_is_queued_by_drafting(world):
    world.meeting(2025)
    assert drafted(world, world.named(Role.COORDINATOR))
    with world.office.store.reading() as connection:
        assert outbox.messages(connection) == []
