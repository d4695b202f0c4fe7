"""The second factor of a password: an authenticator app (RFC 6238), and recovery codes."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

import pyotp
import segno
from sqlalchemy import Connection

from exchange.storage import credentials

ISSUER = "MoU exchange"
HOW_MANY = 10

_STEP_SECONDS = 30
_STEPS_AROUND = (-1, 0, 1)
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0 and o, 1, i and l: nobody mistakes one for another."""

_GROUPS, _GROUP = 2, 5
_SIDE = 256


def new_secret() -> str:
    """A secret for an authenticator app, 160 bits in base 32."""
    return pyotp.random_base32()


def grouped(secret: str) -> str:
    """A secret as it is easily typed over."""
    return " ".join(re.findall(".{1,4}", secret))


def square(secret: str, email: str, title: str) -> str:
    """The code an authenticator app reads, as SVG: shapes alone, nothing styled in place."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    drawn = segno.make(uri, error="m").svg_inline(omitsize=True, light="#fff", title=title)
    return drawn.replace("<svg ", f'<svg role="img" width="{_SIDE}" height="{_SIDE}" ', 1)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of time that a code belongs to, one before or after now included."""
    digits = re.sub(r"\s", "", code)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == pyotp.TOTP(secret).digits):
        return None
    current = int(now.timestamp()) // _STEP_SECONDS
    for step in (current + each for each in _STEPS_AROUND):
        if secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step), digits):
            return step
    return None


def new_codes(connection: Connection, person_id: int) -> list[str]:
    """Ten recovery codes instead of any before; only their hashes are kept."""
    codes = ["-".join(_group() for _ in range(_GROUPS)) for _ in range(HOW_MANY)]
    credentials.replace_codes(connection, person_id, [_hashed(person_id, each) for each in codes])
    return codes


def accepts(connection: Connection, person_id: int, code: str, now: datetime) -> str | None:
    """By what a code was accepted, ``app`` or ``recovery code``; it is used up by that."""
    secret = credentials.credentials_of(connection, person_id).totp_secret
    step = step_of(secret, code, now) if secret else None
    if step is not None:
        return "app" if credentials.take_step(connection, person_id, step) else None
    taken = credentials.take_code(connection, person_id, _hashed(person_id, code), now)
    return "recovery code" if taken else None


def _group() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_GROUP))


def _hashed(person_id: int, code: str) -> str:
    plain = re.sub(r"[\W_]", "", code[:100]).lower()
    return hashlib.sha256(f"{person_id}:{plain}".encode()).hexdigest()
