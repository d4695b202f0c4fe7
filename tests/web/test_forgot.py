import re

import pytest

from exchange.accounts import disable
from exchange.core.people import Role
from exchange.mail import Undelivered
from exchange.storage import events
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    codes_on,
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
