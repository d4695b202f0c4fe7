"""The lease by which one worker of several queues and sends; the others watch that it lives."""

from __future__ import annotations

import secrets
import time
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.storage import Store, leases

NAME = "letters"
PATIENCE_SECONDS = 180.0
"""Longer than the longest that sending one letter takes, between two beats."""


class _Watched(NamedTuple):
    held: leases.Held
    since: float


class Lease:
    """One worker's claim to be the one; kept with ``held``, shown in transactions with ``beat``.

    Who ended without giving it back is replaced once its beat stood still for ``patience`` seconds
    of this process's own monotonic clock: no wall clock, ours or others', takes part.
    """

    def __init__(self, store: Store, patience: float = PATIENCE_SECONDS) -> None:
        self.holder = secrets.token_hex(16)
        self._store = store
        self._patience = patience
        self._watched: _Watched | None = None

    def held(self) -> bool:
        """Whether it is ours now; takes it where nobody has it, or who had it shows no life."""
        with self._store.reading() as connection:
            found = leases.holder_of(connection, NAME)
        if found is not None and found.holder == self.holder:
            return True
        if found is not None and not self._stands_still(found):
            return False
        with self._store.writing() as connection:
            if found is None:
                return leases.take(connection, NAME, self.holder)
            return leases.take_over(connection, NAME, found, self.holder)

    def beat(self, connection: Connection) -> bool:
        """Shows life as part of a transaction; False where the lease was lost: do nothing then."""
        return leases.beat(connection, NAME, self.holder, self._patience)

    def give_back(self) -> None:
        """Lets the next one begin at once."""
        with self._store.writing() as connection:
            leases.give_back(connection, NAME, self.holder)

    def _stands_still(self, found: leases.Held) -> bool:
        now = time.monotonic()
        if self._watched is None or self._watched.held != found:
            self._watched = _Watched(found, now)
        return now - self._watched.since >= self._patience
