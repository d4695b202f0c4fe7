"""Who gets a letter about a delivery, in which language, and what no letter says."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.deliveries.deliver import confirm, release, send_back
from exchange.deliveries.receipts import Office as Post
from exchange.deliveries.receipts import tell, without_figures
from exchange.mail import Undelivered
from exchange.storage import events, people
from exchange.wording import translator
from tests.check.making import FULL
from tests.store.office import REPORTER, YEAR

ADDRESS = "https://exchange.example/"


class Sent(list):
    """Letters that were sent; addresses in ``refused`` take none."""

    def __init__(self, *refused):
        self.refused = refused

    def __call__(self, letter):
        if letter.address in self.refused:
            raise Undelivered("no such mailbox")
        self.append(letter)

    @property
    def told(self):
        return {(letter.kind, letter.address) for letter in self}


def told(office, version, sent=None):
    sent = Sent() if sent is None else sent
    tell(Post(office.desk, sent, ADDRESS), version, office.tick())
    return sent


def test_the_sender_and_the_other_coordinators_get_a_receipt_once(office):
    deputy, reader = office.named(Role.DEPUTY), office.named(Role.SECRETARIAT)
    sent = told(office, office.delivered(FULL))
    addresses = [letter.address for letter in sent]
    assert sorted(addresses) == sorted([office.coordinator.person.email, deputy.person.email])
    assert reader.person.email not in addresses


def test_the_receipt_leads_to_its_page_at_the_address_of_the_service(office):
    (letter,) = told(office, office.delivered(FULL))
    path = f"returns/{REPORTER}/{YEAR}/versions/1/receipt"
    assert f"{ADDRESS}{path}\n" in letter.text
    assert f'href="{ADDRESS}{path}"' in letter.html


def test_who_waits_for_an_approver_and_the_approver_are_told(office):
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    assert told(office, version).told == {
        ("receipt", office.coordinator.person.email),
        ("waiting", approver.person.email),
    }
    released = release(office.desk, approver, version.id, office.tick())
    assert told(office, released).told == {("receipt", office.coordinator.person.email)}


def test_what_was_sent_back_is_told_to_who_sent_it_with_the_page_to_look_at(office):
    approver = office.named(Role.APPROVER)
    version = office.delivered(FULL)
    back = send_back(office.desk, approver, version.id, "Ask again.", office.tick())
    (letter,) = told(office, back)
    assert (letter.kind, letter.address) == ("sent-back", office.coordinator.person.email)
    assert f"{ADDRESS}returns/{REPORTER}/{YEAR}/versions/1\n" in letter.text


def test_on_behalf_the_coordinator_is_asked_to_confirm_and_the_secretariat_has_its_receipt(office):
    version = office.delivered(FULL, office.secretariat)
    letters = {letter.address: letter for letter in told(office, version)}
    asked = letters[office.coordinator.person.email]
    said = "Figures {year} of {reporter}: please confirm what the secretariat entered"
    assert asked.subject == translator("nl")(said, year=str(YEAR), reporter="Curaçao")
    assert asked.text.rstrip().endswith("/versions/1")
    assert letters[office.secretariat.person.email].text.rstrip().endswith("/versions/1/receipt")
    confirmed = confirm(office.desk, office.coordinator, version.id, office.tick())
    assert {letter.kind for letter in told(office, confirmed)} == {"receipt"}


def test_a_closed_account_gets_no_letter(office):
    deputy = office.named(Role.DEPUTY)
    version = office.delivered(FULL)
    with office.store.writing() as connection:
        people.change_person(connection, deputy.person.id, disabled_at=office.now)
    assert [letter.address for letter in told(office, version)] == [office.coordinator.person.email]


def test_each_letter_is_in_its_readers_language_else_in_the_reporters_first(office):
    deputy = office.named(Role.DEPUTY)
    with office.store.writing() as connection:
        people.change_person(connection, deputy.person.id, language="en")
    letters = {letter.address: letter for letter in told(office, office.delivered(FULL))}
    assert '<html lang="en">' in letters[deputy.person.email].html
    assert "1 March 2025" in letters[deputy.person.email].text
    assert '<html lang="nl">' in letters[office.coordinator.person.email].html
    assert "1 maart 2025" in letters[office.coordinator.person.email].text


def test_a_letter_that_could_not_be_sent_is_an_event_and_the_others_go(office):
    deputy = office.named(Role.DEPUTY)
    sent = Sent(office.coordinator.person.email)
    version = office.delivered(FULL)
    assert not tell(Post(office.desk, sent, ADDRESS), version, office.tick())
    assert sent.told == {("receipt", deputy.person.email)}
    with office.store.reading() as connection:
        (event, *_) = events.events_about(connection, REPORTER, YEAR)
    assert event.kind == "mail-undelivered"
    assert event.details == {"letter": "receipt", "to": office.coordinator.person.id, "number": 1}


@pytest.mark.parametrize("reason", ["17 should be 16", "see row ⅔", "about ٣"])
def test_a_reason_with_a_number_stays_on_the_page(reason):
    assert without_figures(reason) == ""


def test_a_reason_in_words_travels():
    assert without_figures("Please ask the prosecutor.") == "Please ask the prosecutor."
