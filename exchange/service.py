"""How the service is set up, by ``EXCHANGE_…`` variables; what is unsafe is refused by name."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from exchange.settings import APART_PREFIX
from exchange.settings import PREFIX as LIMIT_PREFIX

PREFIX = "EXCHANGE_"
_OF_READING = (LIMIT_PREFIX, APART_PREFIX)
_SHORTEST_SECRET = 32
_FEWEST_DIFFERENT = 10


class Unsafe(ValueError):
    """Settings with which the service does not start: each with what is wrong and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Service(NamedTuple):
    """The settings of the service; ``demonstration`` is set by its command alone."""

    database_url: str = "sqlite:///var/exchange.db"
    secret_key: str = ""
    public_url: str = "http://127.0.0.1:8000"
    smtp_url: str = ""
    mail_from: str = ""
    session_idle_minutes: int = 60
    session_hours: int = 12
    keep_files_days: int = 90
    threads: int = 8
    trusted_proxy: str = ""
    demonstration: bool = False

    @property
    def secure(self) -> bool:
        """Whether people reach it over TLS."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""


VARIABLES = tuple(field for field in Service._fields if field != "demonstration")


def service_from(environment: Mapping[str, str]) -> Service:
    """The settings as the environment has them; raises ``Unsafe`` with everything that is wrong."""
    reasons: list[str] = []
    given: dict[str, str | int] = {}
    for field in VARIABLES:
        name, default = PREFIX + field.upper(), Service._field_defaults[field]
        text = environment.get(name, "").strip()
        if not text:
            continue
        if isinstance(default, int):
            if text.isascii() and text.isdecimal() and int(text) > 0:
                given[field] = int(text)
            else:
                reasons.append(f"{name} is “{text}”; a whole number above 0 was expected.")
        else:
            given[field] = text
    service = Service(**given)  # type: ignore[arg-type]
    reasons += [*_unknown(environment), *_unsafe(service)]
    if reasons:
        raise Unsafe(reasons)
    return service


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {PREFIX + field.upper() for field in VARIABLES}
    return [
        f"{name} is not a setting of the exchange; look it up in the table of the README."
        for name in sorted(environment)
        if name.startswith(PREFIX) and not name.startswith(_OF_READING) and name not in known
    ]


def _unsafe(service: Service) -> list[str]:
    return [
        reason
        for check in (_secret, _public_url, _smtp, _database, _proxy)
        if (reason := check(service))
    ]


def _secret(service: Service) -> str:
    secret = service.secret_key
    if len(secret) >= _SHORTEST_SECRET and len(set(secret)) >= _FEWEST_DIFFERENT:
        return ""
    found = "is not set" if not secret else "can be guessed"
    return (
        f"EXCHANGE_SECRET_KEY {found}; at least {_SHORTEST_SECRET} random characters were"
        " expected. Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
    )


def _public_url(service: Service) -> str:
    parts = urlsplit(service.public_url)
    whole = parts.scheme in {"http", "https"} and parts.hostname and parts.path in {"", "/"}
    if not whole or parts.query or parts.fragment:
        return (
            f"EXCHANGE_PUBLIC_URL is “{service.public_url}”; the address people open was"
            " expected, such as https://exchange.example.org."
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        return (
            "EXCHANGE_PUBLIC_URL begins with http://; without https:// passwords and figures"
            " could be read on the way. Put the service behind TLS and give its https:// address."
        )
    return ""


def _smtp(service: Service) -> str:
    if not service.smtp_url:
        return ""
    parts = urlsplit(service.smtp_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        return (
            "EXCHANGE_SMTP_URL names no mail server; smtp://user:password@host:587 (STARTTLS) or"
            " smtps://user:password@host:465 was expected."
        )
    if "@" not in service.mail_from:
        return (
            "EXCHANGE_MAIL_FROM is not an address; with EXCHANGE_SMTP_URL the sender's address"
            " was expected."
        )
    return ""


def _database(service: Service) -> str:
    if service.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return ""
    scheme = service.database_url.partition(":")[0]
    return (
        f"EXCHANGE_DATABASE_URL begins with “{scheme}:”; sqlite:///… or postgresql+psycopg://…"
        " was expected."
    )


def _proxy(service: Service) -> str:
    if not service.trusted_proxy:
        return ""
    try:
        ipaddress.ip_address(service.trusted_proxy)
    except ValueError:
        return (
            f"EXCHANGE_TRUSTED_PROXY is “{service.trusted_proxy}”; the IP address of the proxy in"
            " front of the service was expected, which says by X-Forwarded-For who is asking."
        )
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and no other."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
