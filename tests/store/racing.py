"""Two people who deliver at the same instant, again and again, in threads or in processes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from exchange.core.versions import Version
from exchange.deliveries.deliver import deliver
from exchange.deliveries.desk import Desk, Sender
from exchange.storage import Store
from tests.check.making import BOOK
from tests.store.office import START


class Runner(NamedTuple):
    """Somebody with the attempts to deliver, one for each round."""

    sender: Sender
    attempts: Sequence[int]


def run(store: Store, runner: Runner, gate: Any) -> list[Version]:
    """Delivers one attempt each time that the gate opens for both."""
    desk = Desk(store, None, BOOK)  # type: ignore[arg-type]
    delivered = []
    for number, attempt in enumerate(runner.attempts):
        gate.wait(60)
        delivered.append(deliver(desk, runner.sender, attempt, START + timedelta(days=1 + number)))
    return delivered


def run_apart(url: str, runner: Runner, gate: Any, told: Any) -> None:
    """The same in a process of its own; tells what became of it."""
    store = Store(url)
    try:
        told.put(run(store, runner, gate))
    except BaseException as error:
        gate.abort()
        told.put(repr(error))
        raise
    finally:
        store.close()
