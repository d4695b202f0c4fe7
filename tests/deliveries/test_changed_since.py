"""What changed in the comparison since the last meeting: only what was released after it."""

from datetime import date, timedelta

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.core.returns import Finding, Severity
from exchange.deliveries.changed_since import changed_since, last_meeting
from exchange.deliveries.deliver import release, send_back
from exchange.storage import meetings
from tests.store.office import REPORTER, START, YEAR

FIRST, OTHER = {"trafficking_victims": 10}, {"smuggling_suspects": 3}
DAY = timedelta(days=1)


def meeting(day, last_day=None, cancelled_at=None, kind="coordinators"):
    deadline = START - 9 * DAY
    facts = (0, kind, day, "", "America/Curacao", deadline, (YEAR,), cancelled_at, last_day)
    return Meeting(*facts)


@pytest.fixture
def met(office):
    """Figures were released; the meeting of the next two days is over."""
    office.deliver(office.attempt(FIRST))
    with office.store.writing() as connection:
        day = office.now.date()
        meetings.add_meeting(connection, meeting(day + DAY, day + 2 * DAY))
    office.now += 4 * DAY
    return office


def since(office):
    with office.store.reading() as connection:
        return changed_since(connection, office.desk.codebook, office.now)


def told(office):
    return [
        (each.changed.offence, [key.name for key in each.changed.figures], each.version)
        for each in since(office).released
    ]


def test_before_any_meeting_there_is_nothing_to_tell(office):
    office.deliver(office.attempt(FIRST))
    assert since(office) is None


def test_what_counted_at_the_meeting_is_not_told(met):
    assert since(met).released == ()


def test_a_revision_is_told_with_its_figures_its_version_and_its_day(met):
    met.deliver_explained(met.attempt({"trafficking_victims": 12}))
    (found,) = since(met).released
    changed = found.changed
    assert (changed.reporter, changed.year, changed.offence) == (REPORTER, YEAR, "trafficking")
    assert [key.name for key in changed.figures] == ["trafficking_victims"]
    assert (changed.first, found.version, found.at) == (False, 2, met.now)


def test_what_is_new_is_told_as_delivered_for_the_first_time(met):
    met.deliver(met.attempt(OTHER))
    met.deliver(met.attempt(FIRST, year=YEAR - 1))
    found = [each.changed for each in since(met).released]
    assert [(each.year, each.offence, each.first) for each in found] == [
        (YEAR - 1, "trafficking", True),
        (YEAR, "smuggling", True),
    ]


def test_several_versions_are_told_as_one_change_from_the_meeting_on(met):
    met.deliver_explained(met.attempt({"trafficking_victims": 12}))
    met.deliver_explained(met.attempt({"trafficking_victims": 12, "trafficking_suspects": 4}))
    assert told(met) == [("trafficking", ["trafficking_victims", "trafficking_suspects"], 3)]


def test_a_reason_given_with_any_version_since_counts(met):
    met.deliver_explained(met.attempt({"trafficking_victims": 12}))
    met.deliver_explained(met.attempt({"trafficking_victims": 12, "trafficking_suspects": 4}))
    (found,) = since(met).released
    assert found.changed.explained == 1


def test_a_reason_given_with_a_version_that_was_sent_back_does_not_count(met):
    approver, name = met.named(Role.APPROVER), "trafficking_suspects"
    figures = FIRST | {name: 4}
    finding = Finding(Severity.WARNING, "jump", (name,), name, explanation="Counted again.")
    first = met.deliver(met.attempt(figures, (finding,)))
    send_back(met.desk, approver, first.id, "Ask again.", met.tick())
    second = met.deliver(met.attempt(figures))
    release(met.desk, approver, second.id, met.tick())
    (found,) = since(met).released
    assert (len(found.changed.figures), found.changed.explained) == (1, 0)


def test_what_was_changed_and_changed_back_is_not_told(met):
    met.deliver_explained(met.attempt({"trafficking_victims": 12}))
    met.deliver_explained(met.attempt(FIRST))
    assert told(met) == []


def test_what_waits_for_release_is_told_once_it_is_released(met):
    approver = met.named(Role.APPROVER)
    version = met.deliver(met.attempt(OTHER))
    assert told(met) == []
    release(met.desk, approver, version.id, met.tick())
    assert [offence for offence, _, _ in told(met)] == ["smuggling"]


def test_what_was_released_on_the_last_day_of_the_meeting_was_known_there(office):
    with office.store.writing() as connection:
        meetings.add_meeting(connection, meeting(office.now.date() - DAY, office.now.date()))
    office.deliver(office.attempt(FIRST))
    office.now += 2 * DAY
    assert told(office) == []


def test_the_last_meeting_is_the_one_that_ended_last_and_stands():
    today = START.date()
    long_ago, lately = meeting(today - 90 * DAY), meeting(today - 9 * DAY, kind="jvo")
    cancelled = meeting(today - 2 * DAY, cancelled_at=START)
    going_on, to_come = meeting(today - DAY, today), meeting(date(2026, 1, 1))
    every = [lately, long_ago, cancelled, going_on, to_come]
    assert last_meeting(every, START) is lately
    assert last_meeting([cancelled, going_on, to_come], START) is None


def test_the_content_is_another_when_anything_was_released(met):
    before = since(met).content_sha256
    assert since(met).content_sha256 == before
    met.deliver(met.attempt(OTHER))
    assert since(met).content_sha256 != before
