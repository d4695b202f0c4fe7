"""The form of one reporter and year, with last year's figures in it."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from tests.web.at_work import OWN, SECRET, YEAR, Work, approver, sheets


@pytest.fixture
def work(service):
    return Work(service)


def test_the_form_holds_last_years_own_figures(service):
    approver(service)
    before = Work(service, year=YEAR - 1)
    before.delivered(trafficking_victims=SECRET)
    answer = before.browser.get(f"/returns/{OWN}/{YEAR}/form")
    assert answer.headers["Content-Disposition"] == "attachment; filename=curacao-2024.xlsx"
    assert f"<v>{SECRET}</v>" in sheets(answer.data)


def test_the_secretariats_form_holds_released_figures_only(service):
    _, browser = approver(service)
    before = Work(service, year=YEAR - 1)
    before.delivered(trafficking_victims=SECRET)
    secretariat = service.client(service.person(Role.SECRETARIAT))
    address = f"/returns/{OWN}/{YEAR}/form"
    assert str(SECRET) not in sheets(secretariat.get(address).data)
    browser.post(f"{before.here}/versions/1/release")
    assert f"<v>{SECRET}</v>" in sheets(secretariat.get(address).data)


@pytest.mark.parametrize(
    "accepted, asked, title",
    [
        ("pap", "", "Sifranan tokante"),
        ("fr", "", "Figures on human trafficking"),
        ("pap-AW", "", "Cijfers over mensenhandel"),
        ("en", "?language=nl", "Cijfers over mensenhandel"),
        ("en", "?language=pap-AW", "Figures on human trafficking"),
    ],
)
def test_the_form_is_in_a_language_that_the_reporter_uses(work, accepted, asked, title):
    answer = work.browser.get(f"{work.here}/form{asked}", headers={"Accept-Language": accepted})
    assert title in sheets(answer.data)
