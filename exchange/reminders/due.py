"""Puts what is due into the outbox: once each, all of it in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from exchange.core.notices import Told, told
from exchange.core.reminders import Decided, decide
from exchange.reminders.lease import Lease
from exchange.reminders.letters_reminder import REMINDER
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.storage import outbox
from exchange.storage.outbox import Draft


class Queued(NamedTuple):
    """What was put into the outbox: reminders (some only to say why they do not go), notices."""

    reminders: tuple[Decided, ...] = ()
    notices: tuple[Told, ...] = ()


def queue_due(office: Office, now: datetime, lease: Lease | None = None) -> Queued:
    """Queues whatever is due now and was not queued before; nothing where the lease was lost.

    What is due is worked out before anybody has to wait for us to write it down. What changes in
    between is seen when a letter goes, and the keys keep two who queue at once from doing it twice.
    """
    with office.store.reading() as connection:
        world = gathered(connection, office.codebook, now)
    decided, notices = tuple(decide(world, now)), tuple(told(world, now))
    if not (decided or notices):
        return Queued()
    with office.store.writing() as connection:
        if lease is not None and not lease.beat(connection):
            return Queued()
        return Queued(
            tuple(each for each in decided if outbox.put(connection, _reminder(each), now)),
            tuple(each for each in notices if outbox.put(connection, _notice(each), now)),
        )


def something_came(office: Office, now: datetime) -> bool:
    """Whether a step has come for somebody since the last time: quick, without any returns.

    Promises and what the secretariat is told are left to ``queue_due``.
    """
    with office.store.reading() as connection:
        world = gathered(connection, office.codebook, now, returns=False)
    return any(True for _ in decide(world, now))


def _reminder(decided: Decided) -> Draft:
    turn, contact = decided.turn, decided.contact
    return Draft(
        decided.key,
        REMINDER,
        contact.address,
        contact.language,
        turn.at,
        contact.person,
        turn.meeting.id,
        turn.step,
        turn.reporter,
        skipped=decided.why.value if decided.why else "",
    )


def _notice(due: Told) -> Draft:
    notice, contact = due.notice, due.contact
    return Draft(
        due.key,
        notice.kind.value,
        contact.address,
        contact.language,
        notice.at,
        contact.person,
        notice.meeting.id,
        notice.step,
        notice.reporters[0] if len(notice.reporters) == 1 else None,
        facts={"reporters": list(notice.reporters)},
    )
