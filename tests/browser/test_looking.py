"""What looks at pages sees what it is there for."""

import pytest

from tests.browser.browsing import NARROW
from tests.browser.looking import barriers, cut_off

LONG = "Mensenhandelbestrijdingscoördinatiecentrum"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=NARROW)
    yield context.new_page()
    context.close()


MARKUP = {
    "words that wrap": ("<p>Short words that go on to the next line by themselves.</p>", False),
    "a page too wide": (f"<h1>{LONG}</h1>", True),
    "clipped": (f"<div style='width: 90px; overflow: hidden'>{LONG}</div>", True),
    "to be scrolled": (f"<div style='width: 90px; overflow: auto'>{LONG}</div>", False),
    "letter under letter": ("<table><th style='width: 1em; word-break: break-all'>Made", True),
    "a button too narrow": ("<button style='width: 2em; overflow: hidden'>Revoke</button>", True),
    "seen with the focus": ("<a href='/' style='position: absolute; left: -99px'>Skip</a>", False),
}


@pytest.mark.parametrize("markup, is_found", MARKUP.values(), ids=MARKUP)
def test_what_cannot_be_read_whole_is_found(page, markup, is_found):
    page.set_content(markup)
    assert bool(cut_off(page)) is is_found


def test_what_is_folded_in_is_looked_at_too(page):
    page.set_content(f"<details><summary>More</summary><h1>{LONG}</h1></details>")
    assert cut_off(page) != []


def test_barriers_are_found_in_light_and_in_dark(page):
    dark = "@media (prefers-color-scheme: dark) { p { color: #222; background: #111 } }"
    page.set_content(
        f"<html lang=en><title>A</title><style>{dark}</style>"
        "<main><h1>A</h1><p>Text</p><img src='/x.png'></main>"
    )
    assert [each.partition(":")[0] for each in barriers(page)] == ["image-alt", "dark"]
