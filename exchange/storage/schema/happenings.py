"""Events, and the letters of the demonstration."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, SmallInteger, String, Table, Text

from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SLUG, Id

event = Table(
    "event",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("reporter", SLUG),
    Column("year", SmallInteger),
    Column("attempt_id", Id, ForeignKey("attempt.id")),
    Column("version_id", Id, ForeignKey("version.id")),
    Column("details", JSON, nullable=False),
)
Index("ix_event_reporter_year", event.c.reporter, event.c.year)

letter = Table(
    "letter",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("address", String(254), nullable=False),
    Column("subject", String(250), nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("enclosures", JSON, nullable=False, server_default="[]"),
)
