from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.core.returns import Verdict
from exchange.deliveries.deliver import NotToDecide, confirm, release, send_back
from exchange.deliveries.upload import Incoming, NotThisReturn, upload
from exchange.storage.upgrade import faults
from tests.check.making import FULL, SMUGGLING, TRAFFICKING, blank, filled, sent, zipped
from tests.store.office import BECAUSE, REPORTER, YEAR, Office

FEWER = {**TRAFFICKING, "trafficking_victims": 8}


def test_what_is_delivered_counts_at_once_where_nobody_approves(office: Office) -> None:
    version = office.delivered(FULL)
    assert version.number == 1
    assert version.released
    assert version.receipt == "curacao-2024-1"
    assert office.counting() == FULL
    assert faults(office.store) == []


def test_nothing_counts_before_it_is_delivered(office: Office) -> None:
    assert office.upload(FULL).verdict is Verdict.ACCEPTED
    assert office.counting() == {}


def test_a_version_is_read_as_it_was_delivered(office: Office) -> None:
    attempt = office.upload({**FULL, "trafficking_victims_note": "Both “sexes”, ƒ.\nTwo lines."})
    version = office.deliver(attempt)
    assert attempt.returned is not None
    found = office.return_of(version)
    assert found.observations == attempt.returned.observations
    assert found.source_of("smuggling") == attempt.source


def test_an_offence_that_comes_later_leaves_the_first_as_it_was(office: Office) -> None:
    office.delivered(TRAFFICKING)
    assert office.counting() == TRAFFICKING
    second = office.delivered(SMUGGLING)
    assert second.number == 2
    assert office.counting() == FULL


def test_an_offence_left_out_later_is_never_taken_back(office: Office) -> None:
    office.delivered(FULL)
    office.delivered(FEWER)
    assert office.counting() == {**FULL, **FEWER}


def test_each_offence_keeps_the_file_it_came_in(office: Office) -> None:
    first = office.upload(TRAFFICKING)
    office.deliver(first)
    second = office.upload(SMUGGLING)
    found = office.return_of(office.deliver(second))
    assert found.source_of("trafficking") == first.source
    assert found.source_of("smuggling") == second.source


def test_what_is_delivered_waits_for_the_approver(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    assert version.waiting
    assert office.counting() == {}
    assert release(office.desk, approver, version.id, office.tick()).released
    assert office.counting() == FULL


def test_what_waits_leaves_what_counts_alone(office: Office) -> None:
    office.delivered(FULL)
    office.named(Role.APPROVER)
    assert office.delivered(FEWER).waiting
    assert office.counting() == FULL


def test_a_version_sent_back_is_followed_by_a_better_one(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    first = office.delivered(FULL)
    send_back(office.desk, approver, first.id, "Two were counted twice.", office.tick())
    found = office.version(first.id)
    assert found.decision is not None
    assert found.decision.reason == "Two were counted twice."
    assert office.counting() == {}
    second = office.delivered({**FULL, **FEWER})
    assert second.number == 2
    assert second.replaces is None
    release(office.desk, approver, second.id, office.tick())
    assert office.counting() == {**FULL, **FEWER}


def test_what_was_sent_back_comes_along_with_nothing_later(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    first = office.delivered(TRAFFICKING)
    send_back(office.desk, approver, first.id, "Not yet.", office.tick())
    second = office.delivered(SMUGGLING)
    release(office.desk, approver, second.id, office.tick())
    assert office.counting() == SMUGGLING


def test_what_is_entered_on_behalf_waits_for_the_coordinator(office: Office) -> None:
    version = office.delivered(FULL, office.secretariat)
    assert version.on_behalf
    assert version.waiting
    assert office.counting() == {}
    confirmed = confirm(office.desk, office.coordinator, version.id, office.tick())
    assert confirmed.released
    assert confirmed == office.version(version.id)
    assert confirmed.confirmed_by == office.coordinator.person.id
    assert office.counting() == FULL


def test_a_confirmed_version_still_waits_for_the_approver(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL, office.secretariat)
    assert confirm(office.desk, office.coordinator, version.id, office.tick()).waiting
    assert office.counting() == {}
    release(office.desk, approver, version.id, office.tick())
    assert office.counting() == FULL


def test_what_an_approver_released_is_confirmed_afterwards(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL, office.secretariat)
    release(office.desk, approver, version.id, office.tick())
    assert confirm(office.desk, office.coordinator, version.id, office.tick()).confirmed_at


def test_nothing_is_confirmed_that_was_sent_back_or_is_ones_own(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    behalf = office.delivered(FULL, office.secretariat)
    send_back(office.desk, approver, behalf.id, "No.", office.tick())
    own = office.delivered(FULL)
    for version in (behalf, own):
        with pytest.raises(NotToDecide):
            confirm(office.desk, office.coordinator, version.id, office.tick())


def test_delivering_twice_gives_the_same_version(office: Office) -> None:
    attempt = office.upload(FULL)
    first = office.deliver(attempt)
    assert office.deliver(attempt) == first == office.version(first.id)
    assert office.happened() == ["attempt", "delivered", "released"]


def test_what_waits_for_an_approver_who_left_is_released_when_delivered_again(
    office: Office,
) -> None:
    approver = office.named(Role.APPROVER)
    attempt = office.upload(FULL)
    assert office.deliver(attempt).waiting
    assert office.deliver(attempt).waiting
    office.leaves(approver)
    assert office.deliver(attempt).released
    assert office.counting() == FULL


def test_delivering_again_releases_nothing_that_a_later_version_replaced(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    first = office.upload(FULL)
    office.deliver(first)
    office.delivered({**FULL, **FEWER})
    office.leaves(approver)
    assert office.deliver(first).waiting
    assert office.counting() == {}


def test_delivering_again_releases_nothing_entered_on_behalf(office: Office) -> None:
    attempt = office.upload(FULL, office.secretariat)
    office.deliver(attempt, office.secretariat)
    assert office.deliver(attempt).waiting


def test_a_version_is_decided_about_once(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    release(office.desk, approver, version.id, office.tick())
    with pytest.raises(NotToDecide):
        send_back(office.desk, approver, version.id, "Too late.", office.tick())


def test_a_version_whose_place_another_took_is_not_released(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    first = office.delivered(FULL)
    second = office.delivered({**FULL, **FEWER})
    with pytest.raises(NotToDecide):
        release(office.desk, approver, first.id, office.tick())
    assert release(office.desk, approver, second.id, office.tick()).released


def test_the_form_of_another_year_is_not_kept(office: Office) -> None:
    content = sent(FULL, reporter=REPORTER, year=YEAR - 1)
    with pytest.raises(NotThisReturn) as refused:
        upload(
            office.desk,
            office.coordinator,
            Incoming(REPORTER, YEAR, "return.xlsx", content),
            office.tick(),
        )
    assert (refused.value.reporter, refused.value.year) == (REPORTER, YEAR - 1)
    assert office.happened() == []


def test_long_names_of_files_and_sheets_are_kept(office: Office) -> None:
    form = filled(blank(reporter=REPORTER, year=YEAR), FULL)
    title = "Figures " * 10
    book = form["xl/workbook.xml"].replace(b"Figures", title.encode())
    content = zipped(form | {"xl/workbook.xml": book})
    incoming = Incoming(REPORTER, YEAR, f"{'long ' * 100}.xlsx", content)
    attempt = upload(office.desk, office.coordinator, incoming, office.tick())
    found = office.return_of(office.deliver(attempt))
    assert found.source == attempt.source
    assert title in {seen.place.sheet for seen in found.observations.values() if seen.place}


def test_everything_that_happens_is_told_in_order(office: Office) -> None:
    approver = office.named(Role.APPROVER)
    first = office.delivered(FULL, office.secretariat)
    confirm(office.desk, office.coordinator, first.id, office.tick())
    send_back(office.desk, approver, first.id, BECAUSE, office.tick())
    second = office.delivered(FULL)
    release(office.desk, approver, second.id, office.tick())
    assert office.happened() == [
        *("attempt", "delivered", "confirmed", "returned"),
        *("attempt", "delivered", "released"),
    ]
