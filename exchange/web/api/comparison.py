"""The comparison as a file, not sent again to who has it already."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from werkzeug.wrappers import Response

from exchange.overviews.compared import Period
from exchange.overviews.files import file_of
from exchange.web.api import schemas
from exchange.web.api.operations import Answer, Operations
from exchange.web.api.problems import PREFIX
from exchange.web.api.queries import ComparisonQuery, ComparisonWanted
from exchange.web.frame import frame, now
from exchange.web.languages import language
from exchange.web.safely import attachment
from exchange.web.views.comparison import ENDINGS, MIMETYPES

blueprint = Operations("api_comparison", __name__, url_prefix=PREFIX)
blueprint.description = "The four countries side by side"

_BY_MIMETYPE = {mimetype.partition(";")[0]: name for name, mimetype in MIMETYPES.items()}
_TEXT = {"schema": {"type": "string"}}
_HEADERS: dict[str, Any] = {
    "ETag": {"description": "For `If-None-Match`.", **_TEXT},
    "X-Content-SHA256": {
        "description": "The same for the same figures, in whatever format.",
        **_TEXT,
    },
}
_FILE: dict[str, Any] = {"type": "string", "format": "binary"}


def _answers() -> list[Answer]:
    """Each format has its media type; JSON is described."""
    return [
        Answer(
            200,
            "The comparison of what is, or was, released",
            schemas.Comparison if name == "json" else _FILE,
            _HEADERS,
            mimetype,
        )
        for mimetype, name in _BY_MIMETYPE.items()
    ]


@blueprint.operation(
    "GET",
    "/comparison",
    [*_answers(), Answer(304, "What `If-None-Match` names is still the same", None, _HEADERS)],
    refuses=[406],
    query=ComparisonQuery,
    headers=["If-None-Match"],
)
def comparison(asked: ComparisonWanted) -> Response:
    """The comparison.

    All years or some, as known now or at an instant. Same content, format and language, same bytes.
    """
    period = Period(asked.as_of, asked.years)
    format_ = asked.format or _accepted()
    spoken = asked.language or language()
    made = file_of(frame().store, frame().codebook, period, format_, spoken, now())
    name = f"comparison-{made.content_sha256[:8]}.{ENDINGS[format_]}"
    response = attachment(made.content, name, MIMETYPES[format_])
    response.set_etag(made.sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-SHA256"] = made.content_sha256
    response.vary.update(["Accept", "Accept-Language", "Authorization"])
    return response.make_conditional(request)


def _accepted() -> str:
    """The format that the request's header asks for; JSON where it says nothing."""
    if "Accept" not in request.headers:
        return "json"
    found = request.accept_mimetypes.best_match(["application/json", *_BY_MIMETYPE])
    if found is None:
        abort(406)
    return _BY_MIMETYPE[found]
