"""Errors of the API, as RFC 9457 has them: what a program can tell apart, and one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from exchange.web.frame import frame
from exchange.web.languages import say

PREFIX = "/api/v1"
MIMETYPE = "application/problem+json"
REALM = 'Bearer realm="mou-exchange"'

KINDS: Mapping[str, str] = {
    "not-understood": "The request does not have the form that this document describes.",
    "not-this-return": "The workbook is the form of another reporter or year; nothing was kept.",
    "not-asked": "The attempt asks no such question, or is delivered already; nothing was kept.",
    "not-ready": "The attempt is not accepted as it stands; `findings` says why.",
    "readers-busy": "No reader came free in time; nothing was kept. The same request works later.",
    "too-many-requests": "More requests in a minute than one person may make.",
    "fault": "The fault is ours; the secretariat can look `reference` up.",
}
"""What a program may want to tell apart where the status says too little."""


def of_the_api() -> bool:
    """Whether a program asked, rather than somebody with a browser."""
    return request.path.startswith("/api/")


def problem(
    status: int,
    detail: str,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """The answer that says what went wrong; ``more`` are members that belong to its kind."""
    body = {
        "type": _type(kind),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(request.path),
        **more,
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = MIMETYPE
    response.headers.extend(headers or {})
    return response


def _type(kind: str | None) -> str:
    if kind is None:
        return "about:blank"
    return f"{frame().service.public_url.rstrip('/')}{PREFIX}/openapi.json#/x-problems/{kind}"


def known(error: HTTPException) -> Response:
    """The answer to an error that has a status of its own."""
    status = error.code or 500
    messages = getattr(error, "data", {}).get("messages")
    if messages is not None:
        return not_understood(messages)
    headers = dict(error.get_headers())
    headers.pop("Content-Type", None)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = REALM + _why_not_authorised()
    return problem(status, _detail(status), headers=headers)


def not_understood(messages: Mapping[str, object]) -> Response:
    """Where in the request something is not as documented, and what was expected there."""
    _ = say()
    detail = _("The request cannot be understood as it is; “errors” says where.")
    return problem(422, detail, "not-understood", errors=_named(messages))


def _named(messages: object) -> object:
    """Places in a list are numbers, which a JSON object has no keys for."""
    if isinstance(messages, Mapping):
        return {str(key): _named(inner) for key, inner in messages.items()}
    return messages


def _why_not_authorised() -> str:
    return ', error="invalid_token"' if request.authorization else ""


def _detail(status: int) -> str:
    _ = say()
    details = {
        400: _("The request is not HTTP, or its body not JSON, as it should be."),
        401: _(
            "Send a token that works, as “Authorization: Bearer …”. Tokens are made and revoked"
            " on the account page."
        ),
        403: _("Your account has no role here that allows it. If it should, ask the secretariat."),
        404: _("There is nothing at this address."),
        405: _("This address does not take this method; the header “Allow” says which it takes."),
        406: _("This comes in other formats only; the document of the API names them."),
        413: _("The body of the request is too large."),
        415: _("This address takes bodies of other types; the document of the API names them."),
    }
    return details.get(status, HTTPStatus(status).phrase)
