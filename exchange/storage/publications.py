"""The files made of comparisons, kept so that the very same file can be had again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from exchange.storage.schema import publication


class Publication(NamedTuple):
    """One file: of which content, in which format and language; ``sha256`` is its own."""

    content_sha256: str
    format: str
    language: str
    sha256: str
    state_at: datetime | None
    content: bytes


def published(
    connection: Connection, content_sha256: str, format_: str, language: str
) -> Publication | None:
    """The file that was made of this content before."""
    wanted = select(publication).filter_by(
        content_sha256=content_sha256, format=format_, language=language
    )
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Publication(
        row.content_sha256, row.format, row.language, row.sha256, row.state_at, row.content
    )


def publish(connection: Connection, made: Publication, at: datetime) -> Publication:
    """Keeps a file; where somebody else made it meanwhile, gives theirs."""
    there = published(connection, made.content_sha256, made.format, made.language)
    if there is not None:
        return there
    made = made._replace(sha256=hashlib.sha256(made.content).hexdigest())
    connection.execute(insert(publication).values(made_at=at, **made._asdict()))
    return made
