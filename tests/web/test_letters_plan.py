"""The reminders to come: who gets them, what they say, and one sent to oneself."""

import re

import pytest

from exchange.core.people import Role
from exchange.storage import meetings, outbox
from tests.web.at_work import Work, words
from tests.web.lettering import meeting_set, queued

STEP = "before-7"


@pytest.fixture
def secretariat(service):
    return service.client(service.person(Role.SECRETARIAT))


@pytest.fixture
def meeting(service):
    return meeting_set(service)


def line(page, area, day):
    """What the calendar says of a reporter on a day."""
    section = page.split(f"<h3>{day}")[1].split("<h3>")[0]
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", section, re.DOTALL)
    return next(words(said) for who, said in found if words(who).startswith(area))


def letters(service):
    with service.store.reading() as connection:
        return outbox.messages(connection)


def test_every_reporter_of_a_step_is_told_with_its_time_and_its_addresses(
    service, secretariat, meeting
):
    service.person(Role.COORDINATOR, "curacao")
    service.person(Role.COORDINATOR, "european-netherlands")
    page = secretariat.get("/letters/calendar").text
    assert "Meeting of the ministers of justice (JVO), 16 June 2026" in words(page)
    assert line(page, "Curaçao", "Thursday 21 May 2026") == (
        "planned · 09:00 (Curaçao Time) coordinator.curacao@example.org"
    )
    assert line(page, "European Netherlands", "Thursday 21 May 2026") == (
        "planned · 09:00 (Netherlands Time) coordinator.european-netherlands@example.org"
    )
    assert line(page, "Aruba", "Thursday 21 May 2026") == (
        "goes to nobody · 09:00 (Aruba Time) nobody can be reached; the secretariat is told"
    )


def test_a_step_that_a_holiday_moved_says_from_where(service, secretariat, meeting):
    page = secretariat.get("/letters/calendar").text
    assert "21 days before the deadline, moved from Monday 27 April" in words(page)


def test_a_delivery_stops_the_steps_to_come(service, secretariat, meeting):
    work = Work(service)
    work.delivered()
    page = secretariat.get("/letters/calendar").text
    assert line(page, "Curaçao", "Thursday 21 May 2026") == (
        "goes to nobody · 09:00 (Curaçao Time) nothing is missing"
    )


def test_steps_that_have_come_are_folded_away_with_what_became_of_them(
    service, secretariat, meeting
):
    service.person(Role.COORDINATOR, "curacao")
    queued(service)
    service.sends()
    page = secretariat.get("/letters/calendar").text
    folded = words(re.search("<details.*?</details>", page, re.DOTALL)[0])
    assert folded.startswith("2 steps that have come Monday 9 March 2026")
    assert line(page, "Curaçao", "Monday 11 May 2026").startswith("sent · 09:00 (Curaçao Time)")


def test_without_a_meeting_to_come_it_is_said(secretariat):
    assert "No meeting is to come" in secretariat.get("/letters/calendar").text


def test_a_step_is_looked_at_in_the_language_of_each_of_its_readers(service, secretariat, meeting):
    for role, language in ((Role.COORDINATOR, "pap-CW"), (Role.DEPUTY, "en")):
        speaking(service, service.person(role, "curacao"), language)
    page = secretariat.get(f"/letters/preview/{meeting}/{STEP}/curacao").text
    assert re.findall(r'<p lang="([^"]+)"', page)[0] == "pap-CW"
    assert set(re.findall(r'<p lang="([^"]+)"', page)) == {"pap-CW", "en"}
    assert "The letter to coordinator.curacao@example.org" in page
    assert "/returns/curacao/2024/form" in page
    assert "Enclosed: curacao-2024.xlsx, meeting-" in page


def speaking(service, who, language):
    service.client(who).post("/language", data={"language": language})


def test_readers_of_one_language_read_one_letter(service, secretariat, meeting):
    for role in (Role.COORDINATOR, Role.DEPUTY):
        speaking(service, service.person(role, "curacao"), "en")
    page = secretariat.get(f"/letters/preview/{meeting}/{STEP}/curacao").text
    assert "The letter to coordinator.curacao@example.org, deputy.curacao@example.org" in page
    assert page.count("Send it to me</span>") == 1


def test_a_step_that_goes_to_nobody_shows_what_it_would_say(service, secretariat, meeting):
    page = secretariat.get(f"/letters/preview/{meeting}/{STEP}/aruba").text
    assert "To nobody Why nobody can be reached; the secretariat is told" in words(page)
    assert "How it would read: Nederlands" in words(page)
    assert '<p lang="nl">' in page


def test_looking_at_a_step_puts_nothing_into_the_outbox(service, secretariat, meeting):
    service.person(Role.COORDINATOR, "curacao")
    secretariat.get("/letters/calendar")
    secretariat.get(f"/letters/preview/{meeting}/{STEP}/curacao")
    assert letters(service) == []


@pytest.mark.parametrize("path", ["1/before-8/curacao", "9/before-7/curacao", "1/x/aruba"])
def test_a_step_that_is_not_planned_is_no_page(service, secretariat, meeting, path):
    assert secretariat.get(f"/letters/preview/{path}").status_code == 404
    assert secretariat.post(f"/letters/preview/{path}/rehearsal").status_code == 404


def test_a_rehearsal_goes_to_oneself_and_to_nobody_else(service, meeting):
    coordinator = service.person(Role.COORDINATOR, "curacao")
    speaking(service, coordinator, "en")
    who = service.person(Role.SECRETARIAT)
    path = f"/letters/preview/{meeting}/{STEP}/curacao"
    said = {"reader": coordinator.person.id}
    answer = service.client(who).post(f"{path}/rehearsal", data=said)
    assert (answer.status_code, answer.location) == (303, path)
    (sent,) = service.letters
    assert sent.address == who.person.email
    assert sent.subject.startswith("[Rehearsal] Figures 2024:")
    assert "/returns/curacao/2024/form" in sent.text
    assert sent.enclosures[0].name == "curacao-2024.xlsx"


def test_the_letter_of_the_reader_that_was_chosen_is_rehearsed(service, meeting):
    for role, language in ((Role.COORDINATOR, "nl"), (Role.DEPUTY, "en")):
        chosen = service.person(role, "curacao")
        speaking(service, chosen, language)
    desk = service.client(service.person(Role.SECRETARIAT))
    path = f"/letters/preview/{meeting}/{STEP}/curacao/rehearsal"
    desk.post(path, data={"reader": chosen.person.id})
    assert [letter.language for letter in letters(service)] == ["en"]


def test_a_rehearsal_takes_no_reminder_away(service, meeting):
    coordinator = service.person(Role.COORDINATOR, "curacao")
    desk = service.client(service.person(Role.SECRETARIAT))
    for _ in range(2):
        desk.post(f"/letters/preview/{meeting}/{STEP}/curacao/rehearsal")
    queued(service)
    kinds = [each.kind for each in letters(service) if each.fate == "queued"]
    assert kinds.count("rehearsal") == 2
    to_go = [each for each in letters(service) if each.address == coordinator.person.email]
    assert [each.step for each in to_go if each.fate == "queued"] == [STEP]


def test_who_runs_the_service_looks_and_rehearses_nothing(service, meeting):
    operator = service.client(service.person(Role.OPERATOR))
    path = f"/letters/preview/{meeting}/{STEP}/curacao"
    assert "Send it to me" not in operator.get(path).text
    assert operator.post(f"{path}/rehearsal").status_code == 403
    assert letters(service) == []


def test_a_coordinator_sees_nobodys_reminders(service, meeting):
    client = service.client(service.person(Role.COORDINATOR, "curacao"))
    assert client.get("/letters/calendar").status_code == 403
    assert client.get(f"/letters/preview/{meeting}/{STEP}/curacao").status_code == 403


def test_a_cancelled_meeting_is_not_in_the_calendar(service, secretariat, meeting):
    with service.store.writing() as connection:
        meetings.cancel_meeting(connection, meeting, service.clock())
    assert "No meeting is to come" in secretariat.get("/letters/calendar").text
