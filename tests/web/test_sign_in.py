import json
import re

import pytest

from exchange.accounts import disable
from exchange.core.people import Role
from exchange.mail import Undelivered
from exchange.storage import credentials, events, people
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
    invited,
    is_in,
    joined,
    joined_by_passkey,
    named,
    secret_on,
    settled,
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


# ── The invitation ──────────────────────────────────────────────────────────────────────────────


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


# ── Password and code ───────────────────────────────────────────────────────────────────────────


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


# ── Passkeys ────────────────────────────────────────────────────────────────────────────────────


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


# ── Too many tries ──────────────────────────────────────────────────────────────────────────────


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
    assert tries(service, 1, email="NOBODY@example.org", address="198.51.100.7") == [429]
    assert tries(service, 1, email="another@example.org") == [422]


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


# ── A new password ──────────────────────────────────────────────────────────────────────────────


def reset_link(service, email=EMAIL):
    service.client().post("/forgot", data={"email": email})
    settled(service)
    return re.search(r"/reset/\S+", service.letters[-1].text)[0]


def test_asking_for_a_new_password_says_the_same_whoever_asks(service):
    joined(service)
    known = service.client().post("/forgot", data={"email": EMAIL})
    unknown = service.client().post("/forgot", data={"email": "nobody@example.org"})
    settled(service)
    assert known.status_code == unknown.status_code == 303
    assert known.location == unknown.location
    assert known.data == unknown.data
    assert "a message is on its way" in service.client().get(known.location).text
    assert [letter.address for letter in service.letters] == [EMAIL]


def test_a_new_password_keeps_the_second_factor_and_ends_all_sessions(service):
    who = joined(service)
    link = reset_link(service)
    browser = service.client()
    assert EMAIL in browser.get(link).text
    answer = browser.post(link, data={"password": "kast fiets wolk brood"})
    assert answer.location == "/sign-in/second"
    assert not is_in(browser)
    assert not is_in(who.browser)
    answer = browser.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert answer.location == "/"
    assert is_in(browser)
    half_in(service, password="kast fiets wolk brood")
    assert {"reset-asked", "reset-done"} <= set(happened(service))


def test_a_link_to_a_new_password_works_once_and_for_an_hour(service):
    joined(service)
    first = reset_link(service)
    service.client().get(first)
    assert service.client().post(first, data={"password": "a"}).status_code == 422
    done = service.client().post(first, data={"password": "kast fiets wolk brood"})
    assert done.status_code == 303
    again = service.client().post(first, data={"password": "kast fiets wolk brood"})
    assert again.status_code == 410
    assert "Ask for another link" in again.text
    second = reset_link(service)
    service.clock.passes(hours=1)
    assert service.client().get(second).status_code == 410


def test_only_the_latest_link_works(service):
    joined(service)
    first, second = reset_link(service), reset_link(service)
    assert service.client().get(first).status_code == 410
    assert service.client().get(second).status_code == 200


def test_a_link_for_one_purpose_does_not_serve_another(service):
    joined(service)
    token = reset_link(service).rpartition("/")[2]
    assert service.client().get(f"/welcome/{token}").status_code == 410


def test_a_half_session_from_before_the_new_password_leads_nowhere(service):
    who = joined(service)
    stolen = half_in(service)
    service.client().post(reset_link(service), data={"password": "kast fiets wolk brood"})
    stolen.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert not is_in(stolen)


def test_who_signs_in_by_passkey_alone_is_told_so(service):
    joined_by_passkey(service)
    service.client().post("/forgot", data={"email": EMAIL})
    settled(service)
    (letter,) = service.letters
    assert "passkey" in letter.text
    assert "/reset/" not in letter.text + letter.html


@pytest.mark.parametrize("closed", [True, False])
def test_who_has_no_open_account_gets_no_link(service, closed):
    person, _ = invited(service)
    if closed:
        disable(service.store, person, service.clock())
    service.client().post("/forgot", data={"email": EMAIL})
    settled(service)
    assert "/reset/" not in "".join(letter.text for letter in service.letters)


def test_mail_that_nobody_took_breaks_no_page_and_is_kept_as_an_event(tmp_path, readers):
    def nobody_takes(letter):
        raise Undelivered("no server")

    with running(tmp_path, readers, public_url=ORIGIN) as service:
        joined(service)
        frame = service.app.extensions["exchange"]
        service.app.extensions["exchange"] = frame._replace(post=nobody_takes)
        answer = service.client().post("/forgot", data={"email": EMAIL})
        settled(service)
        assert answer.status_code == 303
        assert happened(service)[-2:] == ["reset-asked", "letter-undelivered"]


def test_a_letter_leads_to_the_address_of_the_service(service):
    joined(service)
    service.client().post("/forgot", data={"email": EMAIL})
    settled(service)
    (letter,) = service.letters
    assert f"{ORIGIN}/reset/" in letter.text
    assert f'href="{ORIGIN}/reset/' in letter.html


def test_codes_are_shown_until_they_are_kept_and_not_after(service):
    _, token = invited(service)
    browser = named(service, token)
    browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    secret = secret_on(browser.get(f"/welcome/{token}/second").text)
    browser.post(f"/welcome/{token}/second", data={"code": code_of(service, secret)})
    shown = codes_on(browser.get("/account/recovery-codes").text)
    file = browser.get("/account/recovery-codes/file")
    assert file.headers["Content-Disposition"] == "attachment; filename=recovery-codes.txt"
    assert file.text.splitlines()[2:] == shown
    browser.post("/account/recovery-codes/kept")
    page = browser.get("/account/recovery-codes").text
    assert "10 recovery codes are left" in page
    assert shown[0] not in page
    assert browser.get("/account/recovery-codes/file").status_code == 302


def test_every_page_for_who_is_not_signed_in_opens(service):
    invited(service)
    for path in ("/sign-in", "/sign-in?again=yes", "/forgot", "/forgot?sent=yes", "/welcome/x"):
        assert "<h1>" in service.client().get(path).text
    assert service.client().get("/reset/x").status_code == 410
    assert service.client(service.person(Role.READER)).get("/sign-in").location == "/"
