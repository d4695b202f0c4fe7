"""Who comes once, as a command does, tells a worker that lives from one that just ended."""

from __future__ import annotations

from threading import Timer

from exchange.reminders.lease import Lease
from exchange.storage import Store


def test_nobody_is_waited_for_where_nobody_has_it(store: Store) -> None:
    assert Lease(store).won(seconds=60)


def test_who_ended_without_a_word_is_replaced_by_who_came_once(store: Store) -> None:
    ended = Lease(store)
    assert ended.held()
    assert Lease(store, patience=0.3).won(seconds=0.05)
    assert not ended.held()


def test_who_lives_keeps_it(store: Store) -> None:
    living = Lease(store)
    assert living.held()

    def beat() -> None:
        with store.writing() as connection:
            living.beat(connection)

    soon = Timer(0.3, beat)
    soon.start()
    assert not Lease(store, patience=30).won(seconds=0.05)
    soon.join()
    assert living.held()
