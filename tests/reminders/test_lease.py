"""Of several workers one has the lease; who shows no life is replaced, and loses it for good."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import DBAPIError

from exchange.reminders.lease import Lease
from exchange.storage import Store
from tests.store.stores import Databases, url_of

PATIENCE = 0.2


def waits_for(lease: Lease, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if lease.held():
            return True
        time.sleep(0.02)
    return False


def test_the_first_has_it_until_it_is_given_back(store: Store) -> None:
    first, second = Lease(store), Lease(store)
    assert [first.held(), second.held(), first.held()] == [True, False, True]
    first.give_back()
    assert [second.held(), first.held()] == [True, False]


def test_who_is_idle_but_alive_keeps_it(store: Store) -> None:
    first, second = Lease(store, PATIENCE), Lease(store, 3 * PATIENCE)
    end = time.monotonic() + 8 * PATIENCE
    while time.monotonic() < end:
        assert first.held()
        assert not second.held()
        time.sleep(0.02)


def test_who_shows_no_life_is_replaced_and_learns_of_it(store: Store) -> None:
    first, second = Lease(store, PATIENCE), Lease(store, PATIENCE)
    assert first.held()
    assert waits_for(second)
    with store.writing() as connection:
        assert not first.beat(connection)
        assert not first.is_ours(connection)
        assert second.is_ours(connection)
    first.give_back()
    assert second.held()


def test_of_many_who_see_it_stand_still_one_takes_it(store: Store) -> None:
    assert Lease(store).held()
    others = [Lease(store, patience=0) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert any(pool.map(Lease.held, others))
    with store.reading() as connection:
        assert sum(lease.is_ours(connection) for lease in others) == 1


def test_on_postgresql_who_stands_still_in_a_transaction_does_not_keep_it(
    databases: Databases,
) -> None:
    """Elsewhere it stands still for itself; there it would lock the lease for all."""
    with databases.migrated("postgresql") as store:
        other = Store(f"{url_of(store)}&options=-c%20lock_timeout%3D10s")
        first, second = Lease(store, patience=1), Lease(other, patience=1)
        assert first.held()
        with pytest.raises(DBAPIError, match="idle-in-transaction"):
            _stands_still(store, first, second)
        assert second.held()
        other.close()


def _stands_still(store: Store, lease: Lease, other: Lease) -> None:
    with store.writing() as connection:
        assert lease.beat(connection)
        assert waits_for(other)
        lease.beat(connection)
