"""From an accepted attempt over the preview to the receipt, and the letters about it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.mail import Undelivered
from exchange.storage import meetings, people
from tests.check.making import SMUGGLING, TRAFFICKING
from tests.web.at_work import OWN, SECRET, YEAR, Work, approver, words
from tests.web.uploading import attempt_after, text_of


@pytest.fixture
def work(service):
    return Work(service)


def due(service, at):
    with service.store.writing() as connection:
        draft = Meeting(0, "coordinators", date(2026, 6, 9), "", "America/Curacao", at, (YEAR,))
        meetings.add_meeting(connection, draft)


def preview(work, where, by=None):
    answer = (by or work.browser).get(f"{where}/preview")
    assert answer.status_code == 200
    return words(answer.text)


def test_the_preview_shows_what_was_read(work):
    page = preview(work, work.uploaded(trafficking_victims=SECRET, trafficking_source="Police"))
    assert f"Victims (persons) {SECRET} 3" in page
    assert "Trafficking Police" in page


def test_without_an_approver_the_preview_says_who_sees_the_figures_at_once(work):
    page = preview(work, work.uploaded())
    assert "released at once" in page
    assert "the coordinators and approvers of all areas, the secretariat and the readers" in page


def test_with_an_approver_the_preview_names_who_releases(service, work):
    approver(service)
    page = preview(work, work.uploaded())
    assert "approver.curacao is told, and releases the figures or sends them back." in page
    assert "released at once" not in page


def test_there_is_one_button_to_deliver(work):
    page = work.browser.get(f"{work.uploaded()}/preview").text
    assert page.count("<span>Deliver</span>") == 1


def test_what_is_not_accepted_leads_to_its_verdict(work):
    where = work.uploaded(trafficking_victims="many")
    answer = work.browser.get(f"{where}/preview")
    assert (answer.status_code, answer.location) == (303, where)


def test_what_was_delivered_leads_to_its_receipt(work):
    receipt = work.delivered()
    answer = work.browser.get("/attempts/1/preview")
    assert (answer.status_code, answer.location) == (303, receipt)


def test_a_deadline_to_come_is_told(service, work):
    due(service, datetime(2026, 6, 2, 21, tzinfo=UTC))
    assert "Deadline 2 June 2026, 17:00" in preview(work, work.uploaded())


def test_after_the_deadline_it_is_late_and_welcome(service, work):
    due(service, datetime(2026, 5, 1, 21, tzinfo=UTC))
    assert "Late, and welcome all the same." in preview(work, work.uploaded())
    assert "late, and welcome all the same" in words(work.browser.get(work.delivered()).text)


def test_a_changed_figure_stands_as_old_and_new_with_its_reason(work):
    work.delivered()
    where = work.explained(work.uploaded(trafficking_victims=SECRET), "A late report came in.")
    page = preview(work, where)
    assert "What changes since version 1" in page
    assert f"Trafficking, Victims before: 10 → now: {SECRET} A late report came in." in page
    assert "Trafficking, Suspects before" not in page


def test_a_changed_note_is_told_although_the_count_is_the_same(work):
    work.delivered()
    page = preview(work, work.uploaded(trafficking_suspects_note="By the police."))
    assert "Trafficking, Suspects as before The note now says: By the police." in page


def test_the_same_figures_again_change_nothing_and_say_so(service, work):
    work.delivered()
    service.clock.passes(minutes=5)
    assert "Nothing: the figures and notes are those of version 1" in preview(work, work.uploaded())


def test_an_offence_that_is_left_out_stays_as_it_was_delivered(work):
    work.delivered()
    page = preview(work, work.explained(work.uploaded(TRAFFICKING, trafficking_victims=SECRET)))
    assert "Smuggling stays as delivered on 12 May 2026, 10:31" in page
    assert f"Victims (persons) before: 10 → now: {SECRET} 3" in page


def test_an_offence_never_delivered_can_come_later(work):
    page = preview(work, work.uploaded(TRAFFICKING))
    assert "Smuggling is not delivered yet; it can come later." in page


def test_a_foreign_sheet_is_pointed_out_once_more(service):
    work = Work(service, "sint-maarten", 2016)
    where = attempt_after(work.browser, "wrong/foreign-sheet")
    assert "The file holds more than the form" in preview(work, where)


def test_delivering_leads_to_the_receipt(service, work):
    page = words(work.browser.get(work.delivered()).text)
    version = work.versions[0]
    assert "Delivered and released You can close this page." in page
    assert version.receipt == "curacao-2024-1"
    for told in (version.receipt, version.content_sha256, "12 May 2026, 10:31", "Cura"):
        assert told in page
    assert version.released


def test_delivering_twice_makes_one_version_and_one_letter(service, work):
    where = work.uploaded()
    first = work.browser.post(f"{where}/deliver")
    service.clock.passes(seconds=3)
    again = work.browser.post(f"{where}/deliver")
    assert first.location == again.location
    assert len(work.versions) == 1
    assert [letter.kind for letter in service.letters] == ["receipt"]


def test_what_changed_since_it_was_shown_is_shown_first(service, work):
    where = work.uploaded(trafficking_victims_note="One.")
    shown = work.browser.get(f"{where}/preview").text
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    work.delivered()
    service.clock.passes(minutes=1)
    answer = work.browser.post(f"{where}/deliver", data={"seen": seen})
    assert (answer.status_code, answer.location) == (303, f"{where}/preview")
    assert "Something was delivered or released since you looked." in preview(work, where)
    assert len(work.versions) == 1


def test_what_is_to_be_explained_by_now_leads_back_to_the_verdict(service, work):
    where = work.uploaded(trafficking_victims=SECRET)
    work.delivered()
    answer = work.browser.post(f"{where}/deliver")
    assert (answer.status_code, answer.location) == (303, where)
    assert "It is not delivered yet" in text_of(work.browser.get(where))
    assert len(work.versions) == 1


def test_with_an_approver_it_waits_and_everybody_is_told(service, work):
    service.person(Role.DEPUTY, OWN)
    approver(service)
    page = words(work.browser.get(work.delivered()).text)
    assert "Delivered, waiting for release" in page
    assert work.versions[0].waiting
    told = {(letter.kind, letter.address.partition(".")[0]) for letter in service.letters}
    assert told == {("receipt", "coordinator"), ("receipt", "deputy"), ("waiting", "approver")}
    asks = next(letter for letter in service.letters if letter.kind == "waiting")
    assert "/returns/curacao/2024/versions/1\n" in asks.text


def test_delivering_again_with_no_approver_left_releases_and_tells_so(service, work):
    held = service.person(Role.APPROVER, OWN).assignment
    where = work.uploaded()
    work.browser.post(f"{where}/deliver")
    service.clock.passes(minutes=1)
    with service.store.writing() as connection:
        people.end_assignment(connection, held.id, service.clock())
    service.clock.passes(minutes=1)
    service.letters.clear()
    work.browser.post(f"{where}/deliver")
    assert [letter.kind for letter in service.letters] == ["receipt"]
    service.clock.passes(minutes=1)
    work.browser.post(f"{where}/deliver")
    assert len(service.letters) == 1


def test_no_letter_holds_a_figure(service, work):
    _, browser = approver(service)
    figures = {name: SECRET + n for n, name in enumerate([*TRAFFICKING, *SMUGGLING])}
    work.delivered(figures)
    browser.post(f"{work.here}/versions/1/return", data={"reason": f"Is {SECRET} right?"})
    work.delivered(figures, trafficking_victims_note="Counted again.")
    browser.post(f"{work.here}/versions/2/release")
    assert [letter.kind for letter in service.letters] == [
        *("receipt", "waiting", "sent-back", "receipt", "waiting", "receipt")
    ]
    said = [letter.subject + letter.text + letter.html for letter in service.letters]
    without_hashes = re.sub(r"[0-9a-f]{64}", "", "".join(said))
    assert not [figure for figure in figures.values() if str(figure) in without_hashes]


def test_where_no_server_takes_a_letter_the_delivery_stands_and_it_is_tried_again(service, work):
    def refuse(_letter):
        raise Undelivered("no server")

    working = service.app.extensions["exchange"]
    service.app.extensions["exchange"] = working._replace(post=refuse)
    assert "Delivered and released" in text_of(work.browser.get(work.delivered()))
    assert service.letters == []
    service.app.extensions["exchange"] = working
    service.clock.passes(minutes=2)
    assert [letter.kind for letter in service.letters] == ["receipt"]


def test_an_approver_delivers_nothing(service, work):
    where = work.uploaded()
    _, browser = approver(service)
    assert browser.get(f"{where}/preview").status_code == 403
    assert browser.post(f"{where}/deliver").status_code == 403


def test_on_behalf_nothing_is_shown_that_waits_for_release(service, work):
    approver(service)
    work.delivered(SMUGGLING, smuggling_victims=SECRET)
    secretariat = service.client(service.person(Role.SECRETARIAT))
    page = preview(work, work.uploaded(TRAFFICKING, secretariat), secretariat)
    assert "Smuggling stays as delivered" in page
    assert str(SECRET) not in page
    assert "You enter this on behalf of Curaçao." in page
