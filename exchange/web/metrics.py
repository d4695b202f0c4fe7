"""What the operator's monitoring counts: requests and how they ended, letters and their fate."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from flask import Blueprint, Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as exposed

from exchange.reminders.lease import NAME as LETTERS
from exchange.storage import leases, outbox
from exchange.web.frame import frame, now

PATH = "/metrics"


def count(app: Flask) -> None:
    """Counts every answer of the app, and tells the counts to who looks after the service."""
    registry = CollectorRegistry()
    answers = Counter(
        "exchange_answers",
        "Requests answered by this process.",
        ("endpoint", "method", "status"),
        registry=registry,
    )
    seconds = Histogram(
        "exchange_answer_seconds",
        "How long answers took, in seconds.",
        ("endpoint",),
        registry=registry,
    )

    look = _letters(registry)

    def _begin() -> None:
        g.begun = perf_counter()

    def _counted(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        answers.labels(endpoint, request.method, str(response.status_code)).inc()
        seconds.labels(endpoint).observe(perf_counter() - g.begun)
        return response

    def _told() -> Response:
        look()
        return Response(exposed(registry), content_type=CONTENT_TYPE_LATEST)

    app.before_request(_begin)
    app.after_request(_counted)
    blueprint = Blueprint("metrics", __name__)
    blueprint.add_url_rule(PATH, "page", _told)
    app.register_blueprint(blueprint)


def _letters(registry: CollectorRegistry) -> Callable[[], None]:
    """Gauges of the outbox, the same from every process; gives what reads them anew."""
    fates = Gauge(
        "exchange_letters", "Letters in the outbox, by their fate.", ("fate",), registry=registry
    )
    waiting = Gauge(
        "exchange_letters_waiting_seconds",
        "How long the letter that waits longest could have been sent; 0 where none waits.",
        registry=registry,
    )
    beats = Gauge(
        "exchange_worker_beats",
        "Counts up every minute at least while a worker runs; stands still where none does.",
        registry=registry,
    )

    def look() -> None:
        with frame().store.reading() as connection:
            counted = outbox.how_many(connection)
            since = outbox.waiting_since(connection)
            worker = leases.holder_of(connection, LETTERS)
        for fate, letters in counted.items():
            fates.labels(fate.value).set(letters)
        waiting.set(max(0.0, (now() - since).total_seconds()) if since else 0)
        beats.set(worker.beat if worker else 0)

    return look
