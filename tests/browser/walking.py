"""From the invitation to a delivered return, step by step, in any language and with any hand.

What is pressed and read is named by its English text and looked for in the reader's language.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pyotp
from playwright.sync_api import Locator, Page, expect

from exchange.wording.translator import Translator, translator
from tests.browser.browsing import NARROW, Visitor
from tests.browser.filling import fill_in
from tests.browser.hands import Hand, Mouse
from tests.browser.looking import cut_off

PASSWORD = "eleven quiet harbours waiting"
FIGURES = {
    "trafficking_victims": 693,
    "trafficking_investigations": 447,
    "trafficking_suspects": 397,
    "trafficking_prosecutions": 531,
    "trafficking_verdicts": 419,
    "smuggling_investigations": 337,
    "smuggling_suspects": 281,
    "smuggling_prosecutions": 257,
    "smuggling_verdicts": 239,
}
"""Numbers of which none is in a date or a time; more prosecutions than suspects."""

AS_WRITTEN = {
    **FIGURES,
    "trafficking_victims": "690-696",
    "smuggling_victims_status": "not-applicable",
    "smuggling_victims_note": "an offence against the state",
    "trafficking_investigations_note": "opened by the police alone",
    "trafficking_source": "Register of the police",
    "smuggling_source": "Register of the police",
}


class Walker:
    """Somebody on the way; knows the password and has the authenticator app."""

    def __init__(self, visitor: Visitor, language: str = "en", hand: Hand | None = None) -> None:
        self.visitor = visitor
        self.say: Translator = translator(language)
        self.hand: Hand = hand or Mouse()
        self.secret = ""
        self.recovery_codes: list[str] = []

    @property
    def page(self) -> Page:
        return self.visitor.page

    def opens(self, path: str) -> None:
        self.visitor.opens(path)

    def button(self, text: str) -> Locator:
        return self.page.get_by_role("button", name=self.say(text), exact=True).first

    def link(self, text: str) -> Locator:
        return self.page.get_by_role("link", name=self.say(text), exact=True).first

    def field(self, text: str) -> Locator:
        return self.page.get_by_label(self.say(text), exact=True).first

    def presses(self, text: str) -> None:
        self.hand.presses(self.button(text))

    def follows(self, text: str) -> None:
        self.hand.presses(self.link(text))

    def writes(self, field: str, text: str) -> None:
        self.hand.writes(self.field(field), text)

    def picks(self, field: str, day: date) -> None:
        self.hand.picks(self.field(field), day)

    def sees(self, heading: str) -> None:
        """The page is in the reader's language, and nothing of it is cut off on a phone."""
        self._is_headed(self.say(heading))

    def sees_verdict(self, one: str, many: str, n: int) -> None:
        self._is_headed(self.say.plural(one, many, n))

    def _is_headed(self, heading: str) -> None:
        expect(self.page.locator("h1").first).to_contain_text(heading)
        expect(self.page.locator("html")).to_have_attribute("lang", self.say.language)
        found = cut_off(self.page) if self.page.viewport_size == NARROW else []
        assert not found, found

    def code(self) -> str:
        """What the app shows now; a minute later than any code that was used before."""
        self.visitor.site.running.clock.passes(minutes=1)
        return pyotp.TOTP(self.secret).at(self.visitor.site.now())

    def comes_in(self, link: str) -> None:
        self.opens(link)
        self.sees("Welcome")
        self.writes("Your name", "Coordinator")
        self.presses("Continue")
        self.sees("How you will sign in")

    def sets_up_a_password(self) -> None:
        self.writes("Choose a password", PASSWORD)
        self.presses("Continue with the password")
        self.sees("An app for the second step")
        self.secret = re.sub(r"\s", "", self.page.locator("main code").text_content() or "")
        self.writes("Code", self.code())
        self.presses("Finish")
        self.sees("Keep these recovery codes")
        self.recovery_codes = self.page.locator("main li code").all_text_contents()
        self.presses("I have kept them")

    def makes_a_passkey(self) -> None:
        self.presses("Make a passkey")

    def gets_the_form(self, folder: Path) -> Path:
        """The form from the first page, filled in with one fault and one unlikely figure."""
        with self.page.expect_download() as saved:
            self.follows("Download your form")
        form = folder / saved.value.suggested_filename
        saved.value.save_as(form)
        fill_in(form, AS_WRITTEN)
        return form

    def uploads(self, form: Path) -> None:
        self.page.locator("[type=file]").set_input_files(form)
        self.presses("Upload")
        self.sees_verdict("{n} thing to put right", "{n} things to put right", 1)

    def puts_it_right(self) -> None:
        self.writes("Number", str(FIGURES["trafficking_victims"]))
        self.presses("Put right what I filled in")
        self.sees_verdict("{n} figure to explain", "{n} figures to explain", 1)

    def explains(self) -> None:
        self.hand.chooses(self.page.get_by_role("radio").first)
        self.presses("Save the explanations")
        self.sees("Nothing is in the way")

    def looks_it_over(self) -> None:
        self.follows("Look it over")
        self.sees("Look through and deliver")

    def delivers(self, then: str) -> None:
        self.presses("Deliver")
        self.sees(then)

    def from_the_form_to_the_preview(self, folder: Path) -> None:
        self.uploads(self.gets_the_form(folder))
        self.puts_it_right()
        self.explains()
        self.looks_it_over()

    def signs_out(self) -> None:
        self.presses("Sign out")
        self.sees("Sign in")

    def gives_the_password(self, email: str) -> None:
        self.opens("/sign-in")
        self.writes("E-mail address", email)
        self.writes("Password", PASSWORD)
        self.presses("Sign in")
        self.sees("The code of your app")

    def signs_in(self, email: str) -> None:
        self.gives_the_password(email)
        self.writes("Code", self.code())
        self.presses("Sign in")
