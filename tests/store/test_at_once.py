from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from exchange.core.people import Role
from exchange.core.versions import Version
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import Store, attempts, current, versions
from exchange.storage.attempts import Explanation
from exchange.storage.upgrade import faults
from tests.check.making import FULL, sent
from tests.store.office import BECAUSE, REPORTER, YEAR, InProcess, Office
from tests.store.racing import Runner, run, run_apart
from tests.store.stores import url_of

ROUNDS = 100
WRITERS = 8
EACH = 5


def in_threads(store: Store, runners: tuple[Runner, ...]) -> list[list[Version]]:
    gate = Barrier(len(runners))
    with ThreadPoolExecutor(len(runners)) as pool:
        running = [pool.submit(run, store, runner, gate) for runner in runners]
        return [each.result() for each in running]


def in_processes(store: Store, runners: tuple[Runner, ...]) -> list[list[Version]]:
    context = multiprocessing.get_context("spawn")
    gate, told = context.Barrier(len(runners)), context.Queue()
    processes = [
        context.Process(target=run_apart, args=(url_of(store), runner, gate, told))
        for runner in runners
    ]
    for process in processes:
        process.start()
    found = [told.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
        process.close()
    told.close()
    told.join_thread()
    assert all(isinstance(each, list) for each in found), found
    return found


@pytest.mark.parametrize("at_once", [in_threads, in_processes])
def test_two_people_deliver_at_the_same_instant_a_hundred_times(
    store: Store, at_once: Callable[[Store, tuple[Runner, ...]], list[list[Version]]]
) -> None:
    office = Office(store, None)
    deputy = office.named(Role.DEPUTY)
    prepared = [prepare(office, victims) for victims in range(2 * ROUNDS)]
    runners = Runner(office.coordinator, prepared[::2]), Runner(deputy, prepared[1::2])
    theirs = at_once(store, runners)
    assert sorted(len(each) for each in theirs) == [ROUNDS, ROUNDS]
    delivered = sorted((v for each in theirs for v in each), key=lambda v: v.number)
    assert [version.number for version in delivered] == list(range(1, 2 * ROUNDS + 1))
    assert {version.attempt for version in delivered} == set(prepared)
    # In each round both, one after the other, and no round before the one before it.
    rounds = [prepared.index(version.attempt) // 2 for version in delivered]
    assert rounds == [number // 2 for number in range(2 * ROUNDS)]
    with store.reading() as connection:
        kept = versions.versions_for(connection, REPORTER, YEAR)
        assert kept == delivered[::-1]
        assert [v.replaces for v in kept] == [*(v.id for v in kept[1:]), None]
        assert current.authoritative(connection, REPORTER, YEAR) == delivered[-1].id
    victims = prepared.index(delivered[-1].attempt)
    assert office.counting() == {**FULL, "trafficking_victims": victims}
    assert office.happened() == ["delivered", "released"] * 2 * ROUNDS
    assert faults(store) == []
    print(f"{store.engine.dialect.name}, {at_once.__name__}: {len(kept)} versions in order")  # noqa: T201


def prepare(office: Office, victims: int) -> int:
    """An attempt with a number of its own, and the reason why it is that number."""
    attempt = office.attempt({**FULL, "trafficking_victims": victims})
    code, name = "changed-since-last-version", "trafficking_victims"
    about = f"{code}|{name}|new={victims},old=0"
    said = Explanation(about, name, code, BECAUSE, office.coordinator.person.id, office.now)
    with office.store.writing() as connection:
        attempts.explain(connection, attempt, said)
    return attempt.id


def test_many_who_upload_at_once_are_never_told_that_the_store_is_busy(store: Store) -> None:
    office = Office(store, InProcess())
    gate = Barrier(WRITERS)
    contents = {
        number: sent({**FULL, "trafficking_victims": number}, reporter=REPORTER, year=YEAR)
        for number in range(WRITERS * EACH)
    }

    def send(number: int) -> dict[int, bytes]:
        gate.wait(60)
        found = {}
        for content in list(contents.values())[number::WRITERS]:
            incoming = Incoming(REPORTER, YEAR, "return.xlsx", content)
            found[upload(office.desk, office.coordinator, incoming, office.now).id] = content
        return found

    with ThreadPoolExecutor(WRITERS) as pool:
        found = {
            id_: content
            for theirs in pool.map(send, range(WRITERS))
            for id_, content in theirs.items()
        }
    with store.reading() as connection:
        kept = attempts.attempts_for(connection, REPORTER, YEAR)
        assert sorted(found) == sorted(attempt.id for attempt in kept)
        assert {id_: attempts.file_of(connection, id_) for id_ in found} == found
    assert len(found) == WRITERS * EACH == len(office.happened())
