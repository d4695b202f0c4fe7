"""The worker passes a change on by itself, at its rounds, and only where it can send."""

from __future__ import annotations

import pytest

from exchange.core.letters import Letter
from exchange.core.people import Role
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from tests.contacts.exchange import BOOK, SERVICE, Exchange, entry


def rounds(exchange: Exchange, sent: list[Letter], *, sends: bool = True) -> Rounds:
    office = Office(exchange.store, BOOK, SERVICE, sent.append)
    return Rounds(office, Lease(exchange.store), lambda: exchange.now, sends=sends)


@pytest.mark.parametrize("sends, told", [(True, ["contacts-changed"]), (False, [])])
def test_a_change_is_sent_within_a_quarter_of_an_hour(exchange, sends, told):
    sent: list[Letter] = []
    worker = rounds(exchange, sent, sends=sends)
    coordinator = exchange.person(Role.COORDINATOR, "curacao")
    worker.go()
    exchange.add(entry("Expert centre"), coordinator)
    for _ in range(50):
        exchange.passes(seconds=20)
        worker.go()
    assert [letter.kind for letter in sent] == told


def test_a_worker_that_is_not_the_one_tells_nobody(exchange):
    first, second = [], []
    one, other = rounds(exchange, first), rounds(exchange, second)
    coordinator = exchange.person(Role.COORDINATOR, "curacao")
    for minutes in (0, 6, 6, 6):
        exchange.passes(minutes=minutes)
        one.go()
        other.go()
        if minutes == 0:
            exchange.add(entry("Expert centre"), coordinator)
    assert ([letter.address for letter in first], second) == ([coordinator.email], [])
