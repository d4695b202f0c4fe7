"""How far everybody is, in a few queries."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import event

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.core.states import StateKind
from exchange.deliveries.deliver import release, send_back
from exchange.deliveries.overview import state, states
from exchange.storage import meetings
from tests.check.making import FULL, SMUGGLING, TRAFFICKING
from tests.store.office import BOOK, REPORTER, YEAR


def found(office, year=YEAR, *, own=True):
    with office.store.reading() as connection:
        return state(connection, BOOK, REPORTER, year, own=own)


def test_every_return_that_is_asked_for_has_a_state(office):
    with office.store.reading() as connection:
        made = states(connection, BOOK, [YEAR, BOOK.first_year, BOOK.first_year - 1], own=())
    assert set(made) == {(slug, year) for slug in BOOK.reporters for year in (YEAR, 2011)}
    assert {each.kind for each in made.values()} == {StateKind.MISSING}


def test_an_offence_that_came_later_completes_it(office):
    office.delivered(TRAFFICKING)
    assert found(office).kind is StateKind.PARTIAL
    assert found(office).missing == ("smuggling",)
    office.delivered(SMUGGLING)
    assert found(office).kind is StateKind.DELIVERED


def test_after_a_version_was_sent_back_the_one_before_stands(office):
    office.delivered(TRAFFICKING)
    approver = office.named(Role.APPROVER)
    waits = office.delivered(SMUGGLING)
    assert found(office).kind is StateKind.WAITING
    send_back(office.desk, approver, waits.id, "Look again.", office.tick())
    assert (found(office).kind, found(office).version.number) == (StateKind.PARTIAL, 1)


def test_a_revision_that_waits_takes_nothing_away_for_others(office):
    office.delivered(FULL)
    approver = office.named(Role.APPROVER)
    waits = office.delivered(FULL | {"trafficking_victims": 12})
    assert (found(office).kind, found(office).version.number) == (StateKind.WAITING, 2)
    others = found(office, own=False)
    assert (others.kind, others.version.number) == (StateKind.DELIVERED, 1)
    release(office.desk, approver, waits.id, office.tick())
    assert found(office, own=False).version.number == 2


def test_while_nothing_is_released_others_see_that_something_waits(office):
    office.named(Role.APPROVER)
    office.delivered(FULL)
    assert found(office, own=False).kind is StateKind.WAITING


def test_what_waits_late_does_not_make_late_what_is_released(office):
    set_deadline(office, office.now + timedelta(minutes=30))
    office.delivered(TRAFFICKING)
    office.named(Role.APPROVER)
    office.now += timedelta(days=2)
    office.delivered(SMUGGLING)
    assert found(office).late
    others = found(office, own=False)
    assert (others.kind, others.late) == (StateKind.PARTIAL, False)


def test_a_version_whose_place_a_returned_one_took_waits_for_nobody(office):
    office.delivered(TRAFFICKING)
    approver = office.named(Role.APPROVER)
    office.delivered(SMUGGLING)
    later = office.delivered(FULL | {"trafficking_victims": 12})
    send_back(office.desk, approver, later.id, "Look again.", office.tick())
    assert (found(office).kind, found(office).version.number) == (StateKind.PARTIAL, 1)


def test_a_first_version_that_was_sent_back_is_missing_again(office):
    approver = office.named(Role.APPROVER)
    waits = office.delivered(FULL)
    send_back(office.desk, approver, waits.id, "Look again.", office.tick())
    assert (found(office).kind, found(office).version.id) == (StateKind.MISSING, waits.id)


def test_a_correction_after_the_deadline_leaves_it_in_time(office):
    set_deadline(office, office.now + timedelta(minutes=30))
    office.delivered(FULL)
    office.now += timedelta(days=2)
    office.delivered(FULL | {"trafficking_victims": 12})
    assert not found(office).late


def test_the_second_offence_after_the_deadline_is_late(office):
    set_deadline(office, office.now + timedelta(minutes=30))
    office.delivered(TRAFFICKING)
    assert not found(office).late
    office.now += timedelta(days=2)
    office.delivered(SMUGGLING)
    assert found(office).late


def set_deadline(office, at):
    with office.store.writing() as connection:
        draft = Meeting(0, "jvo", date(2025, 6, 1), "", "America/Curacao", at, (YEAR,))
        meetings.add_meeting(connection, draft)


def test_it_costs_the_same_however_many_returns_there_are(office):
    asked = []
    event.listen(office.store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    def cost():
        asked.clear()
        with office.store.reading() as connection:
            states(connection, BOOK, range(2011, YEAR + 1), own=())
        return len(asked)

    office.delivered(FULL)
    one = cost()
    for year in range(2012, 2017):
        office.deliver_explained(office.upload(FULL, year=year))
    assert cost() == one
    assert one <= 6


def test_what_was_sent_back_was_not_in_time(office):
    set_deadline(office, office.now + timedelta(minutes=30))
    approver = office.named(Role.APPROVER)
    first = office.delivered(FULL)
    send_back(office.desk, approver, first.id, "Look again.", office.tick())
    office.now += timedelta(days=2)
    office.delivered(FULL | {"trafficking_victims": 12})
    assert found(office).late
