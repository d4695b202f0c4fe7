"""From the invitation to the comparison, as people go."""

import re

import pytest
from playwright.sync_api import expect

from exchange.accounts.invitations import invite
from exchange.core.people import Role
from tests.browser.browsing import LOCALES, NARROW
from tests.browser.filling import numbers_in
from tests.browser.hands import Keys
from tests.browser.walking import FIGURES, Walker

COORDINATOR, APPROVER = "coordinator@example.org", "approver@example.org"
REPORTERS = {"nl": "european-netherlands", "pap-CW": "curacao", "pap-AW": "aruba"}


def invited(site, email, role, reporter=None):
    _person, token = invite(site.running.store, email, role, reporter, None, site.now())
    return f"/welcome/{token}"


@pytest.fixture
def passkeys():
    """Gives a page a device that keeps passkeys and whose owner always agrees."""

    def given(page) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    return given


def arrives(walker, link):
    walker.comes_in(link)
    walker.sets_up_a_password()


def test_the_whole_way_with_a_password_and_an_app(visit, site, tmp_path):
    coordinator, approver = Walker(visit(site)), Walker(visit(site))
    arrives(coordinator, invited(site, COORDINATOR, Role.COORDINATOR, "curacao"))
    arrives(approver, invited(site, APPROVER, Role.APPROVER, "curacao"))
    assert len(coordinator.recovery_codes) == 10
    coordinator.from_the_form_to_the_preview(tmp_path)
    coordinator.delivers("Delivered, waiting for release")
    released_by_the_approver(approver)
    coordinator.page.reload()
    coordinator.sees("Delivered and released")
    letters = {letter.kind: letter for letter in site.letters}
    assert {"waiting", "receipt"} <= letters.keys()
    told = " ".join(letter.subject + letter.text + letter.html for letter in site.letters)
    assert [n for n in FIGURES.values() if re.search(rf"\b{n}\b", told)] == []
    the_secretariat_has_the_figures(visit(site), site, tmp_path)


def released_by_the_approver(approver):
    approver.signs_out()
    approver.signs_in(APPROVER)
    approver.sees("Figures for 2025")
    approver.follows("Look and release")
    approver.sees("Version 1")
    expect(approver.page.get_by_role("main")).to_contain_text(str(FIGURES["trafficking_victims"]))
    approver.presses("Release")
    approver.sees("Delivered and released")


def the_secretariat_has_the_figures(visitor, site, folder):
    secretariat = Walker(visitor)
    arrives(secretariat, invited(site, "secretariat@example.org", Role.SECRETARIAT))
    secretariat.follows("Comparison")
    secretariat.sees("Comparison 2025")
    with secretariat.page.expect_download() as saved:
        secretariat.follows("Workbook for ministers")
    overview = folder / "overview.xlsx"
    saved.value.save_as(overview)
    assert set(FIGURES.values()) <= numbers_in(overview)


def test_the_whole_way_with_a_passkey_and_in_again_with_it(visit, site, tmp_path, passkeys):
    walker = Walker(visit(site))
    passkeys(walker.page)
    walker.comes_in(invited(site, COORDINATOR, Role.COORDINATOR, "curacao"))
    walker.makes_a_passkey()
    walker.sees("Figures for 2025")
    walker.from_the_form_to_the_preview(tmp_path)
    walker.delivers("Delivered and released")
    walker.signs_out()
    walker.presses("Sign in with a passkey")
    walker.sees("Figures for 2025")


def test_in_again_with_the_app_or_with_a_recovery_code(visit, site):
    walker = Walker(visit(site))
    arrives(walker, invited(site, COORDINATOR, Role.COORDINATOR, "curacao"))
    walker.signs_out()
    walker.signs_in(COORDINATOR)
    walker.sees("Figures for 2025")
    walker.signs_out()
    walker.gives_the_password(COORDINATOR)
    walker.page.get_by_text("The app is not at hand").click()
    walker.writes("Recovery code", walker.recovery_codes[3])
    walker.presses("Use the recovery code")
    walker.sees("Figures for 2025")


def test_who_signed_out_sees_nothing_by_going_back(visit, site):
    walker = Walker(visit(site))
    arrives(walker, invited(site, COORDINATOR, Role.COORDINATOR, "curacao"))
    walker.opens("/account")
    walker.signs_out()
    walker.page.go_back()
    walker.sees("Sign in")


@pytest.mark.parametrize("language", LOCALES)
def test_the_way_on_a_phone_in_its_language(visit, site, tmp_path, language):
    walker = Walker(visit(site, locale=LOCALES[language], viewport=NARROW), language)
    arrives(walker, invited(site, COORDINATOR, Role.COORDINATOR, REPORTERS[language]))
    walker.from_the_form_to_the_preview(tmp_path)
    walker.delivers("Delivered and released")


def test_the_way_by_keyboard_alone(visit, site, tmp_path):
    walker = Walker(visit(site), hand=Keys())
    arrives(walker, invited(site, COORDINATOR, Role.COORDINATOR, "sint-maarten"))
    walker.from_the_form_to_the_preview(tmp_path)
    walker.delivers("Delivered and released")
    walker.signs_out()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit, site):
    page = visit(site).opens("/sign-in")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content() == "Skip to the content"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("E-mail address")).to_be_focused()


def test_the_way_without_scripts(visit, site, tmp_path):
    walker = Walker(visit(site, java_script_enabled=False))
    arrives(walker, invited(site, COORDINATOR, Role.COORDINATOR, "sint-maarten"))
    walker.from_the_form_to_the_preview(tmp_path)
    walker.delivers("Delivered and released")
    walker.signs_out()
