"""The first schema."""

import sqlalchemy as sa
from alembic import op

from exchange.storage.guards import Guard, statements
from exchange.storage.instants import Instant

revision = "0001"
down_revision = None

GUARDS = (
    Guard("attempt_is_never_changed", "attempt", "UPDATE", "1 = 1"),
    Guard("explanation_is_never_changed", "explanation", "UPDATE", "1 = 1"),
    Guard("version_is_never_changed", "version", "UPDATE", "1 = 1"),
    Guard("delivered_is_never_changed", "delivered", "UPDATE", "1 = 1"),
    Guard("observation_is_never_changed", "observation", "UPDATE", "1 = 1"),
    Guard("decision_is_never_changed", "decision", "UPDATE", "1 = 1"),
    Guard("confirmation_is_never_changed", "confirmation", "UPDATE", "1 = 1"),
    Guard("event_is_never_changed", "event", "UPDATE", "1 = 1"),
    Guard("attempt_is_never_removed", "attempt", "DELETE", "1 = 1"),
    Guard("explanation_is_never_removed", "explanation", "DELETE", "1 = 1"),
    Guard("version_is_never_removed", "version", "DELETE", "1 = 1"),
    Guard("delivered_is_never_removed", "delivered", "DELETE", "1 = 1"),
    Guard("observation_is_never_removed", "observation", "DELETE", "1 = 1"),
    Guard("decision_is_never_removed", "decision", "DELETE", "1 = 1"),
    Guard("confirmation_is_never_removed", "confirmation", "DELETE", "1 = 1"),
    Guard("event_is_never_removed", "event", "DELETE", "1 = 1"),
    Guard("attempt_file_is_never_changed", "attempt_file", "UPDATE", "1 = 1"),
    Guard(
        "delivered_before_it_was_decided",
        "delivered",
        "INSERT",
        "EXISTS (SELECT 1 FROM decision d WHERE d.version_id = NEW.version_id)",
    ),
    Guard(
        "observation_before_it_was_decided",
        "observation",
        "INSERT",
        "EXISTS (SELECT 1 FROM decision d WHERE d.version_id = NEW.version_id)",
    ),
    Guard(
        "delivered_from_an_attempt_at_it",
        "delivered",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM version v JOIN attempt t ON t.reporter = v.reporter AND t.year = v.year WHERE v.id = NEW.version_id AND t.id = NEW.attempt_id)",
    ),
    Guard(
        "attempt_by_who_is_assigned",
        "attempt",
        "INSERT",
        "NOT EXISTS (\n  SELECT 1 FROM assignment a\n  WHERE a.id = NEW.assignment_id AND a.since <= NEW.made_at AND (a.until IS NULL OR a.until > NEW.made_at)\n    AND ((a.role IN ('coordinator', 'deputy') AND a.reporter = NEW.reporter) OR (a.role = 'secretariat'))\n  {held}\n)",
    ),
    Guard(
        "version_by_who_is_assigned",
        "version",
        "INSERT",
        "NOT EXISTS (\n  SELECT 1 FROM assignment a\n  WHERE a.id = NEW.assignment_id AND a.since <= NEW.delivered_at AND (a.until IS NULL OR a.until > NEW.delivered_at)\n    AND ((a.role IN ('coordinator', 'deputy') AND a.reporter = NEW.reporter AND NOT NEW.on_behalf) OR (a.role = 'secretariat' AND NEW.on_behalf))\n  {held}\n)",
    ),
    Guard(
        "decision_by_who_is_assigned",
        "decision",
        "INSERT",
        "NOT EXISTS (\n  SELECT 1 FROM assignment a\n  WHERE a.id = NEW.assignment_id AND a.since <= NEW.decided_at AND (a.until IS NULL OR a.until > NEW.decided_at)\n    AND (EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id AND v.reporter = a.reporter) AND (a.role = 'approver' OR (NEW.kind = 'released' AND a.role IN ('coordinator', 'deputy') AND NOT EXISTS (SELECT 1 FROM assignment p WHERE p.role = 'approver' AND p.reporter = a.reporter AND p.since <= NEW.decided_at AND (p.until IS NULL OR p.until > NEW.decided_at)))))\n  {held}\n)",
    ),
    Guard(
        "confirmation_by_who_is_assigned",
        "confirmation",
        "INSERT",
        "NOT EXISTS (\n  SELECT 1 FROM assignment a\n  WHERE a.id = NEW.assignment_id AND a.since <= NEW.confirmed_at AND (a.until IS NULL OR a.until > NEW.confirmed_at)\n    AND (a.role IN ('coordinator', 'deputy') AND EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id AND v.reporter = a.reporter))\n  {held}\n)",
    ),
    Guard(
        "assignment_covers_what_was_done",
        "assignment",
        "UPDATE",
        "NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role OR NEW.since <> OLD.since OR COALESCE(NEW.reporter, '') <> COALESCE(OLD.reporter, '') OR (NEW.until IS NOT NULL AND (EXISTS (SELECT 1 FROM attempt t WHERE t.assignment_id = NEW.id AND t.made_at >= NEW.until) OR EXISTS (SELECT 1 FROM version v WHERE v.assignment_id = NEW.id AND v.delivered_at >= NEW.until) OR EXISTS (SELECT 1 FROM decision d WHERE d.assignment_id = NEW.id AND d.decided_at >= NEW.until) OR EXISTS (SELECT 1 FROM confirmation c WHERE c.assignment_id = NEW.id AND c.confirmed_at >= NEW.until)))",
    ),
    Guard(
        "authority_never_goes_back",
        "authority",
        "UPDATE",
        "NEW.reporter <> OLD.reporter OR NEW.year <> OLD.year OR (SELECT number FROM version WHERE id = NEW.version_id) <= (SELECT number FROM version WHERE id = OLD.version_id)",
    ),
    Guard("authority_is_never_removed", "authority", "DELETE", "1 = 1"),
    Guard(
        "current_as_it_was_delivered",
        "current",
        "INSERT",
        "NOT EXISTS (\n  SELECT 1 FROM observation o\n  WHERE o.version_id = NEW.version_id AND o.offence = NEW.offence AND o.figure = NEW.figure\n    AND o.breakdown = NEW.breakdown AND o.category = NEW.category\n    AND COALESCE(o.value, -1) = COALESCE(NEW.value, -1)\n    AND COALESCE(o.flag, '') = COALESCE(NEW.flag, '')\n    AND COALESCE(o.reason, '') = COALESCE(NEW.reason, '')\n    AND COALESCE(o.basis, '') = COALESCE(NEW.basis, '')\n    AND o.note = NEW.note AND o.explanation = NEW.explanation\n)",
    ),
    Guard("current_is_never_changed", "current", "UPDATE", "1 = 1"),
)


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("deadline", Instant(), nullable=False),
        sa.Column("cancelled_at", Instant(), nullable=True),
        sa.CheckConstraint("kind IN ('coordinators', 'jvo')", name=op.f("ck_meeting_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("handle", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_in_small_letters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_person_handle")),
    )
    op.create_table(
        "publication",
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state_at", Instant(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "content_sha256", "format", "language", name=op.f("pk_publication")
        ),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_person_id"), "api_token", ["person_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=True),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.CheckConstraint(
            "(reporter IS NOT NULL) = (role IN ('approver', 'coordinator', 'deputy'))",
            name=op.f("ck_assignment_reporter_where_the_role_has_one"),
        ),
        sa.CheckConstraint(
            "role IN ('approver', 'coordinator', 'deputy', 'operator', 'reader', 'secretariat')",
            name=op.f("ck_assignment_role_known"),
        ),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_assignment_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("id", "person_id", name=op.f("uq_assignment_id_person_id")),
    )
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_index("ix_assignment_reporter", "assignment", ["reporter", "role"], unique=False)
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('invitation', 'reset')", name=op.f("ck_link_purpose_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_link_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_person_id"), "link", ["person_id"], unique=False)
    op.create_table(
        "meeting_year",
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_year_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "year", name=op.f("pk_meeting_year")),
    )
    op.create_table(
        "passkey",
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id")),
        sa.PrimaryKeyConstraint("credential", name=op.f("pk_passkey")),
    )
    op.create_index(op.f("ix_passkey_person_id"), "passkey", ["person_id"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("returned", sa.JSON(none_as_null=True), nullable=True),
        sa.Column(
            "follows_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "channel IN ('api', 'command', 'fix', 'statement', 'upload')",
            name=op.f("ck_attempt_channel_known"),
        ),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'needs-explanation', 'rejected', 'unreadable')",
            name=op.f("ck_attempt_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id", "person_id"],
            ["assignment.id", "assignment.person_id"],
            name=op.f("fk_attempt_assignment_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["follows_id", "reporter", "year"],
            ["attempt.id", "attempt.reporter", "attempt.year"],
            name=op.f("fk_attempt_follows_id_reporter_year"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("id", "reporter", "year", name=op.f("uq_attempt_id_reporter_year")),
    )
    op.create_index("ix_attempt_reporter_year", "attempt", ["reporter", "year", "id"], unique=False)
    op.create_table(
        "attempt_file",
        sa.Column(
            "attempt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_file_attempt_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt_file")),
    )
    op.create_table(
        "explanation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column(
            "attempt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_explanation_says_something")),
        sa.ForeignKeyConstraint(
            ["attempt_id", "reporter", "year"],
            ["attempt.id", "attempt.reporter", "attempt.year"],
            name=op.f("fk_explanation_attempt_id_reporter_year"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_explanation_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
    )
    op.create_index(
        "ix_explanation_reporter_year", "explanation", ["reporter", "year"], unique=False
    )
    op.create_table(
        "version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "attempt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("delivered_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_version_numbers_begin_with_1")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "person_id"],
            ["assignment.id", "assignment.person_id"],
            name=op.f("fk_version_assignment_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id", "reporter", "year"],
            ["attempt.id", "attempt.reporter", "attempt.year"],
            name=op.f("fk_version_attempt_id_reporter_year"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id", "reporter", "year"],
            ["version.id", "version.reporter", "version.year"],
            name=op.f("fk_version_replaces_id_reporter_year"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_version_attempt_id")),
        sa.UniqueConstraint("id", "reporter", "year", name=op.f("uq_version_id_reporter_year")),
        sa.UniqueConstraint(
            "reporter", "year", "number", name=op.f("uq_version_reporter_year_number")
        ),
    )
    op.create_table(
        "confirmation",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("confirmed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id", "person_id"],
            ["assignment.id", "assignment.person_id"],
            name=op.f("fk_confirmation_assignment_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_confirmation_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_confirmation")),
    )
    op.create_table(
        "decision",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'returned' OR length(trim(reason)) > 0",
            name=op.f("ck_decision_returned_with_a_reason"),
        ),
        sa.CheckConstraint("kind IN ('released', 'returned')", name=op.f("ck_decision_kind_known")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "person_id"],
            ["assignment.id", "assignment.person_id"],
            name=op.f("fk_decision_assignment_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_decision_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_decision")),
        sa.UniqueConstraint("version_id", "kind", name=op.f("uq_decision_version_id_kind")),
    )
    op.create_index("ix_decision_kind_decided_at", "decision", ["kind", "decided_at"], unique=False)
    op.create_table(
        "delivered",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("offence", sa.String(length=60), nullable=False),
        sa.Column(
            "attempt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("supplier", sa.Text(), server_default="", nullable=False),
        sa.Column("drawn_on", sa.Text(), server_default="", nullable=False),
        sa.Column("overlapping", sa.JSON(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_delivered_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_delivered_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "offence", name=op.f("pk_delivered")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reporter", sa.String(length=60), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.Column(
            "attempt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_event_attempt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_event_person_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_event_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_reporter_year", "event", ["reporter", "year"], unique=False)
    op.create_table(
        "authority",
        sa.Column("reporter", sa.String(length=60), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), server_default="released", nullable=False),
        sa.CheckConstraint("kind = 'released'", name=op.f("ck_authority_is_released")),
        sa.ForeignKeyConstraint(
            ["version_id", "kind"],
            ["decision.version_id", "decision.kind"],
            name=op.f("fk_authority_version_id_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "reporter", "year"],
            ["version.id", "version.reporter", "version.year"],
            name=op.f("fk_authority_version_id_reporter_year"),
        ),
        sa.PrimaryKeyConstraint("reporter", "year", name=op.f("pk_authority")),
        sa.UniqueConstraint(
            "version_id", "reporter", "year", name=op.f("uq_authority_version_id_reporter_year")
        ),
    )
    op.create_table(
        "observation",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("offence", sa.String(length=60), nullable=False),
        sa.Column("figure", sa.String(length=60), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("flag", sa.String(length=60), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("cell", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "(breakdown = '') = (category = '')", name=op.f("ck_observation_a_class_of_a_breakdown")
        ),
        sa.CheckConstraint(
            "(value IS NOT NULL AND flag IS NOT NULL AND reason IS NULL) OR (value IS NULL AND flag IS NULL AND reason IS NOT NULL)",
            name=op.f("ck_observation_a_value_or_a_reason"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR value >= 0", name=op.f("ck_observation_counts_from_zero")
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "offence"],
            ["delivered.version_id", "delivered.offence"],
            name=op.f("fk_observation_version_id_offence"),
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "offence", "figure", "breakdown", "category", name=op.f("pk_observation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "current",
        sa.Column("offence", sa.String(length=60), nullable=False),
        sa.Column("figure", sa.String(length=60), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("reporter", sa.String(length=60), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("flag", sa.String(length=60), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("cell", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id", "reporter", "year"],
            ["authority.version_id", "authority.reporter", "authority.year"],
            name=op.f("fk_current_version_id_reporter_year"),
        ),
        sa.PrimaryKeyConstraint(
            "offence",
            "figure",
            "year",
            "reporter",
            "breakdown",
            "category",
            name=op.f("pk_current"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_current_reporter_year", "current", ["reporter", "year"], unique=False)
    for statement in statements(GUARDS, op.get_bind().dialect.name):
        op.execute(statement)
