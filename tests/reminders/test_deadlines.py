"""Meetings come, go and change: of one deadline each step reaches each person once."""

from __future__ import annotations

from datetime import date

import pytest

from exchange.core.people import Role
from exchange.reminders.due import queue_due
from exchange.reminders.plan import State, plan
from tests.check.making import BOOK
from tests.reminders.kingdom import ARUBA, Kingdom, at

ARUBAN = "coordinator@aruba.example"


def test_a_deadline_that_is_moved_away_and_back_repeats_nothing(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    meeting = kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    rounds = kingdom.rounds(post.door())
    rounds.go()
    kingdom.moves(meeting, at("2027-02-08 17:00"))
    rounds.go()
    kingdom.moves(meeting, meeting.deadline)
    rounds.go()
    assert [each.to for each in post.taken] == [ARUBAN]


def test_a_meeting_cancelled_and_set_anew_with_its_deadline_repeats_nothing(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    meeting = kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    rounds = kingdom.rounds(post.door())
    rounds.go()
    kingdom.cancels(meeting)
    rounds.go()
    kingdom.meets(date(2027, 2, 16), meeting.deadline, 2025)
    rounds.go()
    assert [each.to for each in post.taken] == [ARUBAN]


def test_what_a_cancelled_meeting_sent_is_told_in_the_plan_of_another_with_its_deadline(
    quick, clock, post
):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    meeting = kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    kingdom.rounds(post.door()).go()
    kingdom.cancels(meeting)
    other = kingdom.meets(date(2027, 2, 16), meeting.deadline, 2025)
    with quick.reading() as connection:
        steps = plan(connection, BOOK, clock())
    (step,) = [each for each in steps if each.state is State.SENT]
    assert (step.turn.meeting.id, step.turn.step) == (other.id, "before-70")
    assert step.addresses == (ARUBAN,)


def promising(quick, clock, *meetings, by):
    """The steps that go to Aruba, which promised one figure of 2025 and gave all others."""
    kingdom = Kingdom(quick, clock)
    clock.time = at("2026-11-20 09:00")
    coordinator = kingdom.named(Role.COORDINATOR, ARUBA)
    kingdom.delivers(coordinator, 2025, later=f"To follow by {by}.")
    for day, deadline in meetings:
        kingdom.meets(day, deadline, 2025)
    sent = []
    for day in ("2026-11-23", "2027-01-11", "2027-12-27", "2027-12-28", "2028-06-30"):
        clock.time = at(f"{day} 09:30")
        queued = queue_due(kingdom.office(lambda letter: None), clock()).reminders
        sent += [each.turn.step for each in queued if each.why is None]
    return sent


FIRST = date(2027, 2, 15), at("2027-02-01 17:00")
NEXT = date(2027, 12, 15), at("2027-12-01 17:00")


@pytest.mark.parametrize(
    "by, meetings, steps",
    [
        ("28 December 2027", [FIRST], ["to-follow-2027-12-28"]),
        ("29 December 2027", [FIRST], ["before-70", "before-21"]),
        ("1 July 2028", [FIRST], ["before-70", "before-21"]),
        ("1 July 2028", [FIRST, NEXT], ["to-follow-2028-07-01"]),
    ],
)
def test_a_promise_keeps_reminders_away_only_where_its_own_day_will_be_reminded_of(
    quick, clock, by, meetings, steps
):
    assert promising(quick, clock, *meetings, by=by) == steps
