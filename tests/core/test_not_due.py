"""Why somebody gets nothing now."""

from datetime import date

from exchange.core.not_due import not_due
from exchange.core.people import Role
from exchange.core.reminders import Why, decide
from tests.core.reminding import complete, contact, meeting, on, to_follow, world

AT_ONCE = on(5, 12)


def test_why_somebody_gets_nothing_now_is_told_with_the_step_that_tells():
    def told(given_, now):
        return [(each.why, each.turn.step if each.turn else None) for each in not_due(given_, now)]

    assert told(world(), on(3, 1)) == [(Why.NOT_YET, "before-70")]
    assert told(world(complete()), AT_ONCE) == [(Why.NOTHING_MISSING, "before-21")]
    had = frozenset(each.key for each in decide(world(), AT_ONCE))
    assert told(world(settled=had), on(5, 13)) == [(Why.SETTLED, "before-21")]
    assert told(world(), on(8, 1)) == [(Why.OUTDATED, "after-3")]
    assert told(world(meetings=(meeting(cancelled_at=on(3, 1)),)), AT_ONCE) == [
        (Why.NO_MEETING, None)
    ]


def reasons(given, now):
    return {each.contact.person: each.why for each in not_due(given, now)}


def test_who_was_passed_over_is_not_told_to_have_had_one():
    people = contact(person=1), contact(Role.APPROVER, person=2)
    had = frozenset(each.key for each in decide(world(contacts=people), AT_ONCE))
    told = reasons(world(contacts=people, settled=had), on(5, 13))
    assert told == {1: Why.SETTLED, 2: Why.NOT_THEIRS}


def test_who_will_get_none_of_the_next_step_is_not_promised_one():
    people = contact(person=1), contact(Role.APPROVER, person=2)
    assert reasons(world(contacts=people), on(3, 1)) == {1: Why.NOT_YET, 2: Why.NOT_THEIRS}


def test_where_all_is_there_nothing_else_is_said_at_any_time():
    for now in (on(3, 1), AT_ONCE, on(6, 4), on(8, 1)):
        assert reasons(world(complete()), now) == {1: Why.NOTHING_MISSING}


def test_between_two_steps_the_last_one_that_went_is_told():
    given = world(meetings=(meeting(plan=(30, 7)),))
    had = frozenset(each.key for each in decide(given, on(5, 26)))
    assert reasons(given._replace(settled=had), on(6, 5)) == {1: Why.SETTLED}


def test_what_was_promised_is_told_with_its_day():
    (told,) = not_due(world(to_follow(date(2027, 7, 1))), AT_ONCE)
    assert (told.why, told.turn.promise) == (Why.NOT_YET, date(2027, 7, 1))
