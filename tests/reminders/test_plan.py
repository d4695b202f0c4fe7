"""Who gets which reminder, when: as the page and the command tell it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from exchange.codebooks import load
from exchange.core.letters import Fate, Message
from exchange.core.meetings import Meeting
from exchange.core.missing import Awaits, Following, Missing
from exchange.core.people import Role
from exchange.core.reminders import Contact, Why, World
from exchange.reminders.plan import State, by_meeting, steps
from exchange.reminders.plan_words import moved_text, reason_text, state_text, step_text
from exchange.reminders.working_days import works
from exchange.wording import translator

CURACAO, AMSTERDAM = ZoneInfo("America/Curacao"), ZoneInfo("Europe/Amsterdam")
HERE, THERE = "curacao", "european-netherlands"
BOOK, EN = load(), translator("en")
DEADLINE = datetime(2026, 5, 18, 17, tzinfo=CURACAO)
MEETING = Meeting(4, "jvo", date(2026, 6, 1), "Willemstad", "America/Curacao", DEADLINE, (2025,))
EARLY = datetime(2026, 1, 5, tzinfo=UTC)
NOTHING = Missing(HERE, 2025)
ALL = Missing(HERE, 2025, tuple(BOOK.offences))
COORDINATOR = Contact(1, "k@example.org", "nl", frozenset({Role.COORDINATOR}), HERE)
APPROVER = Contact(2, "a@example.org", "nl", frozenset({Role.APPROVER}), HERE)


def world(missing=ALL, contacts=(COORDINATOR,), meetings=(MEETING,), reporter=HERE):
    owed = {(reporter, 2025): missing._replace(reporter=reporter)}
    reporters = {reporter: BOOK.reporters[reporter]}
    return World(meetings, reporters, contacts, owed, frozenset(), works)


def named(found, name):
    return next(step for step in found if step.turn.step == name)


def message(person, fate, step="before-21", reason=""):
    """What lies in the outbox for somebody of Curaçao."""
    key = f"{MEETING.due}/{step}/{HERE}/{person}"
    at = datetime(2026, 4, 24, 13, tzinfo=UTC)
    address = f"{person}@example.org"
    return Message(0, key, "reminder", address, "nl", at, at, fate, person, reason=reason)


def at(month, day, hour=12):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_every_step_to_come_is_told_with_its_local_morning_and_who_gets_it():
    found = steps(world(), [], EARLY)
    assert [(each.turn.step, each.state, each.addresses) for each in found] == [
        (name, State.PLANNED, ("k@example.org",))
        for name in ("before-70", "before-21", "before-7", "after-3")
    ]
    assert named(found, "before-7").turn.at.isoformat() == "2026-05-11T09:00:00-04:00"


def test_a_step_is_told_in_the_time_of_its_own_reporter():
    found = steps(world(reporter=THERE), [], EARLY)
    assert named(found, "before-70").turn.at.isoformat() == "2026-03-09T09:00:00+01:00"
    assert named(found, "before-7").turn.at.isoformat() == "2026-05-11T09:00:00+02:00"


def test_a_step_on_a_public_holiday_says_from_which_day_it_was_moved():
    step = named(steps(world(), [], EARLY), "before-21")
    assert step.turn.at.date() == date(2026, 4, 24)
    assert moved_text(EN, step) == "moved from Monday 27 April"


def test_a_step_after_the_deadline_says_that_it_was_moved_too():
    monday = MEETING._replace(deadline=datetime(2026, 5, 21, 17, tzinfo=CURACAO))
    step = named(steps(world(meetings=(monday,)), [], EARLY), "after-3")
    assert step.turn.at.date() == date(2026, 5, 22)
    assert moved_text(EN, step) == "moved from Sunday 24 May"


def test_a_step_on_a_working_day_was_not_moved():
    assert moved_text(EN, named(steps(world(), [], EARLY), "before-7")) == ""


def test_where_nothing_is_missing_nobody_gets_anything_and_the_reason_is_told():
    for step in steps(world(NOTHING), [], EARLY):
        assert (step.addresses, step.why, step.unreachable) == ((), Why.NOTHING_MISSING, False)
        assert state_text(EN, step) == "goes to nobody"
        assert reason_text(EN, step) == "nothing is missing"


def test_a_paused_address_gets_nothing_and_the_secretariat_is_told():
    step = steps(world(contacts=(COORDINATOR._replace(paused=True),)), [], EARLY)[0]
    assert step.addresses == ()
    assert reason_text(EN, step) == "the address is paused, and the secretariat is told"


@pytest.mark.parametrize("contacts", [(), (APPROVER,)])
def test_where_nobody_is_there_who_would_deliver_the_secretariat_is_told(contacts):
    step = steps(world(contacts=contacts), [], EARLY)[0]
    assert step.addresses == ()
    assert reason_text(EN, step) == "nobody can be reached; the secretariat is told"


def test_what_waits_for_release_goes_to_the_approver_alone():
    waiting = NOTHING._replace(awaits=Awaits.RELEASE)
    step = steps(world(waiting, (COORDINATOR, APPROVER)), [], EARLY)[0]
    assert step.addresses == ("a@example.org",)


def test_figures_to_follow_have_a_step_of_their_own():
    promise = NOTHING._replace(following=(Following("trafficking", 1, date(2026, 4, 20)),))
    found = steps(world(promise), [], EARLY)
    told = [(step_text(EN, each.turn), each.addresses) for each in found]
    assert ("figures promised for Monday 20 April", ("k@example.org",)) in told
    assert ("70 days before the deadline", ()) in told


def test_a_step_that_has_come_is_open_until_it_is_sent():
    assert named(steps(world(), [], at(4, 24, 14)), "before-21").state is State.OPEN


@pytest.mark.parametrize(
    "fate, state",
    [
        (Fate.QUEUED, State.OPEN),
        (Fate.SENDING, State.OPEN),
        (Fate.SENT, State.SENT),
        (Fate.FAILED, State.FAILED),
    ],
)
def test_a_letter_in_the_outbox_says_how_far_its_step_is(fate, state):
    step = named(steps(world(), [message(1, fate)], at(4, 25)), "before-21")
    assert (step.state, step.addresses) == (state, ("1@example.org",))


def test_that_one_letter_of_several_failed_is_not_hidden():
    letters = [message(1, Fate.SENT), message(2, Fate.FAILED, reason="550 no such mailbox")]
    step = named(steps(world(), letters, at(4, 25)), "before-21")
    assert (step.state, reason_text(EN, step)) == (State.FAILED, "550 no such mailbox")


def test_a_step_that_was_skipped_keeps_the_reason_of_then():
    skipped = [message(1, Fate.SKIPPED, reason="nothing-missing")]
    step = named(steps(world(), skipped, at(4, 25)), "before-21")
    assert (step.state, step.addresses) == (State.SKIPPED, ())
    assert (state_text(EN, step), reason_text(EN, step)) == ("not sent", "nothing is missing")


def test_once_a_step_is_over_nobody_is_told_any_more_that_its_address_was_paused():
    skipped = [message(1, Fate.SKIPPED, reason="paused")]
    assert told_of(skipped, at(4, 25)) == "the address is paused, and the secretariat is told"
    assert told_of(skipped, at(5, 12)) == "the address is paused"


def told_of(letters, now):
    return reason_text(EN, named(steps(world(), letters, now), "before-21"))


def test_who_came_later_than_a_step_gets_it_while_it_lasts():
    skipped = [message(7, Fate.SKIPPED, reason="paused")]
    step = named(steps(world(), skipped, at(4, 25)), "before-21")
    assert (step.state, step.addresses) == (State.OPEN, ("k@example.org",))


def test_a_step_whose_time_is_over_goes_to_nobody_any_more():
    step = named(steps(world(), [], at(5, 12)), "before-21")
    assert (step.state, step.addresses, step.why) == (State.OVER, (), Why.OUTDATED)
    assert not step.unreachable


def test_an_earlier_step_that_falls_on_the_same_morning_as_a_later_one_goes_to_nobody():
    close = MEETING._replace(plan=(23, 22))
    first, second = steps(world(meetings=(close,)), [], EARLY)
    assert (first.turn.at, first.addresses) == (second.turn.at, ())
    assert first.why is Why.OUTDATED
    assert second.addresses == ("k@example.org",)


def test_of_a_meeting_that_is_over_only_what_lasts_is_told():
    late = MEETING._replace(day=date(2026, 5, 19))
    assert [each.turn.step for each in steps(world(meetings=(late,)), [], at(5, 22))] == ["after-3"]
    assert steps(world(meetings=(late,)), [], at(6, 22)) == []


def test_a_cancelled_meeting_reminds_of_nothing():
    assert steps(world(meetings=(MEETING._replace(cancelled_at=EARLY),)), [], EARLY) == []


def test_steps_come_by_meeting_and_day_and_in_the_order_of_the_code_book():
    owed = {(slug, 2025): Missing(slug, 2025) for slug in BOOK.reporters}
    later = MEETING._replace(id=5, deadline=datetime(2026, 11, 18, 17, tzinfo=CURACAO))
    both = World((later, MEETING), BOOK.reporters, (), owed, frozenset(), works)
    found = by_meeting(steps(both, [], EARLY))
    assert list(found) == [MEETING, later]
    assert [each.turn.reporter for each in found[MEETING]][:5] == list(BOOK.reporters)
    days = [each.turn.at.date() for each in found[MEETING]]
    assert days == sorted(days)


def test_by_a_plan_edited_after_a_step_went_it_goes_to_nobody_again():
    given = world(meetings=(MEETING._replace(plan=(22, 7)),))
    had = given._replace(settled=frozenset({message(1, Fate.SENT).key}))
    assert named(steps(given, [], at(4, 25)), "before-22").addresses == ("k@example.org",)
    step = named(steps(had, [message(1, Fate.SENT)], at(4, 25)), "before-22")
    assert (step.addresses, step.why, step.unreachable) == ((), Why.OUTDATED, False)
