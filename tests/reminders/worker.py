"""A worker in a process of its own, with a clock that is handed to it, which can be killed."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection

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

LONG = 3.0
"""The same where there are several, of whom each is to be left in peace while it lives."""


class Worker:
    """Does one round for each instant it is told; as one of several only where it is its turn."""

    def __init__(self, database: str, mail: str, *, alone: bool = True) -> None:
        self._ours, theirs = START_SERVER.Pipe()
        self._process = START_SERVER.Process(
            target=_works, args=(database, mail, alone, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self.holder: str = self._ours.recv()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

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
        assert not failed, failed
        return True

    def is_stopped(self) -> None:
        """SIGSTOP: in the middle of whatever it does, until ``goes_on``."""
        os.kill(self.pid, signal.SIGSTOP)

    def goes_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def is_killed(self) -> None:
        """SIGKILL: no word of goodbye, nothing given back."""
        os.kill(self.pid, signal.SIGKILL)
        self.is_gone()

    def is_gone(self) -> None:
        self._process.join(30)
        assert self._process.exitcode == -signal.SIGKILL
        self._ours.close()
        self._process.close()


def _works(database: str, mail: str, alone: bool, told: Connection) -> None:
    """One round for each instant; who is alone waits until it may, whoever was killed before."""
    logging.getLogger("exchange").addHandler(logging.NullHandler())
    store, clock = Store(database), Clock()
    lease = Lease(store, SHORT if alone else LONG)
    office = Office(store, BOOK, Service(), smtp(mail, SENDER))
    rounds = Rounds(office, lease, clock)
    told.send(lease.holder)
    with suppress(EOFError, ConnectionResetError):
        while True:
            clock.time = told.recv()
            while alone and not lease.held():
                time.sleep(SHORT / 3)
            told.send(_failed(rounds))


def _failed(rounds: Rounds) -> str:
    try:
        rounds.go()
    except Exception as error:  # noqa: BLE001 - the test is to know of it, whatever it is
        return repr(error)
    return ""
