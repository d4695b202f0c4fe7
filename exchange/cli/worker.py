"""``exchange worker``: what is done without anybody asking, on a tick."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import click

from exchange.cli.service import now, opened, settings
from exchange.deliveries.purge import forget_old_files
from exchange.service import Service
from exchange.storage import Store, sessions

TICK_SECONDS = 15 * 60
_log = logging.getLogger("exchange.worker")


@click.command(epilog="Example: exchange worker (beside “exchange serve --no-worker”)")
def command() -> None:
    """Do what nobody asks for: forget old files of undelivered attempts, and idle sessions.

    “exchange serve” does so itself unless told otherwise. Ends on Ctrl+C or SIGTERM.
    """
    service, stopped = settings(), Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with opened(service) as store:
        click.echo("The worker runs.")
        work(store, service, stopped)


@contextmanager
def working(store: Store, service: Service) -> Iterator[None]:
    """The worker beside something else, ended with it."""
    stopped = Event()
    thread = Thread(target=work, args=(store, service, stopped), name="worker")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def work(store: Store, service: Service, stopped: Event) -> None:
    """Tidies up at every tick until told to stop; what fails is logged and tried again."""
    while not stopped.is_set():
        try:
            tidy(store, service, now())
        except Exception:  # noqa: BLE001 - nothing that went wrong once may end the rounds for good
            _log.exception("What was due could not be done; it is tried again at the next tick")
        stopped.wait(TICK_SECONDS)


def tidy(store: Store, service: Service, at: datetime) -> None:
    """Removes what was kept long enough."""
    with store.writing() as connection:
        sessions.forget_idle(connection, at - timedelta(minutes=service.session_idle_minutes))
    forget_old_files(store, at, service.keep_files_days)
