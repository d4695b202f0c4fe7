"""What is due, worked out for very many reporters; what a worker takes that has nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.measuring import Line, Void, alternate, ratio, seconds
from benchmarks.scale import grown
from benchmarks.stocking import returns, stocked
from exchange.codebooks import load
from exchange.core.letters import Fate, Letter
from exchange.core.meetings import Meeting
from exchange.core.missing import Missing
from exchange.core.notices import told
from exchange.core.people import Role
from exchange.core.reminders import Contact, World, decide
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.working_days import works
from exchange.scheduler import WHOLE_EVERY, Rounds
from exchange.service import Service
from exchange.storage import Store, meetings, outbox, people
from exchange.storage.outbox import Draft

FEW, MANY = 500, 5_000
MOST_SECONDS, MOST_UNEVEN, MOST_IDLE = 1.0, 1.3, 0.005
_PLAN = (70, 42, 21, 7, -3, -14)
_DEADLINES = (datetime(2026, 5, 18, 21, tzinfo=UTC), datetime(2026, 5, 20, 21, tzinfo=UTC))
_ALL_CAME = datetime(2026, 6, 3, 15, tzinfo=UTC)
_TOGETHER = 10
"""Rounds measured in one go: a single one is near what the processor's clock can tell."""


def run(rounds: int) -> Iterator[Line]:
    """Everything due at once, which is the most there can be; then a worker's idle rounds."""
    yield from _due(max(3, rounds // 3))
    with TemporaryDirectory() as folder:
        yield from _idle(Path(folder), rounds)


# ── What is due ────────────────────────────────────────────────────────────────────────────────


def _due(rounds: int) -> Iterator[Line]:
    few, many = _world(FEW), _world(MANY)
    for world, size in ((few, FEW), (many, MANY)):
        if _decided(world) != 2 * size * len(_DEADLINES) * len(_PLAN):
            raise Void(f"not every step is decided on for {size} reporters")
    less, more = alternate(rounds, lambda: _decided(few), lambda: _decided(many))
    took, what = median(more), f"what is due for {MANY} reporters × 2 meetings × 6 steps"
    yield Line(what, seconds(took), "", "", f"≤ {seconds(MOST_SECONDS)}", took <= MOST_SECONDS)
    one, other = [t / MANY for t in more], [t / FEW for t in less]
    uneven = ratio("", one, other, MOST_UNEVEN)
    yield uneven._replace(
        what=f"the same for one reporter of {MANY} : one of {FEW}",
        ours=_tiny(one),
        other=_tiny(other),
    )


def _decided(world: World) -> int:
    """How many steps are decided on; what the secretariat is told is worked out as well."""
    found = sum(1 for _ in decide(world, _ALL_CAME))
    if not list(told(world, _ALL_CAME)):
        raise Void("the secretariat is told nothing")
    return found


def _world(size: int) -> World:
    """So many reporters with two contacts each, who delivered nothing and were told nothing."""
    book = grown(load(), size)
    people_ = [
        Contact(2 * number + place, f"{place}@{slug}.example", "en", frozenset({role}), slug)
        for number, slug in enumerate(book.reporters)
        for place, role in enumerate((Role.COORDINATOR, Role.DEPUTY))
    ]
    office = Contact(2 * size, "office@example.org", "en", frozenset({Role.SECRETARIAT}))
    nothing = tuple(book.offences)
    missing = {(slug, 2025): Missing(slug, 2025, nothing) for slug in book.reporters}
    return World(_two(_PLAN), book.reporters, (*people_, office), missing, frozenset(), works)


def _two(plan: tuple[int, ...]) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(number, "jvo", date(2026, 6, 1), "", "America/Curacao", at, (2025,), plan=plan)
        for number, at in enumerate(_DEADLINES, 1)
    )


def _tiny(times: Sequence[float]) -> str:
    return f"{median(times) * 1e6:.0f} µs"


# ── An idle worker ─────────────────────────────────────────────────────────────────────────────


class Clock:
    """Goes on by a step at every round."""

    def __init__(self) -> None:
        self.time = _ALL_CAME

    def __call__(self) -> datetime:
        return self.time


class Worker(NamedTuple):
    """A worker that did whatever was to do."""

    rounds: Rounds
    lease: Lease
    store: Store
    clock: Clock
    sent: list[Letter]

    def idle(self, step: timedelta) -> Callable[[], None]:
        """Some rounds, each some time after the one before."""

        def go() -> None:
            for _ in range(_TOGETHER):
                self.clock.time += step
                self.rounds.go()

        return go


def _idle(folder: Path, rounds: int) -> Iterator[Line]:
    worker = _worker(folder / "exchange.db")
    before = _shown(worker)
    quick, whole = alternate(rounds, worker.idle(timedelta()), worker.idle(WHOLE_EVERY))
    if _shown(worker) != before:
        raise Void("the worker was not idle")
    if not _sends(worker):
        raise Void("the worker does nothing: the lease is not its own")
    worker.store.close()
    for name, times in (("quick", quick), ("whole", whole)):
        took = median(times) / _TOGETHER
        what = f"an idle round of the worker, {name}"
        yield Line(what, seconds(took), "", "", f"≤ {seconds(MOST_IDLE)}", took <= MOST_IDLE)


def _shown(worker: Worker) -> tuple[int, dict[Fate, int]]:
    """What it sent, and what lies in the outbox."""
    with worker.store.reading() as connection:
        return len(worker.sent), outbox.how_many(connection)


def _sends(worker: Worker) -> bool:
    """Whether a letter goes in the next round."""
    before, now = len(worker.sent), worker.clock()
    letter = Letter("receipt", "office@example.org", "A subject", "A text")
    with worker.store.writing() as connection:
        outbox.put(
            connection, Draft("one", "receipt", letter.address, "en", now, letter=letter), now
        )
    worker.rounds.go()
    return len(worker.sent) == before + 1


def _worker(file: Path) -> Worker:
    """Five reporters who delivered for one year and were asked for another by two meetings."""
    store, clock, sent = stocked(file, list(returns((2025,))), 0), Clock(), []
    with store.writing() as connection:
        for meeting in _two(_PLAN):
            meetings.add_meeting(connection, meeting._replace(years=(2025, 2024)))
        for slug in load().reporters:
            deputy = people.add_person(connection, f"deputy@{slug}.example", "", _DEADLINES[0])
            people.assign(connection, deputy.id, Role.DEPUTY, slug, _DEADLINES[0])
        office = people.add_person(connection, "office@example.org", "", _DEADLINES[0])
        people.assign(connection, office.id, Role.SECRETARIAT, None, _DEADLINES[0])
    service = Service(secret_key="benchmark" * 5)
    lease = Lease(store)
    worker = Worker(
        Rounds(Office(store, load(), service, sent.append), lease, clock), lease, store, clock, sent
    )
    worker.idle(WHOLE_EVERY)()
    if not sent:
        raise Void("nothing was due before")
    return worker
