"""Letters as they arrive: whole on a phone, readable, in the language of who reads them."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.storage import letters, people
from tests.browser.browsing import NARROW
from tests.browser.correspondence import coming_meeting
from tests.browser.looking import barriers, cut_off, picture
from tests.browser.serving import serving

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


def looked_at(visitor, letter, name):
    """What is wrong with a letter, which stays as a picture: wide, narrow, and in the dark."""
    page = visitor.opens(f"/mailbox/{letter.id}")
    picture(page, f"{name}-wide")
    page.emulate_media(color_scheme="dark")
    picture(page, f"{name}-dark")
    found = [each for each in barriers(page) if not each.startswith((*OF_A_FRAME, "dark"))]
    page.set_viewport_size(NARROW)
    picture(page, f"{name}-narrow")
    return [*found, *cut_off(page)]


@pytest.mark.parametrize("language", READERS)
def test_a_reminder_arrives_whole_in_the_language_of_its_reader(visit, reminded, language):
    address = f"coordinator.{READERS[language]}@example.org"
    (letter,) = [each for each in kept(reminded) if each.address == address]
    assert letter.kind == "reminder"
    visitor = visit(reminded)
    assert looked_at(visitor, letter, f"mail-reminder-{language}") == []
    assert visitor.page.locator("html").get_attribute("lang") == language


def test_every_kind_of_letter_arrives_whole(visit, demonstration):
    kinds = {letter.kind: letter for letter in kept(demonstration.site)}
    assert kinds.keys() >= {"reminder", "receipt", "escalation", "meeting-set", "contacts-changed"}
    faults = {
        kind: found
        for kind, letter in kinds.items()
        if (found := looked_at(visit(demonstration.site), letter, f"mail-{kind}"))
    }
    assert faults == {}
