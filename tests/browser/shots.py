"""Every page and state that somebody can come to: who, where, and what is done there first."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.inhabited import PASSWORD
from tests.web.running import SAMPLES

Act = Callable[[Page], None]


class Shot(NamedTuple):
    """A page by the name of its picture.

    ``path`` may name facts of the service in braces; ``at`` is where what is done leads to.
    """

    name: str
    who: str | None
    path: str
    act: Act | None = None
    at: str = ""


def sends(selector: str = "main form button.button", **typed: str) -> Act:
    """Fills in fields by their names and presses the button."""

    def act(page: Page) -> None:
        for name, text in typed.items():
            page.locator(f"main [name={name}]:visible").first.fill(text)
        page.locator(selector).first.click()

    return act


def uploads(sample: str) -> Act:
    def act(page: Page) -> None:
        page.locator("[type=file]").first.set_input_files(SAMPLES / f"{sample}.xlsx")
        page.locator("form:has([type=file]) button").first.click()

    return act


def in_turn(*acts: Act) -> Act:
    def act(page: Page) -> None:
        for each in acts:
            each(page)

    return act


def too_much(page: Page) -> None:
    """Sends a file far beyond what a form can be."""
    page.evaluate("""() => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(11 * 2 ** 20)], "form.xlsx"));
      document.querySelector("[type=file]").files = files.files;
    }""")
    page.locator("form:has([type=file]) button").first.click()


def invites_and_reads(page: Page) -> None:
    """Invites somebody in the demonstration, then looks at what would have been mailed."""
    page.locator("[name=role]").select_option("reader")
    sends(email="new.reader@example.org")(page)
    page.get_by_role("link", name="Mailbox").click()


def without_proof(page: Page) -> None:
    """Sends a form as a page that was open for too long does."""
    page.evaluate("document.querySelectorAll('[name=csrf_token]').forEach((e) => { e.value = '' })")
    page.locator("main form button").first.click()


def too_often(page: Page) -> None:
    """Asks for a new password again and again."""
    page.locator("[name=email]").fill("nobody@example.org")
    page.evaluate("""async () => {
      const form = document.querySelector("main form");
      for (let n = 0; n < 10; n++) {
        await (await fetch(form.action, { method: "POST", body: new FormData(form) })).text();
      }
    }""")
    sends()(page)


FIRST_STEP = sends(name="Deputy of Curaçao")
WITH_PASSWORD = sends("form:has([name=password]) button", password=PASSWORD)
CODE = in_turn(
    sends("form:has([name=password]) button", email="two.steps@example.org", password=PASSWORD)
)
SIGNING_IN = [
    Shot("sign-in", None, "/sign-in"),
    Shot("sign-in-empty", None, "/sign-in", sends()),
    Shot("sign-in-wrong", None, "/sign-in", sends(email="a@example.org", password="wrong")),
    Shot("sign-in-again", "aruba", "/sign-in?again=yes&next=/account/passkeys"),
    Shot("error-too-often", None, "/forgot", too_often),
    Shot("code", None, "/sign-in", CODE, "/sign-in/second"),
    Shot("code-wrong", None, "/sign-in", in_turn(CODE, sends(code="000000"))),
    Shot("forgot", None, "/forgot"),
    Shot("forgot-wrong", None, "/forgot", sends(email="nobody")),
    Shot("forgot-sent", None, "/forgot", sends(email="nobody@example.org")),
    Shot("welcome", None, "/welcome/{invitation}"),
    Shot("welcome-no-name", None, "/welcome/{invitation}", sends(name="")),
    Shot(
        "welcome-means", None, "/welcome/{invitation}", FIRST_STEP, "/welcome/{invitation}/sign-in"
    ),
    Shot(
        "welcome-app",
        None,
        "/welcome/{invitation}",
        in_turn(FIRST_STEP, WITH_PASSWORD),
        "/welcome/{invitation}/second",
    ),
    Shot("welcome-over", None, "/welcome/nothing"),
    Shot("reset", None, "/reset/{reset}"),
    Shot("reset-short", None, "/reset/{reset}", sends(password="short")),
    Shot("reset-over", None, "/reset/nothing"),
]
ACCOUNT = [
    Shot("account", "aruba", "/account"),
    Shot("account-no-name", "aruba", "/account", sends(name="")),
    Shot("account-no-role", "former", "/account"),
    Shot("account-password", "two-steps", "/account/password"),
    Shot("account-app", "aruba", "/account/authenticator"),
    Shot("account-codes", "two-steps", "/account/recovery-codes"),
    Shot("account-new-codes", "two-steps", "/account/recovery-codes", sends()),
    Shot("account-passkeys", "aruba", "/account/passkeys"),
    Shot("account-tokens", "aruba", "/account/tokens"),
    Shot("account-new-token", "aruba", "/account/tokens", sends(label="Yearly script")),
]
HOMES = [
    Shot("home-coordinator", "curacao", "/"),
    Shot("home-of-two-parts", "european-netherlands", "/"),
    Shot("home-approver", "approver", "/"),
    Shot("home-secretariat", "secretariat", "/"),
    Shot("home-reader", "reader", "/"),
    Shot("home-operator", "operator", "/"),
    Shot("home-no-role", "former", "/"),
]
ATTEMPTS = [
    Shot("not-taken-no-file", "aruba", "/", sends("form:has([type=file]) button")),
    Shot("not-taken-other-reporter", "aruba", "/", uploads("curacao-2019")),
    Shot("not-taken-other-year", "aruba", "/", uploads("aruba-2019")),
    *(
        Shot(f"verdict-{name}", "sint-maarten", f"/attempts/{{{name}}}")
        for name in ("rejected", "asking", "personal", "unreadable", "not-ours", "gone", "accepted")
    ),
    Shot("verdict-delivered", "european-netherlands", "/attempts/{changed}"),
    Shot(
        "verdict-nothing-filled-in",
        "sint-maarten",
        "/attempts/{rejected}",
        sends("form[action$=fix] button"),
    ),
    Shot(
        "verdict-nothing-explained",
        "sint-maarten",
        "/attempts/{asking}",
        sends("form[action$=explain] button"),
    ),
    Shot("purge", "sint-maarten", "/attempts/{personal}/purge"),
    Shot("purge-no-reason", "sint-maarten", "/attempts/{personal}/purge", sends()),
    Shot("file-gone", "sint-maarten", "/attempts/{gone}/file"),
    Shot("no-marks", "sint-maarten", "/attempts/{unreadable}/marked"),
    Shot("preview", "sint-maarten", "/attempts/{accepted}/preview"),
    Shot("preview-changes", "european-netherlands", "/attempts/{changing}/preview"),
]
RETURNS = [
    Shot("return-missing", "curacao", "/returns/curacao/2020"),
    Shot("return-versions", "european-netherlands", "/returns/european-netherlands/2018"),
    Shot("return-attempts", "sint-maarten", "/returns/sint-maarten/2016"),
    Shot("return-waiting", "curacao", "/returns/curacao/2017"),
    Shot("return-sent-back", "curacao", "/returns/curacao/2016"),
    Shot("return-of-others", "aruba", "/returns/european-netherlands/2018"),
    Shot("return-of-others-missing", "secretariat", "/returns/aruba/2020"),
    Shot("return-entered", "secretariat", "/returns/caribbean-netherlands/2017"),
    Shot("version", "european-netherlands", "/returns/european-netherlands/2018/versions/2"),
    Shot("version-to-release", "approver", "/returns/curacao/2017/versions/1"),
    Shot(
        "version-no-reason",
        "approver",
        "/returns/curacao/2017/versions/1",
        sends("form[action$=return] button"),
    ),
    Shot(
        "version-to-confirm",
        "caribbean-netherlands",
        "/returns/caribbean-netherlands/2017/versions/1",
    ),
    Shot(
        "receipt", "european-netherlands", "/returns/european-netherlands/2018/versions/2/receipt"
    ),
    Shot("receipt-waiting", "curacao", "/returns/curacao/2017/versions/1/receipt"),
    Shot("receipt-to-release", "approver", "/returns/curacao/2017/versions/1/receipt"),
    Shot("receipt-sent-back", "curacao", "/returns/curacao/2016/versions/1/receipt"),
    Shot(
        "receipt-on-behalf", "secretariat", "/returns/caribbean-netherlands/2017/versions/1/receipt"
    ),
    Shot("none", "curacao", "/returns/curacao/2020/none/smuggling"),
    Shot("none-wrong", "curacao", "/returns/curacao/2020/none/smuggling", sends()),
    Shot("not-counted", "curacao", "/returns/curacao/2020/not-counted/trafficking"),
    Shot("not-counted-wrong", "curacao", "/returns/curacao/2020/not-counted/trafficking", sends()),
]
OTHERS = [
    Shot("comparison", "reader", "/comparison"),
    Shot("comparison-figure", "reader", "/comparison?year=2018&figure=trafficking_suspects"),
    Shot("comparison-smuggling", "reader", "/comparison?year=2019&figure=smuggling_victims"),
    Shot("comparison-empty", "reader", "/comparison?as_of=2026-01-01"),
    Shot("definitions", "reader", "/definitions"),
    Shot("people", "secretariat", "/people"),
    Shot("people-to-look-at", "curacao", "/people"),
    Shot("people-history", "aruba", "/people/areas/aruba"),
    Shot("people-invite", "secretariat", "/people/invite"),
    Shot("people-invite-wrong", "secretariat", "/people/invite", sends(email="nobody")),
    Shot("person", "secretariat", "/people/persons/{person}"),
    Shot("error-no-page", "reader", "/nothing"),
    Shot("error-not-yours", "reader", "/people"),
    Shot("error-not-done-here", "reader", "/sign-out"),
    Shot("error-too-large", "aruba", "/", too_much),
    Shot("error-expired", None, "/forgot", without_proof),
]
MEETINGS = [
    Shot("meetings", "aruba", "/meetings"),
    Shot("meetings-to-set", "secretariat", "/meetings"),
    Shot("meeting", "curacao", "/meetings/1"),
    Shot("meeting-to-change", "secretariat", "/meetings/{jvo}"),
    Shot("meeting-over", "curacao", "/meetings/{over}"),
    Shot("meeting-over-to-keep", "secretariat", "/meetings/{over}"),
    Shot("meeting-over-without-minutes", "operator", "/meetings/{over}"),
    Shot("meeting-cancelled", "curacao", "/meetings/{off}"),
    Shot("meeting-new", "secretariat", "/meetings/new"),
    Shot("meeting-wrong", "secretariat", "/meetings/new", sends(years="all", plan="soon")),
    Shot(
        "meeting-deadline-over",
        "secretariat",
        "/meetings/new",
        sends(day="2026-06-16", deadline="2026-05-01"),
    ),
    Shot("meeting-change", "secretariat", "/meetings/{jvo}/change"),
    Shot("meeting-cancel", "secretariat", "/meetings/{jvo}/cancel"),
    Shot("meeting-minutes", "secretariat", "/meetings/{over}/minutes"),
    Shot("meeting-action", "secretariat", "/meetings/{over}/actions"),
    Shot("meeting-action-wrong", "secretariat", "/meetings/{over}/actions", sends(text="")),
    Shot("comparison-changes", "secretariat", "/comparison/changes"),
]
CONTACTS = [
    Shot("contacts", "curacao", "/contacts"),
    Shot("contacts-to-look-at", "approver", "/contacts"),
    Shot("contacts-of-all", "secretariat", "/contacts"),
    Shot("contact-add", "curacao", "/contacts/add"),
    Shot("contact-add-for-anybody", "secretariat", "/contacts/add"),
    Shot("contact-wrong", "secretariat", "/contacts/add", sends(address="nobody", name="")),
    Shot("contact-change", "curacao", "/contacts/{contact}"),
]
LETTERS = [
    Shot("letters", "secretariat", "/letters"),
    Shot("letters-to-look-at", "operator", "/letters?fate=skipped"),
    Shot("letters-none", "secretariat", "/letters?fate=failed&meeting=1"),
    Shot("letters-failed", "secretariat", "/letters?fate=failed"),
    *(
        Shot(f"letter-{name}", "secretariat", f"/letters/{{{name}}}")
        for name in ("reminder", "announced", "failed", "waiting", "going", "skipped")
    ),
    Shot("letters-calendar", "secretariat", "/letters/calendar"),
    Shot("letters-preview", "secretariat", "/letters/preview/1/before-7/curacao"),
    Shot("letters-preview-sent", "operator", "/letters/preview/1/before-21/aruba"),
    Shot("letters-preview-paused", "secretariat", "/letters/preview/1/before-7/sint-maarten"),
    Shot(
        "letters-rehearsed",
        "secretariat",
        "/letters/preview/1/before-7/aruba",
        sends("form[action$=rehearsal] button"),
    ),
    Shot("letters-drafts", "secretariat", "/letters/drafts"),
    Shot("letters-addresses", "secretariat", "/letters/addresses"),
    Shot("letters-addresses-to-look-at", "operator", "/letters/addresses"),
    Shot("letters-pause", "secretariat", "/letters/addresses/{person}/pause"),
    Shot("letters-pause-no-reason", "secretariat", "/letters/addresses/{person}/pause", sends()),
]
IN_THE_DEMONSTRATION = [
    Shot("demonstration-sign-in", None, "/sign-in"),
    Shot("demonstration-home", "curacao", "/"),
    Shot("demonstration-mailbox", "curacao", "/mailbox"),
    Shot("demonstration-invited", "secretariat", "/people/invite", invites_and_reads, "/mailbox"),
]
NOTHING_YET = [
    Shot("meetings-none", "secretariat", "/meetings"),
    Shot("letters-nothing-yet", "secretariat", "/letters"),
    Shot("letters-calendar-none", "secretariat", "/letters/calendar"),
    Shot("letters-drafts-none", "secretariat", "/letters/drafts"),
    Shot("contacts-nobody-else", "secretariat", "/contacts"),
    Shot("comparison-changes-none", "secretariat", "/comparison/changes"),
]
OF_MEETINGS = [*MEETINGS, *CONTACTS, *LETTERS]
IN_EARNEST = [*SIGNING_IN, *ACCOUNT, *HOMES, *ATTEMPTS, *RETURNS, *OTHERS, *OF_MEETINGS]
