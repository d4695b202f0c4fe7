"""Three workers at once, in processes of their own: one works, another takes over where it ends."""

from __future__ import annotations

import os
import signal
import time
from datetime import datetime
from threading import Event
from typing import Self

from exchange.core.letters import Fate
from exchange.reminders.lease import NAME
from exchange.storage import Store, leases
from tests.reminders.clock import Clock
from tests.reminders.expected import SKIPPED, busy, expected, sent_at, told, why_not
from tests.reminders.kingdom import Kingdom
from tests.reminders.post_office import PostOffice, Taken, post_id
from tests.reminders.worker import Worker
from tests.reminders.year import begins, lives
from tests.store.stores import url_of

STOPPED = sent_at("2027-01-25 09:00  coordinator  caribbean-netherlands")
KILLED = {sent_at("2027-03-24 09:00  coordinator  aruba"), sent_at("2027-05-12 09:00  -  aruba")}
"""In these hours whoever works is stopped, or killed, as the server takes a letter."""

WOKEN = max(KILLED)
"""In this one the stopped goes on: it is needed, as the last of the three."""


class Workers:
    """Three who all do their rounds; one of them holds the lease."""

    def __init__(self, store: Store, post: PostOffice) -> None:
        self._store, self._post = store, post
        self._all = [Worker(url_of(store), post.url, alone=False) for _ in range(3)]
        self._asleep: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.is_killed()

    def round(self, instant: datetime) -> None:
        """Of all of them; in some hours the one who works is lost as the server takes a letter."""
        if instant == STOPPED:
            self._asleep = self._lost(instant, signal.SIGSTOP)
        elif instant in KILLED:
            self._lost(instant, signal.SIGKILL).is_gone()
        for worker in self._all:
            worker.told(instant)
        assert all(worker.is_done() for worker in self._all)

    def wakes(self) -> None:
        """The one who was stopped goes on where it was."""
        assert self._asleep is not None
        self._asleep.goes_on()
        assert self._asleep.is_done()
        self._all.append(self._asleep)

    def _lost(self, instant: datetime, how: signal.Signals) -> Worker:
        (working,) = (each for each in self._all if each.holder == holder(self._store))
        hit = Event()

        def once(_: Taken) -> None:
            self._post.after = lambda _: None
            os.kill(working.pid, how)
            hit.set()

        self._post.after = once
        working.told(instant)
        assert hit.wait(30)
        self._all.remove(working)
        self._until_another_took_over(instant, working.holder)
        return working

    def _until_another_took_over(self, instant: datetime, former: str) -> None:
        end = time.monotonic() + 30
        while holder(self._store) == former:
            assert time.monotonic() < end
            for worker in self._all:
                worker.told(instant)
            assert all(worker.is_done() for worker in self._all)


def holder(store: Store) -> str:
    with store.reading() as connection:
        held = leases.holder_of(connection, NAME)
    assert held is not None
    return held.holder


def test_three_at_once_of_whom_two_are_killed_and_one_stopped_send_each_letter_once(
    store: Store,
) -> None:
    """Each of the three lost as the server took a letter: that one may come a second time."""
    clock = Clock()
    kingdom = Kingdom(store, clock)
    with PostOffice(clock) as post:
        to_come = begins(kingdom)
        with Workers(store, post) as workers:

            def round_() -> None:
                if clock.time == WOKEN:
                    workers.wakes()
                workers.round(clock.time)

            lives(kingdom, to_come, iter(busy(to_come)), round_)
    assert told(kingdom, post) == expected()
    assert why_not(kingdom) == SKIPPED
    assert post.doubles <= len(KILLED) + 1
    twice = [each for each in kingdom.letters() if post.copies[post_id(each)] > 1]
    assert all(each.fate is Fate.SENT and each.crashes > 0 for each in twice)
    lost = f"{len(KILLED)} killed, 1 stopped, all between the server's word and ours"
    found = f"{len(post.copies)} letters, none lost, {post.doubles} of them twice"
    print(f"{store.engine.dialect.name}: 3 workers, {lost}; {found}")  # noqa: T201
