"""Attempts: each workbook that came in, as it was judged."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from exchange.core.returns import Verdict
from exchange.core.versions import Channel
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SHA256, SLUG, Id, one_of

attempt = Table(
    "attempt",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("reporter", SLUG, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("person_id", Id, nullable=False),
    Column("assignment_id", Id, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("size", Integer, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("language", String(10), nullable=False),
    Column("findings", JSON, nullable=False),
    Column("returned", JSON(none_as_null=True)),
    Column("follows_id", Id),
    UniqueConstraint("id", "reporter", "year"),
    ForeignKeyConstraint(["assignment_id", "person_id"], ["assignment.id", "assignment.person_id"]),
    ForeignKeyConstraint(
        ["follows_id", "reporter", "year"], ["attempt.id", "attempt.reporter", "attempt.year"]
    ),
    one_of("channel", Channel),
    one_of("verdict", (verdict.value for verdict in Verdict)),
)
Index("ix_attempt_reporter_year", attempt.c.reporter, attempt.c.year, attempt.c.id)

attempt_file = Table(
    "attempt_file",
    METADATA,
    Column("attempt_id", Id, ForeignKey("attempt.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

explanation = Table(
    "explanation",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("reporter", SLUG, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("attempt_id", Id, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("subject", Text, nullable=False),
    Column("name", String(120), nullable=False),
    Column("code", String(60), nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "reporter", "year"], ["attempt.id", "attempt.reporter", "attempt.year"]
    ),
    CheckConstraint("length(trim(text)) > 0", name="says_something"),
)
Index("ix_explanation_reporter_year", explanation.c.reporter, explanation.c.year)
