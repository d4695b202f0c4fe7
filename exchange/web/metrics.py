"""What the operator's monitoring counts: requests, how long they took, how they ended."""

from __future__ import annotations

from time import perf_counter

from flask import Blueprint, Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as exposed

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

    def _begin() -> None:
        g.begun = perf_counter()

    def _counted(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        answers.labels(endpoint, request.method, str(response.status_code)).inc()
        seconds.labels(endpoint).observe(perf_counter() - g.begun)
        return response

    def _told() -> Response:
        return Response(exposed(registry), content_type=CONTENT_TYPE_LATEST)

    app.before_request(_begin)
    app.after_request(_counted)
    blueprint = Blueprint("metrics", __name__)
    blueprint.add_url_rule(PATH, "page", _told)
    app.register_blueprint(blueprint)
