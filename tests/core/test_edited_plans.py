"""A plan that is edited reminds of what is to come, and of nothing again."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from exchange.core.reminders import decide, nobody_to_remind
from tests.core.reminding import contact, goes, meeting, on, world

AT_ONCE = on(5, 12)
"""When it is 21 days before the deadline."""


def edited(plan, now, *had_by, person=1):
    """What goes by an edited plan, after what the usual one had sent at some instants before."""
    first = world()
    settled = {each.key for then in had_by for each in decide(first, then)}
    other = world(
        meetings=(meeting(plan=plan),),
        contacts=(contact(person=person),),
        settled=frozenset(settled),
    )
    return goes(other, now)


def test_an_earlier_step_put_in_the_place_of_one_that_went_reminds_nobody_again():
    assert edited((70, 22, 7, -3), on(5, 13)) == [(1, "before-22")]
    assert not edited((70, 22, 7, -3), on(5, 13), AT_ONCE)
    assert edited((70, 22, 7, -3), on(5, 26), AT_ONCE) == [(1, "before-7")]
    assert not edited((70, 10), on(5, 27), on(5, 26))


def test_a_later_step_goes_when_it_comes_and_who_got_nothing_gets_what_is_open():
    assert edited((70, 14, 7, -3), on(5, 19), AT_ONCE) == [(1, "before-14")]
    assert edited((70, 22, 7, -3), on(5, 13), AT_ONCE, person=2) == [(2, "before-22")]


def test_after_the_deadline_too_a_later_step_was_the_last():
    assert not edited((-2,), on(6, 8), on(6, 4))
    assert edited((-5,), on(6, 7), on(6, 4)) == [(1, "after-5")]


def test_by_an_edited_plan_nobody_is_missed_who_was_written_to_before():
    had = frozenset(each.key for each in decide(world(), AT_ONCE))
    paused = world(meetings=(meeting(plan=(22, 7)),), contacts=(contact(paused=True),), settled=had)
    assert not list(nobody_to_remind(paused, on(5, 20)))
    assert [turn.step for turn in nobody_to_remind(paused, on(5, 26))] == ["before-7"]


INSTANTS = st.datetimes(datetime(2027, 3, 1), datetime(2027, 8, 1), timezones=st.just(UTC))  # noqa: DTZ001
PLANS = st.sets(st.integers(-60, 90), min_size=1, max_size=4).map(tuple)


@given(st.lists(st.tuples(INSTANTS, PLANS), min_size=2, max_size=10))
def test_however_a_plan_is_edited_nobody_gets_an_earlier_step_after_a_later_one(edits):
    """Whatever the clock says meanwhile, too."""
    settled, sent = frozenset(), []
    for now, plan in edits:
        decided = list(decide(world(meetings=(meeting(plan=plan),), settled=settled), now))
        settled |= {each.key for each in decided}
        steps = [each.turn.step for each in decided if each.why is None]
        sent += [int(step.replace("after-", "-").replace("before-", "")) for step in steps]
    assert sent == sorted(set(sent), reverse=True)
