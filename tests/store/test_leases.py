"""Leases: one holder at a time, replaced only where it shows no life."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from exchange.storage import Store, leases
from exchange.storage.leases import Held

NAME = "letters"


def take(store: Store, holder: str) -> bool:
    with store.writing() as connection:
        return leases.take(connection, NAME, holder)


def beat(store: Store, holder: str) -> bool:
    with store.writing() as connection:
        return leases.beat(connection, NAME, holder)


def take_over(store: Store, former: Held, holder: str) -> bool:
    with store.writing() as connection:
        return leases.take_over(connection, NAME, former, holder)


def give_back(store: Store, holder: str) -> None:
    with store.writing() as connection:
        leases.give_back(connection, NAME, holder)


def held(store: Store) -> Held | None:
    with store.reading() as connection:
        return leases.holder_of(connection, NAME)


def test_nobody_holds_it_at_first_and_one_then_does(store: Store) -> None:
    assert held(store) is None
    assert take(store, "one")
    assert not take(store, "other")
    assert held(store) == Held("one", 0)


def test_each_beat_of_its_holder_shows_and_nobody_elses_does(store: Store) -> None:
    take(store, "one")
    assert [beat(store, "one"), beat(store, "one"), beat(store, "other")] == [True, True, False]
    assert held(store) == Held("one", 2)


def test_of_many_who_take_it_at_once_one_does(store: Store) -> None:
    gate = Barrier(4)

    def run(holder: str) -> bool:
        gate.wait(60)
        return take(store, holder)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, "abcd")) == [False, False, False, True]


def test_it_is_taken_over_only_from_who_has_not_moved(store: Store) -> None:
    take(store, "one")
    seen = Held("one", 0)
    beat(store, "one")
    assert not take_over(store, seen, "other")
    assert take_over(store, Held("one", 1), "other")
    assert held(store) == Held("other", 2)
    assert not beat(store, "one")


def test_of_two_who_take_it_over_at_once_one_does(store: Store) -> None:
    take(store, "gone")
    gate = Barrier(2)

    def run(holder: str) -> bool:
        gate.wait(60)
        return take_over(store, Held("gone", 0), holder)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, ("one", "other"))) == [False, True]


def test_only_its_holder_gives_it_back(store: Store) -> None:
    take(store, "one")
    give_back(store, "other")
    assert held(store) == Held("one", 0)
    give_back(store, "one")
    assert held(store) is None
    assert take(store, "other")


def test_what_else_is_leased_is_another_matter(store: Store) -> None:
    take(store, "one")
    with store.writing() as connection:
        assert leases.take(connection, "backups", "other")
    give_back(store, "one")
    with store.reading() as connection:
        assert leases.holder_of(connection, "backups") == Held("other", 0)
