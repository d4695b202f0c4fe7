import pytest

from exchange.storage import Store
from exchange.storage.upgrade import upgrade
from tests.store.office import InProcess, Office


@pytest.fixture
def office(tmp_path):
    """A reporter's people, over an empty SQLite database."""
    store = Store(f"sqlite:///{tmp_path / 'exchange.db'}")
    upgrade(store)
    yield Office(store, InProcess())
    store.close()
