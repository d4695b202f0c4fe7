"""Passkeys (WebAuthn level 2): what a browser is asked, and whether its answer holds."""

from __future__ import annotations

import ipaddress
import json
import secrets
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Connection
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from exchange.core.people import Person
from exchange.service import Service
from exchange.storage import credentials
from exchange.storage import passkeys as kept
from exchange.storage.events import Event, record
from exchange.storage.passkeys import Passkey

NAME = "MoU exchange"
_CHALLENGE_BYTES = 32
_LONGEST_ANSWER = 64 * 1024
_ALWAYS_VERIFIED = UserVerificationRequirement.REQUIRED
"""The device asks for a finger, a face or a code of its own: a passkey is both factors."""


class Refused(Exception):
    """A browser's answer that does not hold."""


class Party(NamedTuple):
    """The service as passkeys know it: they work for this host, from this origin alone."""

    host: str
    origin: str


class Asked(NamedTuple):
    """What the browser is told, and the challenge its answer has to meet."""

    options: dict[str, Any]
    challenge: bytes


def party_of(service: Service) -> Party | None:
    """None where people reach the service by a number: passkeys need a name."""
    parts = urlsplit(service.public_url)
    host, port = parts.hostname or "", parts.port
    try:
        ipaddress.ip_address(host)
    except ValueError:
        usual = port in {None, 443 if service.secure else 80}
        return Party(host, f"{parts.scheme}://{host}" + ("" if usual else f":{port}"))
    return None


def to_register(connection: Connection, party: Party, person: Person) -> Asked:
    """Asks for a new passkey of a person, on a device that has none of theirs yet."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    options = generate_registration_options(
        rp_id=party.host,
        rp_name=NAME,
        user_id=credentials.handle_of(connection, person.id),
        user_name=person.email,
        user_display_name=person.name or person.email,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_ALWAYS_VERIFIED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=each.credential)
            for each in kept.passkeys_of(connection, person.id)
        ],
    )
    return Asked(options_to_json_dict(options), challenge)


def registered(
    party: Party, challenge: bytes | None, answer: str, label: str, person: Person, now: datetime
) -> Passkey:
    """The new passkey, not kept yet; raises Refused, as where there is no challenge (any more)."""
    if challenge is None:
        raise Refused("nothing was asked")
    try:
        found = verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception as error:
        raise Refused(str(error)) from error
    key, count = found.credential_public_key, found.sign_count
    return Passkey(found.credential_id, person.id, key, count, label, now)


def keep(connection: Connection, made: Passkey, now: datetime) -> None:
    """Keeps a new passkey; raises Refused where one with its id is kept already."""
    if not kept.add(connection, made):
        raise Refused("known already")
    record(connection, Event(now, "passkey-added", made.person))


def to_sign_in(party: Party) -> Asked:
    """Asks whoever is there for a passkey of this service."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    options = generate_authentication_options(
        rp_id=party.host, challenge=challenge, user_verification=_ALWAYS_VERIFIED
    )
    return Asked(options_to_json_dict(options), challenge)


def accepted(
    connection: Connection, party: Party, challenge: bytes | None, answer: str, now: datetime
) -> int:
    """Whose passkey it was: a person's id, the use counted; raises Refused."""
    if challenge is None:
        raise Refused("nothing was asked")
    given = _read(answer)
    passkey = kept.passkey_of(connection, _credential(given))
    if passkey is None:
        raise Refused("no passkey of this service")
    count = _verified(party, challenge, given, passkey)
    if not kept.used(connection, passkey, count, now):
        raise Refused("used at the same instant elsewhere")
    return passkey.person


def _verified(party: Party, challenge: bytes, given: dict[str, Any], passkey: Passkey) -> int:
    """How often the passkey was used by now, as its device says."""
    try:
        found = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception as error:
        raise Refused(str(error)) from error
    return found.new_sign_count


def _credential(given: dict[str, Any]) -> bytes:
    try:
        return base64url_to_bytes(given["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused("no credential") from error


def _read(answer: str) -> dict[str, Any]:
    """What the browser sent; nothing in it is believed yet."""
    try:
        found = json.loads(answer) if len(answer) <= _LONGEST_ANSWER else None
    except (ValueError, RecursionError) as error:
        raise Refused("no JSON") from error
    if not isinstance(found, dict):
        raise Refused("no credential")
    return found
