"""Meetings: when, where, what is due, by which plan; who attended and what was agreed."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
)

from exchange.core.meetings import EARLIEST, LATEST, MeetingKind
from exchange.storage.instants import Instant
from exchange.storage.schema.base import METADATA, Id, one_of

_DAY = String(10)

meeting = Table(
    "meeting",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("on_day", _DAY, nullable=False),
    Column("place", String(200), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("deadline", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("last_day", _DAY),
    Column("link", String(500), nullable=False, server_default=""),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("changed_at", Instant),
    Column("guests", Text, nullable=False, server_default=""),
    Column("notes", Text, nullable=False, server_default=""),
    one_of("kind", MeetingKind),
)

meeting_year = Table(
    "meeting_year",
    METADATA,
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    PrimaryKeyConstraint("meeting_id", "year"),
)

plan_step = Table(
    "plan_step",
    METADATA,
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False),
    Column("days", SmallInteger, nullable=False),
    PrimaryKeyConstraint("meeting_id", "days"),
    CheckConstraint(f"days BETWEEN {LATEST} AND {EARLIEST}", name="near_its_deadline"),
)

attended = Table(
    "attended",
    METADATA,
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    PrimaryKeyConstraint("meeting_id", "person_id"),
)

agreed_action = Table(
    "agreed_action",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("meeting_id", Id, ForeignKey("meeting.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("text", Text, nullable=False),
    Column("due_on", _DAY),
    Column("done_at", Instant),
    CheckConstraint("length(trim(text)) > 0", name="says_something"),
)
