"""Addresses that are paused: by the secretariat, with a reason, until it resumes them."""

import re

import pytest

from exchange.core.people import Role
from exchange.storage import events, outbox, pauses, people
from tests.web.at_work import Work, words
from tests.web.lettering import meeting_set, queued


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


@pytest.fixture
def desk(service, secretariat):
    return service.client(secretariat)


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao").person


def row(page, address):
    tasks = re.findall(r'<li class="task">(.*?)</li>', page, re.DOTALL)
    return next(told for told in map(words, tasks) if address in told)


def pause(desk, person, reason="On leave until June."):
    return desk.post(f"/letters/addresses/{person.id}/pause", data={"reason": reason})


def told(service, kind):
    with service.store.reading() as connection:
        return events.latest_events(connection, 9, kind)


def paused(service):
    with service.store.reading() as connection:
        return pauses.paused(connection)


def test_everybody_with_a_role_is_listed(service, desk, coordinator):
    page = desk.get("/letters/addresses").text
    assert row(page, coordinator.email) == (
        "coordinator.curacao coordinator.curacao@example.org · coordinator, Curaçao"
        " Pause coordinator.curacao@example.org"
    )
    with service.store.writing() as connection:
        people.change_person(connection, coordinator.id, disabled_at=service.clock())
    assert coordinator.email not in desk.get("/letters/addresses").text


def test_a_paused_address_says_since_when_by_whom_and_why(service, desk, coordinator):
    assert coordinator.email in desk.get(f"/letters/addresses/{coordinator.id}/pause").text
    assert pause(desk, coordinator).location == "/letters/addresses"
    assert (
        "paused since 12 May 2026, 10:30 (Curaçao Time), by secretariat.all: On leave until June."
        in row(desk.get("/letters/addresses").text, coordinator.email)
    )


def test_no_reminder_goes_to_a_paused_address(service, desk, coordinator):
    meeting_set(service)
    pause(desk, coordinator)
    queued(service)
    with service.store.reading() as connection:
        letters = outbox.messages(connection)
    theirs = {each.reason for each in letters if each.address == coordinator.email}
    assert "paused" in theirs
    assert not [each for each in letters if each.address == coordinator.email and not each.reason]


def test_a_receipt_goes_to_a_paused_address(service, desk):
    work = Work(service)
    pause(desk, work.sender.person)
    work.delivered()
    assert [letter.address for letter in service.letters] == [work.sender.person.email]


def test_once_resumed_reminders_go_again(service, desk, coordinator):
    pause(desk, coordinator)
    answer = desk.post(f"/letters/addresses/{coordinator.id}/resume", follow_redirects=True)
    assert "Reminders go to coordinator.curacao@example.org again." in answer.text
    assert paused(service) == {}
    meeting_set(service)
    queued(service)
    with service.store.reading() as connection:
        fates = [m.fate for m in outbox.messages(connection) if m.address == coordinator.email]
    assert "queued" in fates


def test_who_paused_and_resumed_is_recorded_without_the_address(
    service, desk, secretariat, coordinator
):
    pause(desk, coordinator)
    for _ in range(2):
        desk.post(f"/letters/addresses/{coordinator.id}/resume")
    for kind in ("address-paused", "address-resumed"):
        (event,) = told(service, kind)
        assert (event.person, event.details) == (secretariat.person.id, {"of": coordinator.id})


def test_pausing_again_takes_the_new_reason(service, desk, coordinator):
    pause(desk, coordinator)
    pause(desk, coordinator, "  On leave\nuntil July. ")
    assert [each.reason for each in paused(service).values()] == ["On leave until July."]


@pytest.mark.parametrize(
    "reason, said", [("", "Write why"), (" \n", "Write why"), ("x" * 501, "at most 500")]
)
def test_a_pause_without_a_reason_of_some_length_is_asked_about(
    service, desk, coordinator, reason, said
):
    answer = pause(desk, coordinator, reason)
    assert answer.status_code == 422
    assert said in answer.text
    assert "To put right" in answer.text
    assert paused(service) == {}


def test_a_reason_is_text_and_no_markup(service, desk, coordinator):
    pause(desk, coordinator, "<b>gone</b>")
    assert "&lt;b&gt;gone&lt;/b&gt;" in desk.get("/letters/addresses").text


def test_nobody_is_there_to_be_paused(service, desk):
    assert desk.get("/letters/addresses/99/pause").status_code == 404
    assert desk.post("/letters/addresses/99/pause", data={"reason": "x"}).status_code == 404
    assert desk.post("/letters/addresses/99/resume").status_code == 404


def test_who_runs_the_service_sees_pauses_and_changes_none(service, desk, coordinator):
    pause(desk, coordinator)
    operator = service.client(service.person(Role.OPERATOR))
    page = row(operator.get("/letters/addresses").text, coordinator.email)
    assert "On leave until June." in page
    assert "Resume" not in page
    assert operator.post(f"/letters/addresses/{coordinator.id}/resume").status_code == 403
    assert list(paused(service)) == [coordinator.email]


def test_a_coordinator_neither_sees_nor_pauses_addresses(service, coordinator):
    who = service.person(Role.COORDINATOR, "aruba")
    client = service.client(who)
    assert client.get("/letters/addresses").status_code == 403
    assert pause(client, coordinator).status_code == 403
    assert paused(service) == {}
