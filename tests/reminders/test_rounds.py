"""A worker's round: everything every few minutes, and one thing that fails keeps back no other."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from exchange.core.people import Role
from exchange.reminders.lease import Lease
from exchange.scheduler import WHOLE_EVERY, Rounds
from exchange.storage import leases
from tests.reminders.kingdom import ARUBA, SINT_MAARTEN

ARUBAN, SINT_MAARTENER = "coordinator@aruba.example", "coordinator@sint-maarten.example"


def to(post):
    return sorted(each.to for each in post.taken)


def test_a_step_goes_within_a_tick_of_nine_although_everything_was_looked_at_before(
    kingdom, rounds, post
):
    kingdom.clock.goes_back(seconds=20)
    rounds.go()
    assert not post.taken
    kingdom.clock.passes(seconds=20)
    rounds.go()
    assert to(post) == [ARUBAN, SINT_MAARTENER]


def test_a_promise_goes_within_five_minutes_of_nine(kingdom, rounds, post):
    deputy = kingdom.named(Role.DEPUTY, ARUBA)
    kingdom.delivers(deputy, 2025, "To follow by 2 December 2026.")
    rounds.go()
    kingdom.clock.passes(days=8, hours=23, minutes=58)
    rounds.go()
    assert ARUBAN not in to(post)
    while ARUBAN not in to(post):
        kingdom.clock.passes(seconds=20)
        rounds.go()
    due_at = kingdom.letter(ARUBAN, "to-follow-2026-12-02").due_at
    assert due_at <= kingdom.clock() <= due_at + WHOLE_EVERY


def test_what_cannot_be_looked_at_keeps_no_letter_back_and_is_said(kingdom, rounds, post):
    """The contact list is gone: what is due is sent, files are forgotten, and the fault is told."""
    rounds.go()
    kingdom.named(Role.DEPUTY, SINT_MAARTEN)
    with kingdom.store.writing() as connection:
        connection.execute(text("ALTER TABLE contact_list RENAME TO lost"))
    kingdom.clock.passes(hours=7)
    with pytest.raises(Exception, match="contact_list"):
        rounds.go()
    assert to(post) == [ARUBAN, SINT_MAARTENER, "deputy@sint-maarten.example"]


def test_a_round_that_failed_is_logged_and_the_worker_goes_on(kingdom, rounds, post, caplog):
    with kingdom.store.writing() as connection:
        connection.execute(text("ALTER TABLE contact_list RENAME TO lost"))
    rounds()
    assert "tried again" in caplog.text
    with kingdom.store.writing() as connection:
        connection.execute(text("ALTER TABLE lost RENAME TO contact_list"))
    caplog.clear()
    rounds()
    assert not caplog.records


def test_who_is_told_to_stop_ends_after_the_letter_it_is_sending(kingdom, rounds, post):
    post.after = lambda _: rounds.stop()
    rounds.go()
    assert len(post.taken) == 1
    rounds.go()
    assert len(post.taken) == 2


def test_without_a_mail_server_nothing_is_queued_for_some_later_day(kingdom, post):
    lease = Lease(kingdom.store)
    Rounds(kingdom.office(post.door()), lease, kingdom.clock, sends=False).go()
    assert kingdom.letters() == []


def test_an_idle_worker_writes_nothing(kingdom, post):
    lease = Lease(kingdom.store)
    rounds = Rounds(kingdom.office(post.door()), lease, kingdom.clock)
    rounds.go()
    with kingdom.store.reading() as connection:
        before = leases.holder_of(connection, "letters")
    for _ in range(10):
        kingdom.clock.passes(seconds=20)
        rounds.go()
    with kingdom.store.reading() as connection:
        assert leases.holder_of(connection, "letters") == before


def test_who_is_not_the_one_does_nothing(kingdom, rounds, post):
    other = Rounds(kingdom.office(post.door()), Lease(kingdom.store), kingdom.clock)
    other.go()
    assert not post.taken
    assert kingdom.letters() == []
