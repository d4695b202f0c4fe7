"""An upload to the service, from the multipart request to the stored verdict.

Beside it: the same check in one warm process. On the wall's clock, since the service's check runs
in a process of its own; the target is what the request may add, in milliseconds. What else runs on
the machine adds to it too, so the processor time of the service's own process stands below.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.filling import made
from benchmarks.measuring import ROOT, Line, Void, seconds
from exchange.codebooks import load
from exchange.core.form import Form
from exchange.core.people import Role
from exchange.core.returns import Verdict
from exchange.deliveries.desk import Desk
from exchange.mail import Letter
from exchange.service import Service
from exchange.storage import Store, people
from exchange.storage.attempts import attempt_of
from exchange.storage.upgrade import upgrade
from exchange.submissions.apart import Readers
from exchange.submissions.check import judge
from exchange.validation import Schemas
from exchange.web import create_app

MOST_MILLISECONDS = 25
_START = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)
Files = dict[str, tuple[str, int, bytes]]


class Clock:
    """Eleven seconds pass at every look, so that no upload is taken for the one before."""

    def __init__(self) -> None:
        self.time = _START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=11)
        return self.time


def run(rounds: int) -> Iterator[Line]:
    """A form in which everything is filled in, and a real return; SQLite on this disk."""
    with TemporaryDirectory(dir=_disk()) as folder, Readers() as readers:
        store = Store(f"sqlite:///{Path(folder) / 'exchange.db'}")
        upgrade(store)
        desk = Desk(store, readers, load())
        for title, (reporter, year, content) in _files().items():
            client = _signed_in(desk, reporter)
            yield from _lines(title, _Upload(desk, client, reporter, year, content), rounds)
        store.close()


def _disk() -> Path:
    """A folder of the project's own disk: a temporary one may be memory, which syncs at no cost."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    return folder


def _files() -> Files:
    full = Form(load(), "caribbean-netherlands", 2019)
    real = (ROOT / "samples" / "curacao-2018.xlsx").read_bytes()
    return {
        "caribbean-netherlands 2019, made": (full.reporter, full.year, made(full, "nl")),
        "curacao 2018, real": ("curacao", 2018, real),
    }


def _signed_in(desk: Desk, reporter: str) -> FlaskClient:
    """A coordinator's browser; the proof that a form is our own is left out."""
    with desk.store.writing() as connection:
        who = people.add_person(connection, f"{reporter}@example.org", "Coordinator", _START)
        people.assign(connection, who.id, Role.COORDINATOR, reporter, _START)
    app = _app(desk)
    client = app.test_client()
    with client.session_transaction() as session:
        session["person"] = who.id
    return client


def _app(desk: Desk) -> Flask:
    service = Service(secret_key="0123456789abcdefghijklmnopqrstuv")  # noqa: S106 - keeps nothing
    letters: list[Letter] = []
    app = create_app(service, desk, letters.append, Clock())
    app.config["WTF_CSRF_ENABLED"] = False
    return app


class _Upload:
    """The same file, sent to the service and checked in this process."""

    def __init__(
        self, desk: Desk, client: FlaskClient, reporter: str, year: int, content: bytes
    ) -> None:
        self.desk = desk
        self.client = client
        self.path = f"/returns/{reporter}/{year}/upload"
        self.content = content
        self.schemas = Schemas(desk.codebook)

    def request(self) -> str:
        """The address of the attempt."""
        data = {"file": (BytesIO(self.content), "return.xlsx")}
        answer = self.client.post(self.path, data=data)
        if answer.status_code != 303:
            raise Void(f"the upload was answered with {answer.status_code}")
        return answer.location

    def stored(self, where: str) -> Verdict | None:
        with self.desk.store.reading() as connection:
            kept = attempt_of(connection, int(where.rpartition("/")[2]))
        return kept.verdict if kept else None

    def check(self) -> Verdict:
        return judge(self.content, "return.xlsx", self.schemas).verdict


def _lines(title: str, upload: _Upload, rounds: int) -> Iterator[Line]:
    if upload.stored(upload.request()) is not upload.check():
        raise Void("the service and the check do not agree")
    pairs = [(_timed(upload.request), _timed(upload.check)) for _ in range(rounds)]
    added = median(request.wall - check.wall for request, check in pairs)
    request, check = (median(one[side].wall for one in pairs) for side in (0, 1))
    yield _line(f"upload of {title}, wall clock: added to the check", added, request, check)
    own = median(request.own for request, _ in pairs)
    yield _line(f"upload of {title}: processor time of the service itself", own)


def _line(what: str, found: float, *times: float) -> Line:
    ours, other = (*map(seconds, times), "", "")[:2]
    milliseconds = found * 1000
    target = f"≤ {MOST_MILLISECONDS} ms"
    met = milliseconds <= MOST_MILLISECONDS
    return Line(what, ours, other, f"{milliseconds:.1f} ms", target, met)


class _Took(NamedTuple):
    """Seconds on the wall's clock, and of the processor for this very process."""

    wall: float
    own: float


def _timed(action: Callable[[], object]) -> _Took:
    gc.collect()
    start, own = perf_counter(), process_time()
    action()
    return _Took(perf_counter() - start, process_time() - own)
