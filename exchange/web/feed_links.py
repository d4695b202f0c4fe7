"""The secret link by which somebody's calendar follows the meetings; made anew, not kept.

It is signed, so it can be shown again, and holds a count, so that another one can replace it.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from flask import url_for
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import Connection

from exchange.core.people import Operation, Person, permitted
from exchange.storage import people
from exchange.web.frame import frame, now


class FeedLink(NamedTuple):
    """The link for a browser, and the one by which calendar programs subscribe at once."""

    url: str
    webcal: str


def link_of(connection: Connection, person: Person) -> FeedLink:
    """The link that works for a person now."""
    path = url_for("feed.calendar", token=token_of(connection, person))
    url = frame().service.public_url.rstrip("/") + path
    return FeedLink(url, f"webcal://{url.partition('://')[2]}")


def token_of(connection: Connection, person: Person) -> str:
    """The secret part of a person's link."""
    return str(_signed().dumps([person.id, people.feed_of(connection, person.id)]))


def owner_of(connection: Connection, token: str) -> Person | None:
    """Whose link it is; None where it works no longer, or never did.

    It works as long as nobody made a new one and the person still takes part.
    """
    try:
        id_, count = _signed().loads(token)
    except BadData:
        return None
    person = people.person_of(connection, id_)
    if person is None or person.disabled_at or people.feed_of(connection, id_) != count:
        return None
    held = people.assignments_of(connection, id_, now())
    return person if permitted(held, Operation.SEE_MEETINGS) else None


def _signed() -> URLSafeSerializer:
    signer = {"digest_method": hashlib.sha256}
    return URLSafeSerializer(frame().service.secret_key, "meetings-feed", signer_kwargs=signer)
