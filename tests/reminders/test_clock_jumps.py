"""The clock is put back and forward at awkward moments: nothing twice, nothing lost in silence."""

from __future__ import annotations

import random

import pytest

from exchange.core.letters import Fate
from exchange.core.people import Role
from exchange.reminders.due import queue_due
from tests.reminders.kingdom import ARUBA, at

ARUBAN, SINT_MAARTENER = "coordinator@aruba.example", "coordinator@sint-maarten.example"
SECRETARIAT = "secretariat@all.example"


def to_aruba(kingdom):
    """The steps of its coordinator, and what became of them."""
    return [(step, fate) for to, step, fate in kingdom.fates() if to == ARUBAN]


def test_put_back_an_hour_after_nine_nothing_goes_a_second_time(kingdom, rounds, post):
    rounds.go()
    kingdom.clock.goes_back(hours=1)
    for _ in range(3):
        rounds.go()
        kingdom.clock.passes(minutes=50)
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_put_back_between_queue_and_server_they_go_once_when_it_is_nine_again(
    kingdom, rounds, post
):
    queue_due(kingdom.office(post.door()), kingdom.clock())
    kingdom.clock.goes_back(hours=1)
    rounds.go()
    assert not post.taken
    kingdom.clock.passes(hours=1)
    rounds.go()
    rounds.go()
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_put_back_while_a_letter_is_tried_again_it_is_tried_a_little_later(kingdom, rounds, post):
    post.answers = lambda _to: "451 Later"
    rounds.go()
    kingdom.clock.goes_back(hours=1)
    rounds.go()
    post.answers = lambda _to: "250 OK"
    kingdom.clock.passes(hours=1, minutes=2)
    rounds.go()
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_a_week_forward_over_a_step_it_goes_late(kingdom, rounds, post):
    kingdom.clock.time = at("2027-01-08 12:00")
    rounds.go()
    post.taken.clear()
    kingdom.clock.passes(weeks=1)
    rounds.go()
    assert to_aruba(kingdom)[-1] == ("before-21", "sent")
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER]


def test_a_week_forward_over_the_deadline_says_what_became_outdated_and_sends_what_is_new(
    kingdom, rounds, post
):
    kingdom.clock.time = at("2027-01-29 08:00")
    kingdom.clock.goes_back(days=7)
    rounds.go()
    post.taken.clear()
    kingdom.clock.passes(weeks=2)
    rounds.go()
    assert to_aruba(kingdom) == [
        ("before-70", "skipped outdated"),
        ("before-21", "sent"),
        ("before-7", "skipped outdated"),
        ("after-3", "sent"),
    ]
    assert sorted(each.to for each in post.taken) == [ARUBAN, SINT_MAARTENER, SECRETARIAT]


def test_a_week_forward_between_queue_and_server_skips_what_the_deadline_overtook(
    kingdom, rounds, post
):
    kingdom.clock.time = at("2027-01-27 08:00")
    queue_due(kingdom.office(post.door()), kingdom.clock())
    kingdom.clock.passes(weeks=1)
    rounds.go()
    assert to_aruba(kingdom)[-1] == ("before-7", "skipped outdated")
    assert not post.taken


@pytest.mark.parametrize("seed", range(3))
def test_however_the_clock_jumps_every_step_comes_to_one_end_and_to_one_letter(
    kingdom, rounds, post, seed
):
    kingdom.named(Role.DEPUTY, ARUBA)
    chance = random.Random(seed)  # noqa: S311 - the same each time
    end = at("2027-03-20 09:00")
    while kingdom.clock() < end:
        rounds.go()
        kingdom.clock.passes(hours=chance.choice((-30, -1, -1, 0.4, 1, 6, 20, 24 * 7, 24 * 10)))
    rounds.go()
    steps = [(each.address, each.step) for each in kingdom.letters() if each.kind == "reminder"]
    assert len(steps) == len(set(steps)) == 4 * 6
    assert not [e for e in kingdom.letters() if e.fate not in {Fate.SENT, Fate.SKIPPED}]
    assert post.doubles == 0
    assert len(post.taken) == sum(1 for each in kingdom.letters() if each.fate is Fate.SENT)
