"""The mailbox of the demonstration: letters kept instead of sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from exchange.storage.schema import letter


class Enclosed(NamedTuple):
    """A file that would have gone along: what it is called, and its size in bytes."""

    name: str
    size: int


class Kept(NamedTuple):
    """A letter in the mailbox."""

    id: int
    made_at: datetime
    kind: str
    address: str
    subject: str
    text: str
    html: str
    enclosures: tuple[Enclosed, ...] = ()


def keep(connection: Connection, draft: Kept) -> None:
    """Puts a letter into the mailbox; its ``id`` is given there."""
    values = draft._asdict()
    del values["id"]
    values["enclosures"] = [each._asdict() for each in draft.enclosures]
    connection.execute(insert(letter).values(**values))


def kept(connection: Connection, most: int = 200) -> list[Kept]:
    """The letters kept, the latest first."""
    wanted = select(letter).order_by(letter.c.id.desc()).limit(most)
    return [_kept(row) for row in connection.execute(wanted)]


def letter_of(connection: Connection, id_: int) -> Kept | None:
    """One letter."""
    row = connection.execute(select(letter).where(letter.c.id == id_)).one_or_none()
    return _kept(row) if row else None


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        row.id,
        row.made_at,
        row.kind,
        row.address,
        row.subject,
        row.text,
        row.html,
        tuple(Enclosed(**each) for each in row.enclosures),
    )
