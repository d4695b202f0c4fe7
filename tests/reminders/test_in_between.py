"""What happens between a letter's queueing and its sending, and what goes wrong there."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError

from exchange.core.letters import Fate, Letter
from exchange.core.people import Role
from exchange.reminders.due import queue_due, something_came
from exchange.reminders.lease import Lease
from exchange.reminders.sending import send_waiting
from exchange.storage import Store, outbox, people
from exchange.storage.outbox import Draft
from tests.reminders.clock import Clock
from tests.reminders.kingdom import ARUBA, SINT_MAARTEN, Kingdom, at
from tests.reminders.post_office import PostOffice

ARUBAN, SINT_MAARTENER = "coordinator@aruba.example", "coordinator@sint-maarten.example"
SECRETARIAT = "secretariat@all.example"
STEP = "before-70"


@pytest.fixture
def queued(kingdom: Kingdom, post: PostOffice) -> Kingdom:
    """What is due was queued, and nothing sent yet."""
    queue_due(kingdom.office(post.door()), kingdom.clock())
    return kingdom


def fate(kingdom, address=ARUBAN, what=STEP):
    letter = kingdom.letter(address, what)
    return f"{letter.fate} {letter.reason}".strip()


def test_who_delivers_meanwhile_gets_none(queued, rounds, post):
    queued.delivers(queued.named(Role.DEPUTY, ARUBA), 2025)
    rounds.go()
    assert fate(queued) == "skipped nothing-missing"
    assert [each.to for each in post.taken] == [SINT_MAARTENER]


def test_who_is_paused_meanwhile_gets_none(queued, rounds, post):
    with queued.store.reading() as connection:
        everybody = {each.email: each for each in people.everybody(connection)}
    queued.pauses(everybody[ARUBAN], everybody[SECRETARIAT])
    rounds.go()
    assert fate(queued) == "skipped paused"


def test_who_leaves_meanwhile_gets_none(kingdom, rounds, post):
    deputy = kingdom.named(Role.DEPUTY, ARUBA)
    queue_due(kingdom.office(post.door()), kingdom.clock())
    kingdom.clock.passes(seconds=1)
    kingdom.leaves(deputy)
    rounds.go()
    assert fate(kingdom, "deputy@aruba.example") == "skipped outdated"


def test_of_a_meeting_cancelled_meanwhile_nobody_is_reminded(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    meeting = kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    queue_due(kingdom.office(post.door()), clock())
    kingdom.cancels(meeting)
    kingdom.rounds(post.door()).go()
    assert fate(kingdom) == "skipped outdated"
    assert not post.taken


def test_a_deadline_that_is_moved_begins_anew(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    meeting = kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    rounds = kingdom.rounds(post.door())
    rounds.go()
    kingdom.moves(meeting, at("2027-02-08 17:00"))
    clock.time = at("2026-11-30 08:00")
    rounds.go()
    assert len(post.taken) == 1
    clock.passes(hours=1)
    rounds.go()
    assert [each.to for each in post.taken] == [ARUBAN] * 2
    assert post.doubles == 0


def test_a_meeting_set_when_its_deadline_is_over_says_why_its_steps_do_not_go(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    kingdom.meets(date(2026, 11, 1), at("2026-10-15 17:00"), 2025)
    kingdom.rounds(post.door()).go()
    assert [fate for _, _, fate in kingdom.fates()] == ["skipped outdated"] * 4
    assert not post.taken


def test_who_serves_two_reporters_gets_a_letter_for_each(quick, clock, post):
    kingdom = Kingdom(quick, clock)
    for slug in (ARUBA, SINT_MAARTEN):
        kingdom.named(Role.COORDINATOR, slug, "both@example.org")
    kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    kingdom.rounds(post.door()).go()
    assert [each.to for each in post.taken] == ["both@example.org"] * 2
    assert {each.reporter for each in kingdom.letters()} == {ARUBA, SINT_MAARTEN}


def test_a_letter_that_cannot_be_written_keeps_no_other_back(queued, rounds, post):
    with queued.store.writing() as connection:
        broken = Draft("broken", "mail-failed", SECRETARIAT, "en", queued.clock(), facts={})
        outbox.put(connection, broken, queued.clock())
    rounds.go()
    assert fate(queued, SECRETARIAT, "mail-failed").startswith("failed could not be written")
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_a_door_that_breaks_on_one_letter_keeps_no_other_back(queued, post):
    door = post.door()

    def breaks(letter: Letter) -> None:
        if letter.address == ARUBAN:
            raise RuntimeError("out of order")
        door(letter)

    queued.rounds(breaks).go()
    assert fate(queued) == "queued could not be sent: out of order"
    assert [each.to for each in post.taken] == [SINT_MAARTENER]


def test_what_a_failed_round_of_our_own_left_is_sent_in_the_next(queued, post):
    office, lease = queued.office(post.door()), Lease(queued.store)
    assert lease.held()
    with queued.store.writing() as connection:
        assert outbox.claim(connection, lease.holder, queued.clock())
    send_waiting(office, lease, queued.clock)
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]
    assert sum(each.crashes for each in queued.letters()) == 1


class Busy(Store):
    """Refuses to write while it is busy, as SQLite does where somebody else writes for long."""

    times = 0

    @contextmanager
    def writing(self):
        if self.times:
            self.times -= 1
            raise OperationalError("UPDATE", {}, sqlite3.OperationalError("database is locked"))
        with super().writing() as connection:
            yield connection


def test_that_a_server_took_a_letter_is_noted_once_the_database_is_free(queued, post):
    busy = Busy(queued.store.engine.url.render_as_string())

    def is_busy_then(taken: object) -> None:
        busy.times = 1

    post.after = is_busy_then
    lease = Lease(busy, patience=0)
    assert lease.held()
    send_waiting(queued.office(post.door())._replace(store=busy), lease, queued.clock)
    busy.close()
    assert [each.fate for each in queued.letters() if each.step == STEP and not each.reason] == [
        Fate.SENT
    ] * 2
    assert post.doubles == 0


def test_who_stood_still_until_another_took_over_does_not_send(queued, post):
    office, ours = queued.office(post.door()), Lease(queued.store)
    assert ours.held()

    def clock():
        # Whenever we look, another has taken over meanwhile, and us for dead.
        with queued.store.writing() as connection:
            outbox.left_behind(connection, queued.clock())
        return queued.clock()

    send_waiting(office, ours, clock)
    assert not post.taken
    queued.clock.passes(hours=1)
    send_waiting(office, ours, queued.clock)
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


@pytest.mark.parametrize("what", ["steps", "new", "nothing"])
def test_whether_something_came_is_known_without_any_returns(kingdom, rounds, post, clock, what):
    rounds.go()
    office = kingdom.office(post.door())
    assert not something_came(office, clock())
    if what == "steps":
        clock.time = at("2027-01-11 09:00")
    elif what == "new":
        kingdom.named(Role.DEPUTY, ARUBA)
    assert something_came(office, clock()) is (what != "nothing")


def test_two_who_queue_at_once_queue_each_letter_once(store: Store, clock: Clock) -> None:
    kingdom = Kingdom(store, clock)
    kingdom.named(Role.COORDINATOR, ARUBA)
    kingdom.named(Role.DEPUTY, ARUBA)
    kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), 2025)
    office, gate = kingdom.office(lambda letter: None), Barrier(4)

    def tick(_: int) -> int:
        gate.wait(60)
        return len(queue_due(office, clock()).reminders)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tick, range(4))) == 2
    assert len([each for each in kingdom.letters() if each.step == STEP]) == 2


def test_people_deliver_while_letters_go_and_neither_waits_in_vain(
    store: Store, clock: Clock, post: PostOffice
) -> None:
    kingdom = Kingdom(store, clock)
    coordinators = [kingdom.named(Role.COORDINATOR, slug) for slug in (ARUBA, SINT_MAARTEN)]
    kingdom.meets(date(2027, 2, 15), at("2027-02-01 17:00"), *range(2015, 2026))
    rounds = kingdom.rounds(post.door())

    def deliver(_: int) -> None:
        for who in coordinators:
            for year in range(2015, 2025):
                kingdom.delivers(who, year)

    def work(_: int) -> None:
        for _ in range(20):
            rounds.go()

    with ThreadPoolExecutor(2) as pool:
        for done in (pool.submit(deliver, 0), pool.submit(work, 0)):
            done.result()
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


@pytest.mark.parametrize("days, came_of_it", [(29, "sent"), (31, "skipped outdated")])
def test_what_could_not_even_be_tried_for_a_month_says_nothing_new(
    kingdom, rounds, post, days, came_of_it
):
    said = Letter("receipt", ARUBAN, "A subject", "A text")
    with kingdom.store.writing() as connection:
        draft = Draft("receipt/1", "receipt", ARUBAN, "en", kingdom.clock(), letter=said)
        outbox.put(connection, draft, kingdom.clock())
    kingdom.clock.passes(days=days)
    rounds.go()
    assert fate(kingdom, ARUBAN, "receipt") == came_of_it
