"""Fixtures for any folder: ``from tests.store.fixtures import databases, store``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exchange.storage import Store
from tests.store.stores import KINDS, Databases


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    with Databases() as made:
        yield made


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """A fresh database with today's schema; the test runs on each kind."""
    with databases.migrated(request.param) as made:
        yield made


@pytest.fixture(params=KINDS)
def empty_store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """A fresh database without a schema; the test runs on each kind."""
    with databases.empty(request.param) as made:
        yield made
