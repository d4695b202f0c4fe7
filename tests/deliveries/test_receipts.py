"""Who gets a letter about a delivery, in which language, and what no letter says."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from exchange.core.people import Role
from exchange.deliveries.deliver import NotToDecide, confirm, release, send_back
from exchange.deliveries.receipts import without_figures
from exchange.storage import Store, outbox, pauses, people, versions
from exchange.storage.pauses import Pause
from exchange.wording import translator
from tests.check.making import FULL, SMUGGLING, TRAFFICKING
from tests.store.office import REPORTER, YEAR

ADDRESS = "https://exchange.example/"
BY_JULY = {"trafficking_verdicts": "to-follow", "trafficking_verdicts_note": "by 1 July 2026"}


@pytest.fixture
def office(office):
    office.desk = office.desk._replace(public_url=ADDRESS)
    return office


def waiting(office):
    """The letters in the outbox, the first one first."""
    with office.store.reading() as connection:
        kept = outbox.messages(connection)[::-1]
        return [outbox.written(connection, each.id) for each in kept]


def told(office):
    return [(letter.kind, letter.address) for letter in waiting(office)]


def chooses_english(office, who):
    with office.store.writing() as connection:
        people.change_person(connection, who.person.id, language="en")


def test_the_sender_and_the_other_coordinators_get_a_receipt_once(office):
    deputy = office.named(Role.DEPUTY)
    office.delivered(FULL)
    receipts = [("receipt", who.person.email) for who in (office.coordinator, deputy)]
    assert sorted(told(office)) == sorted(receipts)


def test_who_delivers_again_gets_no_second_letter(office):
    office.named(Role.APPROVER)
    attempt = office.upload(FULL)
    office.deliver_explained(attempt)
    letters = told(office)
    office.deliver(attempt)
    assert told(office) == letters


def test_the_receipt_leads_to_its_page_at_the_address_of_the_service(office):
    office.delivered(FULL)
    (letter,) = waiting(office)
    path = f"returns/{REPORTER}/{YEAR}/versions/1/receipt"
    assert f"{ADDRESS}{path}\n" in letter.text
    assert f'href="{ADDRESS}{path}"' in letter.html


def test_who_waits_for_an_approver_and_the_approver_are_told(office):
    approver, coordinator = office.named(Role.APPROVER), office.coordinator.person.email
    version = office.delivered(FULL)
    assert told(office) == [("receipt", coordinator), ("waiting", approver.person.email)]
    release(office.desk, approver, version.id, office.tick())
    assert told(office)[2:] == [("receipt", coordinator)]
    assert "vrijgegeven" in waiting(office)[2].subject


def test_what_was_sent_back_is_told_to_who_sent_it_with_the_page_to_look_at(office):
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    send_back(office.desk, approver, version.id, "Ask again.", office.tick())
    letter = waiting(office)[-1]
    assert (letter.kind, letter.address) == ("sent-back", office.coordinator.person.email)
    assert f"{ADDRESS}returns/{REPORTER}/{YEAR}/versions/1\n" in letter.text
    assert len(waiting(office)) == 3


def test_on_behalf_the_coordinator_is_asked_to_confirm_and_the_secretariat_has_its_receipt(office):
    version = office.delivered(FULL, office.secretariat)
    letters = {letter.address: letter for letter in waiting(office)}
    asked = letters[office.coordinator.person.email]
    said = "Figures {year} of {reporter}: please confirm what the secretariat entered"
    assert asked.subject == translator("nl")(said, year=str(YEAR), reporter="Curaçao")
    assert asked.text.rstrip().endswith("/versions/1")
    assert letters[office.secretariat.person.email].text.rstrip().endswith("/versions/1/receipt")
    confirm(office.desk, office.coordinator, version.id, office.tick())
    assert [kind for kind, _ in told(office)] == ["receipt"] * 4


def test_a_confirmation_that_releases_nothing_brings_no_letter(office):
    office.named(Role.APPROVER)
    version = office.delivered(FULL, office.secretariat)
    letters = told(office)
    confirm(office.desk, office.coordinator, version.id, office.tick())
    assert told(office) == letters


def test_a_closed_account_gets_no_letter(office):
    deputy = office.named(Role.DEPUTY)
    with office.store.writing() as connection:
        people.change_person(connection, deputy.person.id, disabled_at=office.now)
    office.delivered(FULL)
    assert told(office) == [("receipt", office.coordinator.person.email)]


def test_a_paused_address_gets_its_receipt_all_the_same(office):
    who = office.coordinator.person
    with office.store.writing() as connection:
        by = office.secretariat.person.id
        pauses.pause_address(connection, Pause(who.email, office.now, by, "On leave."))
    office.delivered(FULL)
    assert told(office) == [("receipt", who.email)]


def test_each_letter_is_in_its_readers_language_else_in_the_reporters_first(office):
    deputy = office.named(Role.DEPUTY)
    chooses_english(office, deputy)
    office.delivered(FULL)
    letters = {letter.address: letter for letter in waiting(office)}
    assert '<html lang="en">' in letters[deputy.person.email].html
    assert "1 March 2025" in letters[deputy.person.email].text
    assert '<html lang="nl">' in letters[office.coordinator.person.email].html
    assert "1 maart 2025" in letters[office.coordinator.person.email].text


def test_the_receipt_of_one_offence_names_what_is_missing_still(office):
    chooses_english(office, office.coordinator)
    office.delivered(TRAFFICKING | BY_JULY)
    (letter,) = waiting(office)
    for said in (letter.text, letter.html):
        assert "2024: smuggling not delivered; trafficking: 1" in said
        assert "to follow by 1 July 2026" in said
        assert "You need do nothing." not in said


def test_the_receipt_of_everything_asks_for_nothing(office):
    chooses_english(office, office.coordinator)
    office.delivered(FULL)
    (letter,) = waiting(office)
    assert "You need do nothing." in letter.text
    assert "asked for still" not in letter.text


def test_what_the_reporter_owes_besides_is_not_told_to_who_enters_on_behalf(office):
    office.named(Role.APPROVER)
    office.delivered(TRAFFICKING | BY_JULY)
    for who in (office.coordinator, office.secretariat):
        chooses_english(office, who)
    office.delivered(SMUGGLING, office.secretariat)
    letters = {letter.address: letter for letter in waiting(office)}
    assert "to follow" in letters[office.coordinator.person.email].text
    assert "to follow" not in letters[office.secretariat.person.email].text


class PowerFailure(Exception):
    pass


class Failing(Store):
    """Loses power just before the end of whatever is written."""

    @contextmanager
    def writing(self):
        with super().writing() as connection:
            yield connection
            raise PowerFailure


def test_a_delivery_that_is_not_kept_leaves_no_letter(office):
    attempt = office.upload(FULL)
    office.desk = office.desk._replace(store=Failing(office.store.engine.url))
    with pytest.raises(PowerFailure):
        office.deliver(attempt)
    office.desk.store.close()
    with office.store.reading() as connection:
        assert versions.versions_for(connection, REPORTER, YEAR) == []
    assert told(office) == []


def test_what_cannot_be_decided_any_more_brings_no_letter(office):
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    release(office.desk, approver, version.id, office.tick())
    letters = told(office)
    with pytest.raises(NotToDecide):
        send_back(office.desk, approver, version.id, "Too late.", office.tick())
    assert told(office) == letters


def test_without_an_address_of_the_service_nobody_is_written_to(office):
    office.desk = office.desk._replace(public_url="")
    office.delivered(FULL)
    assert told(office) == []


@pytest.mark.parametrize("reason", ["17 should be 16", "see row ⅔", "about ٣"])
def test_a_reason_with_a_number_stays_on_the_page(reason):
    assert without_figures(reason) == ""


def test_a_reason_in_words_travels():
    assert without_figures("Please ask the prosecutor.") == "Please ask the prosecutor."
