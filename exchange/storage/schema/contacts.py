"""The contact list: who is not an account, and the list as it was last sent to all."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, String, Table

from exchange.core.contacts import LONGEST, ContactKind
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, SHA256, SLUG, Id, one_of

contact = Table(
    "contact",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("reporter", SLUG),
    Column("kind", String(20), nullable=False),
    Column("name", String(LONGEST["name"]), nullable=False),
    Column("organisation", String(LONGEST["organisation"]), nullable=False),
    Column("address", String(LONGEST["address"]), nullable=False),
    Column("telephone", String(LONGEST["telephone"]), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("removed_at", Instant),
    one_of("kind", ContactKind),
    CheckConstraint("address <> '' OR telephone <> ''", name="can_be_reached"),
    CheckConstraint("name <> '' OR organisation <> ''", name="is_somebody"),
)

contact_list = Table(
    "contact_list",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("sha256", SHA256, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("lines", JSON(none_as_null=True)),
)
