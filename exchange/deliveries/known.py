"""Whom others know somebody as."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from exchange.storage import people


def known_as(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Id → name, or the address of who has not given one."""
    found = people.names(connection, ids)
    for id_, name in found.items():
        if not name.strip():
            person = people.person_of(connection, id_)
            found[id_] = person.email if person else ""
    return found
