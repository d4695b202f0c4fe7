"""A real mail server on this machine: what it took from whom and when; it can refuse and hang."""

from __future__ import annotations

import asyncio
import email
import socket
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from email.policy import default
from threading import Condition
from typing import Any, NamedTuple, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope

from exchange.core.letters import Message
from exchange.mail import Post, smtp

SENDER = "exchange@example.org"
TAKEN = "250 OK"
PATIENCE = 0.2
"""Seconds for a server's word, where it is to be waited for in vain."""

Answer = str | None
"""What the server says to a letter; None: nothing at all."""


class Taken(NamedTuple):
    """A letter that the server took, at the instant of the simulated clock."""

    id: str
    to: str
    subject: str
    at: datetime


def post_id(letter: Message) -> str:
    """The Message-ID by which the server knows a letter of the outbox."""
    return f"<{letter.id_for_mail}@{SENDER.rpartition('@')[2]}>"


class PostOffice:
    """``answers`` decides on each letter by its recipient; ``after`` is called once it was told."""

    def __init__(self, clock: Callable[[], datetime], port: int = 0) -> None:
        self.taken: list[Taken] = []
        self.refused: list[Taken] = []
        self.answers: Callable[[str], Answer] = lambda _to: TAKEN
        self.after: Callable[[Taken], None] = lambda _taken: None
        self._clock = clock
        self._open = 0
        self._changed = Condition()
        self._port = port or _free_port()
        self._controller: _Listening | None = None

    def __enter__(self) -> Self:
        self.opens()
        return self

    def __exit__(self, *_: object) -> None:
        self.closes()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._port}"

    def door(self, patience: float = 5.0) -> Post:
        """The program's own door to it."""
        return smtp(self.url, SENDER, patience=patience)

    def opens(self) -> None:
        self._controller = _Listening(self, self._port)
        self._controller.start()

    def closes(self) -> None:
        """From then on nobody listens."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def copies(self) -> Counter[str]:
        """Message-ID → how often it was taken."""
        return Counter(each.id for each in self.taken)

    @property
    def doubles(self) -> int:
        return sum(self.copies.values()) - len(self.copies)

    def is_quiet(self, seconds: float = 10.0) -> bool:
        """Waits until nobody is connected: what was taken by then is all there is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._open == 0, seconds)

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: object, envelope: Envelope
    ) -> str:
        message = email.message_from_bytes(envelope.content or b"", policy=default)
        (to,) = envelope.rcpt_tos
        letter = Taken(str(message["Message-ID"]), to, str(message["Subject"]), self._clock())
        answer = self.answers(to)
        if answer is None:
            await asyncio.sleep(60)
            return "451 Too late"
        (self.taken if answer == TAKEN else self.refused).append(letter)
        if answer == TAKEN:
            self.after(letter)
        return answer

    def connected(self, by: int) -> None:
        with self._changed:
            self._open += by
            self._changed.notify_all()


class _Counted(SMTP):
    """Tells how many are connected."""

    def connection_made(self, transport: Any) -> None:
        self.event_handler.connected(1)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.connected(-1)


class _Listening(Controller):
    def __init__(self, office: PostOffice, port: int) -> None:
        super().__init__(office, hostname="127.0.0.1", port=port)

    def factory(self) -> SMTP:
        return _Counted(self.handler, loop=self.loop)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
