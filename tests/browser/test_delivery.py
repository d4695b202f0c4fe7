"""Impatience and second thoughts at the delivery."""

import pytest

from exchange.core.people import Role
from exchange.storage import versions
from tests.browser.walking import Walker


@pytest.fixture
def ready(visit, site, tmp_path):
    """Somebody before the button that delivers, with or without scripts."""

    def made(**wishes):
        sender = site.running.person(Role.COORDINATOR, "curacao")
        walker = Walker(visit(site, sender, **wishes))
        walker.opens("/")
        walker.from_the_form_to_the_preview(tmp_path)
        return walker

    return made


def numbers(site):
    with site.running.store.reading() as connection:
        found = versions.versions_for(connection, "curacao", 2025)
    return [version.number for version in found]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_delivers_once(ready, site, scripts):
    walker = ready(java_script_enabled=scripts)
    walker.button("Deliver").dblclick()
    walker.sees("Delivered and released")
    assert numbers(site) == [1]
    assert [letter.kind for letter in site.letters] == ["receipt"]


def test_going_back_after_the_delivery_leads_to_the_receipt(ready, site):
    walker = ready()
    walker.delivers("Delivered and released")
    walker.page.go_back()
    walker.sees("Delivered and released")
    walker.page.go_back()
    walker.sees("Delivered as version 1")
    assert walker.button("Deliver").count() == 0
    assert numbers(site) == [1]


def test_a_page_left_open_delivers_nothing_twice(ready, site):
    walker = ready()
    left_open = walker.page
    other = walker.visitor.context.new_page()
    other.goto(left_open.url)
    other.get_by_role("button", name="Deliver", exact=True).click()
    walker.delivers("Delivered and released")
    assert numbers(site) == [1]
