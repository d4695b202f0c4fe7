"""The one door for mail: an SMTP server, or the mailbox of the demonstration."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from exchange.core.letters import Enclosure, Letter

_PATIENCE_SECONDS = 10
_WHILE_SENDING = 6
"""A server may look into a letter for a while before it takes it: who does not wait sends twice."""

_IN_ALL = 10
"""What a whole conversation may take, so that no server holds us up for longer by dripping."""

_TO_SAY_GOODBYE = 2

_POLICY = SMTP.clone(max_line_length=200)
"""Shorter lines break a subject before its first word, where it is one of plain letters."""

_READY = 220
_FOR_GOOD = 500
_DOES_NOT_KNOW_US = {503, 530, 535, 538}
"""Replies that are about how the service signs in (RFC 4954), and not about the letter."""

_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PARAMETER = rf"; ?({_WORD})=({_WORD})"
_MEDIA_TYPE = re.compile(rf"(?P<main>{_WORD})/(?P<sub>{_WORD})(?P<rest>({_PARAMETER})*)")
"""Plain words alone (RFC 2045): nothing that ends a parameter or a header is one."""

Post = Callable[[Letter], None]
"""Sends a letter; raises Undelivered."""


class Undelivered(Exception):
    """A letter that no server took, with what was said.

    ``for_good``: this letter will never be taken (a 5xx reply to it), so trying again is no use.
    """

    def __init__(self, said: str, *, for_good: bool = False) -> None:
        super().__init__(said)
        self.for_good = for_good


def smtp(
    url: str, sender: str, tls: ssl.SSLContext | None = None, patience: float = _PATIENCE_SECONDS
) -> Post:
    """The door to a server: ``smtps://`` from the first byte, ``smtp://`` by STARTTLS.

    Certificates are verified; a server on this machine may do without. ``tls`` is for a server
    whose certificate a private authority signed. ``patience`` in seconds is for each of its words
    until it knows us; six times that for each after, and ten times for the whole conversation.
    """
    parts = urlsplit(url)
    host, user = parts.hostname or "", unquote(parts.username or "")
    context = tls or ssl.create_default_context()

    def send(letter: Letter) -> None:
        message = _written(letter, sender)
        server = _server(parts.scheme, context, patience)
        bound = threading.Timer(patience * _IN_ALL, _hang_up, [server])
        bound.daemon = True
        bound.start()
        try:
            _connect(server, host, parts.port, context)
            if user:
                server.login(user, unquote(parts.password or ""))
            _be_patient(server, patience * _WHILE_SENDING)
            server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise Undelivered(_said(error), for_good=_is_for_good(error)) from error
        finally:
            bound.cancel()
            _taken_leave_of(server)

    return send


def _be_patient(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _hang_up(server: smtplib.SMTP) -> None:
    with suppress(OSError):
        if server.sock is not None:
            server.sock.shutdown(socket.SHUT_RDWR)


def _written(letter: Letter, sender: str) -> EmailMessage:
    try:
        return message_of(letter, sender)
    except (ValueError, MessageError) as error:
        raise Undelivered(str(error), for_good=True) from error


def _is_for_good(error: Exception) -> bool:
    """Whether a server refused this letter for good; that it does not know us is another matter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _FOR_GOOD for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return error.smtp_code >= _FOR_GOOD and error.smtp_code not in _DOES_NOT_KNOW_US
    return isinstance(error, ValueError) and not isinstance(error, OSError)


def _said(error: Exception) -> str:
    """What the server said, in its own words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(said)}" for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(said: bytes | str) -> str:
    """As a database can keep it: PostgreSQL takes no NUL."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return text.replace("\0", "")


def _taken_leave_of(server: smtplib.SMTP) -> None:
    """However it answers to that, and soon: what it took before stays taken, and is to be noted."""
    with suppress(OSError, smtplib.SMTPException):
        _be_patient(server, _TO_SAY_GOODBYE)
        server.quit()
    server.close()


def _server(scheme: str, context: ssl.SSLContext, patience: float) -> smtplib.SMTP:
    """Somebody to talk to, not connected yet."""
    if scheme == "smtps":
        return smtplib.SMTP_SSL(timeout=patience, context=context)
    return smtplib.SMTP(timeout=patience)


def _connect(server: smtplib.SMTP, host: str, port: int | None, context: ssl.SSLContext) -> None:
    server._host = host  # type: ignore[attr-defined]  # noqa: SLF001 - whose certificate is verified
    is_safe = isinstance(server, smtplib.SMTP_SSL)
    code, said = server.connect(host, port or (465 if is_safe else 587))
    if code != _READY:
        raise smtplib.SMTPConnectError(code, said)
    server.ehlo()
    if is_safe:
        return
    if server.has_extn("starttls") or host not in {"localhost", "127.0.0.1", "::1"}:
        server.starttls(context=context)
        server.ehlo()


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it goes over the line; a line break in a header raises ValueError."""
    message = EmailMessage(_POLICY)
    message["From"] = _address(sender)
    message["To"] = _address(letter.address)
    message["Subject"] = letter.subject
    message["Date"] = formatdate(usegmt=True)
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{letter.id}@{domain}>" if letter.id else make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    for file in letter.enclosures:
        _enclose(message, file)
    return message


def _enclose(message: EmailMessage, file: Enclosure) -> None:
    """A file with its type, the parameters of that type, and its name in both headers."""
    found = _MEDIA_TYPE.fullmatch(file.media_type)
    if found is None:
        raise ValueError(f"“{file.media_type}” is no media type that mail can name")
    message.add_attachment(
        file.content,
        maintype=found["main"],
        subtype=found["sub"],
        filename=file.name,
        params={**dict(re.findall(_PARAMETER, found["rest"])), "name": file.name},
    )


def _address(address: str) -> Address:
    """One address and nothing more, whatever else stands in the text."""
    try:
        return Address(addr_spec=address)
    except Exception as error:  # the library stumbles over some texts in its own ways
        raise ValueError(f"“{address}” is no address that mail can be sent to") from error
