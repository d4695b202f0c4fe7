"""Who is reminded of what, when: nobody of nothing, each once, and it stops by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.core.missing import Awaits, Missing
from exchange.core.people import Role
from exchange.core.reminders import decide, nobody_to_remind
from tests.core.answering import BOOK
from tests.core.reminding import (
    DEADLINE,
    HERE,
    THERE,
    complete,
    contact,
    goes,
    meeting,
    nothing_delivered,
    on,
    to_follow,
    weekdays,
    why,
    world,
)

COORDINATOR, DEPUTY, APPROVER = Role.COORDINATOR, Role.DEPUTY, Role.APPROVER
WAITING = Missing(HERE, 2026, awaits=Awaits.RELEASE)
UNCONFIRMED = Missing(HERE, 2026, awaits=Awaits.CONFIRMATION)
SENT_BACK = nothing_delivered()._replace(returned=True)
HALF = Missing(HERE, 2026, ("smuggling",))
PROVISIONAL = Missing(HERE, 2026, provisional=(("trafficking", 2),))
AT_ONCE = on(5, 12)
"""When it is 21 days before the deadline of all these."""


@pytest.mark.parametrize(
    "missing, roles, told",
    [
        (nothing_delivered(), (COORDINATOR,), True),
        (nothing_delivered(), (DEPUTY,), True),
        (nothing_delivered(), (APPROVER,), False),
        (HALF, (COORDINATOR,), True),
        (SENT_BACK, (COORDINATOR,), True),
        (SENT_BACK, (APPROVER,), False),
        (WAITING, (COORDINATOR,), False),
        (WAITING, (APPROVER,), True),
        (WAITING, (COORDINATOR, APPROVER), True),
        (WAITING, (DEPUTY, APPROVER), True),
        (nothing_delivered(), (COORDINATOR, APPROVER), True),
        (HALF._replace(awaits=Awaits.RELEASE), (COORDINATOR,), True),
        (HALF._replace(awaits=Awaits.RELEASE), (APPROVER,), True),
        (UNCONFIRMED, (COORDINATOR,), True),
        (UNCONFIRMED, (APPROVER,), False),
        (to_follow(None), (COORDINATOR,), True),
        (to_follow(None), (APPROVER,), False),
        (to_follow(date(2027, 5, 12)), (COORDINATOR,), True),
        (to_follow(date(2027, 5, 13)), (COORDINATOR,), False),
        (complete(), (COORDINATOR,), False),
        (PROVISIONAL, (COORDINATOR,), False),
    ],
)
def test_whoever_has_to_do_something_is_told_and_nobody_else(missing, roles, told):
    given_ = world(missing, contacts=(contact(*roles),))
    assert ("before-21" in [step for _, step in goes(given_, AT_ONCE)]) is told


def test_why_it_does_not_go_is_said():
    assert why(world(complete()), AT_ONCE) == {
        "before-70": "outdated",
        "before-21": "nothing-missing",
    }
    assert why(world(WAITING), AT_ONCE)["before-21"] == "not-theirs"
    assert why(world(contacts=(contact(paused=True),)), AT_ONCE)["before-21"] == "paused"


def test_a_later_step_takes_the_place_of_an_earlier_one_that_was_missed():
    assert goes(world(), on(3, 24)) == [(1, "before-70")]
    assert goes(world(), on(5, 25)) == [(1, "before-21")]
    assert goes(world(), on(5, 26)) == [(1, "before-7")]
    assert why(world(), on(5, 26)) == {"before-70": "outdated", "before-21": "outdated"}


def test_between_the_deadline_and_the_step_after_it_nothing_goes():
    assert not goes(world(), DEADLINE)
    assert goes(world(), on(6, 4)) == [(1, "after-3")]


def test_after_the_meeting_the_last_step_says_nothing_new():
    assert goes(world(), on(6, 16, 23)) == [(1, "after-3")]
    assert not goes(world(), on(6, 17, 0))


def test_what_was_settled_is_not_asked_again():
    given_ = world()
    keys = frozenset(each.key for each in decide(given_, AT_ONCE))
    assert len(keys) == 2
    assert not list(decide(given_._replace(settled=keys), AT_ONCE))


def test_another_deadline_begins_anew():
    had = frozenset(each.key for each in decide(world(), AT_ONCE))
    moved = world(meetings=(meeting(DEADLINE + timedelta(days=1)),), settled=had)
    assert goes(moved, on(5, 13)) == [(1, "before-21")]


def test_another_person_in_the_role_gets_what_is_open_and_nothing_of_what_is_over():
    had = frozenset(each.key for each in decide(world(), AT_ONCE))
    other = world(contacts=(contact(), contact(person=2)), settled=had)
    assert goes(other, on(5, 20)) == [(2, "before-21")]


def test_who_serves_two_reporters_is_told_for_each():
    both = contact(), contact(reporter=THERE)
    given_ = world(nothing_delivered(), nothing_delivered(THERE), contacts=both)
    assert goes(given_, AT_ONCE) == [(1, "before-21")] * 2
    assert len({each.key for each in decide(given_, AT_ONCE) if not each.why}) == 2


def test_who_serves_no_reporter_is_never_reminded():
    assert not list(decide(world(contacts=(contact(Role.SECRETARIAT, reporter=None),)), AT_ONCE))


# Nobody there.


@pytest.mark.parametrize(
    "missing, contacts, told",
    [
        (nothing_delivered(), (), True),
        (nothing_delivered(), (contact(paused=True),), True),
        (nothing_delivered(), (contact(APPROVER),), True),
        (nothing_delivered(), (contact(),), False),
        (nothing_delivered(), (contact(paused=True), contact(DEPUTY, person=2)), False),
        (WAITING, (contact(),), True),
        (WAITING, (contact(), contact(APPROVER, person=2)), False),
        (complete(), (), False),
    ],
)
def test_a_reporter_without_anybody_who_would_do_it_is_known(missing, contacts, told):
    given_ = world(missing)._replace(contacts=contacts)
    assert bool([t for t in nobody_to_remind(given_, AT_ONCE) if t.reporter == HERE]) is told


def test_who_is_paused_after_the_letter_went_is_not_missed_before_the_next_step():
    had = frozenset(each.key for each in decide(world(), AT_ONCE))
    paused = world(contacts=(contact(paused=True),), settled=had)
    assert not list(nobody_to_remind(paused, on(5, 20)))
    assert [turn.step for turn in nobody_to_remind(paused, on(5, 26))] == ["before-7"]


# Whatever happens.

SOMETIME = st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
OWED = st.sampled_from(
    [
        nothing_delivered(),
        complete(),
        HALF,
        WAITING,
        UNCONFIRMED,
        SENT_BACK,
        PROVISIONAL,
        to_follow(None),
        to_follow(date(2027, 5, 1)),
        to_follow(date(2027, 8, 1)),
    ]
)
WHO = (
    contact(),
    contact(DEPUTY, person=2),
    contact(APPROVER, person=3),
    contact(reporter=THERE, person=4),
    contact(DEPUTY, person=1, reporter=THERE),
)
MEETINGS = (meeting(), meeting(on(1, 12, 17), 2025, 2026, id_=2), meeting(DEADLINE, 2025, id_=3))


@given(st.lists(st.tuples(SOMETIME, OWED, OWED, st.sets(st.sampled_from(WHO))), max_size=12))
def test_whenever_the_ticks_come_each_step_reaches_each_person_at_most_once(ticks):
    """In whatever order the instants come, whoever is paused then, whatever is delivered then."""
    settled, sent = frozenset(), []
    for now, here, there, paused in ticks:
        owed = here, there._replace(reporter=THERE), here._replace(year=2025)
        people = tuple(each._replace(paused=each in paused) for each in WHO)
        given_ = world(*owed, meetings=MEETINGS, contacts=people, settled=settled)
        decided = list(decide(given_, now))
        keys = [each.key for each in decided]
        assert len(keys) == len(set(keys))
        assert not settled & set(keys)
        settled |= set(keys)
        for each in decided:
            if each.why is None:
                what = each.turn.promise or (each.turn.meeting.deadline, each.turn.step)
                sent.append((what, each.turn.reporter, each.contact.person))
                assert is_sensible(given_, each, now)
    assert len(sent) == len(set(sent))


def is_sensible(given_, decided, now):
    """It has come and is not over, and is for somebody who can be reached and has to do it."""
    turn, who = decided.turn, decided.contact
    owed = [m for m in decided.missing if m.reporter == turn.reporter == who.reporter]
    local = turn.promise or now.astimezone(turn.at.tzinfo).date()
    return (
        turn.at <= now < turn.until
        and len(owed) == len(decided.missing) > 0
        and all(each.asked_for(local) for each in owed)
        and not who.paused
        and (who.roles != {APPROVER} or any(each.awaits is Awaits.RELEASE for each in owed))
    )


@given(st.lists(SOMETIME, min_size=1, max_size=8))
def test_of_whom_nothing_is_missing_nobody_is_ever_written_to(ticks):
    given_ = world(complete(), complete(THERE), meetings=MEETINGS, contacts=WHO)
    assert not [each for now in ticks for each in decide(given_, now) if each.why is None]


def test_every_reporter_of_the_code_book_has_its_turns():
    given_ = world(*(nothing_delivered(slug) for slug in BOOK.reporters), works=weekdays)
    everybody = tuple(contact(person=n, reporter=s) for n, s in enumerate(BOOK.reporters))
    assert len(goes(given_._replace(contacts=everybody), on(5, 12, 12))) == len(BOOK.reporters)
