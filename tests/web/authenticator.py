"""A device with passkeys, in software: makes them and signs with them as WebAuthn asks."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url as text
from webauthn.helpers import encode_cbor

_USER_PRESENT, _USER_VERIFIED, _CREDENTIAL_INCLUDED = 0x01, 0x04, 0x40


class Device:
    """Holds one passkey; ``verifies`` says whether it asks for a finger or a code."""

    def __init__(self, origin: str, host: str = "localhost", *, verifies: bool = True) -> None:
        self.origin, self.host, self.verifies = origin, host, verifies
        self.count = 0
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(32)
        self._handle = b""

    def make(self, options: dict[str, Any]) -> str:
        """What a browser sends after navigator.credentials.create()."""
        self._handle = base64url_to_bytes(options["user"]["id"])
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(self._credential())}
        return self._answer(
            clientDataJSON=text(self._client("webauthn.create", options)),
            attestationObject=text(encode_cbor(statement)),
        )

    def use(self, options: dict[str, Any]) -> str:
        """What a browser sends after navigator.credentials.get()."""
        self.count += 1
        client, data = self._client("webauthn.get", options), self._data()
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=text(client),
            authenticatorData=text(data),
            signature=text(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=text(self._handle),
        )

    def _answer(self, **response: str) -> str:
        id_ = text(self._id)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": response})

    def _client(self, type_: str, options: dict[str, Any]) -> bytes:
        said = {"type": type_, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps({**said, "crossOrigin": False}).encode()

    def _data(self, credential: bytes = b"") -> bytes:
        flags = _USER_PRESENT | (_USER_VERIFIED if self.verifies else 0)
        flags |= _CREDENTIAL_INCLUDED if credential else 0
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big") + credential

    def _credential(self) -> bytes:
        point = self._key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        key = encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self._id).to_bytes(2, "big") + self._id + key
