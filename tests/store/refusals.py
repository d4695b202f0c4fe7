"""For every constraint and guard, what it is there to refuse."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    CheckConstraint,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    delete,
    insert,
    update,
)
from sqlalchemy.sql.dml import UpdateBase

from exchange.storage.guards import GUARDS
from exchange.storage.schema import METADATA, assignment, authority, message
from tests.store.rows import (
    ARUBA,
    COORDINATOR,
    FRESH,
    NOW,
    SEED,
    SENT,
    START,
    Row,
    by,
)


def one_more(table: str, **changes: object) -> UpdateBase:
    """One more row for a table, which it would take but for the changes."""
    return insert(METADATA.tables[table]).values(FRESH[table] | changes)


def changed_letter(id_: int, **changes: object) -> UpdateBase:
    """Other words about a letter that lies in the outbox."""
    return update(message).where(message.c.id == id_).values(**changes)


def _constraints(kind: type[Constraint]) -> list[tuple[Table, Constraint]]:
    return [
        (table, constraint)
        for table in METADATA.sorted_tables
        for constraint in sorted(table.constraints, key=lambda each: str(each.name))
        if isinstance(constraint, kind)
    ]


def _columns(constraint: Constraint) -> set[str]:
    return {column.name for column in constraint.columns}  # type: ignore[attr-defined]


def implied(table: Table, constraint: UniqueConstraint) -> bool:
    """Whether it holds because the primary key does: it is there for others to refer to."""
    return _columns(constraint) > _columns(table.primary_key)


def primary_keys() -> Mapping[str, UpdateBase]:
    """A row that is there, once more; other values that nobody may share are its own."""
    found = {}
    for table, key in _constraints(PrimaryKeyConstraint):
        others = {
            n for _, u in _constraints(UniqueConstraint) if u.table is table for n in _columns(u)
        }
        own = {name: FRESH[table.name][name] for name in others - _columns(key)}
        found[str(key.name)] = insert(table).values(SEED[table.name][0] | own)
    return found


def uniques() -> Mapping[str, UpdateBase]:
    """One more row with the values of one that is there."""
    return {
        str(constraint.name): one_more(
            table.name, **{name: SEED[table.name][0][name] for name in _columns(constraint)}
        )
        for table, constraint in _constraints(UniqueConstraint)
        if not implied(table, constraint)
    }


def foreign_keys() -> Mapping[str, tuple[Table, UpdateBase]]:
    """One more row that refers to nothing."""
    return {
        str(constraint.name): (table, _astray(table, constraint))
        for table, constraint in _constraints(ForeignKeyConstraint)
    }


def _astray(table: Table, constraint: ForeignKeyConstraint) -> UpdateBase:
    name = str(constraint.name)
    changes = _ASTRAY.get(name) or {constraint.column_keys[0]: 999}
    return one_more(table.name, **changes)


_ASTRAY: Mapping[str, Row] = {
    "fk_authority_version_id_reporter_year": {"version_id": 1},
    "fk_authority_version_id_kind": {"version_id": 5},
}

CHECKS: Mapping[str, UpdateBase] = {
    "ck_meeting_kind_known": one_more("meeting", kind="party"),
    "ck_plan_step_near_its_deadline": one_more("plan_step", days=367),
    "ck_agreed_action_says_something": one_more("agreed_action", text="  "),
    "ck_message_fate_known": one_more("message", fate="lost", next_try_at=None),
    "ck_message_settled_where_it_is_over": one_more("message", settled_at=NOW),
    "ck_message_sent_by_somebody": one_more("message", sender="one"),
    "ck_message_tried_where_it_is_queued": one_more("message", next_try_at=None),
    "ck_pause_address_in_small_letters": one_more("pause", address="A@a.example"),
    "ck_contact_kind_known": one_more("contact", kind="friend"),
    "ck_contact_can_be_reached": one_more("contact", address=""),
    "ck_contact_is_somebody": one_more("contact", name=""),
    "ck_person_email_in_small_letters": one_more("person", email="A@a.example"),
    "ck_assignment_ends_after_it_began": one_more("assignment", until=START),
    "ck_assignment_role_known": one_more("assignment", role="minister"),
    "ck_assignment_reporter_where_the_role_has_one": one_more("assignment", reporter="curacao"),
    "ck_link_purpose_known": one_more("link", purpose="fun"),
    "ck_attempt_channel_known": one_more("attempt", channel="pigeon"),
    "ck_attempt_verdict_known": one_more("attempt", verdict="fine"),
    "ck_explanation_says_something": one_more("explanation", text="  "),
    "ck_version_numbers_begin_with_1": one_more("version", number=0),
    "ck_decision_kind_known": one_more("decision", kind="lost"),
    "ck_decision_returned_with_a_reason": one_more("decision", kind="returned", reason=" "),
    "ck_authority_is_released": one_more("authority", kind="returned"),
    "ck_observation_counts_from_zero": one_more("observation", value=-1),
    "ck_observation_a_class_of_a_breakdown": one_more("observation", breakdown="sex"),
    "ck_observation_a_value_or_a_reason": one_more("observation", reason="to-follow"),
}

_OF_AN_EARLIER_VERSION = {"version_id": 1, "attempt_id": 1}
_MOVES: Mapping[str, UpdateBase] = {
    "attempt_by_who_is_assigned": one_more("attempt", **by(ARUBA)),
    "version_by_who_is_assigned": one_more("version", **by(ARUBA)),
    "decision_by_who_is_assigned": one_more("decision", **by(COORDINATOR)),
    "confirmation_by_who_is_assigned": one_more("confirmation", **by(ARUBA)),
    "delivered_before_it_was_decided": one_more("delivered", **_OF_AN_EARLIER_VERSION),
    "observation_before_it_was_decided": one_more("observation", version_id=1),
    "delivered_from_an_attempt_at_it": one_more("delivered", attempt_id=4),
    "current_as_it_was_delivered": one_more("current", value=8),
    "assignment_covers_what_was_done": update(assignment)
    .where(assignment.c.id == COORDINATOR)
    .values(until=NOW),
    "authority_never_goes_back": update(authority).values(version_id=1),
    "message_that_is_over_stays_so": changed_letter(SENT, reason="otherwise"),
}


def guards() -> Mapping[str, UpdateBase]:
    """What each guard refuses; of many, any change or any removal at all."""
    found = dict(_MOVES)
    for guard in GUARDS:
        table = METADATA.tables[guard.table]
        if guard.name.endswith("_is_never_changed"):
            key = next(iter(table.primary_key))
            found[guard.name] = update(table).values({key.name: key})
        elif guard.name.endswith("_is_never_removed"):
            found[guard.name] = delete(table)
    return found


def names_of_all() -> set[str]:
    """Every constraint and guard that a database can name when it refuses."""
    kinds = (PrimaryKeyConstraint, CheckConstraint, UniqueConstraint)
    constraints = [each for kind in kinds for each in _constraints(kind)]
    named = {
        str(constraint.name)
        for table, constraint in constraints
        if not (isinstance(constraint, UniqueConstraint) and implied(table, constraint))
    }
    return named | {guard.name for guard in GUARDS}


REFUSALS: Mapping[str, UpdateBase] = {**primary_keys(), **uniques(), **CHECKS, **guards()}
