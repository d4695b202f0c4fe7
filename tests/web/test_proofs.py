import re

import pytest

from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    hash_quickly,
    joined,
)
from tests.web.running import running


@pytest.fixture
def service(tmp_path, readers, monkeypatch):
    hash_quickly(monkeypatch)
    with running(tmp_path, readers, public_url=ORIGIN) as made:
        yield made


@pytest.fixture
def strict(service):
    who = joined(service)
    service.app.config["WTF_CSRF_ENABLED"] = True
    return service, who


def proof_on(page):
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "no proof in the page"
    return found[1]


POSTS = (
    "/sign-in",
    "/sign-in/second",
    "/sign-in/passkey/options",
    "/sign-in/passkey",
    "/sign-out",
    "/forgot",
    "/welcome/x",
    "/welcome/x/sign-in",
    "/welcome/x/passkey/options",
    "/welcome/x/passkey",
    "/welcome/x/second",
    "/reset/x",
    "/account",
    "/account/password",
    "/account/authenticator",
    "/account/recovery-codes",
    "/account/recovery-codes/kept",
    "/account/passkeys/options",
    "/account/passkeys/add",
    "/account/passkeys/x",
    "/account/tokens",
    "/account/tokens/1/revoke",
    "/account/sessions",
)


def test_the_list_of_forms_is_whole(service):
    mine = ("sign_in.", "welcome.", "account.", "keys.")
    rules = [
        rule.rule
        for rule in service.app.url_map.iter_rules()
        if rule.endpoint.startswith(mine) and "POST" in (rule.methods or ())
    ]
    plain = {re.sub("<int:[^>]+>", "1", rule) for rule in rules}
    assert {re.sub("<[^>]+>", "x", rule) for rule in plain} == set(POSTS)


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_that_another_site_made(strict, path):
    _, who = strict
    answer = who.browser.post(path, data={"csrf_token": "made up"})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text


def test_the_pages_forms_are_taken(strict):
    service, who = strict
    browser = service.client()

    def send(path, **fields):
        fields["csrf_token"] = proof_on(browser.get(path).text)
        return browser.post(path, data=fields)

    assert send("/sign-in", email=EMAIL, password=PASSWORD).location == "/sign-in/second"
    assert send("/sign-in/second", code=code_of(service, who.secret)).location == "/"
    assert send("/account", name="Ana Maria", language="nl").location == "/account"
    assert send("/account/tokens", label="a script").location == "/account/tokens"
    assert send("/account/recovery-codes").location == "/account/recovery-codes"
    new = {"current": PASSWORD, "password": "kast fiets wolk brood"}
    assert send("/account/password", **new).location == "/account"


def test_the_proof_of_before_signing_in_is_worth_nothing_after_it(strict):
    service, who = strict
    browser = service.client()
    before = proof_on(browser.get("/sign-in").text)
    given = {"email": EMAIL, "password": PASSWORD, "csrf_token": before}
    assert browser.post("/sign-in", data=given).status_code == 303
    code = {"code": code_of(service, who.secret), "csrf_token": before}
    assert browser.post("/sign-in/second", data=code).status_code == 400
