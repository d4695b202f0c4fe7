"""What the operator's monitoring sees of letters: a stuck outbox, a worker that is gone."""

from __future__ import annotations

import re

import pytest

from exchange.accounts import tokens
from exchange.core.people import Role
from exchange.mail import Letter
from exchange.reminders.lease import Lease
from exchange.storage import outbox
from exchange.storage.outbox import Draft

LETTER = Letter("receipt", "c@example.org", "A subject", "A text")
FATES = ("queued", "sending", "sent", "failed", "skipped")


@pytest.fixture
def read(service):
    """What monitoring reads, by name."""
    token = tokens.make(service.store, service.person(Role.OPERATOR).person, "-", service.clock())

    def look():
        answer = service.client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200
        lines = re.findall(r"^exchange_(letters\S*|worker\S*) (\S+)$", answer.text, re.MULTILINE)
        return {name: float(told) for name, told in lines}

    return look


def put(service, *keys):
    at = service.clock()
    with service.store.writing() as connection:
        for key in keys:
            draft = Draft(key, "receipt", LETTER.address, "en", at, letter=LETTER)
            outbox.put(connection, draft, at)


def fates(**counted):
    return {f'letters{{fate="{fate}"}}': counted.get(fate, 0) for fate in FATES}


def test_where_no_letter_waits_nothing_is_late(read):
    assert read() == {**fates(), "letters_waiting_seconds": 0, "worker_beats": 0}


def test_letters_that_wait_are_counted_and_the_oldest_tells_how_long(service, read):
    put(service, "a", "b")
    service.clock.passes(minutes=10)
    put(service, "c")
    service.clock.passes(minutes=1)
    found = read()
    assert found.items() >= fates(queued=3).items()
    assert found["letters_waiting_seconds"] == 11 * 60
    service.sends()
    assert read().items() >= {**fates(sent=3), "letters_waiting_seconds": 0}.items()


def test_one_that_is_tried_again_has_waited_since_its_first_try(service, read):
    put(service, "a")
    service.clock.passes(hours=1)
    with service.store.writing() as connection:
        message = outbox.claim(connection, "one", service.clock())
    service.clock.passes(hours=3)
    assert read().items() >= {**fates(sending=1), "letters_waiting_seconds": 3 * 3600}.items()
    with service.store.writing() as connection:
        outbox.put_off(connection, message.id, "one", service.clock(), "451 Later")
    service.clock.passes(hours=1)
    assert read().items() >= {**fates(queued=1), "letters_waiting_seconds": 4 * 3600}.items()


def test_one_that_failed_waits_no_more_until_it_is_tried_anew(service, read):
    put(service, "a")
    with service.store.writing() as connection:
        message = outbox.claim(connection, "one", service.clock())
        outbox.mark_failed(connection, message.id, "one", "550 No", service.clock())
    service.clock.passes(days=2)
    assert read().items() >= {**fates(failed=1), "letters_waiting_seconds": 0}.items()
    with service.store.writing() as connection:
        outbox.try_again(connection, message.id, service.clock())
    service.clock.passes(seconds=5)
    assert read().items() >= {**fates(queued=1), "letters_waiting_seconds": 5}.items()


def test_a_worker_shows_that_it_lives(service, read):
    lease, seen = Lease(service.store), []
    assert lease.held()
    for _ in range(3):
        with service.store.writing() as connection:
            lease.beat(connection)
        seen.append(read()["worker_beats"])
    assert seen == [1, 2, 3]


def test_a_service_whose_letters_wait_is_ready_all_the_same(service):
    put(service, "a")
    service.clock.passes(days=3)
    assert service.client().get("/readyz").text == "ok\n"
