"""Triggers: what no constraint of a table can say, in SQLite's and in PostgreSQL's words.

Each raises under its own name, by which a test, or an operator in a log, knows it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

KEPT = (
    *("attempt", "explanation", "version", "delivered", "observation"),
    *("decision", "confirmation", "event"),
)
"""Tables of which no row is ever changed or removed."""


class Guard(NamedTuple):
    """Refuses what it finds ``when`` true, ``before`` an event on a table.

    ``{held}`` in it marks rows that must not change before the transaction ends: with PostgreSQL
    others could change them meanwhile, SQLite has one writer at a time.
    """

    name: str
    table: str
    before: str
    when: str

    def on_sqlite(self) -> list[str]:
        head = f"CREATE TRIGGER {self.name} BEFORE {self.before} ON {self.table}"
        when = self.when.replace("{held}", "")
        return [f"{head} WHEN {when} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"]

    def on_postgresql(self) -> list[str]:
        function = (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $${self.as_function}$$"
        )
        trigger = (
            f"CREATE TRIGGER {self.name} BEFORE {self.before} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        )
        if self.before != "DELETE":
            return [function, trigger]
        # TRUNCATE removes rows without a word to what watches over each of them.
        emptying = (
            f"CREATE TRIGGER {self.name}_all BEFORE TRUNCATE ON {self.table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()"
        )
        return [function, trigger, emptying]

    @property
    def as_function(self) -> str:
        """What PostgreSQL runs."""
        given = "OLD" if self.before == "DELETE" else "NEW"
        when = self.when.replace("{held}", "FOR SHARE OF a")
        return (
            f" BEGIN IF {when} THEN RAISE EXCEPTION '{self.name}' USING ERRCODE ="
            f" 'integrity_constraint_violation', CONSTRAINT = '{self.name}'; END IF;"
            f" RETURN {given}; END "
        )


_SENDER = """NOT EXISTS (
  SELECT 1 FROM assignment a
  WHERE a.id = NEW.assignment_id AND a.since <= NEW.{at} AND (a.until IS NULL OR a.until > NEW.{at})
    AND ({by})
  {{held}}
)"""

_OWN_OR_SECRETARIAT = (
    "(a.role IN ('coordinator', 'deputy') AND a.reporter = NEW.reporter{own})"
    " OR (a.role = 'secretariat'{behalf})"
)

_OF_THE_VERSION = "SELECT 1 FROM version v WHERE v.id = NEW.version_id AND v.reporter = a.reporter"

_APPROVER = (
    "SELECT 1 FROM assignment p WHERE p.role = 'approver' AND p.reporter = a.reporter"
    " AND p.since <= NEW.decided_at AND (p.until IS NULL OR p.until > NEW.decided_at)"
)
"""Where an approver is named, nobody else releases."""

_DECIDED = "EXISTS (SELECT 1 FROM decision d WHERE d.version_id = NEW.version_id)"

_AS_DELIVERED = """NOT EXISTS (
  SELECT 1 FROM observation o
  WHERE o.version_id = NEW.version_id AND o.offence = NEW.offence AND o.figure = NEW.figure
    AND o.breakdown = NEW.breakdown AND o.category = NEW.category
    AND COALESCE(o.value, -1) = COALESCE(NEW.value, -1)
    AND COALESCE(o.flag, '') = COALESCE(NEW.flag, '')
    AND COALESCE(o.reason, '') = COALESCE(NEW.reason, '')
    AND COALESCE(o.basis, '') = COALESCE(NEW.basis, '')
    AND o.note = NEW.note AND o.explanation = NEW.explanation
)"""

GUARDS = (
    *(Guard(f"{table}_is_never_changed", table, "UPDATE", "1 = 1") for table in KEPT),
    *(Guard(f"{table}_is_never_removed", table, "DELETE", "1 = 1") for table in KEPT),
    Guard("attempt_file_is_never_changed", "attempt_file", "UPDATE", "1 = 1"),
    Guard("delivered_before_it_was_decided", "delivered", "INSERT", _DECIDED),
    Guard("observation_before_it_was_decided", "observation", "INSERT", _DECIDED),
    Guard(
        "delivered_from_an_attempt_at_it",
        "delivered",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM version v"
        " JOIN attempt t ON t.reporter = v.reporter AND t.year = v.year"
        " WHERE v.id = NEW.version_id AND t.id = NEW.attempt_id)",
    ),
    Guard(
        "attempt_by_who_is_assigned",
        "attempt",
        "INSERT",
        _SENDER.format(at="made_at", by=_OWN_OR_SECRETARIAT.format(own="", behalf="")),
    ),
    Guard(
        "version_by_who_is_assigned",
        "version",
        "INSERT",
        _SENDER.format(
            at="delivered_at",
            by=_OWN_OR_SECRETARIAT.format(
                own=" AND NOT NEW.on_behalf", behalf=" AND NEW.on_behalf"
            ),
        ),
    ),
    Guard(
        "decision_by_who_is_assigned",
        "decision",
        "INSERT",
        _SENDER.format(
            at="decided_at",
            by=f"EXISTS ({_OF_THE_VERSION}) AND (a.role = 'approver'"
            " OR (NEW.kind = 'released' AND a.role IN ('coordinator', 'deputy')"
            f" AND NOT EXISTS ({_APPROVER})))",
        ),
    ),
    Guard(
        "confirmation_by_who_is_assigned",
        "confirmation",
        "INSERT",
        _SENDER.format(
            at="confirmed_at",
            by=f"a.role IN ('coordinator', 'deputy') AND EXISTS ({_OF_THE_VERSION})",
        ),
    ),
    Guard(
        "assignment_covers_what_was_done",
        "assignment",
        "UPDATE",
        "NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role OR NEW.since <> OLD.since"
        " OR COALESCE(NEW.reporter, '') <> COALESCE(OLD.reporter, '')"
        " OR (NEW.until IS NOT NULL AND ("
        "EXISTS (SELECT 1 FROM attempt t"
        " WHERE t.assignment_id = NEW.id AND t.made_at >= NEW.until)"
        " OR EXISTS (SELECT 1 FROM version v"
        " WHERE v.assignment_id = NEW.id AND v.delivered_at >= NEW.until)"
        " OR EXISTS (SELECT 1 FROM decision d"
        " WHERE d.assignment_id = NEW.id AND d.decided_at >= NEW.until)"
        " OR EXISTS (SELECT 1 FROM confirmation c"
        " WHERE c.assignment_id = NEW.id AND c.confirmed_at >= NEW.until)))",
    ),
    Guard(
        "authority_never_goes_back",
        "authority",
        "UPDATE",
        "NEW.reporter <> OLD.reporter OR NEW.year <> OLD.year"
        " OR (SELECT number FROM version WHERE id = NEW.version_id)"
        " <= (SELECT number FROM version WHERE id = OLD.version_id)",
    ),
    Guard("authority_is_never_removed", "authority", "DELETE", "1 = 1"),
    Guard("current_as_it_was_delivered", "current", "INSERT", _AS_DELIVERED),
    Guard("current_is_never_changed", "current", "UPDATE", "1 = 1"),
    Guard(
        "message_that_is_over_stays_so",
        "message",
        "UPDATE",
        "OLD.fate IN ('sent', 'skipped') OR NEW.key <> OLD.key"
        " OR (OLD.fate = 'failed' AND NEW.fate NOT IN ('failed', 'queued'))",
    ),
    Guard("message_is_never_removed", "message", "DELETE", "1 = 1"),
)


def statements(guards: Iterable[Guard], dialect: str) -> list[str]:
    """What creates the guards in a database of the dialect."""
    return [
        statement
        for guard in guards
        for statement in (guard.on_sqlite() if dialect == "sqlite" else guard.on_postgresql())
    ]
