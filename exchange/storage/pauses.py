"""Addresses to which no reminder goes for the time being."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from exchange.storage.people import normal
from exchange.storage.schema import pause


class Pause(NamedTuple):
    """A paused address: since when, by whom, and why in somebody's words."""

    address: str
    paused_at: datetime
    person: int
    reason: str


def paused(connection: Connection) -> dict[str, Pause]:
    """Address → its pause."""
    rows = connection.execute(select(pause).order_by(pause.c.address))
    return {
        row.address: Pause(row.address, row.paused_at, row.person_id, row.reason) for row in rows
    }


def pause_address(connection: Connection, draft: Pause) -> None:
    """Pauses an address; an earlier pause is replaced."""
    facts = {"paused_at": draft.paused_at, "person_id": draft.person, "reason": draft.reason}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.insert(pause).values(address=normal(draft.address), **facts)
    connection.execute(adding.on_conflict_do_update(index_elements=["address"], set_=facts))


def resume_address(connection: Connection, address: str) -> bool:
    """Ends a pause; False where there was none."""
    ending = delete(pause).where(pause.c.address == normal(address))
    return connection.execute(ending).rowcount > 0
