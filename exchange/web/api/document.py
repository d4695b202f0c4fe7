"""The OpenAPI document: it says how to ask, and nothing of what there is."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Flask
from flask_smorest import Api
from werkzeug.routing import IntegerConverter, UnicodeConverter

from exchange.core.codebook import LAST_YEAR
from exchange.web.api.bearer import PER_MINUTE
from exchange.web.api.problems import KINDS, MIMETYPE, PREFIX
from exchange.web.api.schemas import Problem

_ABOUT = f"""What the pages of the exchange do, for programs.

**Who asks.** Every operation wants a token in the header `Authorization: Bearer …`. A token is made
and revoked on the account page, may do what its owner may do, and stops working when the account is
disabled. Without one that works the answer is 401, without a role that allows it 403: also for
an attempt of another reporter, whose existence the numbers of attempts give away anyway.

**Lists** come a page at a time: `page` from 1, `page_size` up to 100. The answer says the `total`,
and its header `Link` (RFC 8288) where the first, previous, next and last pages are.

**Errors** are `{MIMETYPE}` (RFC 9457). A kind that a program may want to tell apart has its
`type`; they are listed under `x-problems`. What is not documented here, such as a parameter of
another name, is refused with 422 rather than passed over.

**Language.** Sentences are in the account's language, else that of `Accept-Language`: `nl`, `en`,
`pap-CW`, `pap-AW`.

**Pace.** {PER_MINUTE} requests a minute for one person; then 429 with `Retry-After`.
"""

_HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": "`Bearer`, with the reason where a token was sent."},
    429: {"Retry-After": "Seconds to wait."},
    503: {"Retry-After": "Seconds to wait."},
}


class ReporterConverter(UnicodeConverter):
    """A reporter of the code book, in an address; the gate refuses any other."""


class YearConverter(IntegerConverter):
    """A year, which has four digits."""

    regex = "[1-9][0-9]{3}"


class Document(Api):  # type: ignore[misc]
    """Errors are answered by the service itself; here they are only documented, each by name."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Errors of the pages are not the API's."""

    def _register_pagination_header(self) -> None:
        """Pages are told in the answer itself."""

    def _register_responses(self) -> None:
        self.spec.components.schema("Problem", schema=Problem)
        for status in HTTPStatus:
            self.spec.components.response(status.name, _refusal(status), lazy=True)


def _refusal(status: HTTPStatus) -> dict[str, Any]:
    headers = {
        name: {"description": text, "required": True, "schema": {"type": "string"}}
        for name, text in _HEADERS.get(status, {}).items()
    }
    content = {MIMETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": status.phrase, "content": content} | (
        {"headers": headers} if headers else {}
    )


def document_of(app: Flask) -> Document:
    """The document, served at ``/api/v1/openapi.json``."""
    app.config.update(
        API_TITLE="MoU exchange",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {
                "description": _ABOUT,
                "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            },
            "servers": [{"url": "/"}],
            "security": [{"token": []}],
            "x-problems": dict(KINDS),
        },
    )
    app.url_map.converters.update(reporter=ReporterConverter, year=YearConverter)
    document = Document(app)
    codebook = app.extensions["exchange"].codebook
    reporter = {"type": "string", "enum": list(codebook.reporters)}
    year = {"type": "integer", "minimum": codebook.first_year, "maximum": LAST_YEAR}
    document.register_converter(ReporterConverter, lambda _: dict(reporter))
    document.register_converter(YearConverter, lambda _: dict(year))
    document.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    return document
