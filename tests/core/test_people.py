from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from exchange.core.people import (
    OF_A_REPORTER,
    OF_NOBODY,
    PERMITS,
    Assignment,
    Operation,
    Role,
    permitted,
)

START = datetime(2025, 1, 1, tzinfo=UTC)
END = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ABOUT_FIGURES = {
    Operation.SEE_ATTEMPT,
    Operation.SEE_DELIVERED,
    Operation.RELEASE,
    Operation.SEND_BACK,
    Operation.CONFIRM,
    Operation.PURGE_FILE,
}
"""What only the people of a reporter may do, for nobody else sees its files and figures."""


def held(role: Role, reporter: str | None = None, id_: int = 1) -> Assignment:
    return Assignment(id_, 1, role, reporter, START, END)


@pytest.mark.parametrize(
    "at, holds",
    [(START - MOMENT, False), (START, True), (END - MOMENT, True), (END, False)],
)
def test_an_assignment_holds_from_its_first_moment_until_its_end(at: datetime, holds: bool) -> None:
    assert held(Role.COORDINATOR, "aruba").holds(at) is holds


def test_an_assignment_without_an_end_goes_on() -> None:
    assert held(Role.READER)._replace(until=None).holds(END + timedelta(days=10_000))


def test_every_operation_is_permitted_to_somebody() -> None:
    assert set(PERMITS) == set(Operation)
    assert all(PERMITS.values())


@pytest.mark.parametrize("operation", sorted(ABOUT_FIGURES))
def test_files_and_delivered_figures_are_for_people_of_a_reporter(operation: Operation) -> None:
    assert PERMITS[operation] <= OF_A_REPORTER


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says(role: Role, operation: Operation) -> None:
    own = held(role, "aruba" if role in OF_A_REPORTER else None)
    by = own if role in PERMITS[operation] else None
    assert permitted([own], operation, "aruba") == by
    assert permitted([own], operation) == by


@pytest.mark.parametrize("operation", sorted(set(Operation) - OF_NOBODY))
@pytest.mark.parametrize("role", sorted(OF_A_REPORTER))
def test_a_role_held_for_one_reporter_reaches_no_other(role: Role, operation: Operation) -> None:
    assert permitted([held(role, "aruba")], operation, "curacao") is None


def test_what_is_nobodys_own_shows_no_file_and_nothing_unreleased() -> None:
    assert OF_NOBODY.isdisjoint(ABOUT_FIGURES | {Operation.SUBMIT, Operation.DELIVER})
    assert permitted([held(Role.COORDINATOR, "aruba")], Operation.SEE_COMPARISON, "curacao")


@pytest.mark.parametrize("operation", Operation)
def test_who_has_no_assignment_may_do_nothing(operation: Operation) -> None:
    assert permitted([], operation) is None
    assert permitted([], operation, "aruba") is None


def test_who_is_coordinator_and_secretariat_acts_for_the_own_reporter_as_coordinator() -> None:
    coordinator, secretariat = held(Role.COORDINATOR, "aruba", 2), held(Role.SECRETARIAT, id_=1)
    for both in ([secretariat, coordinator], [coordinator, secretariat]):
        assert permitted(both, Operation.DELIVER, "aruba") == coordinator
        assert permitted(both, Operation.DELIVER, "curacao") == secretariat


def test_who_coordinates_two_reporters_acts_for_each_by_its_own_assignment() -> None:
    first, second = held(Role.COORDINATOR, "aruba", 1), held(Role.DEPUTY, "curacao", 2)
    assert permitted([first, second], Operation.DELIVER, "aruba") == first
    assert permitted([first, second], Operation.DELIVER, "curacao") == second


def test_a_coordinator_who_is_no_approver_does_not_release() -> None:
    assert permitted([held(Role.COORDINATOR, "aruba")], Operation.RELEASE, "aruba") is None
    approver = held(Role.APPROVER, "aruba", 2)
    both = [held(Role.COORDINATOR, "aruba"), approver]
    assert permitted(both, Operation.RELEASE, "aruba") == approver
