"""Which constraint a database refused something by, whichever database it was."""

from __future__ import annotations

import re

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import DBAPIError

from exchange.storage.schema import METADATA

_SQLITE_CHECK = re.compile(r"^CHECK constraint failed: (\w+)$")
_SQLITE_COLUMNS = re.compile(r"^UNIQUE constraint failed: (.+)$")


def constraint_of(error: DBAPIError) -> str | None:
    """The name of the constraint or guard; None where the database does not tell."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    said = str(error.orig)
    if match := _SQLITE_CHECK.match(said):
        return match[1]
    if match := _SQLITE_COLUMNS.match(said):
        return _unique_on(match[1].split(", "))
    if said == "FOREIGN KEY constraint failed":
        return None
    return said if re.fullmatch(r"\w+", said) else None


def _unique_on(columns: list[str]) -> str | None:
    table = METADATA.tables[columns[0].partition(".")[0]]
    names = {column.partition(".")[2] for column in columns}
    for constraint in table.constraints:
        if not isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
            continue
        if {column.name for column in constraint.columns} == names:
            return str(constraint.name)
    return None
