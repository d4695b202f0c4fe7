"""The page of a return, its versions, and what is decided about them."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.wording import translator
from tests.web.at_work import OWN, SECRET, YEAR, Work, approver, sheets, words
from tests.web.uploading import text_of

OUTSIDERS = (
    *((role, "aruba") for role in (Role.COORDINATOR, Role.DEPUTY, Role.APPROVER)),
    *((role, None) for role in (Role.SECRETARIAT, Role.READER, Role.OPERATOR)),
)

ON_THE_PAGE = "The reason names numbers, which do not travel by mail: read it on the page."

REPLACED = "A later version took the place of this one before it was released."


@pytest.fixture
def work(service):
    return Work(service)


def all_pages(work, browser):
    """What somebody gets to read at every address of the return."""
    paths = ("", "/form", "/versions/1", "/versions/1/receipt", "/versions/2", "/versions/9")
    addresses = [f"{work.here}{path}" for path in paths]
    addresses += [f"/attempts/1{path}" for path in ("", "/preview", "/file", "/marked")]
    addresses += ["/", f"/comparison?year={work.year}"]
    return {address: browser.get(address) for address in addresses}


def test_the_approver_releases_and_from_then_on_it_counts(service, work):
    _, browser = approver(service)
    work.delivered()
    page = words(browser.get(f"{work.here}/versions/1").text)
    assert "the readers see these figures in the comparison" in page
    answer = browser.post(f"{work.here}/versions/1/release")
    assert (answer.status_code, answer.location) == (303, f"{work.here}/versions/1/receipt")
    assert work.versions[0].released
    assert "by approver.curacao." in words(work.browser.get(answer.location).text)
    letter = service.letters[-1]
    assert (letter.kind, letter.address) == ("receipt", "coordinator.curacao@example.org")
    assert "vrijgegeven" in letter.subject


def test_what_is_decided_cannot_be_decided_again(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/release")
    letters = len(service.letters)
    answer = browser.post(f"{work.here}/versions/1/return", data={"reason": "After all not."})
    assert answer.status_code == 409
    assert "There is nothing to decide here any more" in answer.text
    assert work.versions[0].released
    assert len(service.letters) == letters


def test_only_the_latest_version_can_be_decided(service, work):
    _, browser = approver(service)
    work.delivered()
    work.delivered(trafficking_victims=SECRET)
    answer = browser.post(f"{work.here}/versions/1/release")
    assert answer.status_code == 409
    assert "a later version took its place" in answer.text
    assert [version.released for version in work.versions] == [False, False]
    assert "Release</span>" not in browser.get(f"{work.here}/versions/1").text


def test_a_version_whose_place_was_taken_waits_for_nobody(service, work):
    approver(service)
    work.delivered()
    work.delivered(trafficking_victims=SECRET)
    listed = words(work.page()).partition("Fingerprint")[2].partition("What became")[0]
    latest, _, first = listed.partition(REPLACED)
    assert "waiting for release" in latest
    assert "12 May 2026, 10:31" in first
    assert "waiting for release" not in first
    for path in ("/versions/1/receipt", "/versions/1"):
        page = words(work.page(path))
        assert REPLACED in page
        for waits in ("aiting for release", "has been told"):
            assert waits not in page, path
    assert "The approver has been told." in words(work.page("/versions/2/receipt"))


def test_what_was_entered_and_then_replaced_is_not_there_to_confirm(service, work):
    secretariat = service.client(service.person(Role.SECRETARIAT))
    receipt = work.delivered(by=secretariat)
    assert "Look and confirm" in words(work.browser.get(receipt).text)
    work.delivered(trafficking_victims=SECRET)
    for path in ("/versions/1/receipt", "/versions/1"):
        page = words(work.page(path))
        assert "onfirm" not in page, path
        assert REPLACED in page
    entered = words(secretariat.get(work.here).text).partition("Entered by you")[2]
    assert REPLACED in entered


def test_a_version_is_sent_back_with_a_reason(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/return", data={"reason": "Ask the  prosecutor."})
    assert work.versions[0].decision.reason == "Ask the prosecutor."
    page = work.page()
    assert "Version 1 was sent back: “Ask the prosecutor.”" in page
    letter = service.letters[-1]
    assert letter.kind == "sent-back"
    assert "Ask the prosecutor." in letter.text


def test_a_reason_with_a_number_in_it_does_not_travel_by_mail(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/return", data={"reason": "Why ten and not 12?"})
    letter = service.letters[-1]
    assert "Why ten" not in letter.text + letter.html
    assert translator("nl")(ON_THE_PAGE) in letter.text
    assert "Why ten and not 12?" in work.page()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_fitting_reason_nothing_is_sent_back(service, work, reason):
    _, browser = approver(service)
    work.delivered()
    answer = browser.post(f"{work.here}/versions/1/return", data={"reason": reason})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert reason.strip() in answer.text
    assert work.versions[0].waiting


def test_a_reason_of_500_characters_fits(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/return", data={"reason": "x" * 500})
    assert work.versions[0].sent_back


def test_what_the_secretariat_enters_is_marked_and_waits_for_the_coordinator(service, work):
    secretariat = service.client(service.person(Role.SECRETARIAT))
    receipt = work.delivered(by=secretariat)
    assert work.versions[0].waiting
    assert "Entered on behalf, waiting for Cura" in words(secretariat.get(receipt).text)
    assert "on behalf" in work.page()
    assert "bevestig wat het secretariaat" in service.letters[1].subject
    work.browser.post(f"{work.here}/versions/1/confirm")
    assert work.versions[0].released
    assert "on behalf, confirmed" in work.page()


def test_on_behalf_the_approver_releases_without_any_confirmation(service, work):
    _, browser = approver(service)
    work.delivered(by=service.client(service.person(Role.SECRETARIAT)))
    browser.post(f"{work.here}/versions/1/release")
    assert work.versions[0].released
    assert "Not confirmed by Cura" in words(browser.get(f"{work.here}/versions/1/receipt").text)


def test_the_secretariat_sees_its_own_receipt_and_no_version(service, work):
    mine = service.client(service.person(Role.SECRETARIAT))
    other = service.client(service.person(Role.SECRETARIAT, email="second@example.org"))
    receipt = work.delivered(by=mine)
    assert mine.get(receipt).status_code == 200
    assert mine.get(f"{work.here}/versions/1").status_code == 403
    assert other.get(receipt).status_code == 403
    assert "curacao-2024-1" in mine.get(work.here).text
    assert "curacao-2024-1" not in other.get(work.here).text


def test_the_secretariat_sees_no_receipt_of_what_others_delivered(service, work):
    secretariat = service.client(service.person(Role.SECRETARIAT))
    work.delivered(by=secretariat)
    theirs = work.delivered(trafficking_victims=SECRET)
    assert secretariat.get(theirs).status_code == 403


@pytest.mark.parametrize("role, reporter", OUTSIDERS)
def test_nobody_outside_sees_a_figure_that_waits_for_release(service, work, role, reporter):
    approver(service)
    work.delivered(trafficking_victims=SECRET, trafficking_victims_note="A secret note.")
    work.delivered(trafficking_victims=SECRET, trafficking_victims_sex_male=SECRET)
    browser = service.client(service.person(role, reporter))
    for address, answer in all_pages(work, browser).items():
        seen = sheets(answer.data) if answer.data.startswith(b"PK") else answer.text
        assert str(SECRET) not in seen, address
        assert "A secret note." not in seen, address
        assert "mine.xlsx" not in seen, address


@pytest.mark.parametrize("role, reporter", OUTSIDERS)
def test_nobody_outside_decides_or_says_anything(service, work, role, reporter):
    approver(service)
    work.delivered()
    browser = service.client(service.person(role, reporter))
    for what in ("release", "return", "confirm"):
        answer = browser.post(f"{work.here}/versions/1/{what}", data={"reason": "No."})
        assert answer.status_code == 403
    assert browser.post(f"{work.here}/still-right", data={"years": "2023"}).status_code == 403
    assert work.versions[0].waiting


def test_a_number_that_was_never_given_answers_outsiders_like_any_other(service, work):
    work.delivered()
    browser = service.client(service.person(Role.COORDINATOR, "aruba"))
    answers = {browser.get(f"{work.here}/versions/{n}/receipt").status_code for n in (1, 9)}
    assert answers == {403}


@pytest.mark.parametrize(
    "role, reporter, sees",
    [
        (Role.COORDINATOR, "aruba", True),
        (Role.APPROVER, "aruba", True),
        (Role.SECRETARIAT, None, True),
        (Role.READER, None, True),
        (Role.OPERATOR, None, False),
    ],
)
def test_released_figures_are_seen_with_their_notes_and_without_the_reasons(
    service, work, role, reporter, sees
):
    work.delivered()
    work.delivered(
        trafficking_victims=SECRET, trafficking_victims_note="A note.", trafficking_source="KPC"
    )
    page = words(service.client(service.person(role, reporter)).get(work.here).text)
    assert (f"Victims (persons) {SECRET}" in page) is sees
    assert ("A note." in page) is sees
    for own in ("Counted again.", "KPC", "mine.xlsx", "coordinator.curacao"):
        assert own not in page


def test_who_sees_no_figures_is_not_told_that_none_are_released(service, work):
    operator, reader = (service.client(service.person(r)) for r in (Role.OPERATOR, Role.READER))
    nothing = "No figures are released for this year."
    assert nothing in words(reader.get(work.here).text)
    assert nothing not in words(operator.get(work.here).text)
    work.delivered()
    page = words(operator.get(work.here).text)
    assert nothing not in page
    assert "delivered" in page


def test_others_see_what_counts_and_not_what_waits_beside_it(service, work):
    work.delivered(trafficking_victims=SECRET)
    approver(service)
    work.delivered(trafficking_victims=SECRET + 1)
    page = words(service.client(service.person(Role.READER)).get(work.here).text)
    assert f"Victims (persons) {SECRET} " in page
    assert str(SECRET + 1) not in page.split()  # within a fingerprint it may stand
    assert "delivered" in page
    assert "waiting" not in page
    assert "waiting for release" in words(work.page())


def test_a_returned_version_is_missing_to_others(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/return", data={"reason": "Look again."})
    page = words(service.client(service.person(Role.COORDINATOR, "aruba")).get(work.here).text)
    assert "missing" in page
    assert "returned" not in page
    assert "returned with a reason" in work.page()


def test_the_history_tells_each_change_and_folds_the_rest(service, work):
    work.delivered()
    work.delivered(trafficking_victims=SECRET)
    page = words(work.page())
    assert f"Trafficking, Victims before: 10 → now: {SECRET} 2 12 May 2026, 10:32" in page
    assert "9 figures that never changed" in page
    assert "Smuggling, Victims before" not in page


def test_what_happened_is_told_in_sentences(service, work):
    _, browser = approver(service)
    work.delivered()
    browser.post(f"{work.here}/versions/1/release")
    page = words(work.page())
    for sentence in (
        "coordinator.curacao uploaded a workbook.",
        "coordinator.curacao delivered version 1.",
        "approver.curacao released version 1.",
    ):
        assert sentence in page


def test_what_was_uploaded_and_not_delivered_leads_on(work):
    where = work.uploaded()
    page = work.browser.get(work.here).text
    assert "Go on where you were" in page
    assert f'href="{where}"' in page


@pytest.mark.parametrize("year", [2010, 2027, 9999])
def test_there_is_no_return_before_the_first_year_or_after_this_one(work, year):
    for path in ("", "/form", "/none/smuggling", "/not-counted/smuggling"):
        assert work.browser.get(f"/returns/{OWN}/{year}{path}").status_code == 404


def test_a_number_never_given_is_not_there(work):
    work.delivered()
    assert work.browser.get(f"{work.here}/versions/2").status_code == 404
    assert work.browser.get(f"{work.here}/versions/2/receipt").status_code == 404


def test_the_receipt_asks_about_earlier_years_once(service):
    work = Work(service, year=YEAR - 2)
    work.delivered()
    work.of(YEAR - 1).delivered()
    receipt = work.of(YEAR).delivered()
    page = work.browser.get(receipt).text
    assert "2023, 2022: still right?" in page
    assert f'href="/returns/{OWN}/2023"' in page
    answer = work.browser.post(
        f"/returns/{OWN}/{YEAR}/still-right", data={"years": ["2023", "2022"], "next": receipt}
    )
    assert (answer.status_code, answer.location) == (303, receipt)
    again = text_of(work.browser.get(receipt))
    assert "2023, 2022: looked at, still right" in again
    assert "Later knowledge can change" not in again
