from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from exchange.core.people import Role
from tests.browser.browsing import LOCALES, NARROW, STATUS
from tests.browser.looking import barriers, cut_off, picture, weight
from tests.browser.serving import serving
from tests.browser.shots import IN_EARNEST, IN_THE_DEMONSTRATION, NOTHING_YET, OF_MEETINGS
from tests.web.running import running

MOST_BYTES = 100_000
NO_PAGES = {
    "static",
    "health.live",
    "health.ready",
    "metrics.page",
    "attempts.file",
    "attempts.marked",
    "returns.form",
    "account.codes_file",
    "comparison.download",
    "comparison.file",
    "contacts.download",
    "feed.calendar",
    "meetings.entry",
    "mailbox.letter",
    "mailbox.styles",
}
"""What is read by programs or saved as a file; letters are looked at by themselves."""


def looked_at(page, name):
    """What is wrong with a page, which stays as a picture in both widths."""
    picture(page, f"{name}-wide")
    found = barriers(page)
    return [*found, *on_a_phone(page, name)]


def on_a_phone(page, name):
    """What of a page cannot be read whole there."""
    page.set_viewport_size(NARROW)
    picture(page, f"{name}-narrow")
    return cut_off(page)


def opened(visitor, shot, facts):
    page = visitor.opens(shot.path.format(**facts))
    weighs = weight(visitor)
    if shot.act:
        shot.act(page)
        page.wait_for_load_state()
    if shot.at:
        assert urlsplit(page.url).path == shot.at.format(**facts)
    return weighs


@pytest.mark.parametrize("shot", IN_EARNEST, ids=lambda shot: shot.name)
def test_a_page_is_light_whole_on_a_phone_and_without_barriers(visit, inhabited, shot):
    """Its weight is that of all answers compressed, as a proxy before the service does it."""
    visitor = visit(inhabited.site, inhabited.people[shot.who] if shot.who else None)
    assert opened(visitor, shot, inhabited.facts) <= MOST_BYTES
    assert looked_at(visitor.page, shot.name) == []


@pytest.mark.parametrize("shot", IN_THE_DEMONSTRATION, ids=lambda shot: shot.name)
def test_so_is_a_page_of_the_demonstration(visit, demonstration, shot):
    visitor = visit(demonstration.site, demonstration.people[shot.who] if shot.who else None)
    assert opened(visitor, shot, demonstration.facts) <= MOST_BYTES
    assert looked_at(visitor.page, shot.name) == []


@pytest.mark.parametrize("language", LOCALES)
def test_what_the_secretariat_sees_of_meetings_is_whole_in_every_language(
    visit, inhabited, language
):
    visitor = visit(inhabited.site, inhabited.people["secretariat"], locale=LOCALES[language])
    faults = {}
    for shot in OF_MEETINGS:
        if shot.act is None and shot.who == "secretariat":
            visitor.opens(shot.path.format(**inhabited.facts))
            assert visitor.page.locator("html").get_attribute("lang") == language
            faults[shot.name] = on_a_phone(visitor.page, f"{shot.name}-{language}")
    assert {name: found for name, found in faults.items() if found} == {}


def test_so_are_pages_with_nothing_on_them_yet(visit, site):
    secretariat = site.running.person(Role.SECRETARIAT)
    faults = {}
    for shot in NOTHING_YET:
        visitor = visit(site, secretariat)
        visitor.opens(shot.path)
        faults[shot.name] = looked_at(visitor.page, shot.name)
    assert {name: found for name, found in faults.items() if found} == {}


def test_so_is_an_empty_mailbox(visit, tmp_path, readers):
    with serving(tmp_path, readers, demonstration=True) as site:
        visitor = visit(site)
        visitor.opens("/mailbox")
        assert looked_at(visitor.page, "demonstration-no-letters") == []


def test_so_is_the_page_that_says_it_is_our_fault(visit, site):
    visitor = visit(site)
    visitor.remarks = f"{STATUS}500"
    with site.running.store.writing() as connection:
        connection.execute(text("ALTER TABLE link RENAME TO lost"))
    page = visitor.opens("/welcome/nothing")
    assert page.locator("h1").text_content() == "Something went wrong on our side"
    assert looked_at(page, "error-ours") == []


def test_every_page_is_among_them(tmp_path, readers):
    with running(tmp_path, readers) as service:
        routes = service.app.url_map.bind("localhost")
        rules = list(service.app.url_map.iter_rules())
        paths = [shot.at or shot.path for shot in (*IN_EARNEST, *IN_THE_DEMONSTRATION)]
        seen = {endpoint for path in paths for endpoint in _endpoint(routes, path)}
    pages = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    of_programs = {name for name in pages if name.startswith("api")}
    assert sorted(pages - NO_PAGES - of_programs - seen) == []


def _endpoint(routes, path):
    """The endpoint of an address whose facts are not known; none where there is no such page."""
    plain = path.partition("?")[0].replace("{", "").replace("}", "")
    numbered = "/".join("1" if f"{{{part}}}" in path else part for part in plain.split("/"))
    return [routes.match(numbered)[0]] if routes.test(numbered) else []
