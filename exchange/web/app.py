"""Puts the service together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask import Flask, request, url_for
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from exchange.deliveries.desk import Desk
from exchange.mail import Post
from exchange.resources import templates
from exchange.service import Service
from exchange.web import api, errors, gate, languages, metrics, navigation, safely
from exchange.web.api import bearer
from exchange.web.frame import Frame, frame, person
from exchange.web.sessions import DatabaseSessions
from exchange.web.views import register
from exchange.wording.translator import number

_FORM_BYTES = 512 * 1024


def create_app(
    service: Service,
    desk: Desk,
    post: Post,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """The service as a WSGI application."""
    folder = templates() / "web"
    app = Flask("exchange", template_folder=folder, static_folder=folder / "static")
    app.extensions["exchange"] = Frame(service, desk, post, clock)
    app.config.update(_configured(service))
    app.config["MAX_CONTENT_LENGTH"] = desk.readers.limits.file_bytes + _FORM_BYTES
    app.session_interface = DatabaseSessions(app)
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    metrics.count(app)
    CSRFProtect(app)
    bearer.listen(app)
    gate.stand(app)
    languages.speak(app)
    safely.protect(app)
    errors.answer(app)
    register(app)
    api.register(app)
    app.context_processor(_in_every_template)
    return app


def _configured(service: Service) -> dict[str, Any]:
    return {
        "SECRET_KEY": service.secret_key,
        "SESSION_COOKIE_NAME": "__Host-exchange" if service.secure else "exchange",
        "SESSION_COOKIE_SECURE": service.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_FORM_MEMORY_SIZE": _FORM_BYTES,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": service.secure,
    }


def _in_every_template() -> dict[str, Any]:
    return {
        "_": languages.say(),
        "plural": languages.say().plural,
        "language": languages.language(),
        "languages": list(languages.OWN_NAMES.items()),
        "person": person(),
        "navigation": navigation.items(),
        "sign_out_url": url_for("sign_in.end") if person() else None,
        "static": _static,
        "number": number,
        "demonstration": frame().service.demonstration,
        "shown_time": languages.shown_time,
        "here": request.full_path.rstrip("?"),
    }


def _static(name: str) -> str:
    return url_for("static", filename=name, v=_hash_of(name))


@cache
def _hash_of(name: str) -> str:
    content = (templates() / "web" / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
