"""Letters put into the outbox, claimed and settled, each in a transaction of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exchange.core.letters import Enclosure, Letter, Message
from exchange.storage import Store, outbox
from exchange.storage.outbox import Draft
from tests.store.rows import NOW

MINUTE = timedelta(minutes=1)
LETTER = Letter(
    "receipt",
    "c@a.example",
    "Ontvangen – één",
    "Dag,\n",
    "<p>Dag</p>",
    (
        Enclosure("form.xlsx", "application/octet-stream", b"PK"),
        Enclosure("a.ics", "text/calendar", b"B"),
    ),
)

TWICE = LETTER.enclosures[0]


def draft(key: str, **changes: Any) -> Draft:
    return Draft(key, "receipt", "c@a.example", "nl", NOW)._replace(**changes)


def put(store: Store, *keys: str, **changes: Any) -> list[bool]:
    with store.writing() as connection:
        return [outbox.put(connection, draft(key, **changes), NOW) for key in keys]


def claimed(store: Store, sender: str = "one", after: timedelta = timedelta()) -> Message | None:
    with store.writing() as connection:
        return outbox.claim(connection, sender, NOW + after)


def letter(store: Store, key: str) -> Message:
    with store.reading() as connection:
        found = outbox.message_with(connection, key)
    assert found is not None
    return found


def sent(store: Store, message: Message) -> bool:
    with store.writing() as connection:
        return outbox.mark_sent(connection, message.id, LETTER, NOW + MINUTE)


def put_off(store: Store, message: Message, sender: str = "one") -> None:
    with store.writing() as connection:
        outbox.put_off(connection, message.id, sender, NOW + 2 * MINUTE, "451 Later")


def failed(store: Store, message: Message, sender: str = "one") -> None:
    with store.writing() as connection:
        outbox.mark_failed(connection, message.id, sender, "550 No such person", NOW + MINUTE)


def taken_over(store: Store) -> int:
    with store.writing() as connection:
        return outbox.left_behind(connection, NOW + MINUTE)
