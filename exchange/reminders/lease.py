"""The lease by which one worker of several queues and sends; the others watch that it lives."""

from __future__ import annotations

import math
import secrets
import time
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.storage import Store, leases

NAME = "letters"
PATIENCE_SECONDS = 180.0
"""Longer than the longest that sending one letter takes, between two beats."""


_LEAST_PATIENCE = 1.0
"""Seconds that a transaction may stand still in any case."""

_AT_LEAST = 4
"""How often life is shown within the patience of the others."""


class _Watched(NamedTuple):
    held: leases.Held
    since: float


class Lease:
    """One worker's claim to be the one; asked for with ``held``, shown in transactions by ``beat``.

    Who has nothing to do shows life now and then in being asked.

    Who ended without giving it back is replaced once its beat stood still for ``patience`` seconds
    of this process's own monotonic clock: no wall clock, ours or others', takes part.
    """

    def __init__(self, store: Store, patience: float = PATIENCE_SECONDS) -> None:
        self.holder = secrets.token_hex(16)
        self._store = store
        self._patience = patience
        self._watched: _Watched | None = None
        self._shown_at = -math.inf

    def held(self) -> bool:
        """Whether it is ours now; takes it where nobody has it, or who had it shows no life."""
        with self._store.reading() as connection:
            found = leases.holder_of(connection, NAME)
        ours = found is not None and found.holder == self.holder
        if ours and time.monotonic() - self._shown_at < self._patience / _AT_LEAST:
            return True
        if found is not None and not ours and not self._stands_still(found):
            return False
        with self._store.writing() as connection:
            if ours:
                return self.beat(connection)
            if found is None:
                return leases.take(connection, NAME, self.holder)
            return leases.take_over(connection, NAME, found, self.holder)

    def won(self, seconds: float = 1.0) -> bool:
        """Waits until it is ours (True), or whoever has it shows life (False).

        Looks again every so many seconds: for who comes once and would else never see that a
        holder ended without giving it back.
        """
        first = None
        while not self.held():
            seen = self._watched.held if self._watched else None
            if first is not None and seen != first:
                return False
            first = seen
            time.sleep(seconds)
        return True

    def beat(self, connection: Connection) -> bool:
        """Shows life as part of a transaction; False where the lease was lost: do nothing then."""
        self._shown_at = time.monotonic()
        return leases.beat(connection, NAME, self.holder, max(self._patience, _LEAST_PATIENCE))

    def is_ours(self, connection: Connection) -> bool:
        """Whether it was not lost, as a transaction sees it; shows no life."""
        found = leases.holder_of(connection, NAME)
        return found is not None and found.holder == self.holder

    def give_back(self) -> None:
        """Lets the next one begin at once."""
        with self._store.writing() as connection:
            leases.give_back(connection, NAME, self.holder)

    def _stands_still(self, found: leases.Held) -> bool:
        now = time.monotonic()
        if self._watched is None or self._watched.held != found:
            self._watched = _Watched(found, now)
        return now - self._watched.since >= self._patience
