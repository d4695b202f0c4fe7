"""The outbox: letters on their way, who may send them, addresses that are paused."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from exchange.core.letters import Fate
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SLUG, Id, one_of

message = Table(
    "message",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("key", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("fate", String(20), nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("meeting_id", Id, ForeignKey("meeting.id")),
    Column("step", String(40), nullable=False),
    Column("reporter", SLUG),
    Column("address", String(254), nullable=False),
    Column("language", String(10), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("first_tried_at", Instant),
    Column("next_try_at", Instant),
    Column("tries", Integer, nullable=False),
    Column("crashes", Integer, nullable=False),
    Column("sender", String(64)),
    Column("settled_at", Instant),
    Column("reason", Text, nullable=False),
    Column("subject", String(250), nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    UniqueConstraint("key"),
    one_of("fate", Fate),
    CheckConstraint(
        "(settled_at IS NOT NULL) = (fate IN ('failed', 'sent', 'skipped'))",
        name="settled_where_it_is_over",
    ),
    CheckConstraint("(sender IS NOT NULL) = (fate = 'sending')", name="sent_by_somebody"),
    CheckConstraint(
        "(next_try_at IS NOT NULL) = (fate = 'queued')", name="tried_where_it_is_queued"
    ),
)
Index("ix_message_fate", message.c.fate, message.c.next_try_at)
Index("ix_message_meeting", message.c.meeting_id)

enclosure = Table(
    "enclosure",
    METADATA,
    Column("message_id", Id, ForeignKey("message.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("message_id", "name"),
)

lease = Table(
    "lease",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("beat", BigInteger, nullable=False),
)

pause = Table(
    "pause",
    METADATA,
    Column("address", String(254), primary_key=True),
    Column("paused_at", Instant, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("address = lower(address)", name="address_in_small_letters"),
)
