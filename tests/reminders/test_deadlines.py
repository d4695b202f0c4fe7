"""Meetings come, go and change: of one deadline each step reaches each person once."""

from __future__ import annotations

from datetime import date

from exchange.core.people import Role
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
