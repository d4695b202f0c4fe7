"""The year of the exchange with two hundred kills: ``python -m tests.reminders.soak 200``."""

from __future__ import annotations

import random
import sys
import time

from tests.reminders.killing import Killed, killed
from tests.store.stores import KINDS, Databases

IN_ONE_YEAR = 25


def main(kills: int) -> None:
    """Year after year, in turn on SQLite and on PostgreSQL, until there were so many kills."""
    found: list[Killed] = []
    with Databases() as databases:
        while (left := kills - sum(each.kills for each in found)) > 0:
            kind, seed = KINDS[len(found) % len(KINDS)], len(found)
            begun = time.monotonic()
            with databases.migrated(kind) as store:
                chance = random.Random(seed)  # noqa: S311 - the same each time
                found.append(killed(store, min(left, IN_ONE_YEAR), chance))
            say(f"{kind}, seed {seed}, {time.monotonic() - begun:.0f} s: {found[-1]}")
    say(f"In all: {Killed(*(sum(each) for each in zip(*found, strict=True)))}")


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
