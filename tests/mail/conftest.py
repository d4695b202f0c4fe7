from collections.abc import Callable
from functools import cache

import pytest

from exchange.core.letters import Letter
from tests.mail import golden_letters
from tests.store.fixtures import databases
from tests.store.stores import Databases

__all__ = ["databases", "written"]


@pytest.fixture(scope="session")
def written(databases: Databases) -> Callable[[str, str], Letter]:
    """A letter by its name and language, written once."""
    return cache(lambda name, language: golden_letters.written(databases, name, language))
