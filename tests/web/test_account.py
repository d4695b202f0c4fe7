import re

import pytest

from exchange.accounts import bearer, caller, disable
from exchange.core.people import Role
from exchange.storage import credentials, events, passkeys, people, tokens
from tests.web.authenticator import Device
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    codes_on,
    fault_on,
    half_in,
    hash_quickly,
    is_in,
    joined,
    joined_by_passkey,
    secret_on,
)
from tests.web.running import running


@pytest.fixture
def service(tmp_path, readers, monkeypatch):
    hash_quickly(monkeypatch)
    with running(tmp_path, readers, public_url=ORIGIN) as made:
        yield made


def latest(service):
    with service.store.reading() as connection:
        return events.latest_events(connection, 1)[0].kind


def known(service):
    with service.store.reading() as connection:
        return people.person_at(connection, EMAIL)


def keys_of(service):
    with service.store.reading() as connection:
        return passkeys.passkeys_of(connection, known(service).id)


def add_passkey(browser):
    device = Device(ORIGIN)
    options = browser.post("/account/passkeys/options").json
    answer = browser.post("/account/passkeys/add", data={"credential": device.make(options)})
    return answer, device


# ── Name, language, roles ───────────────────────────────────────────────────────────────────────


def test_the_account_says_who_one_is_and_how_one_signs_in(service):
    page = joined(service).browser.get("/account").text
    for said in (EMAIL, "coordinator of Curaçao", "10 left", "Sign out everywhere"):
        assert said in page


def test_name_and_language_can_be_changed(service):
    browser = joined(service).browser
    given = {"name": " Ana  Maria ", "language": "nl"}
    assert browser.post("/account", data=given).location == "/account"
    assert known(service)[2:4] == ("Ana Maria", "nl")
    assert '<html lang="nl">' in browser.get("/account").text


@pytest.mark.parametrize("name, said", [(" \u200b", "Write your name"), ("a" * 201, "too long")])
def test_a_name_that_will_not_do_says_why_and_keeps_what_was_typed(service, name, said):
    answer = joined(service).browser.post("/account", data={"name": name, "language": "en"})
    assert answer.status_code == 422
    assert said in fault_on(answer.text)
    assert known(service).name == "Ana"


def test_who_holds_no_role_any_more_still_has_an_account(service):
    sender = service.person(Role.READER)
    with service.store.writing() as connection:
        people.end_assignment(connection, sender.assignment.id, service.clock())
    assert "You hold no role now" in service.client(sender).get("/account").text


# ── A recent sign-in ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "method, path, page",
    [
        ("get", "/account/authenticator", "/account/authenticator"),
        ("post", "/account/authenticator", "/account/authenticator"),
        ("post", "/account/recovery-codes", "/account/recovery-codes"),
        ("get", "/account/passkeys", "/account/passkeys"),
        ("post", "/account/passkeys/add", "/account/passkeys"),
        ("post", "/account/passkeys/AA", "/account/passkeys"),
        ("get", "/account/tokens", "/account/tokens"),
        ("post", "/account/tokens", "/account/tokens"),
    ],
)
def test_what_opens_an_account_is_changed_only_after_a_recent_sign_in(service, method, path, page):
    browser = joined(service).browser
    service.clock.passes(minutes=15)
    answer = getattr(browser, method)(path)
    assert answer.status_code == 303
    assert answer.location == f"/sign-in?again=yes&next={page}"
    assert "Sign in once more" in browser.get(answer.location).text


def test_no_passkey_is_made_without_a_recent_sign_in(service):
    browser = joined(service).browser
    service.clock.passes(minutes=15)
    assert browser.post("/account/passkeys/options").status_code == 403


def test_signing_in_once_more_leads_back(service):
    who = joined(service)
    service.clock.passes(minutes=30)
    page = who.browser.get("/sign-in?again=yes&next=/account/tokens").text
    assert f'value="{EMAIL}"' in page
    given = {"email": EMAIL, "password": PASSWORD, "next": "/account/tokens"}
    who.browser.post("/sign-in", data=given)
    code = {"code": code_of(service, who.secret)}
    assert who.browser.post("/sign-in/second", data=code).location == "/account/tokens"
    assert who.browser.get("/account/tokens").status_code == 200


# ── Password ────────────────────────────────────────────────────────────────────────────────────


def test_a_password_is_changed_by_who_knows_the_one_before(service):
    browser = joined(service).browser
    wrong = {"current": "not the password", "password": "kast fiets wolk brood"}
    answer = browser.post("/account/password", data=wrong)
    assert answer.status_code == 422
    assert "not your password" in fault_on(answer.text)
    right = {"current": PASSWORD, "password": "kast fiets wolk brood"}
    assert browser.post("/account/password", data=right).location == "/account"
    assert "Every other device was signed out" in browser.get("/account").text
    assert latest(service) == "password-changed"
    half_in(service, password="kast fiets wolk brood")


def test_a_new_password_that_will_not_do_says_why(service):
    given = {"current": PASSWORD, "password": "passwordpassword"}
    answer = joined(service).browser.post("/account/password", data=given)
    assert answer.status_code == 422
    assert "among the first" in fault_on(answer.text)


def test_the_password_before_cannot_be_tried_out(service):
    browser = joined(service).browser
    given = {"current": "not the password", "password": "kast fiets wolk brood"}
    answers = [browser.post("/account/password", data=given) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


def test_who_came_by_passkey_sets_up_an_app_before_a_password(service):
    browser, _ = joined_by_passkey(service)
    assert browser.get("/account/password").location == "/account/authenticator"
    secret = secret_on(browser.get("/account/authenticator").text)
    browser.post("/account/authenticator", data={"code": code_of(service, secret)})
    browser.post("/account/recovery-codes/kept")
    given = {"password": PASSWORD}
    assert browser.post("/account/password", data=given).location == "/account"
    service.clock.passes(minutes=1)
    fresh = half_in(service)
    fresh.post("/sign-in/second", data={"code": code_of(service, secret)})
    assert is_in(fresh)


# ── App and recovery codes ──────────────────────────────────────────────────────────────────────


def test_another_app_takes_the_place_of_the_one_before_once_it_is_proved(service):
    who = joined(service)
    new = secret_on(who.browser.get("/account/authenticator").text)
    assert new != who.secret
    answer = who.browser.post("/account/authenticator", data={"code": "000000"})
    assert answer.status_code == 422
    assert secret_on(answer.text) == new
    assert kept_secret(service) == who.secret
    who.browser.post("/account/authenticator", data={"code": code_of(service, new)})
    assert kept_secret(service) == new
    codes = codes_on(who.browser.get("/account/recovery-codes").text)
    assert not set(codes) & set(who.codes)
    assert latest(service) == "second-factor-set"


def kept_secret(service):
    with service.store.reading() as connection:
        return credentials.credentials_of(connection, known(service).id).totp_secret


def test_new_recovery_codes_take_the_place_of_the_old_ones(service):
    who = joined(service)
    who.browser.post("/account/recovery-codes")
    new = codes_on(who.browser.get("/account/recovery-codes").text)
    half = half_in(service)
    assert half.post("/sign-in/second", data={"recovery": who.codes[0]}).status_code == 422
    assert half.post("/sign-in/second", data={"recovery": new[0]}).status_code == 303
    assert "9 left" in who.browser.get("/account").text


# ── Passkeys ────────────────────────────────────────────────────────────────────────────────────


def test_a_passkey_that_is_there_already_is_refused_in_words(service):
    browser = joined(service).browser
    _, device = add_passkey(browser)
    options = browser.post("/account/passkeys/options").json
    answer = browser.post("/account/passkeys/add", data={"credential": device.make(options)})
    assert answer.status_code == 422
    assert "could not be kept" in answer.text
    assert len(keys_of(service)) == 1


def test_a_passkey_is_added_named_used_and_removed(service):
    browser = joined(service).browser
    answer, device = add_passkey(browser)
    assert answer.location == "/account/passkeys"
    page = browser.get("/account/passkeys").text
    assert "Passkey of 12 May 2026" in page
    (path,) = re.findall(r'action="(/account/passkeys/[\w-]{43})"', page)
    browser.post(path, data={"label": "  the office   phone"})
    fresh = service.client()
    options = fresh.post("/sign-in/passkey/options").json
    fresh.post("/sign-in/passkey", data={"credential": device.use(options)})
    assert is_in(fresh)
    (kept,) = keys_of(service)
    assert (kept.label, kept.used_at) == ("the office phone", service.clock())
    browser.post(path, data={"do": "remove"})
    assert keys_of(service) == []
    assert latest(service) == "passkey-removed"
    assert "You have no passkey yet" in browser.get("/account/passkeys").text


def test_a_device_is_told_which_passkeys_there_are(service):
    browser, _ = joined_by_passkey(service)
    assert len(browser.post("/account/passkeys/options").json["excludeCredentials"]) == 1


def test_the_last_means_of_signing_in_is_never_removed(service):
    browser, _ = joined_by_passkey(service)
    path = re.search(r"/account/passkeys/[\w-]{43}", browser.get("/account/passkeys").text)[0]
    answer = browser.post(path, data={"do": "remove"})
    assert answer.status_code == 422
    assert "all you can sign in with" in fault_on(answer.text)
    assert len(keys_of(service)) == 1
    add_passkey(browser)
    assert browser.post(path, data={"do": "remove"}).status_code == 303
    assert len(keys_of(service)) == 1


def test_a_passkey_without_a_name_keeps_the_one_it_has(service):
    browser, _ = joined_by_passkey(service)
    path = re.search(r"/account/passkeys/[\w-]{43}", browser.get("/account/passkeys").text)[0]
    assert browser.post(path, data={"label": " "}).status_code == 422
    assert keys_of(service)[0].label == "Passkey of 12 May 2026"


def test_nobody_changes_a_passkey_of_somebody_else(service):
    browser, _ = joined_by_passkey(service)
    path = re.search(r"/account/passkeys/[\w-]{43}", browser.get("/account/passkeys").text)[0]
    other = joined(service, "ben@example.org").browser
    other.post(path, data={"label": "mine"})
    other.post(path, data={"do": "remove"})
    assert keys_of(service)[0].label == "Passkey of 12 May 2026"


@pytest.mark.parametrize("sent", ["", "{}", "nonsense"])
def test_what_is_no_passkey_is_refused_in_words(service, sent):
    browser = joined(service).browser
    browser.post("/account/passkeys/options")
    answer = browser.post("/account/passkeys/add", data={"credential": sent})
    assert answer.status_code == 422
    assert "could not be kept" in fault_on(answer.text)


@pytest.mark.parametrize("id_", ["A", "é", "AA", "%00"])
def test_a_passkey_that_is_not_there_is_no_fault_of_ours(service, id_):
    answer = joined(service).browser.post(f"/account/passkeys/{id_}", data={"do": "remove"})
    assert answer.status_code in {303, 404}


# ── Tokens ──────────────────────────────────────────────────────────────────────────────────────


def new_token(browser, label="a script"):
    browser.post("/account/tokens", data={"label": label})
    return re.search(r"mou_[\w-]{43}", browser.get("/account/tokens").text)[0]


def test_a_token_is_shown_once_and_only_its_hash_is_kept(service):
    browser = joined(service).browser
    token = new_token(browser)
    page = browser.get("/account/tokens").text
    assert "a script" in page
    assert token not in page
    with service.store.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM api_token").all())
        kept += str(connection.exec_driver_sql("SELECT data FROM session").all())
    assert token not in kept


def test_a_token_says_who_asks_until_it_is_revoked(service):
    browser = joined(service).browser
    token = new_token(browser)
    with service.store.reading() as connection:
        assert bearer(connection, token, service.clock()) == known(service)
        assert bearer(connection, token[4:], service.clock()) is None
        assert bearer(connection, token + "x", service.clock()) is None
    path = re.search(r"/account/tokens/\d+/revoke", browser.get("/account/tokens").text)[0]
    other = joined(service, "ben@example.org").browser
    other.post(path)
    assert caller(service.store, token, service.clock()) == known(service)
    browser.post(path)
    assert caller(service.store, token, service.clock()) is None
    assert latest(service) == "token-revoked"


def test_when_a_token_was_last_used_is_told_to_the_minute(service):
    browser = joined(service).browser
    token = new_token(browser)
    assert "Not used yet" in browser.get("/account/tokens").text
    first = service.clock()
    caller(service.store, token, first)
    service.clock.passes(seconds=30)
    caller(service.store, token, service.clock())
    assert used(service) == first
    service.clock.passes(minutes=1)
    caller(service.store, token, service.clock())
    assert used(service) == service.clock()
    assert "Last used 12 May 2026" in browser.get("/account/tokens").text


def used(service):
    with service.store.reading() as connection:
        return tokens.tokens_of(connection, known(service).id)[0].used_at


def test_a_token_of_a_closed_account_opens_nothing(service):
    who = joined(service)
    token = new_token(who.browser)
    disable(service.store, who.person, service.clock())
    assert caller(service.store, token, service.clock()) is None


def test_a_token_needs_a_name(service):
    answer = joined(service).browser.post("/account/tokens", data={"label": " "})
    assert answer.status_code == 422
    assert "what the token is for" in fault_on(answer.text)
