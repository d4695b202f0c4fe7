"""Leases: which of several processes does what only one may do at a time.

No clock takes part: who holds a lease counts up its beat, and who sees the beat stand still for
long enough, by its own patience, may take the lease over.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from exchange.storage.schema import lease


class Held(NamedTuple):
    """Who holds a lease, and how often it showed that it is alive."""

    holder: str
    beat: int


def holder_of(connection: Connection, name: str) -> Held | None:
    """Who holds a lease; None where nobody does."""
    row = connection.execute(select(lease).where(lease.c.name == name)).one_or_none()
    return Held(row.holder, row.beat) if row else None


def take(connection: Connection, name: str, holder: str) -> bool:
    """Takes a lease that nobody holds; False where somebody does."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"name": name, "holder": holder, "beat": 0}
    adding = dialect.insert(lease).values(values).on_conflict_do_nothing(index_elements=["name"])
    return connection.scalar(adding.returning(lease.c.name)) is not None


def beat(connection: Connection, name: str, holder: str, patience: float | None = None) -> bool:
    """Shows that the holder is alive; False where it lost the lease. Locks it until the end.

    Where the holder then stands still for longer than ``patience`` seconds, PostgreSQL ends its
    transaction: a process that is stopped must not keep the lock for ever.
    """
    if patience is not None and connection.dialect.name == "postgresql":
        limit = {"limit": f"{round(patience * 1000)}ms"}
        setting = "set_config('idle_in_transaction_session_timeout', :limit, true)"
        connection.execute(text(f"SELECT {setting}"), limit)
    return _count_up(connection, (lease.c.name == name) & (lease.c.holder == holder), holder)


def take_over(connection: Connection, name: str, former: Held, holder: str) -> bool:
    """Takes a lease from a holder that shows no life; False where it just did."""
    unmoved = (lease.c.holder == former.holder) & (lease.c.beat == former.beat)
    return _count_up(connection, (lease.c.name == name) & unmoved, holder)


def give_back(connection: Connection, name: str, holder: str) -> None:
    """Gives up a lease, if it is the holder's."""
    connection.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))


def _count_up(connection: Connection, which: ColumnElement[bool], holder: str) -> bool:
    counting = update(lease).where(which).values(holder=holder, beat=lease.c.beat + 1)
    return connection.execute(counting).rowcount > 0
