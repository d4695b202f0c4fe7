"""What follows from the versions: which one counts, its figures, the files made of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SHA256, SLUG, Id

authority = Table(
    "authority",
    METADATA,
    Column("reporter", SLUG, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("version_id", Id, nullable=False),
    Column("kind", String(20), nullable=False, server_default="released"),
    PrimaryKeyConstraint("reporter", "year"),
    UniqueConstraint("version_id", "reporter", "year"),
    ForeignKeyConstraint(
        ["version_id", "reporter", "year"], ["version.id", "version.reporter", "version.year"]
    ),
    ForeignKeyConstraint(["version_id", "kind"], ["decision.version_id", "decision.kind"]),
    CheckConstraint("kind = 'released'", name="is_released"),
)

current = Table(
    "current",
    METADATA,
    Column("offence", SLUG, nullable=False),
    Column("figure", SLUG, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("reporter", SLUG, nullable=False),
    Column("breakdown", SLUG, nullable=False),
    Column("category", SLUG, nullable=False),
    Column("version_id", Id, nullable=False),
    Column("value", BigInteger),
    Column("flag", SLUG),
    Column("reason", SLUG),
    Column("basis", SLUG),
    Column("note", Text, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("sheet", Text),
    Column("cell", String(12)),
    PrimaryKeyConstraint("offence", "figure", "year", "reporter", "breakdown", "category"),
    ForeignKeyConstraint(
        ["version_id", "reporter", "year"],
        ["authority.version_id", "authority.reporter", "authority.year"],
    ),
    sqlite_with_rowid=False,
)
Index("ix_current_reporter_year", current.c.reporter, current.c.year)

publication = Table(
    "publication",
    METADATA,
    Column("content_sha256", SHA256, nullable=False),
    Column("format", String(20), nullable=False),
    Column("language", String(10), nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("state_at", Instant),
    Column("made_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("content_sha256", "format", "language"),
)
