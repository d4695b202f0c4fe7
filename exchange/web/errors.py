"""Errors as pages: what happened, what to do; what is our fault has a reference and no more."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from exchange.storage.events import Event, record
from exchange.submissions.apart import ReadersBusy
from exchange.web.api.problems import known, of_the_api, problem
from exchange.web.frame import frame, now, person
from exchange.web.languages import say

_log = logging.getLogger("exchange")

Answer = Response | tuple[str, int]


def answer(app: Flask) -> None:
    """Answers every error with a page."""
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(ReadersBusy, _busy)
    app.register_error_handler(Exception, _ours)


def _known(error: HTTPException) -> Answer:
    if of_the_api():
        return known(error)
    code = error.code or 500
    return render_template("error.html", code=code, **_words(code)), code


def _expired(_error: CSRFError) -> Answer:
    _ = say()
    words = {
        "title": _("This page was open for too long"),
        "text": _("Nothing was changed. Go back, load the page again, and send it once more."),
    }
    return render_template("error.html", code=400, **words), 400


def _busy(_error: ReadersBusy) -> Answer:
    _ = say()
    words = {
        "title": _("Many workbooks are being read just now"),
        "text": _("Yours was not kept. Wait a minute and upload it again."),
    }
    if of_the_api():
        return problem(503, words["text"], "readers-busy", {"Retry-After": "30"})
    return render_template("error.html", code=503, **words), 503


def _ours(error: Exception) -> Answer:
    reference = secrets.token_hex(3).upper()
    # The rule and not the path: a path can hold the secret of a link.
    _log.error("reference %s: %s %s", reference, request.method, request.url_rule, exc_info=error)
    who = person()
    try:
        with frame().store.writing() as connection:
            about = {"reference": reference, "endpoint": request.endpoint}
            record(connection, Event(now(), "fault", who.id if who else None, details=about))
    except Exception:  # noqa: BLE001 - whatever it is, the sender gets the reference
        _log.exception("reference %s: the event could not be kept", reference)
    _ = say()
    words = {
        "title": _("Something went wrong on our side"),
        "text": _(
            "The reference is {reference}; the secretariat can look it up. What you had sent"
            " before is kept. Try again in a while.",
            reference=reference,
        ),
    }
    if of_the_api():
        return problem(500, words["text"], "fault", reference=reference)
    return render_template("error.html", code=500, **words), 500


def _words(code: int) -> dict[str, str]:
    _ = say()
    words = {
        401: (_("Sign in first"), _("This needs somebody who is signed in.")),
        403: (
            _("This is not yours to open"),
            _("Your account has no role here that allows it. If it should, ask the secretariat."),
        ),
        404: (_("There is no such page"), _("Check the address, or go to the first page.")),
        405: (_("That cannot be done here"), _("Go to the first page and start from there.")),
        413: (
            _("The file is too large"),
            _("A filled form is far below the limit. Download a fresh form and fill that in."),
        ),
        429: (
            _("Too many tries"),
            _("Wait a quarter of an hour, then try again. Nothing is locked."),
        ),
    }
    title, text = words.get(code, (_("That did not work"), _("Go back and try it once more.")))
    return {"title": title, "text": text}
