"""A year of the exchange, hour by hour, with a real mail server: exactly the expected letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from exchange.core.letters import Fate
from exchange.storage import Store
from tests.reminders.clock import Clock
from tests.reminders.expected import SKIPPED, eventful, expected, told, why_not
from tests.reminders.kingdom import Kingdom
from tests.reminders.post_office import PostOffice
from tests.reminders.year import HOURS, begins, hours, lives
from tests.store.stores import Databases


def test_a_whole_year_sends_exactly_the_expected_letters_each_once(databases: Databases) -> None:
    with databases.migrated("sqlite") as store:
        print(lived(store, lambda instant, _days: True, HOURS))  # noqa: T201


def test_on_postgresql_as_well_on_all_days_on_which_something_happens(
    databases: Databases,
) -> None:
    """The other nine tenths of the year are lived on SQLite alone."""
    with databases.migrated("postgresql") as store:
        print(lived(store, lambda instant, days: instant.date() in days, 24 * 40))  # noqa: T201


def lived(store: Store, is_lived: Callable[[datetime, set[date]], bool], at_most: int) -> str:
    clock = Clock()
    kingdom = Kingdom(store, clock)
    with PostOffice(clock) as post:
        to_come = begins(kingdom)
        days = eventful(to_come)
        instants = [instant for instant in hours() if is_lived(instant, days)]
        assert len(instants) <= at_most
        lives(kingdom, to_come, iter(instants), kingdom.rounds(post.door()).go)
    assert told(kingdom, post) == expected()
    assert post.doubles == 0
    assert not post.refused
    assert not [each for each in kingdom.letters() if each.fate in {Fate.QUEUED, Fate.SENDING}]
    assert why_not(kingdom) == SKIPPED
    kind = store.engine.dialect.name
    return f"{kind}: {len(instants)} hours, {len(post.taken)} letters, each once"
