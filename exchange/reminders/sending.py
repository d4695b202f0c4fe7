"""Sends what lies in the outbox: claim, send, mark, one letter after the other.

Nothing is lost: a letter is claimed and marked in transactions of their own, and one that was being
sent when its worker ended goes once more. So a letter can arrive twice where that happened between
the server's word and ours (SMTP knows no way around it), and is then shown as such.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from exchange.core.letters import TOO_OLD_AFTER, Letter, Message, next_try
from exchange.core.reminders import Why
from exchange.mail import Undelivered
from exchange.reminders.lease import Lease
from exchange.reminders.letters import tell_of_failure, written
from exchange.reminders.office import Office
from exchange.storage import outbox

_WAITS_SECONDS = (1, 2, 4, 8, 16)

_log = logging.getLogger("exchange.letters")


class Sent(NamedTuple):
    """How many letters were sent, put off, given up and skipped."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    skipped: int = 0


def send_waiting(
    office: Office,
    lease: Lease,
    clock: Callable[[], datetime],
    stopped: Callable[[], bool] = lambda: False,
    *,
    kinds: Collection[str] = (),
) -> Sent:
    """Sends everything that waits, as long as the lease is ours and nobody stopped it.

    With ``kinds`` only letters of these.
    """
    with office.store.reading() as connection:
        if not outbox.is_something_to_do(connection, clock()):
            return Sent()
    total, message = Sent(), _next(office, lease, clock(), kinds, begins=True)
    while message is not None:
        done = _send(office, lease, message, clock)
        total = Sent(*(one + other for one, other in zip(total, done, strict=True)))
        message = None if stopped() else _next(office, lease, clock(), kinds)
    return total


def _next(
    office: Office, lease: Lease, now: datetime, kinds: Collection[str], *, begins: bool = False
) -> Message | None:
    """The next letter, ours to send from now on; None where none is, or the lease was lost."""
    again = 0
    with office.store.writing() as connection:
        if not lease.beat(connection):
            return None
        if begins:
            # Nobody is sending as we begin, so what is marked as being sent was left behind. Our
            # own letters too: a round that failed can leave one.
            again = outbox.left_behind(connection, now)
        message = outbox.claim(connection, lease.holder, now, kinds)
    if again:
        _log.warning("%d letters were being sent when a worker ended: sent once more", again)
    return message


def _send(office: Office, lease: Lease, message: Message, clock: Callable[[], datetime]) -> Sent:
    try:
        letter = _letter(office, message, clock())
    except SQLAlchemyError:
        raise  # not the letter's fault: it is claimed anew in the next round
    except Exception as error:  # noqa: BLE001 - one that cannot be written must not hold up others
        _log.exception("The letter %s could not be written", message.key)
        return _failed(office, lease, message, f"could not be written: {error}", clock())
    if isinstance(letter, Why):
        with office.store.writing() as connection:
            outbox.mark_skipped(connection, message.id, lease.holder, letter.value, clock())
        return Sent(skipped=1)
    with office.store.reading() as connection:
        if not outbox.is_sending(connection, message.id, lease.holder):
            return Sent()  # we stood still for so long that another took us for dead
    return _posted(office, lease, message, letter, clock)


def _posted(
    office: Office, lease: Lease, message: Message, letter: Letter, clock: Callable[[], datetime]
) -> Sent:
    try:
        office.post(letter._replace(id=message.id_for_mail))
    except Undelivered as refused:
        return _refused(office, lease, (message, letter), refused, clock())
    except Exception as error:  # noqa: BLE001 - one that cannot be sent must not hold up others
        _log.exception("The letter %s could not be sent", message.key)
        why = Undelivered(f"could not be sent: {error}")
        return _refused(office, lease, (message, letter), why, clock())
    _mark_sent(office, message, letter, clock)
    return Sent(sent=1)


def _mark_sent(
    office: Office, message: Message, letter: Letter, clock: Callable[[], datetime]
) -> None:
    """A server has it: not to be forgotten, and sent again, because the database is busy."""
    for wait in (*_WAITS_SECONDS, None):
        try:
            with office.store.writing() as connection:
                outbox.mark_sent(connection, message.id, letter, clock())
        except OperationalError:
            if wait is None:
                raise
            time.sleep(wait)
        else:
            return


def _letter(office: Office, message: Message, now: datetime) -> Letter | Why:
    if now - message.queued_at > TOO_OLD_AFTER and message.tries <= 1:
        return Why.OUTDATED
    with office.store.reading() as connection:
        return written(office, connection, message, now)


def _refused(
    office: Office,
    lease: Lease,
    tried: tuple[Message, Letter],
    refused: Undelivered,
    now: datetime,
) -> Sent:
    message, letter = tried
    first = message.first_tried_at or now
    again = next_try(first, message.tries, now, random.random())  # noqa: S311 - no secret
    if refused.for_good or again is None:
        return _failed(office, lease, message, str(refused), now, letter)
    with office.store.writing() as connection:
        outbox.put_off(connection, message.id, lease.holder, again, str(refused))
    return Sent(put_off=1)


def _failed(
    office: Office,
    lease: Lease,
    message: Message,
    why: str,
    now: datetime,
    letter: Letter | None = None,
) -> Sent:
    """Gives a letter up, and tells the secretariat in the same transaction."""
    with office.store.writing() as connection:
        if not outbox.mark_failed(connection, message.id, lease.holder, why, now, letter):
            return Sent()
        tell_of_failure(office, connection, message, now)
    return Sent(failed=1)
