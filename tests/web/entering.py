"""Coming in as people do: by an invitation, a password and a code, a passkey."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

import pyotp
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from exchange.accounts import invite, passwords
from exchange.core.people import Person, Role
from tests.web.authenticator import Device
from tests.web.running import Running

PASSWORD = "boot tafel regen lamp"
ORIGIN = "http://localhost:8000"
EMAIL = "ana@example.org"


class Joined(NamedTuple):
    """Somebody who came in with a password: the browser, the app's secret, the recovery codes."""

    person: Person
    browser: FlaskClient
    secret: str
    codes: list[str]


def hash_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Costs are for who steals a database; a hundred flows need not pay them."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)


def invited(service: Running, email: str = EMAIL) -> tuple[Person, str]:
    return invite(service.store, email, Role.COORDINATOR, "curacao", None, service.clock())


def named(service: Running, token: str, name: str = "Ana") -> FlaskClient:
    """A browser in which the invitation was opened and the name given."""
    browser = service.client()
    assert browser.get(f"/welcome/{token}").status_code == 200
    answer = browser.post(f"/welcome/{token}", data={"name": name})
    assert answer.location == f"/welcome/{token}/sign-in"
    return browser


def joined(service: Running, email: str = EMAIL) -> Joined:
    """Somebody who went from the invitation to the first page, with password and app."""
    person, token = invited(service, email)
    browser = named(service, token)
    answer = browser.post(f"/welcome/{token}/sign-in", data={"password": PASSWORD})
    assert answer.location == f"/welcome/{token}/second"
    secret = secret_on(browser.get(answer.location).text)
    code = code_of(service, secret)
    answer = browser.post(f"/welcome/{token}/second", data={"code": code})
    assert answer.location == "/account/recovery-codes"
    codes = codes_on(browser.get(answer.location).text)
    assert browser.post("/account/recovery-codes/kept").location == "/"
    service.clock.passes(minutes=1)
    return Joined(person, browser, secret, codes)


def joined_by_passkey(service: Running) -> tuple[FlaskClient, Device]:
    """Somebody who came in with a passkey."""
    _, token = invited(service)
    browser, device = named(service, token), Device(ORIGIN)
    options = browser.post(f"/welcome/{token}/passkey/options").json
    made = {"credential": device.make(options)}
    assert browser.post(f"/welcome/{token}/passkey", data=made).location == "/"
    return browser, device


def half_in(service: Running, email: str = EMAIL, password: str = PASSWORD) -> FlaskClient:
    """A browser in which the right password was given."""
    browser = service.client()
    answer = browser.post("/sign-in", data={"email": email, "password": password})
    assert answer.location == "/sign-in/second"
    return browser


def secret_on(page: str) -> str:
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert shown
    return shown[1].replace(" ", "")


def codes_on(page: str) -> list[str]:
    listed = re.search(r'<ul class="codes".*?</ul>', page, re.DOTALL)
    assert listed
    return re.findall(r"<code>(.+?)</code>", listed[0])


def code_of(service: Running, secret: str) -> str:
    return pyotp.TOTP(secret).at(service.clock())


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def fault_on(page: str) -> str:
    said = re.search(
        r'<div class="notice error summary-of-errors".*?<li>(.*?)</li>', page, re.DOTALL
    )
    assert said, "no error summary"
    return unescape(re.sub("<[^>]+>", "", said[1]))


def settled(service: Running) -> None:
    """Waits for what was left for later."""
    service.app.extensions["exchange.entering"].later.submit(lambda: None).result(timeout=20)
