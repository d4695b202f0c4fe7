"""``exchange worker``: what is done without anybody asking, in a process of its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import click

from exchange.cli.post import door
from exchange.cli.service import now, opened, settings
from exchange.codebooks import load
from exchange.reminders.office import Office
from exchange.scheduler import working
from exchange.service import Service
from exchange.storage import Store


@click.command(epilog="Example: exchange worker (beside “exchange serve --no-worker”)")
def command() -> None:
    """Send what is due, and forget old files and idle sessions.

    “exchange serve” does so itself unless told otherwise. Of several workers one works, and
    another takes over where that one ended. Ends on Ctrl+C or SIGTERM.
    """
    service, stopped = settings(), Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with opened(service) as store, at_work(service, store):
        click.echo("The worker runs.")
        if not service.smtp_url:
            click.echo("No letters are sent: EXCHANGE_SMTP_URL is not set.")
        stopped.wait()


@contextmanager
def at_work(service: Service, store: Store) -> Iterator[None]:
    """The worker of a service that is set up so."""
    office = Office(store, load(), service, door(service, store))
    sends = bool(service.smtp_url) or service.demonstration
    with working(office, now, sends=sends):
        yield
