"""A whole service on a port of this machine, as people reach it."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from waitress import wasyncore
from waitress.server import create_server

from exchange.cli.post import door
from exchange.codebooks import load
from exchange.deliveries.desk import Desk, Sender
from exchange.mail import Letter
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import Store, sessions
from exchange.storage.upgrade import upgrade
from exchange.submissions.apart import Readers
from exchange.web import create_app
from tests.web.running import Clock, Running

_TURN_SECONDS = 0.2


class Ticking(Clock):
    """Goes on as time does, from the instant at which tests start."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = time.monotonic()

    def __call__(self) -> datetime:
        return self.time + timedelta(seconds=time.monotonic() - self.begun)


class Site(NamedTuple):
    """A service with the address that people open."""

    running: Running
    url: str

    @property
    def letters(self) -> list[Letter]:
        return self.running.letters

    def now(self) -> datetime:
        return self.running.clock()

    @property
    def office(self) -> Office:
        frame = self.running.app.extensions["exchange"]
        return Office(self.running.store, frame.codebook, frame.service, frame.post)

    def works(self) -> None:
        """One round of its worker: what is due is put into the outbox, and sent."""
        lease = Lease(self.running.store)
        Rounds(self.office, lease, self.now).go()
        lease.give_back()

    def signed_in(self, who: Sender) -> dict[str, str]:
        """The cookie of somebody who signed in before."""
        token = f"{who.person.email}-{time.monotonic_ns()}"
        now = self.now()
        data = f'{{"person": {who.person.id}, "signed_in_at": "{now.isoformat()}"}}'
        with self.running.store.writing() as connection:
            sessions.begin(connection, token, who.person.id, data.encode(), now)
        return {"name": "exchange", "value": token, "url": self.url}


@contextmanager
def serving(folder: Path, readers: Readers, **settings: bool):
    """The service with everything as in earnest: proofs of forms, second factors, its own port."""
    store = Store(f"sqlite:///{folder / 'exchange.db'}")
    upgrade(store)
    clock, letters = Ticking(), []
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://localhost:{listening.getsockname()[1]}"
    service = Service(secret_key="0123456789abcdefghijklmnopqrstuv", public_url=url, **settings)
    desk = Desk(store, readers, load(), url)
    post = door(service, store) if service.demonstration else letters.append
    app = create_app(service, desk, post, clock)
    with _answering(app, listening):
        yield Site(Running(app, desk, clock, letters), url)
    store.close()


@contextmanager
def _answering(app, listening: socket.socket):
    sockets: dict[int, object] = {}
    server = create_server(app, map=sockets, sockets=[listening], threads=4, ident=None)
    ended = threading.Event()

    def answer() -> None:
        while not ended.is_set():
            wasyncore.loop(timeout=_TURN_SECONDS, map=sockets, count=1)

    thread = threading.Thread(target=answer, name="service")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)
