"""Somebody at a browser of their own; whatever goes wrong in it is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

from exchange.deliveries.desk import Sender
from tests.browser.serving import Site

NAMES = ("chromium", "chromium-browser", "google-chrome")
LOCALES = {"nl": "nl-NL", "pap-CW": "pap-CW", "pap-AW": "pap-AW"}
"""What a browser says that wants a language, other than English."""

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
_USUAL = {"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"}
_PATIENCE_MILLISECONDS = 10_000
STATUS = "Failed to load resource: the server responded with a status of "
_FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def found() -> str | None:
    """Where a Chromium is on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A browser without a window; root cannot have its sandbox."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    expect.set_options(timeout=_PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=_FLAGS, chromium_sandbox=not is_root
        )
        yield browser
        browser.close()


class Visitor:
    """A browser that nobody else uses, with one page open in it."""

    def __init__(self, browser: Browser, site: Site, who: Sender | None = None, **wishes: Any):
        self.site = site
        self.remarks = f"{STATUS}4"
        self.faults: list[str] = []
        self.answers: list[Response] = []
        self.context: BrowserContext = browser.new_context(
            base_url=site.url, **{**_USUAL, **wishes}
        )
        self.context.set_default_timeout(_PATIENCE_MILLISECONDS)
        self.context.on("console", self._said)
        self.context.on("weberror", self._failed)
        self.context.on("requestfailed", self._not_loaded)
        self.context.on("response", self._answered)
        if who is not None:
            self.context.add_cookies([site.signed_in(who)])
        self.page: Page = self.context.new_page()

    def opens(self, path: str) -> Page:
        """The page at an address, whatever it says."""
        self.page.goto(path)
        return self.page

    def _answered(self, answer: Response) -> None:
        self.answers.append(answer)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        # A page that says what is not right answers with 4xx, and the browser remarks on it.
        if message.text.startswith(self.remarks) and message.location["url"] in self._pages():
            return
        self.faults.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _pages(self) -> set[str]:
        return {a.url for a in self.answers if a.request.is_navigation_request()}

    def _failed(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _not_loaded(self, request: Request) -> None:
        # The browser's own doing: what is saved as a file never becomes a page, and who goes on
        # to the next page does not wait for the last picture of the one before.
        if request.failure == "net::ERR_ABORTED":
            return
        self.faults.append(f"not loaded: {request.url} ({request.failure})")
