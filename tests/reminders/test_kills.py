"""The year with a worker that is killed at random instants: nothing is lost."""

import random

from tests.reminders.killing import killed

KILLS = 10


def test_nothing_is_lost_to_kills_and_only_what_they_hit_comes_twice(store):
    """Two hundred kills are for ``make soak``."""
    found = killed(store, KILLS, random.Random(4))  # noqa: S311 - the same each time
    assert found.kills == KILLS
    assert found.in_between
    print(f"{store.engine.dialect.name}: {found}")  # noqa: T201
