from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from exchange.storage import Store
from exchange.storage.people import all_assignments, end_all, end_assignment
from exchange.storage.schema import assignment, authority
from tests.store.faults import constraint_of
from tests.store.refusals import one_more
from tests.store.rows import (
    APPROVER,
    ARUBA,
    COORDINATOR,
    DEPUTY,
    GONE,
    LATER,
    NOW,
    READER,
    SECRETARIAT,
    START,
    YET_TO_COME,
    by,
    settle,
)
from tests.store.trying import refused_by, taken

A_DAY = timedelta(days=1)
CURACAOS = {"version_id": 3}

NOT_THERE = {
    "after the assignment ended": (GONE, NOW),
    "before it began": (YET_TO_COME, LATER - A_DAY),
    "before anybody was assigned": (COORDINATOR, START - A_DAY),
    "another reporter's coordinator": (ARUBA, NOW),
    "another reporter's approver": (APPROVER, NOW),
    "a reader": (READER, NOW),
}
THERE = {
    "the coordinator": (COORDINATOR, NOW),
    "the deputy": (DEPUTY, NOW),
    "who was coordinator until then": (GONE, NOW - A_DAY),
    "who is coordinator from then on": (YET_TO_COME, LATER),
}


def of(people: dict[str, tuple[int, datetime]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("who, at", people.values(), ids=people)


@of(NOT_THERE)
def test_nobody_else_delivers_for_a_reporter(world: Store, who: int, at: datetime) -> None:
    version = refused_by(world, one_more("version", delivered_at=at, **by(who)))
    assert constraint_of(version) == "version_by_who_is_assigned"
    attempt = refused_by(world, one_more("attempt", made_at=at, **by(who)))
    assert constraint_of(attempt) == "attempt_by_who_is_assigned"


@of(NOT_THERE)
def test_nobody_else_decides_or_confirms(world: Store, who: int, at: datetime) -> None:
    decision = one_more("decision", **CURACAOS, decided_at=at, **by(who))
    assert constraint_of(refused_by(world, decision)) == "decision_by_who_is_assigned"
    confirmation = one_more("confirmation", confirmed_at=at, **by(who))
    assert constraint_of(refused_by(world, confirmation)) == "confirmation_by_who_is_assigned"


@of(THERE)
def test_whoever_is_assigned_at_the_time_delivers_and_releases(
    world: Store, who: int, at: datetime
) -> None:
    assert taken(
        world,
        one_more("attempt", made_at=at, **by(who)),
        one_more("version", delivered_at=at, **by(who)),
        one_more("decision", **CURACAOS, decided_at=at, **by(who)),
        one_more("confirmation", confirmed_at=at, **by(who)),
    )


def test_an_approver_releases_but_does_not_deliver(world: Store) -> None:
    version = one_more("version", reporter="aruba", attempt_id=6, replaces_id=None, **by(APPROVER))
    assert constraint_of(refused_by(world, version)) == "version_by_who_is_assigned"
    confirmation = one_more("confirmation", version_id=5, **by(APPROVER))
    assert constraint_of(refused_by(world, confirmation)) == "confirmation_by_who_is_assigned"


def test_an_authority_is_never_moved_to_another_return(world: Store) -> None:
    moved = update(authority).values(reporter="aruba", version_id=4)
    assert constraint_of(refused_by(world, moved)) == "authority_never_goes_back"


def test_the_secretariat_delivers_on_behalf_only(world: Store) -> None:
    unmarked = refused_by(world, one_more("version", **by(SECRETARIAT)))
    assert constraint_of(unmarked) == "version_by_who_is_assigned"
    assert taken(world, one_more("version", on_behalf=True, **by(SECRETARIAT)))


def test_a_coordinator_never_delivers_on_behalf(world: Store) -> None:
    marked = refused_by(world, one_more("version", on_behalf=True))
    assert constraint_of(marked) == "version_by_who_is_assigned"


@pytest.mark.parametrize("kind, reason", [("released", ""), ("returned", "Not so.")])
def test_the_secretariat_neither_releases_nor_returns(world: Store, kind: str, reason: str) -> None:
    said = {"kind": kind, "reason": reason}
    decision = one_more("decision", **CURACAOS, **said, **by(SECRETARIAT))
    assert constraint_of(refused_by(world, decision)) == "decision_by_who_is_assigned"


def test_a_coordinator_does_not_release_while_an_approver_is_named(world: Store) -> None:
    refusal = refused_by(world, one_more("decision", **by(ARUBA)))
    assert constraint_of(refusal) == "decision_by_who_is_assigned"


def test_a_coordinator_releases_once_the_approver_is_gone(world: Store) -> None:
    goes = update(assignment).where(assignment.c.id == APPROVER).values(until=NOW + A_DAY)
    early = one_more("decision", decided_at=NOW, **by(ARUBA))
    assert constraint_of(refused_by(world, early, goes)) == "decision_by_who_is_assigned"
    assert taken(world, goes, one_more("decision", decided_at=NOW + A_DAY, **by(ARUBA)))


def test_only_an_approver_returns_a_version(world: Store) -> None:
    said = {"kind": "returned", "reason": "Not so."}
    refusal = refused_by(world, one_more("decision", **CURACAOS, **said, **by(COORDINATOR)))
    assert constraint_of(refusal) == "decision_by_who_is_assigned"
    assert taken(world, one_more("decision", **said))


def test_nobody_acts_by_somebody_elses_assignment(world: Store) -> None:
    borrowed = {"assignment_id": COORDINATOR, "person_id": 2}
    for table in ("attempt", "version", "confirmation"):
        assert "foreign key" in str(refused_by(world, one_more(table, **borrowed))).lower()


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": 2},
        {"role": "deputy"},
        {"reporter": "aruba"},
        {"since": START + A_DAY},
        {"until": NOW},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_assignment_by_which_something_was_done_keeps_covering_it(
    world: Store, changes: dict[str, object]
) -> None:
    changed = update(assignment).where(assignment.c.id == COORDINATOR).values(**changes)
    assert constraint_of(refused_by(world, changed)) == "assignment_covers_what_was_done"


def test_an_assignment_does_not_end_before_a_confirmation_given_by_it(world: Store) -> None:
    ended = update(assignment).where(assignment.c.id == DEPUTY).values(until=NOW)
    confirmed = one_more("confirmation", **by(DEPUTY))
    assert constraint_of(refused_by(world, ended, confirmed)) == "assignment_covers_what_was_done"


def test_an_assignment_can_end_after_all_that_was_done_by_it(world: Store) -> None:
    ended = update(assignment).where(assignment.c.id == COORDINATOR)
    assert taken(world, ended.values(until=NOW + A_DAY))


def test_an_assignment_cannot_end_under_a_delivery_under_way(store: Store) -> None:
    with store.writing() as connection:
        settle(connection)

    def end() -> str | None:
        with pytest.raises(IntegrityError) as refusal, store.writing() as connection:
            end_assignment(connection, DEPUTY, NOW)
        return constraint_of(refusal.value)

    with ThreadPoolExecutor(1) as pool:
        with store.writing() as connection:
            connection.execute(one_more("version", **by(DEPUTY)))
            ending = pool.submit(end)
            assert wait([ending], timeout=0.3).not_done
        assert ending.result() == "assignment_covers_what_was_done"


def test_nobody_delivers_by_an_assignment_that_is_just_being_ended(store: Store) -> None:
    with store.writing() as connection:
        settle(connection)

    def deliver() -> str | None:
        with pytest.raises(IntegrityError) as refusal, store.writing() as connection:
            connection.execute(one_more("version", **by(DEPUTY)))
        return constraint_of(refusal.value)

    with ThreadPoolExecutor(1) as pool:
        with store.writing() as connection:
            end_assignment(connection, DEPUTY, NOW)
            delivering = pool.submit(deliver)
            assert wait([delivering], timeout=0.3).not_done
        assert delivering.result() == "version_by_who_is_assigned"


@pytest.mark.parametrize("done", [timedelta(0), timedelta(seconds=1)])
def test_all_that_somebody_holds_ends_just_behind_what_was_done_by_it(
    store: Store, done: timedelta
) -> None:
    with store.writing() as connection:
        settle(connection)
        connection.execute(one_more("version", **by(DEPUTY), delivered_at=NOW + done))
    with store.writing() as connection:
        who = next(each for each in all_assignments(connection) if each.id == DEPUTY)
        ended = end_all(connection, who.person, NOW)
        after = next(each for each in all_assignments(connection) if each.id == DEPUTY)
    assert DEPUTY in [each.id for each in ended]
    assert after.until == NOW + done + timedelta(microseconds=1)
