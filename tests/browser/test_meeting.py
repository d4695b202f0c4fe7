"""From a meeting that is set to the form that its reminder leads to, as people go."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from exchange.core.people import Role
from tests.browser.browsing import NARROW
from tests.browser.filling import numbers_in
from tests.browser.hands import Keys
from tests.browser.serving import serving
from tests.browser.walking import Walker
from tests.web.delivering import delivered

MEETING, DEADLINE = date(2026, 6, 16), date(2026, 6, 2)
"""The deadline is three weeks from when tests start: a reminder is due at once."""


@pytest.fixture
def site(tmp_path, readers):
    """The demonstration, where letters stay."""
    with serving(tmp_path, readers, demonstration=True) as made:
        yield made


@pytest.fixture
def secretariat(site):
    return site.running.person(Role.SECRETARIAT)


@pytest.fixture
def coordinator(site):
    """Has delivered the year before."""
    sender = site.running.person(Role.COORDINATOR, "curacao")
    delivered(site.running, sender, "curacao", 2018)
    return sender


def sets_a_meeting(walker):
    walker.opens("/")
    walker.follows("Meetings")
    walker.follows("Set a meeting")
    walker.sees("Set a meeting")
    walker.picks("Day", MEETING)
    walker.picks("Deadline for the figures", DEADLINE)
    walker.writes("Years due", "2019")
    walker.presses("Set the meeting")
    walker.sees("Meeting of the coordinators")


def looks_at_what_goes(walker, area):
    walker.follows("Letters")
    walker.follows("Who gets what, when")
    walker.sees("Who gets what, when")
    ahead = walker.page.get_by_role("link", name=re.compile(f"^{area}"))
    walker.hand.presses(ahead.filter(visible=True).first)
    expect(walker.page.locator("h1")).to_contain_text(area)


def rehearses(walker):
    walker.presses("Send it to me")
    expect(walker.page.get_by_role("status")).to_contain_text("secretariat.all@example.org")


def opens_the_letter(walker, kind):
    """In the mailbox, the latest letter of its sort; gives what is folded out."""
    walker.opens("/mailbox")
    walker.sees("Mailbox")
    walker.page.reload()  # looking whether anything is cut off folded everything out
    heading = walker.page.locator("h3", has_text=walker.say(kind)).first
    letter = heading.locator("xpath=following-sibling::div[1]")
    walker.hand.presses(letter.locator("summary"))
    expect(letter.locator(".folded")).to_be_visible()
    return letter


def gets_the_form(walker, letter, folder):
    """By the link in the letter; the figures of the year before stand in it."""
    with walker.page.expect_download() as saved:
        walker.hand.presses(letter.get_by_role("link", name="/curacao/2019/form"))
    form = folder / saved.value.suggested_filename
    saved.value.save_as(form)
    return form


WAYS = {
    "with a mouse": {},
    "without scripts": {"java_script_enabled": False},
    "on a phone in Papiamentu": {"locale": "pap-CW", "viewport": NARROW},
    "by keyboard alone": {"hand": Keys()},
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def walks(request, visit, site):
    """Gives somebody a browser, and a way to go."""
    wishes = dict(request.param)
    hand = wishes.pop("hand", None)
    language = wishes.get("locale", "en")
    return lambda who: Walker(visit(site, who, **wishes), language, hand)


def test_from_a_meeting_to_the_form(walks, site, secretariat, coordinator, tmp_path):
    office = walks(secretariat)
    label = site.running.desk.codebook.reporters["curacao"].label
    sets_a_meeting(office)
    looks_at_what_goes(office, label[office.say.language])
    rehearses(office)
    site.works()
    rehearsal = opens_the_letter(office, "Rehearsal")
    expect(rehearsal).to_contain_text("secretariat.all@example.org")
    walker = walks(coordinator)
    letter = opens_the_letter(walker, "Reminder")
    expect(letter).to_contain_text("coordinator.curacao@example.org")
    form = gets_the_form(walker, letter, tmp_path)
    assert form.name == "curacao-2019.xlsx"
    assert numbers_in(form) >= {44, 18}
