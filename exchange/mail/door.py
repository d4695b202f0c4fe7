"""The one door for mail: an SMTP server, or the mailbox of the demonstration."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_PATIENCE_SECONDS = 20


class Letter(NamedTuple):
    """One message to one person, in text and in HTML; ``kind`` is a slug."""

    kind: str
    address: str
    subject: str
    text: str
    html: str = ""


Post = Callable[[Letter], None]
"""Sends a letter; raises Undelivered."""


class Undelivered(Exception):
    """A letter that no server took, with what was said."""


def smtp(url: str, sender: str, tls: ssl.SSLContext | None = None) -> Post:
    """The door to a server: ``smtps://`` from the first byte, ``smtp://`` by STARTTLS.

    Certificates are verified; a server on this machine may do without. ``tls`` is for a server
    whose certificate a private authority signed.
    """
    parts = urlsplit(url)
    host, user = parts.hostname or "", unquote(parts.username or "")
    context = tls or ssl.create_default_context()

    def send(letter: Letter) -> None:
        try:
            message = message_of(letter, sender)
            with _connected(parts.scheme, host, parts.port, context) as server:
                if user:
                    server.login(user, unquote(parts.password or ""))
                server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError, MessageError) as error:
            raise Undelivered(str(error)) from error

    return send


def _connected(scheme: str, host: str, port: int | None, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_PATIENCE_SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, timeout=_PATIENCE_SECONDS)
    try:
        server.ehlo()
        if server.has_extn("starttls") or host not in {"localhost", "127.0.0.1", "::1"}:
            server.starttls(context=context)
            server.ehlo()
    except BaseException:
        server.close()
        raise
    return server


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it goes over the line; a line break in a header raises ValueError."""
    message = EmailMessage()
    message["From"] = _address(sender)
    message["To"] = _address(letter.address)
    message["Subject"] = letter.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def _address(address: str) -> Address:
    """One address and nothing more, whatever else stands in the text."""
    return Address(addr_spec=address)
