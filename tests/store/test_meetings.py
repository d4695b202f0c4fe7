"""Meetings as they are kept: plans, changes, minutes, what was agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from exchange.core.meetings import PLAN, Action, Meeting, Minutes
from exchange.storage import Store, meetings, people
from tests.store.rows import NOW

DEADLINE = datetime(2025, 6, 1, 21, tzinfo=UTC)
DRAFT = Meeting(0, "coordinators", date(2025, 6, 16), "", "America/Curacao", DEADLINE, (2023, 2024))
LATER = NOW + timedelta(days=1)


@pytest.fixture
def made(store: Store) -> Meeting:
    with store.writing() as connection:
        return meetings.add_meeting(connection, DRAFT)


def found(store: Store, id_: int) -> Meeting | None:
    with store.reading() as connection:
        return meetings.meeting_of(connection, id_)


def person(store: Store, email: str) -> int:
    with store.writing() as connection:
        return people.add_person(connection, email, "-", NOW).id


def minutes(store: Store, meeting: Meeting) -> Minutes:
    with store.reading() as connection:
        return meetings.minutes_of(connection, meeting.id)


def agree(store: Store, meeting: Meeting, text: str, due: date | None = None) -> Action:
    with store.writing() as connection:
        return meetings.add_action(connection, Action(0, meeting.id, text, None, due))


def test_a_meeting_is_found_as_it_was_set_with_the_usual_plan(store: Store, made: Meeting) -> None:
    assert found(store, made.id) == made == DRAFT._replace(id=made.id, plan=PLAN)
    assert found(store, made.id + 1) is None


def test_a_span_its_link_and_its_own_plan_are_kept(store: Store) -> None:
    draft = DRAFT._replace(
        last_day=date(2025, 6, 18), link="https://meet.example/1", plan=(30, 0, -1), sequence=2
    )
    with store.writing() as connection:
        made = meetings.add_meeting(connection, draft._replace(plan=(-1, 30, 0, 30)))
    assert found(store, made.id) == draft._replace(id=made.id)


def test_a_meeting_may_be_without_any_reminder(store: Store) -> None:
    with store.writing() as connection:
        made = meetings.add_meeting(connection, DRAFT._replace(plan=()))
    assert found(store, made.id) == made


def test_a_change_takes_the_place_of_what_was_and_of_nothing_else(
    store: Store, made: Meeting
) -> None:
    with store.writing() as connection:
        other = meetings.add_meeting(connection, DRAFT._replace(kind="jvo"))
    changed = made._replace(
        kind="jvo",
        day=date(2025, 7, 2),
        place="Oranjestad",
        deadline=DEADLINE + timedelta(days=7),
        years=(2024,),
        plan=(14,),
        sequence=1,
        changed_at=LATER,
    )
    with store.writing() as connection:
        assert meetings.change_meeting(connection, changed)
    assert found(store, made.id) == changed
    assert found(store, other.id) == other
    with store.reading() as connection:
        assert meetings.due_at(connection, 2023) == DEADLINE
        assert meetings.due_at(connection, 2022) is None


def test_a_change_keeps_who_attended_and_what_was_agreed(store: Store, made: Meeting) -> None:
    who, action = person(store, "a@a.example"), agree(store, made, "Ask the registry")
    kept = Minutes((who,), "A guest", "We spoke.", (action,))
    with store.writing() as connection:
        meetings.keep_minutes(connection, made.id, kept)
        meetings.change_meeting(connection, made._replace(place="Philipsburg"))
    assert minutes(store, made) == kept


def test_what_was_cancelled_is_told_to_calendars_and_not_changed_any_more(
    store: Store, made: Meeting
) -> None:
    with store.writing() as connection:
        assert meetings.cancel_meeting(connection, made.id, LATER)
        assert not meetings.cancel_meeting(connection, made.id, LATER)
        assert not meetings.change_meeting(connection, made._replace(place="Philipsburg"))
        assert not meetings.change_meeting(connection, made._replace(id=99))
    cancelled = made._replace(cancelled_at=LATER, changed_at=LATER, sequence=1)
    assert found(store, made.id) == cancelled


def test_minutes_are_empty_at_first_and_then_what_was_kept_last(
    store: Store, made: Meeting
) -> None:
    assert minutes(store, made) == Minutes((), "", "", ())
    one, other = person(store, "a@a.example"), person(store, "b@a.example")
    for kept in (
        Minutes((other, one, one), "A guest", "We spoke.", ()),
        Minutes((other,), "", "", ()),
    ):
        with store.writing() as connection:
            meetings.keep_minutes(connection, made.id, kept)
        assert minutes(store, made) == kept._replace(attended=tuple(sorted(set(kept.attended))))


def test_what_was_agreed_is_open_until_it_is_done_the_earliest_due_first(
    store: Store, made: Meeting
) -> None:
    some_day = agree(store, made, "Think about it")
    late = agree(store, made, "Ask the registry", date(2025, 9, 1))
    soon = agree(store, made, "Send the list", date(2025, 7, 1))

    def still_open() -> list[Action]:
        with store.reading() as connection:
            return meetings.open_actions(connection)

    assert still_open() == [soon, late, some_day]
    with store.writing() as connection:
        assert meetings.set_done(connection, soon.id, made.id, LATER)
        assert not meetings.set_done(connection, late.id, made.id + 1, LATER)
    assert still_open() == [late, some_day]
    assert minutes(store, made).actions == (some_day, late, soon._replace(done_at=LATER))
    with store.writing() as connection:
        meetings.set_done(connection, soon.id, made.id, None)
    assert still_open() == [soon, late, some_day]


def test_who_promised_it_is_kept(store: Store, made: Meeting) -> None:
    draft = Action(0, made.id, "Send the list", person(store, "a@a.example"), date(2025, 7, 1))
    with store.writing() as connection:
        kept = meetings.add_action(connection, draft)
    assert minutes(store, made).actions == (kept,) == (draft._replace(id=kept.id),)
