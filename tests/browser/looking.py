"""What can be seen to be wrong with a page: barriers, what is cut off, what weighs too much."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.browsing import Visitor

_CUT_OFF = (Path(__file__).parent / "cut_off.js").read_text(encoding="utf-8")
_OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
_FOUND = """found => found.violations.map(
  each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`)"""
_PICTURES = Path(os.environ.get("SCREENSHOTS") or Path(__file__).parents[2] / "var" / "screenshots")


def barriers(page: Page, *, dark: bool = True) -> list[str]:
    """What axe finds on the page, everything folded out, in light; and in dark what colours do."""
    page.evaluate(_OPEN)
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light")
    light: list[str] = page.evaluate(f"axe.run({{resultTypes: ['violations']}}).then({_FOUND})")
    if not dark:
        return light
    page.emulate_media(color_scheme="dark")
    in_dark = page.evaluate(f"axe.run({{runOnly: ['color-contrast']}}).then({_FOUND})")
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark: {each}" for each in in_dark)]


def cut_off(page: Page) -> list[str]:
    """Texts that stick out of the page or of what holds them, everything folded out."""
    page.evaluate(_OPEN)
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def weight(visitor: Visitor) -> int:
    """Bytes of everything that the browser got, each answer compressed as a proxy would.

    The service itself does not compress.
    """
    bodies = [answer.body() for answer in visitor.answers if answer.status not in {302, 303}]
    return sum(len(gzip.compress(body)) for body in bodies)


def picture(page: Page, name: str) -> None:
    """A picture of the whole page, to be looked at."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=_PICTURES / f"{name}.png", full_page=True)
