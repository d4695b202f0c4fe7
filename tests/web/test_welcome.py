import re

import pytest

from exchange.storage import credentials, events, people
from tests.web.authenticator import Device
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    fault_on,
    hash_quickly,
    invited,
    is_in,
    joined,
    joined_by_passkey,
    named,
    secret_on,
)
from tests.web.running import running


@pytest.fixture
def service(tmp_path, readers, monkeypatch):
    hash_quickly(monkeypatch)
    with running(tmp_path, readers, public_url=ORIGIN) as made:
        yield made


def happened(service):
    with service.store.reading() as connection:
        return [event.kind for event in reversed(events.latest_events(connection, 50))]


def test_an_invitation_greets_with_role_and_reporter(service):
    _, token = invited(service)
    page = service.client().get(f"/welcome/{token}").text
    assert "coordinator of Curaçao" in page
    assert EMAIL in page


def test_opening_an_invitation_uses_nothing_up(service):
    _, token = invited(service)
    for path in ("", "/sign-in", "/second"):
        for _ in range(3):
            service.client().get(f"/welcome/{token}{path}")
    assert service.client().get(f"/welcome/{token}").status_code == 200


def test_from_the_invitation_to_the_first_page_with_a_password(service):
    who = joined(service)
    assert is_in(who.browser)
    assert len(who.codes) == len(set(who.codes)) == 10
    assert all(re.fullmatch(r"[2-9a-z]{5}-[2-9a-z]{5}", code) for code in who.codes)
    assert happened(service) == [
        "invited",
        "link-used",
        "password-changed",
        "second-factor-set",
        "signed-in",
    ]


def test_from_the_invitation_to_the_first_page_with_a_passkey(service):
    browser, _ = joined_by_passkey(service)
    assert is_in(browser)
    assert happened(service) == ["invited", "link-used", "passkey-added", "signed-in"]


def test_the_name_and_the_language_chosen_are_kept(service):
    person, token = invited(service)
    browser = service.client()
    browser.post("/language", data={"language": "nl"})
    browser.post(f"/welcome/{token}", data={"name": "  Ana \n Maria "})
    device = Device(ORIGIN)
    made = device.make(browser.post(f"/welcome/{token}/passkey/options").json)
    browser.post(f"/welcome/{token}/passkey", data={"credential": made})
    with service.store.reading() as connection:
        kept = people.person_of(connection, person.id)
    assert (kept.name, kept.language) == ("Ana Maria", "nl")


def test_nothing_is_kept_before_a_code_proved_the_app(service):
    person, token = invited(service)
    browser = named(service, token)
    browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    answer = browser.post(f"/welcome/{token}/second", data={"code": "000000"})
    assert answer.status_code == 422
    assert "does not fit" in fault_on(answer.text)
    with service.store.reading() as connection:
        assert credentials.credentials_of(connection, person.id) == (None, None)
        assert people.person_of(connection, person.id).name == ""
    assert not is_in(browser)
    assert service.client().get(f"/welcome/{token}").status_code == 200


def test_going_back_and_forth_on_the_way_loses_nothing(service):
    _, token = invited(service)
    browser = named(service, token, "Ana")
    assert 'value="Ana"' in browser.get(f"/welcome/{token}").text
    browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    first = secret_on(browser.get(f"/welcome/{token}/second").text)
    browser.get(f"/welcome/{token}/sign-in")
    assert secret_on(browser.get(f"/welcome/{token}/second").text) == first


@pytest.mark.parametrize("path", ["sign-in", "second"])
def test_a_page_in_the_middle_leads_to_the_first_where_nothing_was_begun(service, path):
    _, token = invited(service)
    assert service.client().get(f"/welcome/{token}/{path}").location == f"/welcome/{token}"


def test_what_one_invitation_began_is_no_part_of_another(service):
    _, token = invited(service)
    _, other = invited(service, "ben@example.org")
    browser = named(service, token)
    assert browser.get(f"/welcome/{other}/sign-in").location == f"/welcome/{other}"


def test_a_name_is_asked_for(service):
    _, token = invited(service)
    answer = service.client().post(f"/welcome/{token}", data={"name": " "})
    assert answer.status_code == 422
    assert "Write your name" in fault_on(answer.text)


@pytest.mark.parametrize(
    "password, said",
    [
        ("kas lamp", "at least 12 characters"),
        ("ab " * 60, "at most 128 characters"),
        ("passwordpassword", "among the first"),
        ("regen lamp ana@example.org", "your address"),
    ],
)
def test_a_password_that_will_not_do_says_why_and_how_to_make_one(service, password, said):
    _, token = invited(service)
    answer = named(service, token).post(f"/welcome/{token}/sign-in", data={"password": password})
    assert answer.status_code == 422
    assert said in fault_on(answer.text)
    assert "Four words" in fault_on(answer.text)
    assert password not in answer.text


def test_a_used_invitation_says_so_and_how_to_get_another(service):
    _, token = invited(service)
    browser = named(service, token)
    device = Device(ORIGIN)
    made = device.make(browser.post(f"/welcome/{token}/passkey/options").json)
    browser.post(f"/welcome/{token}/passkey", data={"credential": made})
    for method in ("get", "post"):
        answer = getattr(service.client(), method)(f"/welcome/{token}")
        assert answer.status_code == 410
        assert "works no longer" in answer.text
        assert "secretariat" in answer.text


def test_an_invitation_is_over_after_14_days(service):
    _, token = invited(service)
    service.clock.passes(days=13, hours=23)
    assert service.client().get(f"/welcome/{token}").status_code == 200
    service.clock.passes(hours=1)
    assert service.client().get(f"/welcome/{token}").status_code == 410


def test_two_browsers_with_one_invitation_make_one_account(service):
    _, token = invited(service)
    browsers = [named(service, token) for _ in range(2)]
    for browser in browsers:
        browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    secrets = [secret_on(b.get(f"/welcome/{token}/second").text) for b in browsers]
    answers = [
        browser.post(f"/welcome/{token}/second", data={"code": code_of(service, secret)})
        for browser, secret in zip(browsers, secrets, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 410]
    assert [is_in(browser) for browser in browsers] == [True, False]


def test_a_new_invitation_replaces_all_that_opened_the_account_before(service):
    who = joined(service)
    old = joined_again = service.client()
    _, token = invited(service)
    assert is_in(who.browser)
    assert "already have an account" in joined_again.get(f"/welcome/{token}").text
    browser = named(service, token)
    made = Device(ORIGIN).make(browser.post(f"/welcome/{token}/passkey/options").json)
    browser.post(f"/welcome/{token}/passkey", data={"credential": made})
    assert is_in(browser)
    assert not is_in(who.browser)
    assert old.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 422


def test_the_demonstration_asks_for_no_second_factor(tmp_path, readers):
    with running(tmp_path, readers, demonstration=True) as service:
        _, token = invited(service)
        browser = named(service, token)
        answer = browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
        assert answer.location == "/"
        again = service.client()
        given = {"email": EMAIL, "password": PASSWORD}
        assert again.post("/sign-in", data=given).location == "/"
        assert is_in(browser)
        assert is_in(again)


def test_where_the_service_has_no_name_there_are_no_passkeys(tmp_path, readers):
    with running(tmp_path, readers, public_url="http://127.0.0.1:8000") as service:
        _, token = invited(service)
        browser = named(service, token)
        assert "data-passkey" not in browser.get(f"/welcome/{token}/sign-in").text
        assert "data-passkey" not in browser.get("/sign-in").text
        assert browser.post("/sign-in/passkey/options").status_code == 404
