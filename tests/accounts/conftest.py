import pytest

from exchange.storage import Store
from exchange.storage.upgrade import upgrade


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path / 'exchange.db'}")
    upgrade(made)
    yield made
    made.close()
