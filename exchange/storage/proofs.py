"""Proofs that a database is whole: constraints, guards, what follows from the versions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Select, Table, except_, func, select, text

from exchange.core.versions import Resolution
from exchange.storage.guards import GUARDS
from exchange.storage.schema import METADATA, authority, current, decision, observation, version

_CONSTRAINTS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
    "postgresql": (
        "SELECT c.relname, string_agg('CONSTRAINT ' || n.conname || ' ', '')"
        " FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid GROUP BY c.relname"
    ),
}
_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    ),
}


def missing_constraints(connection: Connection) -> list[str]:
    """The named constraints that the tables do not have."""
    rows = connection.execute(text(_CONSTRAINTS[connection.dialect.name]))
    there = {row[0]: row[1] for row in rows}
    return [
        f"the constraint {constraint.name} is missing"
        for table in METADATA.sorted_tables
        for constraint in table.constraints
        if f"CONSTRAINT {constraint.name} " not in there[table.name]
    ]


def missing_guards(connection: Connection) -> list[str]:
    """The guards that are not there, or not as they are to be."""
    dialect = connection.dialect.name
    there = {(name, told) for name, told in connection.execute(text(_TRIGGERS[dialect]))}
    wanted = {
        (guard.name, guard.on_sqlite()[0] if dialect == "sqlite" else guard.as_function)
        for guard in GUARDS
    }
    if dialect == "postgresql":
        wanted |= {(f"{g.name}_all", g.as_function) for g in GUARDS if g.before == "DELETE"}
    return [f"the guard {name} is missing" for name, _ in sorted(wanted - there)]


def stale(connection: Connection) -> list[str]:
    """The returns of which something else counts than was released last."""
    as_decided = (
        select(version.c.reporter, version.c.year, func.max(version.c.number))
        .join(decision, decision.c.version_id == version.c.id)
        .where(decision.c.kind == Resolution.RELEASED.value)
        .group_by(version.c.reporter, version.c.year)
    )
    as_kept = select(version.c.reporter, version.c.year, version.c.number).join(
        authority, authority.c.version_id == version.c.id
    )
    released = (
        select(authority.c.reporter, authority.c.year, *_figures(observation))
        .select_from(observation)
        .join(authority, authority.c.version_id == observation.c.version_id)
    )
    counted = select(current.c.reporter, current.c.year, *_figures(current))
    found = _unlike(connection, as_decided, as_kept) | _unlike(connection, released, counted)
    return [
        f"what counts for {reporter} {year} is not what was released last"
        for reporter, year in sorted(found)
    ]


def _figures(table: Table) -> list[Column[Any]]:
    return [table.c[each.name] for each in current.c if each.name not in {"reporter", "year"}]


def _unlike(
    connection: Connection, one: Select[*tuple[Any, ...]], other: Select[*tuple[Any, ...]]
) -> set[tuple[str, int]]:
    return {
        (row[0], row[1])
        for pair in ((one, other), (other, one))
        for row in connection.execute(except_(*pair))
    }


def damage(connection: Connection) -> list[str]:
    """What SQLite itself finds; PostgreSQL has its own tools for that."""
    if connection.dialect.name != "sqlite":
        return []
    said = [str(line) for line in connection.scalars(text("PRAGMA integrity_check"))]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in said if line != "ok"] + [
        f"row {row} of {table} refers to nothing in {parent}" for table, row, parent, _ in orphans
    ]
