from __future__ import annotations

import pytest

from exchange.storage import Store
from tests.contacts.exchange import Exchange
from tests.store.fixtures import databases, store

__all__ = ["databases", "store"]


@pytest.fixture
def exchange(store: Store) -> Exchange:
    """An exchange with nobody in it."""
    return Exchange(store)
