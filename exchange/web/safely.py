"""Small things that keep answers harmless."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from exchange.web.frame import frame

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PROTECTING = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries, whoever gives it."""

_A_YEAR = 365 * 24 * 60 * 60
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")


def protect(app: Flask) -> None:
    """Puts the protecting headers on every answer, errors and files included."""
    app.before_request(_refuse_nul)
    app.after_request(_with_headers)


def _refuse_nul() -> None:
    """No form of ours sends U+0000, and no database keeps it."""
    if request.path.startswith("/api/"):
        return  # takes no forms, and reads bodies to limits of its own
    if request.mimetype in _FORMS and any("\0" in value for value in request.form.values()):
        abort(400)


def _with_headers(response: Response) -> Response:
    headers = response.headers
    headers.update(PROTECTING)
    if request.endpoint == "static" and request.args.get("v"):
        headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    elif "Cache-Control" not in headers or request.endpoint == "static":
        headers["Cache-Control"] = "no-store"
    if frame().service.secure:
        headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}; includeSubDomains"
    return response


def back_to(path: str | None) -> str:
    """A path of this service to go back to; anything else leads home."""
    if path and _OWN_PATH.fullmatch(path) and not urlsplit(path).netloc:
        return path
    return "/"


def attachment(content: bytes, name: str, mimetype: str) -> Response:
    """A file to be saved; never shown in the browser."""
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
