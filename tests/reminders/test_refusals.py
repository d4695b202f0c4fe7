"""A mail server that refuses, hangs, or is not there: tried again, given up, and told of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from exchange.core.letters import GIVEN_UP_AFTER, Fate, Letter
from exchange.core.people import Role
from exchange.scheduler import Rounds
from exchange.storage import outbox, people
from exchange.storage.outbox import Draft
from tests.reminders.clock import Clock
from tests.reminders.kingdom import ARUBA, Kingdom
from tests.reminders.post_office import PATIENCE, TAKEN, PostOffice

ARUBAN, SINT_MAARTENER = "coordinator@aruba.example", "coordinator@sint-maarten.example"
SECRETARIAT = "secretariat@all.example"
STEP, FAILED = "before-70", "mail-failed"
MINUTE, LONGEST = timedelta(minutes=1), timedelta(hours=4)


def refusing(post: PostOffice, *said: str | None, to: str = ARUBAN) -> None:
    """The server says this to the letters to somebody, one after the other, and then takes them."""
    left = list(said)
    post.answers = lambda rcpt: left.pop(0) if rcpt == to and left else TAKEN


def tries(kingdom: Kingdom, rounds: Rounds) -> list[timedelta]:
    """Goes on, from one try of Aruba's letter to the next, to its end; the waits in between."""
    waits = []
    while True:
        rounds.go()
        letter = kingdom.letter(ARUBAN, STEP)
        if letter.next_try_at is None:
            return waits
        waits.append(letter.next_try_at - kingdom.clock())
        kingdom.clock.time = letter.next_try_at


def test_nobody_listening_for_hours_the_letters_go_once_when_somebody_does(kingdom, rounds, post):
    post.closes()
    for _ in range(5):
        rounds.go()
        kingdom.clock.passes(hours=1)
    assert [kingdom.letter(to, STEP).fate for to in (ARUBAN, SINT_MAARTENER)] == [Fate.QUEUED] * 2
    post.opens()
    kingdom.clock.passes(hours=4)
    for _ in range(3):
        rounds.go()
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]
    assert kingdom.letter(ARUBAN, STEP).tries > 1


def test_a_server_that_hangs_keeps_no_other_letter_back(kingdom, rounds, post):
    refusing(post, None)
    rounds.go()
    assert [each.to for each in post.taken] == [SINT_MAARTENER]
    assert "timed out" in kingdom.letter(ARUBAN, STEP).reason
    kingdom.clock.passes(minutes=1)
    rounds.go()
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_what_is_taken_later_arrives_once_with_the_same_message_id(kingdom, rounds, post):
    refusing(post, "451 Later", "421 Busy")
    waits = tries(kingdom, rounds)
    letter = kingdom.letter(ARUBAN, STEP)
    assert (letter.fate, letter.tries, len(waits)) == (Fate.SENT, 3, 2)
    assert {each.id for each in post.refused} <= set(post.copies)
    assert post.doubles == 0


def test_waits_grow_from_a_minute_to_four_hours_each_up_to_half_shorter(kingdom, rounds, post):
    refusing(post, *["451 Later"] * 100)
    waits = tries(kingdom, rounds)
    for number, wait in enumerate(waits):
        full = min(MINUTE * 2**number, LONGEST)
        assert full / 2 <= wait <= full
    assert len({wait / min(MINUTE * 2**n, LONGEST) for n, wait in enumerate(waits)}) > 5


def test_after_two_days_a_letter_is_given_up_and_the_secretariat_told_once(kingdom, rounds, post):
    begun = kingdom.clock()
    refusing(post, *["451 Later"] * 100)
    tries(kingdom, rounds)
    letter = kingdom.letter(ARUBAN, STEP)
    assert (letter.fate, letter.reason) == (Fate.FAILED, "451 Later")
    assert GIVEN_UP_AFTER - LONGEST <= kingdom.clock() - begun <= GIVEN_UP_AFTER
    for _ in range(3):
        kingdom.clock.passes(hours=1)
        rounds.go()
    assert [each.to for each in post.taken] == [SINT_MAARTENER, SECRETARIAT]
    assert kingdom.letter(SECRETARIAT, FAILED).fate is Fate.SENT


@pytest.mark.parametrize("before", [(), ("451 Later",)])
def test_what_is_refused_for_good_fails_at_once_and_only_it(kingdom, rounds, post, before):
    refusing(post, *before, "550 No such person")
    assert len(tries(kingdom, rounds)) == len(before)
    letter = kingdom.letter(ARUBAN, STEP)
    assert (letter.fate, letter.reason) == (Fate.FAILED, "550 No such person")
    assert [each.to for each in post.taken] == [SINT_MAARTENER, SECRETARIAT]
    with kingdom.store.reading() as connection:
        tried = outbox.written(connection, letter.id)
    assert tried.subject == letter.subject != ""
    assert "/returns/aruba/" in tried.text


def test_a_letter_that_was_tried_anew_and_fails_again_is_told_of_again(kingdom, rounds, post):
    refusing(post, "550 No such person", "550 Still nobody")
    rounds.go()
    kingdom.clock.passes(hours=1)
    rounds.go()
    failed = kingdom.letter(ARUBAN, STEP)
    with kingdom.store.writing() as connection:
        assert outbox.try_again(connection, failed.id, kingdom.clock())
    rounds.go()
    assert kingdom.letter(ARUBAN, STEP).reason == "550 Still nobody"
    assert kingdom.letter(ARUBAN, STEP).tries == 1
    assert [each.to for each in post.taken] == [SINT_MAARTENER, SECRETARIAT, SECRETARIAT]


def test_an_account_that_was_closed_gets_nothing_of_what_was_put_in_before(kingdom, rounds, post):
    reader = kingdom.named(Role.READER)
    letter = Letter("meeting-set", reader.person.email, "A meeting is set", "Come.\n")
    with kingdom.store.writing() as connection:
        draft = Draft("any", letter.kind, letter.address, "en", kingdom.clock(), reader.person.id)
        outbox.put(connection, draft._replace(letter=letter), kingdom.clock())
        people.change_person(connection, reader.person.id, disabled_at=kingdom.clock())
    rounds.go()
    assert letter.address not in {each.to for each in post.taken}
    assert kingdom.letter(letter.address, "meeting-set").fate is Fate.SKIPPED


def test_a_letter_that_tells_of_a_failure_and_fails_is_not_told_of(kingdom, rounds, post):
    post.answers = lambda _to: "550 Nobody here"
    for _ in range(5):
        rounds.go()
        kingdom.clock.passes(hours=1)
    told = [each for each in kingdom.letters() if each.kind == FAILED]
    assert [(each.address, each.fate) for each in told] == [(SECRETARIAT, Fate.FAILED)] * 2
    assert len(post.refused) == 4


def test_another_worker_goes_on_where_the_last_one_ended(kingdom, rounds, post):
    refusing(post, "451 Later", "451 Later", "451 Later")
    rounds.go()
    first = kingdom.letter(ARUBAN, STEP)
    for number in (2, 3, 4):
        kingdom.clock.passes(hours=1)
        kingdom.rounds(post.door(PATIENCE)).go()
        letter = kingdom.letter(ARUBAN, STEP)
        assert (letter.tries, letter.first_tried_at) == (number, first.first_tried_at)
    assert letter.fate is Fate.SENT
    assert post.doubles == 0


def test_what_waits_while_its_reporter_delivers_is_not_sent_any_more(
    kingdom: Kingdom, rounds: Rounds, post: PostOffice, clock: Clock
) -> None:
    deputy = kingdom.named(Role.DEPUTY, ARUBA)
    refusing(post, *["451 Later"] * 3)
    rounds.go()
    clock.passes(minutes=10)
    kingdom.delivers(deputy, 2025)
    clock.passes(minutes=50)
    rounds.go()
    letter = kingdom.letter(ARUBAN, STEP)
    assert (letter.fate, letter.reason) == (Fate.SKIPPED, "nothing-missing")
    assert ARUBAN not in {each.to for each in post.taken}
