"""Stands before every route: who is it, and may they."""

from __future__ import annotations

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from exchange.core.people import Operation, Role, permitted
from exchange.storage import attempts
from exchange.web.access import ACCESS, Open
from exchange.web.frame import assignments, entered, frame
from exchange.web.sessions import browser

SIGN_IN = "sign_in.begin"

_LARGEST = 2**31 - 1

_OFFERED_ON = {
    "returns.form": "returns.page",
    "attempts.file": "attempts.page",
    "attempts.marked": "attempts.page",
    "meetings.entry": "meetings.one",
}
"""A file → the page that offers it. After a file, the page for signing in would stay in sight."""


def stand(app: Flask) -> None:
    """Puts the gate before every request of the app; the session says who asks."""
    app.before_request(_admit)


def _admit() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the answer to that says nothing
    rule = ACCESS.get(request.endpoint)
    if rule is Open.TO_ALL:
        return None
    if rule is Open.SIGNED_IN_HALF:
        return None if browser().half() else redirect(url_for(SIGN_IN))
    if not isinstance(rule, Operation):
        abort(403)
    if g.get("person") is None:
        return _to_sign_in()
    _refuse_what_cannot_be()
    if not _is_permitted(rule):
        abort(403)
    return None


def _refuse_what_cannot_be() -> None:
    """Numbers that no row has, years that nobody reports, before a database is asked for them."""
    given = request.view_args or {}
    if any(isinstance(value, int) and value > _LARGEST for value in given.values()):
        abort(404)
    codebook, reporter, year = frame().codebook, given.get("reporter"), given.get("year")
    if reporter is not None and year is not None and not codebook.asks(reporter, year):
        abort(404)


def _to_sign_in() -> Response:
    """Back to this page afterwards, where it is one to come back to."""
    if request.blueprint == "api" or request.path.startswith("/api/"):
        abort(401)
    return redirect(url_for(SIGN_IN, next=_here() if request.method == "GET" else None))


def _here() -> str:
    page = _OFFERED_ON.get(request.endpoint or "")
    return url_for(page, **request.view_args or {}) if page else request.full_path.rstrip("?")


def _is_permitted(operation: Operation) -> bool:
    given = request.view_args or {}
    if "attempt_id" in given:
        return _is_permitted_for_attempt(operation, given["attempt_id"])
    reporter = given.get("reporter")
    if reporter is not None and reporter not in frame().codebook.reporters:
        abort(404)
    if not assignments() and operation in {Operation.OWN_ACCOUNT, Operation.SEE_HOME}:
        return True  # who holds no role any more still has an account, and is told so
    return permitted(assignments(), operation, reporter) is not None


def _is_permitted_for_attempt(operation: Operation, id_: int) -> bool:
    """An attempt is its reporter's; the secretariat sees those that it entered itself."""
    with frame().store.reading() as connection:
        found = attempts.attempt_of(connection, id_)
    if found is None:
        abort(404)
    g.attempt = found
    held = permitted(assignments(), operation, found.reporter)
    if held is not None:
        return held.role is not Role.SECRETARIAT or entered(found.assignment)
    return operation is Operation.SEE_ATTEMPT and entered(found.assignment)
