"""What became of each letter, as the secretariat and who runs the service see it."""

import re

import pytest

from exchange.core.letters import Fate, Letter
from exchange.core.people import Role
from exchange.storage import events, outbox
from exchange.storage.outbox import Draft
from tests.web.at_work import words
from tests.web.lettering import broken_off, meeting_set, put, queued, refused
from tests.web.running import running

REFUSAL = "550 5.1.1 no such mailbox"
LATER = "451 4.7.1 try again later"


@pytest.fixture
def secretariat(service):
    return service.client(service.person(Role.SECRETARIAT))


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao")


def fate_of(service, letter):
    with service.store.reading() as connection:
        return outbox.message_of(connection, letter).fate


def rows(page):
    """The letters of the list, each in one line."""
    tasks = re.findall(r'<li class="task">(.*?)</li>', page, re.DOTALL)
    return [words(task) for task in tasks]


def test_a_letter_in_the_queue_says_since_when(service, secretariat):
    put(service, "one")
    assert rows(secretariat.get("/letters").text) == [
        "Subject of one somebody@example.org queued 12 May 2026, 10:30 (Curaçao Time)"
    ]


def test_a_letter_that_was_put_off_says_when_it_is_tried_again_and_why(service, secretariat):
    letter = put(service, "one")
    refused(service, LATER, for_good=False)
    (row,) = rows(secretariat.get("/letters").text)
    assert re.search(r"queued .*\. Tried; again from 12 May 2026, 10:3\d .*\. 451 4\.7\.1", row)
    page = words(secretariat.get(f"/letters/{letter}").text)
    assert "Tried 1 time" in page
    assert f"What was said {LATER}" in page


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.OPERATOR])
def test_why_figures_were_sent_back_is_not_for_others_to_read(service, role):
    said = Letter("sent-back", "c@example.org", "Sent back", "The suspects look unlikely.\n")
    with service.store.writing() as connection:
        draft = Draft("one", said.kind, said.address, "en", service.clock(), letter=said)
        assert outbox.put(connection, draft, service.clock())
        letter = outbox.message_with(connection, "one").id
    service.sends()
    page = service.client(service.person(role)).get(f"/letters/{letter}").text
    assert "unlikely" not in page
    assert "said to those who delivered them" in page


def test_a_letter_that_was_sent_says_when_and_what_it_said(service, secretariat):
    letter = put(service, "one")
    service.clock.passes(minutes=5)
    service.sends()
    assert rows(secretariat.get("/letters").text) == [
        "Subject of one somebody@example.org sent 12 May 2026, 10:35 (Curaçao Time)"
    ]
    page = words(secretariat.get(f"/letters/{letter}").text)
    assert "Sent 12 May 2026, 10:35 (Curaçao Time)" in page
    assert "First line Second third" in page


def test_what_a_server_said_before_it_took_a_letter_is_not_told_of_the_letter_sent(
    service, secretariat
):
    put(service, "one")
    refused(service, LATER, for_good=False)
    service.clock.passes(minutes=5)
    service.sends()
    assert rows(secretariat.get("/letters").text)[0].endswith(
        "sent 12 May 2026, 10:35 (Curaçao Time)"
    )


def test_a_letter_that_was_sent_once_more_is_shown_as_such(service, secretariat):
    letter = put(service, "one")
    broken_off(service)
    assert "being sent" in rows(secretariat.get("/letters").text)[0]
    service.sends()
    assert rows(secretariat.get("/letters").text)[0].endswith(
        "Sent once more after a worker ended."
    )
    assert "Sent once more 1 time" in words(secretariat.get(f"/letters/{letter}").text)


def test_a_letter_that_failed_says_what_the_server_said_and_can_be_tried_again(
    service, secretariat
):
    letter = put(service, "one")
    refused(service, REFUSAL, for_good=True)
    failed = rows(secretariat.get("/letters?fate=failed").text)
    assert failed == [
        "Subject of one somebody@example.org failed 12 May 2026, 10:30 (Curaçao Time). " + REFUSAL
    ]
    answer = secretariat.post(f"/letters/{letter}/again", follow_redirects=True)
    assert "The letter is in the queue again." in words(answer.text)
    assert fate_of(service, letter) is Fate.QUEUED
    service.sends()
    assert fate_of(service, letter) is Fate.SENT


def test_that_a_letter_is_tried_again_is_recorded(service):
    who = service.person(Role.SECRETARIAT)
    letter = put(service, "one")
    refused(service, REFUSAL, for_good=True)
    service.client(who).post(f"/letters/{letter}/again")
    with service.store.reading() as connection:
        (told,) = events.latest_events(connection, 5, "letter-tried-again")
    assert (told.person, told.details) == (who.person.id, {"letter": letter})


def test_a_letter_that_was_sent_is_not_tried_again(service, secretariat):
    letter = put(service, "one")
    service.sends()
    answer = secretariat.post(f"/letters/{letter}/again", follow_redirects=True)
    assert "The letter has not failed" in answer.text
    assert fate_of(service, letter) is Fate.SENT
    assert "Try again" not in answer.text


def test_a_reminder_that_need_not_go_says_why_and_which_one_it_was(
    service, secretariat, coordinator
):
    meeting_set(service)
    queued(service)
    found = rows(secretariat.get("/letters?fate=skipped").text)
    assert [row.partition(" 12 May")[0] for row in found] == [
        f"Reminder (Curaçao, {days} days before the deadline) {coordinator.person.email} · "
        "Meeting of the ministers of justice (JVO), 16 June 2026 not sent"
        for days in (21, 70)
    ]
    assert all(re.search(r"\. Its time was over", row) for row in found)


def reminders(page):
    """The rows of the list that are about reminders."""
    return [row for row in rows(page) if row.startswith("Reminder")]


def test_what_was_not_to_go_does_not_bury_the_others(service, secretariat, coordinator):
    meeting = meeting_set(service)
    queued(service)
    for where in ("/letters", f"/letters?meeting={meeting}"):
        page = secretariat.get(where).text
        (shown,) = reminders(page)
        assert shown.startswith("Reminder (Curaçao, 7 days before the deadline)")
        assert "2 that were not to go are not shown here." in words(page)
        (shown,) = re.findall(r'here\. <a href="([^"]+)"', page)
        assert len(rows(secretariat.get(shown.replace("&amp;", "&")).text)) == 2


@pytest.mark.parametrize("fate, count", [("all", 3), ("skipped", 2), ("queued", 1)])
def test_who_asks_for_them_sees_what_was_not_to_go(service, secretariat, coordinator, fate, count):
    meeting_set(service)
    queued(service)
    page = secretariat.get(f"/letters?fate={fate}").text
    assert len(reminders(page)) == count
    assert "not shown here" not in page
    assert re.search(rf'value="{fate}" selected', page)


def test_a_page_is_full_though_many_between_were_not_to_go(service, secretariat):
    first = put(service, "first")
    for number in range(210):
        put(service, f"skipped-{number}", skipped="outdated")
    put(service, "last")
    page = secretariat.get("/letters").text
    assert [row.split()[2] for row in rows(page)] == ["last", "first"]
    assert f'href="/letters/{first}"' in page


def test_a_letter_that_failed_is_red_and_one_in_the_queue_no_warning(service, secretariat):
    put(service, "one")
    refused(service, REFUSAL, for_good=True)
    put(service, "two")
    page = secretariat.get("/letters").text
    looks = re.findall(r'class="status (\w+)".*?<span>(?:\d\s)?(.*?)</span>', page)
    assert set(looks) == {("queued", "queued"), ("failed", "failed"), ("released", "sent")}


def test_a_reminder_in_the_queue_has_no_text_yet_and_leads_to_its_preview(
    service, secretariat, coordinator
):
    meeting = meeting_set(service)
    queued(service)
    (url,) = re.findall(
        r'href="(/letters/\d+)"[^>]*>Reminder', secretariat.get("/letters?fate=queued").text
    )
    page = secretariat.get(url).text
    assert "It is written when it goes" in page
    preview = f"/letters/preview/{meeting}/before-7/curacao"
    assert preview in page
    assert secretariat.get(preview).status_code == 200


def test_letters_of_one_meeting_are_found(service, secretariat, coordinator):
    put(service, "of-none")
    meeting = meeting_set(service)
    queued(service)
    found = rows(secretariat.get(f"/letters?meeting={meeting}").text)
    assert found
    assert not any("of-none" in row for row in found)


def test_the_counts_of_all_fates_stand_on_top(service, secretariat):
    for key in "abc":
        put(service, key)
    service.sends()
    put(service, "d")
    page = words(secretariat.get("/letters?fate=failed").text)
    assert "1 queued 3 sent" in page
    assert "There is no such letter." in page


def test_a_long_list_goes_on_with_older_letters(service, secretariat):
    for number in range(53):
        put(service, f"letter-{number:02}")
    page = secretariat.get("/letters?fate=queued").text
    assert len(rows(page)) == 50
    (older,) = re.findall(r'href="([^"]+)" rel="next"', page)
    rest = rows(secretariat.get(older.replace("&amp;", "&")).text)
    assert [row.split()[2] for row in rest] == ["letter-02", "letter-01", "letter-00"]


@pytest.mark.parametrize("query", ["fate=lost", "meeting=x", "meeting=99999999999", "before=-1"])
def test_a_question_that_cannot_be_is_no_question(service, secretariat, query):
    put(service, "one")
    assert len(rows(secretariat.get(f"/letters?{query}").text)) == 1


def test_where_no_mail_server_is_set_it_is_said(service, secretariat):
    assert "Nothing is sent</strong>" in secretariat.get("/letters").text


@pytest.mark.parametrize("sending", [{"smtp_url": "smtps://mail.example"}, {"demonstration": True}])
def test_where_letters_are_sent_nothing_is_said_of_a_server(tmp_path, readers, sending):
    with running(tmp_path, readers, **sending) as service:
        desk = service.client(service.person(Role.SECRETARIAT))
        assert "Nothing is sent</strong>" not in desk.get("/letters").text


def test_a_letter_that_is_not_there_is_no_page(secretariat):
    assert secretariat.get("/letters/77").status_code == 404
    assert secretariat.post("/letters/77/again").status_code == 404


def test_who_runs_the_service_sees_letters_and_changes_none(service):
    operator = service.client(service.person(Role.OPERATOR))
    letter = put(service, "one")
    refused(service, REFUSAL, for_good=True)
    page = operator.get(f"/letters/{letter}").text
    assert REFUSAL in page
    assert "Try again" not in page
    assert "/letters/drafts" not in page
    assert operator.post(f"/letters/{letter}/again").status_code == 403
    assert fate_of(service, letter) is Fate.FAILED


def test_the_first_page_says_how_many_letters_failed_lately(service, secretariat):
    put(service, "one")
    refused(service, REFUSAL, for_good=True)
    assert "1 letter failed" in secretariat.get("/").text
    service.clock.passes(days=15)
    later = service.client(service.person(Role.SECRETARIAT, email="second@example.org"))
    assert "letter failed" not in later.get("/").text


def test_the_first_page_tells_a_coordinator_of_no_letter(service, coordinator):
    put(service, "one")
    refused(service, REFUSAL, for_good=True)
    assert "failed" not in service.client(coordinator).get("/").text
