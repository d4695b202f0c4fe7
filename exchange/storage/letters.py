"""The mailbox of the demonstration: letters kept instead of sent."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from exchange.storage.schema import letter


class Kept(NamedTuple):
    """A letter in the mailbox."""

    id: int
    made_at: datetime
    kind: str
    address: str
    subject: str
    text: str
    html: str


def keep(connection: Connection, draft: Kept) -> None:
    """Puts a letter into the mailbox; its ``id`` is given there."""
    values = draft._asdict()
    del values["id"]
    connection.execute(insert(letter).values(**values))


def kept(connection: Connection, most: int = 200) -> list[Kept]:
    """The letters kept, the latest first."""
    wanted = select(letter).order_by(letter.c.id.desc()).limit(most)
    return [Kept(*row) for row in connection.execute(wanted)]
