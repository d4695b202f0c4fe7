"""Events, letters, meetings."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
)

from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SLUG, Id, one_of

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
)

meeting = Table(
    "meeting",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("place", String(200), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("deadline", Instant, nullable=False),
    Column("cancelled_at", Instant),
    one_of("kind", ("coordinators", "jvo")),
)

meeting_year = Table(
    "meeting_year",
    METADATA,
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    PrimaryKeyConstraint("meeting_id", "year"),
)
