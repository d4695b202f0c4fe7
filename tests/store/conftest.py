from __future__ import annotations

from collections.abc import Iterator

import pytest

from exchange.storage import Store
from exchange.submissions.apart import Readers
from tests.store.fixtures import databases, empty_store, store
from tests.store.office import Office
from tests.store.rows import settle
from tests.store.stores import KINDS, Databases

__all__ = ["databases", "empty_store", "store"]


@pytest.fixture(scope="module", params=KINDS)
def world(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """The world of ``tests.store.rows`` for a whole module: nothing tried in it is kept."""
    with databases.migrated(request.param) as made:
        with made.writing() as connection:
            settle(connection)
        yield made


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


@pytest.fixture
def office(store: Store, readers: Readers) -> Office:
    """Curaçao's coordinator at work, with nobody to approve; a secretariat."""
    return Office(store, readers)
