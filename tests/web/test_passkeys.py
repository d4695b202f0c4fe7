import json

import pytest

from exchange.accounts import disable
from exchange.storage import people
from tests.web.authenticator import Device
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    fault_on,
    hash_quickly,
    invited,
    is_in,
    joined_by_passkey,
    named,
)
from tests.web.running import running


@pytest.fixture
def service(tmp_path, readers, monkeypatch):
    hash_quickly(monkeypatch)
    with running(tmp_path, readers, public_url=ORIGIN) as made:
        yield made


def passkey_answer(browser, device):
    options = browser.post("/sign-in/passkey/options").json
    return browser.post("/sign-in/passkey", data={"credential": device.use(options), "next": "/"})


def test_a_passkey_signs_in_without_an_address(service):
    _, device = joined_by_passkey(service)
    browser = service.client()
    options = browser.post("/sign-in/passkey/options").json
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")
    assert passkey_answer(browser, device).location == "/"
    assert is_in(browser)


def test_passkeys_of_nobody_are_not_tried_without_end_and_one_that_fits_makes_room(service):
    _, device = joined_by_passkey(service)
    browser, nobodys = service.client(), Device(ORIGIN)
    assert [passkey_answer(browser, nobodys).status_code for _ in range(9)] == [422] * 9
    assert passkey_answer(browser, device).status_code == 303
    assert [passkey_answer(browser, nobodys).status_code for _ in range(10)] == [422] * 10
    assert passkey_answer(browser, nobodys).status_code == 429


def test_a_passkey_of_nobody_opens_nothing(service):
    browser = service.client()
    answer = passkey_answer(browser, Device(ORIGIN))
    assert answer.status_code == 422
    assert "opens no account" in fault_on(answer.text)
    assert not is_in(browser)


def test_a_challenge_holds_for_one_answer(service):
    _, device = joined_by_passkey(service)
    browser = service.client()
    options = browser.post("/sign-in/passkey/options").json
    assert browser.post("/sign-in/passkey", data={"credential": "{}"}).status_code == 422
    late = browser.post("/sign-in/passkey", data={"credential": device.use(options)})
    assert late.status_code == 422
    answer = {"credential": device.use(browser.post("/sign-in/passkey/options").json)}
    assert browser.post("/sign-in/passkey", data=answer).status_code == 303
    assert browser.post("/sign-in/passkey", data=answer).status_code == 422


def test_a_challenge_holds_five_minutes(service):
    _, device = joined_by_passkey(service)
    browser = service.client()
    answer = {"credential": device.use(browser.post("/sign-in/passkey/options").json)}
    service.clock.passes(minutes=5, seconds=1)
    assert browser.post("/sign-in/passkey", data=answer).status_code == 422


def test_an_answer_to_another_browsers_challenge_opens_nothing(service):
    _, device = joined_by_passkey(service)
    answer = {"credential": device.use(service.client().post("/sign-in/passkey/options").json)}
    browser = service.client()
    browser.post("/sign-in/passkey/options")
    assert browser.post("/sign-in/passkey", data=answer).status_code == 422


@pytest.mark.parametrize(
    "fault",
    [{"origin": "https://example.org"}, {"host": "example.org"}, {"verifies": False}],
    ids=lambda fault: next(iter(fault)),
)
def test_a_passkey_used_elsewhere_or_without_its_owner_opens_nothing(service, fault):
    _, device = joined_by_passkey(service)
    vars(device).update(fault)
    browser = service.client()
    assert passkey_answer(browser, device).status_code == 422
    assert not is_in(browser)


def test_a_copied_passkey_that_counts_from_before_is_refused(service):
    _, device = joined_by_passkey(service)
    assert passkey_answer(service.client(), device).status_code == 303
    assert passkey_answer(service.client(), device).status_code == 303
    device.count = 0
    assert passkey_answer(service.client(), device).status_code == 422


def test_a_device_that_does_not_verify_its_owner_cannot_make_a_passkey(service):
    _, token = invited(service)
    browser = named(service, token)
    device = Device(ORIGIN, verifies=False)
    made = device.make(browser.post(f"/welcome/{token}/passkey/options").json)
    answer = browser.post(f"/welcome/{token}/passkey", data={"credential": made})
    assert answer.status_code == 422
    assert service.client().get(f"/welcome/{token}").status_code == 200


def test_a_passkey_that_is_somebody_elses_already_sets_up_no_account(service):
    _, device = joined_by_passkey(service)
    _, token = invited(service, "other@example.org")
    browser = named(service, token)
    made = device.make(browser.post(f"/welcome/{token}/passkey/options").json)
    answer = browser.post(f"/welcome/{token}/passkey", data={"credential": made})
    assert answer.status_code == 422
    assert "could not be kept" in fault_on(answer.text)
    assert service.client().get(f"/welcome/{token}").status_code == 200
    assert passkey_answer(service.client(), device).status_code == 303


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "[]",
        "null",
        "nonsense",
        "[" * 30_000,
        "x" * 70_000,
        json.dumps({"rawId": 7}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
        json.dumps({"id": "é", "rawId": "é", "type": "public-key", "response": None}),
    ],
    ids=lambda sent: sent[:9],
)
def test_what_is_no_passkeys_answer_is_refused_in_words(service, sent):
    browser = service.client()
    browser.post("/sign-in/passkey/options")
    assert browser.post("/sign-in/passkey", data={"credential": sent}).status_code == 422


def test_a_closed_account_is_opened_by_nothing(service):
    browser, device = joined_by_passkey(service)
    with service.store.reading() as connection:
        person = people.person_at(connection, EMAIL)
    disable(service.store, person, service.clock())
    assert not is_in(browser)
    assert passkey_answer(service.client(), device).status_code == 422
