"""A worker that is killed again and again while it lives through a year.

Counted exactly: a letter that the server took although its row was still being sent when the worker
ended is one that hit between the server's word and ours. Only such a letter may arrive twice.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import datetime
from threading import Event
from typing import NamedTuple

from exchange.core.letters import Fate
from exchange.storage import Store, outbox
from tests.reminders.clock import Clock
from tests.reminders.expected import SKIPPED, busy, expected, sent_at, told, why_not
from tests.reminders.kingdom import Kingdom
from tests.reminders.post_office import PostOffice, Taken, post_id
from tests.reminders.worker import Worker
from tests.reminders.year import begins, lives
from tests.store.stores import url_of

LONGEST_ROUND = 0.15
"""Seconds within which a kill comes that is not aimed; few rounds take longer."""

AFTER_ITS_WORD = (0, 0.001, 0.003, 0.01)
"""Seconds after the server said 250 to which a kill is aimed."""


class Killed(NamedTuple):
    """What came of a year with kills; ``in_between`` hit after the server's word, before ours."""

    kills: int
    in_between: int
    letters: int
    doubles: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.in_between} of them between the server's word and ours; "
            f"{self.letters} letters, none lost, {self.doubles} of them twice"
        )


class Killer:
    """Kills a worker somewhere in a round, or on purpose just after the server took a letter."""

    def __init__(self, store: Store, post: PostOffice, chance: random.Random) -> None:
        self.kills, self.in_between = 0, 0
        self._store, self._post, self._chance = store, post, chance
        self._accounted: Counter[str] = Counter()
        self._taken = Event()
        post.after = self._after
        self._worker = self._started()

    def round(self, instant: datetime, aimed: int = 0, anywhere: int = 0) -> None:
        """One round that is begun anew as often as its worker is killed, and then ends."""
        for number in range(aimed + anywhere):
            self._taken.clear()
            self._worker.told(instant)
            if number >= aimed:
                time.sleep(self._chance.uniform(0, LONGEST_ROUND))
            elif self._takes_a_letter():
                time.sleep(self._chance.choice(AFTER_ITS_WORD))
            self._kill()
        self._worker.told(instant)
        assert self._worker.is_done()

    def ends(self) -> None:
        self._worker.is_killed()

    def _takes_a_letter(self) -> bool:
        """Waits for it; False where the round ended without one."""
        while not self._taken.wait(0.001):
            if self._worker.is_done(0):
                return False
        return True

    def _after(self, _taken: Taken) -> None:
        self._taken.set()

    def _kill(self) -> None:
        self._worker.is_killed()
        self.kills += 1
        assert self._post.is_quiet()
        self.in_between += self._hit_in_between()
        self._worker = self._started()

    def _hit_in_between(self) -> int:
        """Letters that the server took and that, as far as we know, are still being sent."""
        with self._store.reading() as connection:
            sending = outbox.messages(connection, fate=Fate.SENDING)
        hit = 0
        for letter in sending:
            times = self._post.copies[post_id(letter)] - self._accounted[letter.key]
            assert times in {0, 1}
            self._accounted[letter.key] += times
            hit += times
        return hit

    def _started(self) -> Worker:
        return Worker(url_of(self._store), self._post.url)


def killed(store: Store, kills: int, chance: random.Random) -> Killed:
    """Lives the busy hours of the year with so many kills, and shows that nothing was lost.

    Half of them are aimed at an hour in which letters go; the others hit anywhere.
    """
    clock = Clock()
    kingdom = Kingdom(store, clock)
    with PostOffice(clock) as post:
        to_come = begins(kingdom)
        instants = busy(to_come)
        aimed = Counter(chance.choices(sorted(map(sent_at, expected())), k=kills // 2))
        anywhere = Counter(chance.choices(instants, k=kills - kills // 2))
        killer = Killer(store, post, chance)

        def round_() -> None:
            killer.round(clock.time, aimed[clock.time], anywhere[clock.time])

        lives(kingdom, to_come, iter(instants), round_)
        killer.ends()
    assert told(kingdom, post) == expected()
    assert why_not(kingdom) == SKIPPED
    assert post.doubles <= killer.in_between
    twice = [each for each in kingdom.letters() if post.copies[post_id(each)] > 1]
    assert all(each.fate is Fate.SENT and each.crashes > 0 for each in twice)
    return Killed(killer.kills, killer.in_between, len(post.copies), post.doubles)
