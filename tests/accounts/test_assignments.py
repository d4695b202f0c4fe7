from datetime import UTC, datetime, timedelta

import pytest

from exchange.accounts import assignments, invite
from exchange.accounts.role_letters import Telling
from exchange.codebooks import load
from exchange.core.people import Role
from exchange.storage import events, people

NOW = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
TELLING = Telling(load(), "https://exchange.example/")


@pytest.fixture
def secretariat(store):
    return invite(store, "secretariat@example.org", Role.SECRETARIAT, None, None, NOW)[0]


@pytest.fixture
def held(store):
    person, _ = invite(store, "ana@example.org", Role.COORDINATOR, "aruba", None, NOW)
    with store.reading() as connection:
        (found,) = people.assignments_of(connection, person.id)
    return found


def told(store):
    with store.reading() as connection:
        found = events.latest_events(connection, 9)
    return [(event.at, event.reporter) for event in found if event.kind == "role-ended"]


def test_that_a_role_ended_is_told(store, secretariat, held):
    assignments.end(store, held, secretariat, LATER, TELLING)
    assert told(store) == [(LATER, "aruba")]


def test_a_role_that_somebody_ended_meanwhile_is_told_once(store, secretariat, held):
    assignments.end(store, held, secretariat, LATER, TELLING)
    assignments.end(store, held, secretariat, LATER + timedelta(seconds=1), TELLING)
    assert told(store) == [(LATER, "aruba")]
    with store.reading() as connection:
        (after,) = people.assignments_of(connection, held.person)
    assert after.until == LATER
