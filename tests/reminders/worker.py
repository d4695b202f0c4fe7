"""A worker in a process of its own, with a clock that is handed to it, which can be killed."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from exchange.mail import smtp
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import Store
from tests.check.making import BOOK
from tests.reminders.clock import Clock
from tests.reminders.post_office import SENDER

START_SERVER = multiprocessing.get_context("forkserver")
START_SERVER.set_forkserver_preload(["tests.reminders.worker"])
"""What is imported once starts in no time."""

SHORT = 0.03
"""Seconds after which one who shows no life is replaced, where there is never more than one."""


class Worker:
    """Does one round for each instant it is told, or rounds on end."""

    def __init__(self, database: str, mail: str, patience: float = SHORT) -> None:
        self._ours, theirs = START_SERVER.Pipe()
        self._process = START_SERVER.Process(
            target=_works, args=(database, mail, patience, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def lives(self) -> bool:
        return self._process.is_alive()

    def told(self, instant: datetime) -> None:
        """It is this time now: begin the round."""
        try:
            self._ours.send(instant)
        except (BrokenPipeError, ConnectionResetError):
            return  # it was killed

    def is_done(self, seconds: float = 60.0) -> bool:
        """Waits for the end of the round; False where its process ended, or took longer."""
        try:
            if not self._ours.poll(seconds):
                return False
            failed = self._ours.recv()
        except (EOFError, ConnectionResetError):
            return False
        assert failed is None, failed
        return True

    def is_killed(self) -> None:
        """SIGKILL: no word of goodbye, nothing given back."""
        self.sent(signal.SIGKILL)
        self._process.join(30)
        assert self._process.exitcode == -signal.SIGKILL
        self._ours.close()
        self._process.close()

    def sent(self, what: signal.Signals) -> None:
        os.kill(self.pid, what)


def _works(database: str, mail: str, patience: float, told: Connection) -> None:
    """One round for each instant, as the one who works: waits until that is us."""
    logging.getLogger("exchange").addHandler(logging.NullHandler())
    store, clock = Store(database), Clock()
    lease = Lease(store, patience)
    office = Office(store, BOOK, Service(), smtp(mail, SENDER))
    rounds = Rounds(office, lease, clock)
    while True:
        clock.time = told.recv()
        while not lease.held():
            time.sleep(patience / 3)
        told.send(_failed(rounds))


def _failed(rounds: Rounds) -> Any:
    try:
        rounds.go()
    except Exception as error:  # noqa: BLE001 - the test is to know of it, whatever it is
        return repr(error)
    return None
