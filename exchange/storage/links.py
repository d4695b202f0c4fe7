"""Links that work once: invitations, and new passwords. The database knows their hash."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from exchange.storage.schema import link
from exchange.storage.sessions import hashed

INVITATION = "invitation"
RESET = "reset"


class Link(NamedTuple):
    """A link: whose, for what, until when it works, and when it was used."""

    person: int
    purpose: str
    expires_at: datetime
    used_at: datetime | None = None

    def works(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at


def add(connection: Connection, token: str, made: Link, at: datetime) -> None:
    """Keeps a new link; the person's earlier ones for the same purpose work no longer."""
    end_all(connection, made.person, at, made.purpose)
    connection.execute(
        insert(link).values(
            token_hash=hashed(token),
            person_id=made.person,
            purpose=made.purpose,
            created_at=at,
            expires_at=made.expires_at,
        )
    )


def link_of(connection: Connection, token: str, purpose: str) -> Link | None:
    """The link with the token, whether it still works or not."""
    wanted = select(link.c.person_id, link.c.purpose, link.c.expires_at, link.c.used_at)
    here = (link.c.token_hash == hashed(token)) & (link.c.purpose == purpose)
    row = connection.execute(wanted.where(here)).one_or_none()
    return Link(*row) if row else None


def use(connection: Connection, token: str, at: datetime) -> bool:
    """Uses a link up; False where somebody else was first, or it is too late."""
    here = (link.c.token_hash == hashed(token)) & link.c.used_at.is_(None)
    here &= link.c.expires_at > at
    return connection.execute(update(link).where(here).values(used_at=at)).rowcount == 1


def end_all(
    connection: Connection, person_id: int, at: datetime, purpose: str | None = None
) -> None:
    """Lets a person's links work no longer, all of them or those for one purpose."""
    theirs = (link.c.person_id == person_id) & link.c.used_at.is_(None)
    if purpose is not None:
        theirs &= link.c.purpose == purpose
    connection.execute(update(link).where(theirs).values(used_at=at))
