"""Meetings with minutes and plans, the outbox, the contact list."""

import sqlalchemy as sa
from alembic import op

from exchange.storage.guards import Guard, statements
from exchange.storage.instants import Instant

revision = "0002"
down_revision = "0001"

GUARDS = (
    Guard(
        "message_that_is_over_stays_so",
        "message",
        "UPDATE",
        "OLD.fate IN ('sent', 'skipped') OR NEW.key <> OLD.key OR (OLD.fate = 'failed' AND NEW.fate NOT IN ('failed', 'queued'))",
    ),
    Guard("message_is_never_removed", "message", "DELETE", "1 = 1"),
)


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("telephone", sa.String(length=60), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "address <> '' OR telephone <> ''", name=op.f("ck_contact_can_be_reached")
        ),
        sa.CheckConstraint(
            "kind IN ('mailbox', 'other', 'twinning-partner')", name=op.f("ck_contact_kind_known")
        ),
        sa.CheckConstraint("name <> '' OR organisation <> ''", name=op.f("ck_contact_is_somebody")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_table(
        "contact_list",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_list")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "agreed_action",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_agreed_action_says_something")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agreed_action_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agreed_action_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_action")),
    )
    op.create_index(
        op.f("ix_agreed_action_meeting_id"), "agreed_action", ["meeting_id"], unique=False
    )
    op.create_table(
        "attended",
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attended_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attended_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_attended")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fate", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("queued_at", Instant(), nullable=False),
        sa.Column("first_tried_at", Instant(), nullable=True),
        sa.Column("next_try_at", Instant(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(next_try_at IS NOT NULL) = (fate = 'queued')",
            name=op.f("ck_message_tried_where_it_is_queued"),
        ),
        sa.CheckConstraint(
            "(sender IS NOT NULL) = (fate = 'sending')", name=op.f("ck_message_sent_by_somebody")
        ),
        sa.CheckConstraint(
            "(settled_at IS NOT NULL) = (fate IN ('failed', 'sent', 'skipped'))",
            name=op.f("ck_message_settled_where_it_is_over"),
        ),
        sa.CheckConstraint(
            "fate IN ('failed', 'queued', 'sending', 'sent', 'skipped')",
            name=op.f("ck_message_fate_known"),
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_message_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index("ix_message_fate", "message", ["fate", "next_try_at"], unique=False)
    op.create_index("ix_message_meeting", "message", ["meeting_id"], unique=False)
    op.create_table(
        "pause",
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("paused_at", Instant(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "address = lower(address)", name=op.f("ck_pause_address_in_small_letters")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pause_person_id")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_pause")),
    )
    op.create_table(
        "plan_step",
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("days BETWEEN -60 AND 366", name=op.f("ck_plan_step_near_its_deadline")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_plan_step_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "days", name=op.f("pk_plan_step")),
    )
    op.create_table(
        "enclosure",
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_enclosure_message_id")
        ),
        sa.PrimaryKeyConstraint("message_id", "name", name=op.f("pk_enclosure")),
    )
    op.add_column("meeting", sa.Column("last_day", sa.String(length=10), nullable=True))
    op.add_column(
        "meeting", sa.Column("link", sa.String(length=500), server_default="", nullable=False)
    )
    op.add_column(
        "meeting", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("meeting", sa.Column("changed_at", Instant(), nullable=True))
    op.add_column("meeting", sa.Column("guests", sa.Text(), server_default="", nullable=False))
    op.add_column("meeting", sa.Column("notes", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("enclosures", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("person", sa.Column("feeds", sa.Integer(), server_default="0", nullable=False))
    # Meetings set before there were plans get the usual one.
    op.execute(
        "INSERT INTO plan_step (meeting_id, days)"
        " SELECT m.id, s.days FROM meeting m, (SELECT 70 AS days UNION SELECT 21 UNION SELECT 7"
        " UNION SELECT -3) s"
    )
    for statement in statements(GUARDS, op.get_bind().dialect.name):
        op.execute(statement)
