from __future__ import annotations

import pytest
from sqlalchemy import UniqueConstraint, insert, text

from exchange.storage import Store
from exchange.storage.guards import GUARDS, KEPT
from exchange.storage.schema import METADATA
from tests.store.faults import constraint_of
from tests.store.refusals import REFUSALS, foreign_keys, implied, names_of_all, one_more
from tests.store.rows import FRESH, SEED
from tests.store.trying import refused_by, taken


def unguarded(kind: str, table: str) -> list[str]:
    on = f" ON {table}" if kind == "postgresql" else ""
    return [f"DROP TRIGGER {guard.name}{on}" for guard in GUARDS if guard.table == table]


@pytest.mark.parametrize("table", FRESH)
def test_a_row_as_it_should_be_is_taken(world: Store, table: str) -> None:
    assert taken(world, one_more(table))


@pytest.mark.parametrize("name", REFUSALS)
def test_each_constraint_and_guard_refuses_by_its_name(world: Store, name: str) -> None:
    assert constraint_of(refused_by(world, REFUSALS[name])) == name


@pytest.mark.parametrize("name", foreign_keys())
def test_nothing_refers_to_what_is_not_there(world: Store, name: str) -> None:
    table, statement = foreign_keys()[name]
    kind = world.engine.dialect.name
    refusal = refused_by(world, statement, *unguarded(kind, table.name))
    assert constraint_of(refusal) == (name if kind == "postgresql" else None)
    assert "foreign key" in str(refusal.orig).lower()


def test_every_constraint_and_guard_has_its_proof() -> None:
    assert set(REFUSALS) == names_of_all()
    assert set(FRESH) == set(METADATA.tables)


def test_what_is_unique_with_the_key_is_there_to_be_referred_to() -> None:
    referred_to = {
        (key.referred_table.name, frozenset(element.column.name for element in key.elements))
        for table in METADATA.sorted_tables
        for key in table.foreign_key_constraints
    }
    for table in METADATA.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint) and implied(table, constraint):
                columns = frozenset(column.name for column in constraint.columns)
                assert (table.name, columns) in referred_to, constraint.name


@pytest.mark.parametrize(
    "said",
    [
        {"value": None, "flag": None},
        {"reason": "to-follow"},
        {"flag": None},
        {"flag": None, "reason": "to-follow"},
        {"value": None, "reason": "to-follow"},
    ],
    ids=["neither", "both", "no flag", "a value with a reason only", "a reason with a flag"],
)
def test_a_figure_is_a_value_with_its_flag_or_else_a_reason(
    world: Store, said: dict[str, object]
) -> None:
    refusal = refused_by(world, one_more("observation", **said))
    assert constraint_of(refusal) == "ck_observation_a_value_or_a_reason"


def test_a_figure_can_be_a_reason(world: Store) -> None:
    said = {"value": None, "flag": None, "reason": "not-available"}
    assert taken(world, one_more("observation", **said))


def test_a_return_has_one_authoritative_version(world: Store) -> None:
    other = {"reporter": "curacao", "version_id": 1}
    assert constraint_of(refused_by(world, one_more("authority", **other))) == "pk_authority"


@pytest.mark.parametrize("table", [*KEPT, "authority", "message"])
def test_nothing_is_removed_on_a_side_path(world: Store, table: str) -> None:
    side_paths = {
        "sqlite": insert(METADATA.tables[table]).prefix_with("OR REPLACE").values(SEED[table][0]),
        "postgresql": text(f"TRUNCATE {table} CASCADE"),
    }
    refusal = refused_by(world, side_paths[world.engine.dialect.name])
    assert str(constraint_of(refusal)).endswith("_is_never_removed")
