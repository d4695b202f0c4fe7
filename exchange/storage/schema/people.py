"""People: accounts, what they sign in with, assignments."""

from __future__ import annotations

from sqlalchemy import (
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
    UniqueConstraint,
)

from exchange.core.people import OF_A_REPORTER, Role
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SHA256, SLUG, Id, one_of

person = Table(
    "person",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("name", String(200), nullable=False),
    Column("language", String(10)),
    Column("handle", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    Column("password_hash", String(255)),
    Column("totp_secret", String(64)),
    Column("totp_last_step", BigInteger),
    Column("feeds", Integer, nullable=False, server_default="0"),
    UniqueConstraint("email"),
    UniqueConstraint("handle"),
    CheckConstraint("email = lower(email)", name="email_in_small_letters"),
)

passkey = Table(
    "passkey",
    METADATA,
    Column("credential", LargeBinary, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("label", String(100), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

recovery_code = Table(
    "recovery_code",
    METADATA,
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("code_hash", SHA256, nullable=False),
    Column("used_at", Instant),
    PrimaryKeyConstraint("person_id", "code_hash"),
)

link = Table(
    "link",
    METADATA,
    Column("token_hash", SHA256, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("purpose", String(20), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    one_of("purpose", ("invitation", "reset")),
)

session = Table(
    "session",
    METADATA,
    Column("token_hash", SHA256, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), index=True),
    Column("data", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

api_token = Table(
    "api_token",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("label", String(100), nullable=False),
    Column("token_hash", SHA256, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("token_hash"),
)

assignment = Table(
    "assignment",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("reporter", SLUG),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    UniqueConstraint("id", "person_id"),
    one_of("role", Role),
    CheckConstraint(
        "(reporter IS NOT NULL) = (role IN ({}))".format(
            ", ".join(f"'{role}'" for role in sorted(OF_A_REPORTER))
        ),
        name="reporter_where_the_role_has_one",
    ),
    CheckConstraint("until IS NULL OR until > since", name="ends_after_it_began"),
)
Index("ix_assignment_reporter", assignment.c.reporter, assignment.c.role)
