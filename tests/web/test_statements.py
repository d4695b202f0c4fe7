"""What is said without a workbook: there were none, it could not be counted, still right."""

from __future__ import annotations

import re

import pytest

from exchange.core.people import Role
from exchange.storage import events
from tests.check.making import FIGURES, FULL, SMUGGLING, TRAFFICKING
from tests.web.at_work import OWN, SECRET, YEAR, Work, words

ALL_FIVE = [f"trafficking_{figure}" for figure in FIGURES]
CHECKED = {"source": "Police, criminal investigation department", "checked": "yes"}


@pytest.fixture
def work(service):
    return Work(service)


def said(work, path, data, by=None):
    """The attempt that a statement became."""
    answer = (by or work.browser).post(f"{work.here}{path}", data=data)
    assert answer.status_code == 303, words(answer.text)
    assert answer.location.endswith("/preview")
    return answer.location.removesuffix("/preview")


def deliver(work, where):
    work.service.clock.passes(minutes=1)
    answer = work.browser.post(f"{where}/deliver")
    assert answer.location.endswith("/receipt"), answer.location


def test_none_becomes_confirmed_zeros_and_no_victims_of_smuggling(work):
    where = said(work, "/none/smuggling", CHECKED)
    page = words(work.browser.get(f"{where}/preview").text)
    assert "Victims (persons) not delivered not applicable" in page
    assert "Police investigations not delivered 0" in page
    deliver(work, where)
    assert work.value("smuggling_victims") == "not-applicable"
    assert {work.value(f"smuggling_{figure}") for figure in FIGURES[1:]} == {0}


def test_none_of_trafficking_is_zero_for_all_five(work):
    deliver(work, said(work, "/none/trafficking", CHECKED))
    assert {work.value(name) for name in ALL_FIVE} == {0}


def test_who_checked_and_the_day_there_are_kept(service, work):
    service.clock.passes(hours=12)
    work.browser = service.client(work.sender)
    deliver(work, said(work, "/none/smuggling", CHECKED))
    figures = work.figures()
    assert figures.suppliers == {"smuggling": CHECKED["source"]}
    assert figures.drawn_on == {"smuggling": "2026-05-12"}


def test_the_other_offence_stays_as_it_was_delivered(work):
    work.delivered(TRAFFICKING, trafficking_victims=SECRET)
    deliver(work, said(work, "/none/smuggling", CHECKED))
    assert work.value("trafficking_victims") == SECRET
    assert work.value("smuggling_suspects") == 0


@pytest.mark.parametrize(
    "data, missing",
    [
        ({}, ["Say who checked", "Tick this if it was checked"]),
        ({"source": "Police"}, ["Tick this if it was checked"]),
        ({"source": "  ", "checked": "yes"}, ["Say who checked"]),
        ({"source": "x" * 201, "checked": "yes"}, ["This is too long"]),
    ],
)
def test_none_asks_who_checked_and_for_the_tick(work, data, missing):
    answer = work.browser.post(f"{work.here}/none/smuggling", data=data)
    assert answer.status_code == 422
    page = words(answer.text)
    for text in ("Say who checked", "Tick this if it was checked", "This is too long"):
        assert (text in page) is (text in missing)
    kept = data.get("source", "").strip()
    assert (f'value="{kept}"' in answer.text) is bool(kept)
    assert ('value="yes" checked' in answer.text) is ("checked" in data)


def test_who_checked_explains_a_zero_where_nothing_was_available_before(work):
    reason = {"figures": ALL_FIVE, "reason": "0"}
    deliver(work.of(YEAR - 1), said(work.of(YEAR - 1), "/not-counted/trafficking", reason))
    deliver(work, said(work, "/none/trafficking", CHECKED))
    assert work.value("trafficking_victims") == 0
    because = f"Counted this year: there were none ({CHECKED['source']})"
    assert work.figures().explanations == dict.fromkeys(ALL_FIVE, because)


def test_who_checked_is_kept_beside_the_reason_in_the_language_of_the_sender(work):
    reason = {"figures": ALL_FIVE, "reason": "0"}
    deliver(work.of(YEAR - 1), said(work.of(YEAR - 1), "/not-counted/trafficking", reason))
    work.browser.post("/language", data={"language": "nl"})
    deliver(work, said(work, "/none/trafficking", CHECKED))
    because = f"Dit jaar geteld: er waren er geen ({CHECKED['source']})"
    assert work.figures().explanations["trafficking_victims"] == because


def test_why_it_could_not_be_counted_explains_what_was_zero_before(work):
    deliver(work.of(YEAR - 1), said(work.of(YEAR - 1), "/none/trafficking", CHECKED))
    data = {"figures": ALL_FIVE, "reason": "1", "words": "The register is down."}
    deliver(work, said(work, "/not-counted/trafficking", data))
    because = "not received from the police: The register is down."
    assert work.figures().explanations == dict.fromkeys(ALL_FIVE, because)


def test_a_statement_answers_nothing_else_that_is_asked(work):
    work.delivered()
    where = said(work, "/none/trafficking", CHECKED)
    answer = work.browser.get(f"{where}/preview")
    assert (answer.status_code, answer.location) == (303, where)
    deliver(work, work.explained(where, "A mistake was put right"))
    assert set(work.figures().explanations.values()) == {"A mistake was put right"}


def test_the_same_statement_at_once_after_its_delivery_is_the_version_it_became(service, work):
    reason = {"figures": ALL_FIVE, "reason": "0"}
    deliver(work.of(YEAR - 1), said(work.of(YEAR - 1), "/not-counted/trafficking", reason))
    where = said(work, "/none/trafficking", CHECKED)
    assert work.browser.post(f"{where}/deliver").location.endswith("/versions/1/receipt")
    assert said(work, "/none/trafficking", CHECKED) == where


def test_what_could_not_be_counted_is_not_available_with_the_reason(work):
    data = {"figures": ALL_FIVE, "reason": "1", "words": "The register is down."}
    deliver(work, said(work, "/not-counted/trafficking", data))
    entries = [seen.entry for seen in work.figures().observations.values()]
    assert {(entry.status, entry.note) for entry in entries} == {
        ("not-available", "not received from the police: The register is down.")
    }
    assert {entry.key.name for entry in entries} == set(ALL_FIVE)


def test_the_figures_not_chosen_stay_as_they_were_delivered(work):
    work.delivered(
        trafficking_victims_sex_female=9,
        trafficking_victims_sex_male=3,
        trafficking_victims_sex_multiple="ja",
        trafficking_victims_note="As known in May.",
        trafficking_prosecutions_basis="cases",
        trafficking_source="The police",
    )
    data = {"figures": ["trafficking_verdicts"], "reason": "2"}
    deliver(work, work.explained(said(work, "/not-counted/trafficking", data)))
    assert work.value("trafficking_verdicts") == "not-available"
    for name in ALL_FIVE[:-1]:
        assert work.value(name) == FULL[name]
    assert work.value("trafficking_victims_sex_female") == 9
    kept = {key.name: seen.entry for key, seen in work.figures().observations.items()}
    assert kept["trafficking_victims"].note == "As known in May."
    assert kept["trafficking_prosecutions"].basis == "cases"
    assert work.figures().overlapping == ("trafficking_victims_sex",)
    assert work.figures().suppliers == {"trafficking": "The police"}


def test_figures_not_chosen_and_never_delivered_are_to_follow(work):
    data = {"figures": ["trafficking_verdicts"], "reason": "2"}
    deliver(work, said(work, "/not-counted/trafficking", data))
    assert work.value("trafficking_victims") == "to-follow"
    assert "4 figures to follow" in work.page()


@pytest.mark.parametrize(
    "data, told",
    [
        ({"reason": "0"}, "Choose at least one figure."),
        ({"figures": ["smuggling_victims"], "reason": "0"}, "Choose at least one figure."),
        ({"figures": ALL_FIVE}, "Choose the reason that fits best."),
        ({"figures": ALL_FIVE, "reason": "77"}, "Choose the reason that fits best."),
        ({"figures": ALL_FIVE, "reason": "-1"}, "Choose the reason that fits best."),
        ({"figures": ALL_FIVE, "reason": "4"}, "Say in a few words why"),
        ({"figures": ALL_FIVE, "reason": "0", "words": "x" * 301}, "This is too long"),
    ],
)
def test_could_not_count_says_what_is_still_to_be_chosen(work, data, told):
    answer = work.browser.post(f"{work.here}/not-counted/trafficking", data=data)
    assert answer.status_code == 422
    assert told in answer.text
    chosen = {*data.get("figures", ()), data.get("reason")} & {*ALL_FIVE, "0", "4"}
    assert set(re.findall(r'value="(\w+)" checked', answer.text)) == chosen


def test_on_behalf_what_waits_for_release_does_not_get_into_the_statement(service, work):
    service.person(Role.APPROVER, OWN)
    work.delivered(trafficking_victims=SECRET)
    secretariat = service.client(service.person(Role.SECRETARIAT))
    data = {"figures": ["trafficking_verdicts"], "reason": "0"}
    where = said(work, "/not-counted/trafficking", data, secretariat)
    page = words(secretariat.get(f"{where}/preview").text)
    assert str(SECRET) not in page
    assert "Victims (persons) to follow" in page


def test_there_are_no_statements_about_what_is_no_offence(work):
    assert work.browser.get(f"{work.here}/none/piracy").status_code == 404
    assert work.browser.post(f"{work.here}/not-counted/piracy").status_code == 404


def test_only_who_may_deliver_makes_statements(service, work):
    for role, reporter in ((Role.APPROVER, OWN), (Role.COORDINATOR, "aruba"), (Role.READER, None)):
        browser = service.client(service.person(role, reporter))
        assert browser.get(f"{work.here}/none/smuggling").status_code == 403
        assert browser.post(f"{work.here}/none/smuggling", data=CHECKED).status_code == 403


def still_right(service, year):
    with service.store.reading() as connection:
        return [e for e in events.events_about(connection, OWN, year) if e.kind == "still-right"]


def test_still_right_is_kept_for_the_earlier_years_that_were_delivered(service, work):
    work.of(YEAR - 1).delivered(SMUGGLING)
    data = {"years": [str(YEAR - 1), str(YEAR - 2), str(YEAR), "x", "٢٠٢٣", "99999999"]}
    answer = work.browser.post(f"{work.here}/still-right", data=data)
    assert (answer.status_code, answer.location) == (303, work.here)
    (event,) = still_right(service, YEAR - 1)
    assert (event.person, event.at) == (work.sender.person.id, service.clock())
    assert not still_right(service, YEAR - 2)
    assert not still_right(service, YEAR)
    assert "coordinator.curacao looked at the figures again: still right." in words(
        work.of(YEAR - 1).page()
    )


def test_still_right_leads_to_no_other_site(work):
    data = {"years": "2023", "next": "https://elsewhere.example/"}
    assert work.browser.post(f"{work.here}/still-right", data=data).location == "/"
