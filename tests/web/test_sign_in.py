import re

import pytest

from exchange.accounts import disable
from exchange.storage import credentials, events
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    fault_on,
    half_in,
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


def test_a_password_and_a_code_let_in_and_lead_back(service):
    who = joined(service)
    browser = service.client()
    given = {"email": " ANA@example.org ", "password": PASSWORD, "next": "/account?a=b"}
    assert browser.post("/sign-in", data=given).location == "/sign-in/second"
    assert not is_in(browser)
    answer = browser.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert answer.location == "/account?a=b"
    assert is_in(browser)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org"])
def test_signing_in_never_leads_to_another_site(service, elsewhere):
    who = joined(service)
    browser = service.client()
    given = {"email": EMAIL, "password": PASSWORD, "next": elsewhere}
    browser.post("/sign-in", data=given)
    answer = browser.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert answer.location == "/"


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(service):
    joined(service)
    invited(service, "invited@example.org")
    closed = joined(service, "closed@example.org").person
    disable(service.store, closed, service.clock())
    pages = {
        service.client()
        .post("/sign-in", data={"email": email, "password": password})
        .text.replace(email, "")
        for email, password in [
            (EMAIL, "not the password"),
            ("nobody@example.org", PASSWORD),
            ("invited@example.org", PASSWORD),
            ("closed@example.org", PASSWORD),
        ]
    }
    (page,) = {re.sub(r'value="[^"]{30,}"', "", page) for page in pages}
    assert "do not belong together" in fault_on(page)


def test_who_was_refused_is_kept_without_password_or_address(service):
    service.client().post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    with service.store.reading() as connection:
        (event,) = events.latest_events(connection, 9)
    assert event.kind == "sign-in-refused"
    assert event.person is None
    assert EMAIL not in str(event)
    assert PASSWORD not in str(event)


@pytest.mark.parametrize("steps, fits", [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_holds_one_step_before_and_after_its_time(service, steps, fits):
    who = joined(service)
    service.clock.passes(minutes=2)
    browser = half_in(service)
    service.clock.passes(seconds=30 * steps)
    code = code_of(service, who.secret)
    service.clock.passes(seconds=-30 * steps)
    answer = browser.post("/sign-in/second", data={"code": code})
    assert (answer.status_code == 303) is fits


def test_a_code_counts_once(service):
    who = joined(service)
    code = code_of(service, who.secret)
    assert half_in(service).post("/sign-in/second", data={"code": code}).status_code == 303
    assert half_in(service).post("/sign-in/second", data={"code": code}).status_code == 422


def test_the_code_of_setting_up_counts_once_too(service):
    _, token = invited(service)
    browser = named(service, token)
    browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    secret = secret_on(browser.get(f"/welcome/{token}/second").text)
    code = code_of(service, secret)
    browser.post(f"/welcome/{token}/second", data={"code": code})
    assert half_in(service).post("/sign-in/second", data={"code": code}).status_code == 422


def test_a_code_may_be_typed_with_a_space(service):
    who = joined(service)
    code = code_of(service, who.secret)
    answer = half_in(service).post("/sign-in/second", data={"code": f" {code[:3]} {code[3:]}"})
    assert answer.status_code == 303


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "١٢٣٤٥٦", "1" * 1000])
def test_what_is_no_code_is_refused_in_words(service, code):
    joined(service)
    answer = half_in(service).post("/sign-in/second", data={"code": code})
    assert answer.status_code == 422
    assert "does not fit" in fault_on(answer.text)


def test_a_recovery_code_works_once_however_it_is_typed(service):
    who = joined(service)
    typed = f" {who.codes[3].upper().replace('-', ' ')} "
    assert half_in(service).post("/sign-in/second", data={"recovery": typed}).status_code == 303
    again = half_in(service).post("/sign-in/second", data={"recovery": who.codes[3]})
    assert again.status_code == 422
    assert "recovery code" in fault_on(again.text)
    with service.store.reading() as connection:
        assert credentials.codes_left(connection, who.person.id) == 9


def test_the_database_knows_no_recovery_code(service):
    who = joined(service)
    with service.store.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM recovery_code").all())
        kept += str(connection.exec_driver_sql("SELECT data FROM session").all())
    assert not [code for code in who.codes if code in kept or code.replace("-", "") in kept]


def test_a_password_alone_opens_nothing_and_holds_ten_minutes(service):
    who = joined(service)
    browser = half_in(service)
    assert browser.get("/").status_code == 302
    assert browser.get("/sign-in/second").status_code == 200
    service.clock.passes(minutes=10, seconds=1)
    assert browser.get("/sign-in/second").location == "/sign-in"
    answer = browser.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert answer.location == "/sign-in"
    assert not is_in(browser)


def test_without_a_password_there_is_no_second_step(service):
    assert service.client().get("/sign-in/second").location == "/sign-in"


def test_what_is_missing_is_asked_for(service):
    answer = service.client().post("/sign-in", data={"email": "", "password": ""})
    assert answer.status_code == 422
    assert "Write your e-mail address" in answer.text


def passkey_answer(browser, device):
    options = browser.post("/sign-in/passkey/options").json
    return browser.post("/sign-in/passkey", data={"credential": device.use(options), "next": "/"})


def tries(service, count, email="nobody@example.org", address="192.0.2.1"):
    given = {"email": email, "password": "not the password"}
    environment = {"REMOTE_ADDR": address}
    answers = [
        service.client().post("/sign-in", data=given, environ_base=environment)
        for _ in range(count)
    ]
    return [answer.status_code for answer in answers]


def test_the_eleventh_try_for_an_address_has_to_wait(service):
    assert tries(service, 11) == [422] * 10 + [429]
    assert tries(service, 1, email="NOBODY@example.org", address="192.0.2.7") == [429]
    assert tries(service, 1, email="another@example.org") == [422]


def test_tries_from_elsewhere_keep_nobody_out(service):
    joined(service)
    assert tries(service, 11, email=EMAIL, address="198.51.100.7")[-1] == 429
    assert half_in(service).get("/sign-in/second").status_code == 200


def test_a_passkey_is_not_slowed_by_the_tries_of_others(service):
    _, device = joined_by_passkey(service)
    assert tries(service, 11, email=EMAIL)[-1] == 429
    assert passkey_answer(service.client(), device).status_code == 303


def test_codes_cannot_be_tried_out(service):
    who = joined(service)
    browser = half_in(service)
    answers = [browser.post("/sign-in/second", data={"code": "000000"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "Nothing is locked" in answers[-1].text
    fresh = half_in(service).post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert fresh.status_code == 429


def test_who_signs_in_often_is_not_slowed(service):
    joined(service)
    for _ in range(12):
        half_in(service)
