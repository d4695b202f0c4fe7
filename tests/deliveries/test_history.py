"""A return from its first attempt on, and the earlier years asked about after a delivery."""

from __future__ import annotations

from datetime import timedelta

from exchange.core.people import Role
from exchange.deliveries.history import earlier_years, history_of, released, told
from exchange.deliveries.statements import still_right
from exchange.storage import attempts
from tests.check.making import BOOK, FULL
from tests.store.office import REPORTER, YEAR


def history(office):
    with office.store.reading() as connection:
        return history_of(connection, BOOK, REPORTER, YEAR)


def test_attempts_that_became_no_version_stand_apart(office):
    office.delivered(FULL)
    attempt = office.upload(FULL | {"trafficking_victims": 12})
    found = history(office)
    assert [version.number for version in found.versions] == [1]
    assert [each.id for each in found.undelivered] == [attempt.id]


def test_a_file_that_was_taken_away_is_not_offered(office):
    version = office.delivered(FULL)
    assert history(office).files == {version.attempt}
    with office.store.writing() as connection:
        attempts.purge_file(connection, version.attempt)
    assert history(office).files == set()


def test_everybody_who_did_something_has_a_name(office):
    office.delivered(FULL, office.secretariat)
    found = history(office)
    assert found.names == {office.secretariat.person.id: "secretariat"}


def test_nothing_is_released_while_it_waits(office):
    office.named(Role.APPROVER)
    office.delivered(FULL)
    with office.store.reading() as connection:
        assert released(connection, REPORTER, YEAR) is None


def test_a_version_is_held_against_the_last_one_released_before_it(office):
    office.delivered(FULL)
    office.named(Role.APPROVER)
    office.delivered(FULL | {"trafficking_victims": 12})
    office.delivered(FULL | {"trafficking_victims": 13})
    with office.store.reading() as connection:
        second, third = (told(connection, REPORTER, YEAR, number) for number in (2, 3))
        assert told(connection, REPORTER, YEAR, 4) is None
    assert (second.before.number, second.latest) == (1, False)
    assert (third.before.number, third.latest) == (1, True)


def test_three_earlier_years_are_asked_about_as_far_as_they_were_released(office):
    for year in range(YEAR - 5, YEAR - 1):
        office.deliver_explained(office.upload(FULL, year=year))
    version = office.delivered(FULL)
    with office.store.reading() as connection:
        found = earlier_years(connection, version)
    assert found == ((YEAR - 2, YEAR - 3), ())


def test_who_said_still_right_is_not_asked_again_this_round(office):
    office.deliver_explained(office.upload(FULL, year=YEAR - 1))
    years = frozenset({YEAR - 1})
    still_right(office.desk, office.coordinator, REPORTER, years, office.tick())
    version = office.delivered(FULL)
    with office.store.reading() as connection:
        assert earlier_years(connection, version) == ((), (YEAR - 1,))
    office.now += timedelta(days=400)
    version = office.delivered(FULL | {"trafficking_victims": 12})
    with office.store.reading() as connection:
        assert earlier_years(connection, version) == ((YEAR - 1,), ())
