"""Letters as they arrive: whole on a phone, readable, in the language of who reads them."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.storage import letters, people
from tests.browser.browsing import LOCALES, NARROW, WIDE
from tests.browser.correspondence import coming_meeting
from tests.browser.looking import barriers, cut_off, picture
from tests.browser.serving import serving
from tests.mail.conftest import databases, written
from tests.mail.golden_letters import EVERY

__all__ = ["databases", "written"]

OF_A_FRAME = ("landmark-one-main", "page-has-heading-one", "region")
"""What a page has and a letter lacks: the frame around it is the mail program's."""

READERS = {
    "en": "sint-maarten",
    "nl": "european-netherlands",
    "pap-CW": "curacao",
    "pap-AW": "aruba",
}


@pytest.fixture(scope="module")
def reminded(tmp_path_factory, readers):
    """A coordinator for each language, and what they were written to."""
    folder = tmp_path_factory.mktemp("reminded")
    with serving(folder, readers, demonstration=True) as site:
        for language, reporter in READERS.items():
            who = site.running.person(Role.COORDINATOR, reporter).person
            with site.running.store.writing() as connection:
                people.change_person(connection, who.id, language=language)
        coming_meeting(site)
        site.works()
        yield site


def kept(site):
    with site.running.store.reading() as connection:
        return letters.kept(connection)


def looked_at(page, name):
    """What is wrong with a letter, which stays as a picture: wide, narrow, and in the dark."""
    picture(page, f"{name}-wide")
    page.emulate_media(color_scheme="dark")
    picture(page, f"{name}-dark")
    found = [each for each in barriers(page, dark=False) if not each.startswith(OF_A_FRAME)]
    page.set_viewport_size(NARROW)
    picture(page, f"{name}-narrow")
    return [*found, *cut_off(page)]


@pytest.mark.parametrize("language", READERS)
def test_a_reminder_arrives_whole_in_the_language_of_its_reader(visit, reminded, language):
    address = f"coordinator.{READERS[language]}@example.org"
    (letter,) = [each for each in kept(reminded) if each.address == address]
    assert letter.kind == "reminder"
    visitor = visit(reminded)
    visitor.opens(f"/mailbox/{letter.id}")
    assert looked_at(visitor.page, f"mailbox-reminder-{language}") == []
    assert visitor.page.locator("html").get_attribute("lang") == language


@pytest.fixture
def page(browser):
    """A mail program's window."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_every_letter_is_readable_in_light_and_in_the_dark(page, written):
    faults = {}
    for name in EVERY:
        page.set_viewport_size(WIDE)
        page.set_content(written(name, "en").html)
        faults[name] = looked_at(page, f"mail-{name}")
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", LOCALES)
def test_every_letter_is_whole_on_a_phone_in_every_language(page, written, language):
    page.set_viewport_size(NARROW)
    faults = {}
    for name in EVERY:
        page.set_content(written(name, language).html)
        if name.startswith("reminder"):
            picture(page, f"mail-{name}-{language}")
        faults[name] = cut_off(page)
    assert {name: found for name, found in faults.items() if found} == {}
