"""What changed since the last meeting: the secretariat's page, and the letter it asks for."""

from datetime import date, timedelta

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.storage import meetings, people
from tests.check.making import SMUGGLING, TRAFFICKING
from tests.web.at_work import SECRET, Work, words

HERE = "/comparison/changes"
TITLE = "Meeting of the coordinators, 13 May 2026"


@pytest.fixture
def work(service):
    return Work(service)


@pytest.fixture
def secretariat(service):
    who = service.person(Role.SECRETARIAT)
    with service.store.writing() as connection:
        people.change_person(connection, who.person.id, language="en")
    return lambda: service.client(who)


@pytest.fixture
def met(service, work):
    """Trafficking was released, then the coordinators met, and now it is two days later."""
    work.delivered(TRAFFICKING)
    meets(service, date(2026, 5, 13))
    service.clock.passes(days=3)
    work.browser = service.client(work.sender)


def meets(service, day):
    deadline = service.clock() - timedelta(days=1)
    draft = Meeting(0, "coordinators", day, "", "America/Curacao", deadline, (2025,))
    with service.store.writing() as connection:
        meetings.add_meeting(connection, draft)


def shown(secretariat):
    return words(secretariat().get(HERE).text)


def mailed(secretariat):
    """What the page says after the button."""
    browser = secretariat()
    answer = browser.post(HERE)
    assert (answer.status_code, answer.location) == (303, HERE)
    return words(browser.get(HERE).text)


def test_the_comparison_leads_the_secretariat_there_and_nobody_else(service, work, secretariat):
    work.delivered()
    assert f'href="{HERE}"' in secretariat().get("/comparison").text
    assert HERE not in work.browser.get("/comparison").text


def test_before_any_meeting_there_is_nothing_to_hold_it_against(service, work, secretariat):
    work.delivered()
    meets(service, date(2026, 5, 13))
    assert "No meeting is over yet" in shown(secretariat)
    assert "There is nothing to mail" in mailed(secretariat)
    assert [letter.kind for letter in service.letters] == ["receipt"]


def test_where_nothing_was_released_since_there_is_nothing_to_mail(service, met, secretariat):
    page = shown(secretariat)
    assert TITLE in page
    assert "Nothing that was released since then" in page
    assert "Mail it to me" not in page
    assert "There is nothing to mail" in mailed(secretariat)


def test_the_page_names_what_changed_and_no_figure(service, met, work, secretariat):
    work.delivered(TRAFFICKING, trafficking_victims=SECRET)
    work.delivered(SMUGGLING)
    page = shown(secretariat)
    assert "Curaçao 2024, trafficking Victims explained 3 15 May 2026" in page
    assert "Curaçao 2024, smuggling delivered for the first time – 3 15 May 2026" in page
    assert str(SECRET) not in page


def test_the_list_is_mailed_once_a_day_unless_something_came(service, met, work, secretariat):
    work.delivered(TRAFFICKING, trafficking_victims=SECRET)
    assert "on its way to secretariat.all@example.org" in mailed(secretariat)
    assert "on its way to you already" in mailed(secretariat)
    work.delivered(TRAFFICKING, trafficking_victims=SECRET + 1)
    assert "on its way to secretariat.all@example.org" in mailed(secretariat)
    service.clock.passes(days=1)
    assert "on its way to secretariat.all@example.org" in mailed(secretariat)
    letters = [each for each in service.letters if each.kind == "comparison-changed"]
    assert [each.address for each in letters] == ["secretariat.all@example.org"] * 3


def test_the_letter_says_what_the_page_says(service, met, work, secretariat):
    work.delivered(TRAFFICKING, trafficking_victims=SECRET)
    mailed(secretariat)
    (letter,) = (each for each in service.letters if each.kind == "comparison-changed")
    line = "Curaçao 2024, trafficking: Victims (explained). Version 2, released on 15 May 2026."
    for said in (letter.text, letter.html):
        assert TITLE in said
        assert line in said
        assert f"http://127.0.0.1:8000{HERE}" in said
        assert str(SECRET) not in said
