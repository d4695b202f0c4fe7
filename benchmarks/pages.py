"""The comparison as the service gives it: the page, its files, and what old versions cost.

On the wall's clock, in this process: a request to the application as a server would make it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from flask.testing import FlaskClient

from benchmarks.measuring import Line, Void, ratio, seconds
from benchmarks.stocking import START, returns, stocked
from exchange.codebooks import load
from exchange.core.people import Role
from exchange.deliveries.desk import Desk
from exchange.mail import Letter
from exchange.overviews.compared import Period, compared, known_in
from exchange.publish import write
from exchange.service import Service
from exchange.storage import Store, people
from exchange.submissions.apart import Readers
from exchange.web import create_app

PAGE = "/comparison?year=2020&figure=trafficking_victims"
MOST_PAGE, LEAST_CHEAPER, MOST_DEARER = 0.030, 10.0, 1.10
FEW, MANY = 10, 10_000
_PAGES_A_ROUND = 5


def run(rounds: int) -> Iterator[Line]:
    """Two stores: with few old versions, and with many."""
    sent = list(returns())
    with TemporaryDirectory() as name, Readers() as readers:
        stores = [stocked(Path(name) / f"{old}.db", sent, old) for old in (FEW, MANY)]
        few, many = (_reader(store, readers) for store in stores)
        yield _page(few, rounds)
        yield _old_versions(few, many, rounds)
        yield _download(few, stores[0], rounds)


def _reader(store: Store, readers: Readers) -> FlaskClient:
    """A browser in which a reader is signed in."""
    service = Service(secret_key="benchmark" * 5)
    posted: list[Letter] = []
    app = create_app(
        service, Desk(store, readers, load()), posted.append, lambda: START + timedelta(days=30)
    )
    with store.writing() as connection:
        who = people.add_person(connection, "reader@example.org", "reader", START)
        people.assign(connection, who.id, Role.READER, None, START)
    client = app.test_client()
    with client.session_transaction() as session:
        session["person"] = who.id
    return client


def _get(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise Void(f"{path} answered {answer.status_code}")
    return answer.data


def _times(rounds: int, *actions: Callable[[], object]) -> list[list[float]]:
    """The elapsed times of each action in turn, once each to warm up."""
    found: list[list[float]] = [[] for _ in actions]
    for turn in range(rounds + 1):
        for times, action in zip(found, actions, strict=True):
            gc.collect()
            start = perf_counter()
            action()
            if turn:
                times.append(perf_counter() - start)
    return found


def _page(client: FlaskClient, rounds: int) -> Line:
    (times,) = _times(rounds * _PAGES_A_ROUND, lambda: _get(client, PAGE))
    took = median(times)
    what = "comparison page, 5 × 20 returns, p50 elapsed"
    return Line(what, seconds(took), "", "", f"≤ {seconds(MOST_PAGE)}", took <= MOST_PAGE)


def _old_versions(few: FlaskClient, many: FlaskClient, rounds: int) -> Line:
    ours, other = _times(rounds * _PAGES_A_ROUND, lambda: _get(many, PAGE), lambda: _get(few, PAGE))
    what = f"comparison page at {MANY} old versions : at {FEW}"
    return ratio(what, ours, other, MOST_DEARER)


def _download(client: FlaskClient, store: Store, rounds: int) -> Line:
    """A file had again, against making it."""

    def render() -> object:
        with store.reading() as connection:
            comparison = compared(connection, load(), known_in(connection, Period()))
        return write(comparison, "xlsx", "en")

    if _get(client, "/comparison/xlsx") != render():
        raise Void("the file of the service is another one")
    cached, rendered = _times(max(1, rounds // 3), lambda: _get(client, "/comparison/xlsx"), render)
    found = median(r / c for c, r in zip(cached, rendered, strict=True))
    what = "overview had again : made (times cheaper)"
    target = f"≥ {LEAST_CHEAPER:g} ×"
    times = seconds(median(cached)), seconds(median(rendered))
    return Line(what, *times, f"{found:.0f}", target, found >= LEAST_CHEAPER)
