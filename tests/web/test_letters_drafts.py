"""What follows a missed deadline: ready as a draft, sent by a person with one click, once."""

import re
from datetime import timedelta

import pytest

from exchange.core.people import Role
from exchange.storage import events, meetings, outbox, pauses, people
from exchange.storage.pauses import Pause
from tests.web.at_work import Work, words
from tests.web.lettering import MEETING, meeting_set, put, refused

LATE = 8
"""Days from the start of a test to one after the deadline."""


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


@pytest.fixture
def meeting(service):
    """One of which the deadline is over."""
    made = meeting_set(service)
    service.clock.passes(days=LATE)
    return made


@pytest.fixture
def desk(service, secretariat, meeting):
    return service.client(secretariat)


def area(page, name):
    """What the page of drafts has about a reporter."""
    page = page.replace("<wbr>", "")
    found = re.split(r"<h2>(.*?)</h2>", page)
    return dict(zip(found[1::2], found[2::2], strict=True)).get(name, "")


def sending(page):
    """Where the page's drafts are sent."""
    return re.findall(r'action="(/letters/drafts/[^"]+/\d+)"', page)


def put_aside(desk, meeting, reporter="curacao"):
    return desk.post(f"/letters/drafts/{meeting}/{reporter}/aside", follow_redirects=True).text


def in_the_outbox(service):
    with service.store.reading() as connection:
        return outbox.messages(connection)


def test_a_draft_to_the_approver_lies_ready_in_full(service, desk):
    service.person(Role.COORDINATOR, "curacao")
    service.person(Role.APPROVER, "curacao")
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert "The figures for 2024 were due on 18 May 2026, 17:00 (Curaçao Time)." in words(page)
    assert "2024: nothing delivered yet" in page
    assert "To approver.curacao, approver (approver.curacao@example.org)" in page
    assert "coordinator.curacao@example.org" not in page
    assert '<p lang="nl">' in page
    assert "/returns/curacao/2024" in page
    assert len(sending(page)) == 1


def test_where_no_approver_is_named_the_draft_is_to_the_coordinator(service, desk):
    service.person(Role.COORDINATOR, "curacao")
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert "To coordinator.curacao, coordinator (coordinator.curacao@example.org)" in page


def test_where_nobody_can_be_written_to_it_is_said(service, desk):
    page = area(desk.get("/letters/drafts").text, "Aruba")
    assert "Nobody to write to No role is held there, or the address is paused." in words(page)
    assert sending(page) == []


def test_a_paused_address_gets_no_draft(service, desk, secretariat):
    paused = service.person(Role.APPROVER, "curacao").person
    service.person(Role.COORDINATOR, "curacao")
    with service.store.writing() as connection:
        draft = Pause(paused.email, service.clock(), secretariat.person.id, "on leave")
        pauses.pause_address(connection, draft)
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert paused.email not in page
    assert "coordinator.curacao@example.org" in page


def test_one_click_sends_it_and_the_page_says_so(service, desk, meeting):
    approver = service.person(Role.APPROVER, "curacao").person
    (url,) = sending(desk.get("/letters/drafts").text)
    assert url == f"/letters/drafts/{meeting}/curacao/{approver.id}"
    answer = desk.post(url, follow_redirects=True)
    assert "The letter is in the queue and goes in a moment." in answer.text
    assert "queued 20 May 2026, 10:30" in words(area(answer.text, "Curaçao"))
    assert sending(answer.text) == []
    (letter,) = service.letters
    assert (letter.kind, letter.address) == ("escalation", approver.email)
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert "sent 20 May 2026, 10:30 (Curaçao Time)" in words(page)
    assert letter.subject in page


def test_what_was_shown_is_what_is_sent(service, desk):
    service.person(Role.APPROVER, "curacao")
    page = desk.get("/letters/drafts").text
    desk.post(sending(page)[0])
    (letter,) = service.letters
    assert words(letter.text.replace("\n", " ")) in words(page)


def test_sending_twice_queues_once_under_a_key_of_its_own(service, desk, meeting):
    approver = service.person(Role.APPROVER, "curacao").person
    (url,) = sending(desk.get("/letters/drafts").text)
    assert desk.post(url).status_code == 303
    again = desk.post(url, follow_redirects=True)
    assert "It was sent before, and does not go a second time." in again.text
    (letter,) = in_the_outbox(service)
    assert letter.key == f"escalation/2026-05-18T21:00Z/2026-05-18/curacao/{approver.id}"
    assert (letter.meeting, letter.reporter, letter.person) == (meeting, "curacao", approver.id)


def test_who_sent_it_is_recorded_once(service, desk, secretariat, meeting):
    approver = service.person(Role.APPROVER, "curacao").person
    (url,) = sending(desk.get("/letters/drafts").text)
    desk.post(url)
    desk.post(url)
    with service.store.reading() as connection:
        (told,) = events.latest_events(connection, 5, "escalation-sent")
    assert (told.person, told.reporter) == (secretariat.person.id, "curacao")
    assert told.details == {"meeting": meeting, "to": approver.id}


def test_a_delivery_meanwhile_removes_the_draft(service, desk):
    work = Work(service)
    (url,) = sending(desk.get("/letters/drafts").text)
    work.delivered()
    answer = desk.post(url, follow_redirects=True)
    assert "There is nothing to send any more" in answer.text
    assert area(answer.text, "Curaçao") == ""
    assert [each.kind for each in in_the_outbox(service)] == ["receipt"]


def test_a_release_that_lacks_is_asked_of_the_approver(service, desk):
    work = Work(service)
    service.person(Role.APPROVER, "curacao")
    work.delivered()
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert "waiting for release by the approver" in page
    assert len(sending(page)) == 1


def test_who_holds_no_role_there_is_sent_nothing(service, desk, meeting):
    reader = service.person(Role.READER).person
    for where in (f"{meeting}/curacao/{reader.id}", f"{meeting + 1}/curacao/{reader.id}"):
        answer = desk.post(f"/letters/drafts/{where}", follow_redirects=True)
        assert "There is nothing to send any more" in answer.text
    assert in_the_outbox(service) == []


def test_before_the_deadline_and_long_after_it_there_is_no_draft(service, secretariat):
    service.person(Role.APPROVER, "curacao")
    meeting_set(service)
    assert "There is no draft" in service.client(secretariat).get("/letters/drafts").text
    service.clock.passes(days=60 + LATE)
    assert "There is no draft" in service.client(secretariat).get("/letters/drafts").text


def test_meetings_with_one_deadline_have_one_draft(service, desk):
    meeting_set(service, MEETING._replace(kind="coordinators", years=(2023, 2024)))
    service.person(Role.APPROVER, "curacao")
    page = area(desk.get("/letters/drafts").text, "Curaçao")
    assert len(sending(page)) == 1
    assert "2023: nothing delivered yet" in page
    assert "2024: nothing delivered yet" in page


def test_where_the_meeting_that_spoke_is_cancelled_the_draft_stays_sent(service, desk, meeting):
    meeting_set(service, MEETING._replace(kind="coordinators"))
    service.person(Role.APPROVER, "curacao")
    desk.post(sending(desk.get("/letters/drafts").text)[0])
    with service.store.writing() as connection:
        meetings.cancel_meeting(connection, meeting, service.clock())
    page = desk.get("/letters/drafts").text
    assert sending(page) == []
    assert "queued 20 May 2026, 10:30" in words(page)


def test_a_draft_that_failed_says_so_on_its_page(service, desk):
    service.person(Role.APPROVER, "curacao")
    desk.post(sending(desk.get("/letters/drafts").text)[0])
    refused(service, "550 no such mailbox", for_good=True)
    page = words(area(desk.get("/letters/drafts").text, "Curaçao"))
    assert "failed 20 May 2026, 10:30 (Curaçao Time). 550 no such mailbox" in page


def test_the_first_page_says_how_many_drafts_lie_ready(service, desk):
    assert "lies ready" not in desk.get("/").text
    for reporter in ("curacao", "aruba"):
        service.person(Role.APPROVER, reporter)
    assert "2 drafts lie ready" in desk.get("/").text
    desk.post(sending(desk.get("/letters/drafts").text)[0])
    assert "1 draft lies ready" in desk.get("/").text


def test_a_draft_that_is_put_aside_is_folded_and_can_still_be_sent(service, desk, meeting):
    service.person(Role.APPROVER, "curacao")
    page = put_aside(desk, meeting)
    shown, _, folded = page.partition("<summary>Put aside</summary>")
    assert "<h2>Curaçao</h2>" not in shown
    assert "/aside" not in folded
    desk.post(sending(folded)[0])
    (letter,) = in_the_outbox(service)
    assert letter.kind == "escalation"


def test_what_is_put_aside_is_pointed_out_no_more(service, desk, meeting):
    for reporter in ("curacao", "aruba"):
        service.person(Role.APPROVER, reporter)
    put_aside(desk, meeting)
    assert "1 draft lies ready" in desk.get("/").text
    put_aside(desk, meeting, "aruba")
    assert "lies ready" not in desk.get("/").text


def test_after_another_deadline_the_drafts_are_back(service, desk, meeting):
    service.person(Role.APPROVER, "curacao")
    put_aside(desk, meeting)
    later = MEETING.deadline + timedelta(days=1)
    with service.store.writing() as connection:
        old = meetings.meeting_of(connection, meeting)
        meetings.change_meeting(connection, old._replace(deadline=later))
    page = desk.get("/letters/drafts").text
    assert "<summary>Put aside</summary>" not in page
    assert len(sending(area(page, "Curaçao"))) == 1


def test_who_put_it_aside_is_recorded_once(service, desk, secretariat, meeting):
    put_aside(desk, meeting)
    put_aside(desk, meeting)
    with service.store.reading() as connection:
        (told,) = events.latest_events(connection, 5, "escalation-put-aside")
    assert (told.person, told.reporter) == (secretariat.person.id, "curacao")
    assert told.details["meeting"] == meeting


def test_what_is_not_late_is_not_put_aside(service, desk, meeting):
    put_aside(desk, meeting + 1)
    with service.store.reading() as connection:
        assert events.latest_events(connection, 5, "escalation-put-aside") == []


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.COORDINATOR, Role.APPROVER])
def test_nobody_else_sees_or_sends_a_draft(service, meeting, role):
    who = service.person(role, "curacao")
    client = service.client(who)
    assert client.get("/letters/drafts").status_code == 403
    answer = client.post(f"/letters/drafts/{meeting}/curacao/{who.person.id}")
    assert answer.status_code == 403
    assert "lies ready" not in client.get("/").text
    assert in_the_outbox(service) == []


def test_a_name_that_nobody_gave_is_left_away(service, desk):
    approver = service.person(Role.APPROVER, "curacao").person
    with service.store.writing() as connection:
        people.change_person(connection, approver.id, name="")
    assert "To approver (approver.curacao@example.org)" in words(desk.get("/letters/drafts").text)


def test_other_letters_are_no_drafts(service, desk):
    put(service, "one")
    assert "Subject of one" not in desk.get("/letters/drafts").text
