"""Commands that go on until they are ended, and what they hold meanwhile."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.request import urlopen

from exchange.reminders.lease import NAME
from exchange.storage import leases
from tests.cli.service import Host
from tests.reminders.post_office import SENDER

SECRET = "0123456789abcdefghijklmnopqrstuv"
PATIENCE = 30


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def mailing(host: Host, port: int) -> None:
    """From now on the host has a mail server, which may or may not listen."""
    host.environment["EXCHANGE_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    host.environment["EXCHANGE_MAIL_FROM"] = SENDER


@contextmanager
def started(host: Host, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is ended."""
    command = [sys.executable, "-m", "exchange.cli", *map(str, arguments)]
    with subprocess.Popen(
        command,
        env={**os.environ, **host.environment, "EXCHANGE_SECRET_KEY": SECRET},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def answered(process: subprocess.Popen[str], url: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own, on this machine
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.05)
    raise AssertionError(process.communicate(timeout=5))


def held(host: Host, *, wanted: bool, seconds: float = PATIENCE) -> leases.Held | None:
    """Who holds the lease of letters; waits for some seconds until somebody, or nobody, does."""
    store, until = host.store, time.monotonic() + seconds
    while True:
        with store.reading() as connection:
            found = leases.holder_of(connection, NAME)
        if (found is not None) == wanted or time.monotonic() > until:
            store.close()
            return found
        time.sleep(0.05)
