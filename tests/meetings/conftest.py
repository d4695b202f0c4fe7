import pytest

from tests.meetings.planning import planning
from tests.store.fixtures import databases, store

__all__ = ["databases", "store"]


@pytest.fixture
def office(store):
    """On SQLite and on PostgreSQL."""
    return planning(store)
