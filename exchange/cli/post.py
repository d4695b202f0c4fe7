"""Where letters go: to the mail server, or into the mailbox of the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from exchange.cli.service import now
from exchange.core.letters import Letter
from exchange.mail import Post, Undelivered
from exchange.mail.door import smtp
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.sending import Sent, send_waiting
from exchange.service import Service
from exchange.storage import Store, letters


def door(service: Service, store: Store) -> Post:
    """The one door for mail of a service that is set up so."""
    if service.demonstration:
        return _mailbox(store)
    return smtp(service.smtp_url, service.mail_from) if service.smtp_url else _nowhere


def send_now(
    office: Office,
    clock: Callable[[], datetime],
    *,
    patiently: bool = False,
    kinds: Collection[str] = (),
) -> Sent | None:
    """Sends what waits in the outbox; None where a worker runs, for then it is that one's work.

    With ``kinds`` only letters of these. ``patiently``: a worker that ended without a word is not
    taken for one that runs; to tell one from the other takes until it would have shown life.
    """
    lease = Lease(office.store)
    if not (lease.won() if patiently else lease.held()):
        return None
    try:
        return send_waiting(office, lease, clock, kinds=kinds)
    finally:
        lease.give_back()


def _mailbox(store: Store) -> Post:
    def keep(letter: Letter) -> None:
        files = tuple(letters.Enclosed(each.name, len(each.content)) for each in letter.enclosures)
        with store.writing() as connection:
            letters.keep(connection, letters.Kept(0, now(), *letter[:5], files))

    return keep


def _nowhere(_letter: Letter) -> None:
    raise Undelivered("no mail server is set; EXCHANGE_SMTP_URL names one")
