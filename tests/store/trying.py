"""Statements that are tried and never kept."""

from __future__ import annotations

import pytest
from sqlalchemy import Executable, text
from sqlalchemy.exc import IntegrityError

from exchange.storage import Store


def refused_by(store: Store, statement: Executable, *before: str | Executable) -> IntegrityError:
    """How a database refuses the last of some statements."""
    with store.engine.connect() as connection:
        for command in before:
            connection.execute(text(command) if isinstance(command, str) else command)
        with pytest.raises(IntegrityError) as refusal:
            connection.execute(statement)
    return refusal.value


def taken(store: Store, *statements: Executable) -> bool:
    """Whether a database takes some statements."""
    with store.engine.connect() as connection:
        for statement in statements:
            connection.execute(statement)
    return True
