"""Why somebody gets nothing now."""

from exchange.core.not_due import not_due
from exchange.core.reminders import Why, decide
from tests.core.reminding import complete, meeting, on, world

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
