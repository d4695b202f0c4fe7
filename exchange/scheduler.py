"""What is done without anybody asking: a round every few seconds, one worker at a time.

The scheduler only wakes the round. What is due when is worked out from the database each time, so
nothing depends on a plan that a process keeps, or on its having run at some hour.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

from exchange.contacts.passing_on import is_another, pass_on
from exchange.deliveries.purge import forget_old_files
from exchange.reminders.due import queue_due, something_came
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.sending import send_waiting
from exchange.storage import outbox, sessions

TICK_SECONDS = 20
WHOLE_EVERY = timedelta(minutes=5)
"""How often everything is looked at anew; in between only whether a step has come."""

TIDY_EVERY = timedelta(hours=6)

_log = logging.getLogger("exchange.worker")


class Rounds:
    """The rounds of one worker. ``sends`` is False where no mail server is set: letters wait."""

    def __init__(
        self, office: Office, lease: Lease, clock: Callable[[], datetime], *, sends: bool = True
    ) -> None:
        self._office = office
        self._lease = lease
        self._clock = clock
        self._sends = sends
        self._whole_at: datetime | None = None
        self._tidied_at: datetime | None = None
        self._stopped = Event()

    def __call__(self) -> None:
        """One round; what fails is logged and tried again in the next one."""
        try:
            self.go()
        except Exception:  # noqa: BLE001 - nothing that went wrong once may end the rounds for good
            _log.exception("What was due could not be done; it is tried again in the next round")

    def go(self) -> None:
        """Does what is due, if this worker is the one to do it; one thing whatever befalls others.

        Raises what went wrong: the error itself, or an ExceptionGroup of several.
        """
        if not self._lease.held():
            return
        whole = self._is_time(self._whole_at, WHOLE_EVERY)
        failed: list[Exception] = []
        for part in self._parts(whole):
            try:
                part()
            except Exception as error:  # noqa: BLE001 - raised below, once the others are done
                failed.append(error)
        if failed:
            raise failed[0] if len(failed) == 1 else ExceptionGroup("Several things", failed)
        if whole:
            self._whole_at = self._clock()

    def stop(self) -> None:
        """Ends the round that is on after the letter that is being sent."""
        self._stopped.set()

    def _parts(self, whole: bool) -> Iterator[Callable[[], object]]:
        if self._sends:
            yield lambda: self._queue(whole)
            if whole:
                yield self._pass_on
            yield lambda: send_waiting(self._office, self._lease, self._clock, self._stopped.is_set)
        if self._is_time(self._tidied_at, TIDY_EVERY):
            yield self._tidy

    def _queue(self, whole: bool) -> None:
        if whole or something_came(self._office, self._clock()):
            queue_due(self._office, self._clock(), self._lease)

    def _is_time(self, done_at: datetime | None, every: timedelta) -> bool:
        """Also where the clock was put back meanwhile."""
        return done_at is None or not timedelta() <= self._clock() - done_at < every

    def _pass_on(self) -> None:
        """Tells of a contact list that has changed, unless the lease was lost."""
        with self._office.store.reading() as connection:
            if not is_another(connection, self._office.codebook):
                return
        with self._office.store.writing() as connection:
            if self._lease.is_ours(connection):
                pass_on(connection, self._office.codebook, self._office.service, self._clock())

    def _tidy(self) -> None:
        """Removes what was kept long enough."""
        store, service, now = self._office.store, self._office.service, self._clock()
        with store.writing() as connection:
            sessions.forget_idle(connection, now - timedelta(minutes=service.session_idle_minutes))
            outbox.forget_files(connection, now - timedelta(days=service.keep_files_days))
        forget_old_files(store, now, service.keep_files_days)
        self._tidied_at = now


@contextmanager
def working(
    office: Office, clock: Callable[[], datetime], *, sends: bool, seconds: float = TICK_SECONDS
) -> Iterator[None]:
    """A worker beside something else: its first round at once, ended with it."""
    lease = Lease(office.store)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    rounds = Rounds(office, lease, clock, sends=sends)
    scheduler.add_job(rounds, "interval", seconds=seconds, next_run_time=datetime.now(UTC))
    scheduler.start()
    try:
        yield
    finally:
        rounds.stop()
        scheduler.shutdown(wait=True)
        lease.give_back()
