"""Whose token a request of the API carries, and whether that person asks too much at a time."""

from __future__ import annotations

import math
import time

from flask import Flask, abort, g, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from exchange.accounts.tokens import caller
from exchange.core.people import Person
from exchange.storage import people
from exchange.web.api.problems import of_the_api, problem
from exchange.web.frame import frame, now
from exchange.web.languages import say
from exchange.web.metrics import PATH as METRICS

PER_MINUTE = 600
"""Requests of one person; ``API_PER_MINUTE`` in the app's configuration goes before it."""

BODY_BYTES = 64 * 1024
"""Of a body that is no workbook."""


def listen(app: Flask) -> None:
    """Looks at the token of every request by a program, before the gate does."""
    limiter = MovingWindowRateLimiter(MemoryStorage())

    def _recognise() -> None:
        if of_the_api() or request.path == METRICS:
            request.max_content_length = BODY_BYTES
            who = _asking()
            if who is not None:
                most = app.config.get("API_PER_MINUTE", PER_MINUTE)
                _slow_down(limiter, RateLimitItemPerMinute(most), who)

    app.before_request(_recognise)


def _asking() -> Person | None:
    """The person whose token it is, and nobody for a session: no cookie opens the API."""
    g.pop("person", None)
    g.pop("assignments", None)
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    who = caller(frame().store, given.token, now())
    if who is None:
        return None
    with frame().store.reading() as connection:
        g.person, g.assignments = who, tuple(people.assignments_of(connection, who.id, now()))
    return who


def _slow_down(
    limiter: MovingWindowRateLimiter, limit: RateLimitItemPerMinute, who: Person
) -> None:
    if limiter.hit(limit, str(who.id)):
        return
    _ = say()
    seconds = max(
        1, math.ceil(limiter.get_window_stats(limit, str(who.id)).reset_time - time.time())
    )
    detail = _("More than {most} requests in a minute; wait and go on.", most=limit.amount)
    headers = {"Retry-After": str(seconds)}
    abort(problem(429, detail, "too-many-requests", headers))
