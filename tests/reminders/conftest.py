from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from exchange.core.people import Role
from exchange.scheduler import Rounds
from exchange.storage import Store
from tests.check.making import BOOK
from tests.reminders.clock import Clock
from tests.reminders.kingdom import ARUBA, SINT_MAARTEN, Kingdom, at
from tests.reminders.post_office import PATIENCE, PostOffice
from tests.store.fixtures import databases, empty_store, store
from tests.store.stores import Databases

__all__ = ["databases", "empty_store", "store"]


@pytest.fixture
def clock() -> Clock:
    """Nine in the morning on the islands, 70 days before the deadline of ``kingdom``."""
    return Clock(at("2026-11-23 09:00"))


@pytest.fixture
def post(clock: Clock) -> Iterator[PostOffice]:
    """A real mail server on this machine, that knows the clock of the test."""
    with PostOffice(clock) as made:
        yield made


@pytest.fixture
def quick(databases: Databases) -> Iterator[Store]:
    """An SQLite database, where the kind of database has no part in what is tested."""
    with databases.migrated("sqlite") as made:
        yield made


@pytest.fixture
def kingdom(quick: Store, clock: Clock) -> Kingdom:
    """Five coordinators, of whom Aruba's and Sint Maarten's have to deliver; a secretariat."""
    made = Kingdom(quick, clock)
    for slug in BOOK.reporters:
        who = made.named(Role.COORDINATOR, slug)
        if slug not in {ARUBA, SINT_MAARTEN}:
            made.delivers(who, 2025)
    made.named(Role.SECRETARIAT)
    made.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    return made


@pytest.fixture
def rounds(kingdom: Kingdom, post: PostOffice) -> Rounds:
    return kingdom.rounds(post.door(PATIENCE))
