"""The contact list's own entries, and the list as it was last sent to all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, insert, select, update

from exchange.core.contact_list import Line
from exchange.core.contacts import ContactKind, Entry
from exchange.core.people import Role
from exchange.storage.engine import new_id
from exchange.storage.schema import contact, contact_list


class Seen(NamedTuple):
    """The list as it was at an instant, by its hash; ``sent_at`` when all were told.

    Only of the list sent last it is known what its lines were, without what is no news of them.
    """

    id: int
    sha256: str
    seen_at: datetime
    sent_at: datetime | None = None
    lines: tuple[Line, ...] = ()


def add_entry(connection: Connection, draft: Entry) -> Entry:
    """Keeps an entry; gives it with its id."""
    values = draft._asdict() | {"kind": draft.kind.value}
    del values["id"]
    return draft._replace(id=new_id(connection.execute(insert(contact).values(**values))))


def change_entry(connection: Connection, entry: Entry) -> bool:
    """Puts an entry as it is given in the place of what it was; False where there is none."""
    values = entry._asdict() | {"kind": entry.kind.value}
    del values["id"], values["added_at"]
    there = (contact.c.id == entry.id) & contact.c.removed_at.is_(None)
    return connection.execute(update(contact).where(there).values(**values)).rowcount > 0


def entries(connection: Connection) -> list[Entry]:
    """The entries that stand, by reporter and name."""
    wanted = select(contact).where(contact.c.removed_at.is_(None))
    order = (contact.c.reporter, contact.c.kind, contact.c.name, contact.c.id)
    return [_entry(row) for row in connection.execute(wanted.order_by(*order))]


def entry_of(connection: Connection, id_: int) -> Entry | None:
    """One entry, removed or not."""
    row = connection.execute(select(contact).where(contact.c.id == id_)).one_or_none()
    return _entry(row) if row else None


def list_last_seen(connection: Connection) -> Seen | None:
    """The list as it was seen last."""
    return _last(connection, select(contact_list))


def list_last_sent(connection: Connection) -> Seen | None:
    """The list as all were told of it last, with its lines."""
    return _last(connection, select(contact_list).where(contact_list.c.sent_at.is_not(None)))


def note_list(connection: Connection, sha256: str, seen_at: datetime) -> Seen:
    """Keeps that the list is now another one."""
    id_ = new_id(connection.execute(insert(contact_list).values(sha256=sha256, seen_at=seen_at)))
    return Seen(id_, sha256, seen_at)


def note_sent(connection: Connection, id_: int, at: datetime, lines: Iterable[Line] = ()) -> None:
    """Keeps that all were told of a list, and its lines; those of earlier lists are forgotten."""
    others = contact_list.c.lines.is_not(None) & (contact_list.c.id != id_)
    connection.execute(update(contact_list).where(others).values(lines=None))
    told = {"sent_at": at, "lines": [line.plain[:6] for line in lines]}
    connection.execute(update(contact_list).where(contact_list.c.id == id_).values(**told))


def _last(connection: Connection, wanted: Select[Any]) -> Seen | None:
    row = connection.execute(wanted.order_by(contact_list.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return Seen(row.id, row.sha256, row.seen_at, row.sent_at, tuple(map(_line, row.lines or ())))


def _line(stored: Sequence[Any]) -> Line:
    reporter, kind, *texts = stored
    known = Role(kind) if kind in set(Role) else ContactKind(kind)
    return Line(reporter, known, *texts)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.id,
        row.reporter,
        ContactKind(row.kind),
        row.name,
        row.organisation,
        row.address,
        row.telephone,
        row.added_at,
        row.removed_at,
    )
