from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reminders.clock import Clock
from tests.reminders.post_office import PostOffice
from tests.store.fixtures import databases, empty_store, store

__all__ = ["databases", "empty_store", "store"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post(clock: Clock) -> Iterator[PostOffice]:
    """A real mail server on this machine, that knows the clock of the test."""
    with PostOffice(clock) as made:
        yield made
