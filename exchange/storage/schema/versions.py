"""Versions: what was delivered, and what was decided about it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from exchange.core.versions import Resolution
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SHA256, SLUG, Id, one_of

version = Table(
    "version",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("reporter", SLUG, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("attempt_id", Id, nullable=False),
    Column("person_id", Id, nullable=False),
    Column("assignment_id", Id, nullable=False),
    Column("on_behalf", Boolean, nullable=False),
    Column("delivered_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("salt", String(64), nullable=False),
    Column("content_sha256", SHA256, nullable=False),
    Column("language", String(10), nullable=False),
    Column("replaces_id", Id),
    UniqueConstraint("reporter", "year", "number"),
    UniqueConstraint("attempt_id"),
    UniqueConstraint("id", "reporter", "year"),
    ForeignKeyConstraint(
        ["attempt_id", "reporter", "year"], ["attempt.id", "attempt.reporter", "attempt.year"]
    ),
    ForeignKeyConstraint(["assignment_id", "person_id"], ["assignment.id", "assignment.person_id"]),
    ForeignKeyConstraint(
        ["replaces_id", "reporter", "year"], ["version.id", "version.reporter", "version.year"]
    ),
    CheckConstraint("number >= 1", name="numbers_begin_with_1"),
)

delivered = Table(
    "delivered",
    METADATA,
    Column("version_id", Id, ForeignKey("version.id"), nullable=False),
    Column("offence", SLUG, nullable=False),
    Column("attempt_id", Id, ForeignKey("attempt.id"), nullable=False),
    Column("supplier", Text, nullable=False, server_default=""),
    Column("drawn_on", Text, nullable=False, server_default=""),
    Column("overlapping", JSON, nullable=False, server_default="[]"),
    PrimaryKeyConstraint("version_id", "offence"),
)

observation = Table(
    "observation",
    METADATA,
    Column("version_id", Id, nullable=False),
    Column("offence", SLUG, nullable=False),
    Column("figure", SLUG, nullable=False),
    Column("breakdown", SLUG, nullable=False),
    Column("category", SLUG, nullable=False),
    Column("value", BigInteger),
    Column("flag", SLUG),
    Column("reason", SLUG),
    Column("basis", SLUG),
    Column("note", Text, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("sheet", Text),
    Column("cell", String(12)),
    PrimaryKeyConstraint("version_id", "offence", "figure", "breakdown", "category"),
    ForeignKeyConstraint(["version_id", "offence"], ["delivered.version_id", "delivered.offence"]),
    CheckConstraint(
        "(value IS NOT NULL AND flag IS NOT NULL AND reason IS NULL)"
        " OR (value IS NULL AND flag IS NULL AND reason IS NOT NULL)",
        name="a_value_or_a_reason",
    ),
    CheckConstraint("value IS NULL OR value >= 0", name="counts_from_zero"),
    CheckConstraint("(breakdown = '') = (category = '')", name="a_class_of_a_breakdown"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    METADATA,
    Column("version_id", Id, ForeignKey("version.id"), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("person_id", Id, nullable=False),
    Column("assignment_id", Id, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("version_id", "kind"),
    ForeignKeyConstraint(["assignment_id", "person_id"], ["assignment.id", "assignment.person_id"]),
    one_of("kind", Resolution),
    CheckConstraint(
        "kind <> 'returned' OR length(trim(reason)) > 0", name="returned_with_a_reason"
    ),
)
Index("ix_decision_kind_decided_at", decision.c.kind, decision.c.decided_at)

confirmation = Table(
    "confirmation",
    METADATA,
    Column("version_id", Id, ForeignKey("version.id"), primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("assignment_id", Id, nullable=False),
    Column("confirmed_at", Instant, nullable=False),
    ForeignKeyConstraint(["assignment_id", "person_id"], ["assignment.id", "assignment.person_id"]),
)
