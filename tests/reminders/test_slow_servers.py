"""Servers that take their time: for a letter they get it, but none holds the worker up for long."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from exchange.mail import Letter, Undelivered, smtp

SENDER = "exchange@example.org"
LETTER = Letter("receipt", "coordinator@example.org", "Ontvangen", "Dag,\n", id="abc")
PATIENCE = 0.2


@contextmanager
def served(says: Callable[[socket.socket, bytes], None]) -> Iterator[str]:
    """A server that answers each command as ``says`` does; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_talks, args=(listening, says), daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(10)
        assert not thread.is_alive()


def _talks(listening: socket.socket, says: Callable[[socket.socket, bytes], None]) -> None:
    with suppress(OSError), listening.accept()[0] as client:
        client.sendall(b"220 here\r\n")
        for line in client.makefile("rb"):
            says(client, line)


def as_usual(client: socket.socket, line: bytes) -> None:
    """To the lines of a letter nothing, to its end and to every command that it is well."""
    verb = line[:4].upper().strip()
    if verb == b"DATA":
        client.sendall(b"354 go on\r\n")
    elif line == b".\r\n" or verb in {b"EHLO", b"MAIL", b"RCPT", b"QUIT"}:
        client.sendall(b"250 fine\r\n")


def test_a_server_that_looks_into_a_letter_for_long_is_waited_for():
    """Who does not wait takes it for refused, and sends it twice."""

    def says(client, line):
        if line == b".\r\n":
            time.sleep(3 * PATIENCE)
        as_usual(client, line)

    with served(says) as url:
        smtp(url, SENDER, patience=PATIENCE)(LETTER)


def test_who_says_nothing_at_first_is_not_waited_for_longer_than_patience():
    def says(client, line):
        if not line.upper().startswith(b"EHLO"):
            as_usual(client, line)

    begun = time.monotonic()
    with served(says) as url, pytest.raises(Undelivered) as refused:
        smtp(url, SENDER, patience=PATIENCE)(LETTER)
    assert time.monotonic() - begun < 10 * PATIENCE
    assert not refused.value.for_good


@pytest.mark.parametrize("at", [b"EHLO", b"MAIL", b".\r\n"])
def test_a_server_that_drips_is_hung_up_on(at):
    """A word every now and then, and never the last one."""

    def says(client, line):
        if not line.upper().startswith(at):
            as_usual(client, line)
            return
        for _ in range(200):
            client.sendall(b"250-wait\r\n")
            time.sleep(PATIENCE / 4)

    begun = time.monotonic()
    with served(says) as url, pytest.raises(Undelivered) as refused:
        smtp(url, SENDER, patience=PATIENCE)(LETTER)
    assert time.monotonic() - begun < 20 * PATIENCE
    assert not refused.value.for_good


def test_a_server_that_never_says_goodbye_has_the_letter_all_the_same():
    def says(client, line):
        if not line.upper().startswith(b"QUIT"):
            as_usual(client, line)

    begun = time.monotonic()
    with served(says) as url:
        smtp(url, SENDER, patience=10)(LETTER)
    assert time.monotonic() - begun < 5
