"""Who reports, and what can be said."""

from __future__ import annotations

from typing import Any

from flask import Response

from exchange.core import codebook
from exchange.publish.reference import to_json
from exchange.web.api.operations import Answer, Operations
from exchange.web.api.paging import LINKS, page_of
from exchange.web.api.problems import PREFIX
from exchange.web.api.queries import PageQuery, Paging
from exchange.web.api.schemas import Reporter, page
from exchange.web.frame import frame

blueprint = Operations("api_definitions", __name__, url_prefix=PREFIX)
blueprint.description = "Who reports, and what a return can say"


@blueprint.operation(
    "GET",
    "/reporters",
    [Answer(200, "The reporters, in the order of the code book", page(Reporter), LINKS)],
    query=PageQuery,
)
def reporters(asked: Paging) -> Response:
    """The reporters."""
    return page_of(list(frame().codebook.reporters.values()), asked, _reporter)


def _reporter(each: codebook.Reporter) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "labels": dict(each.label),
        "area": each.area,
        "zone": each.zone,
        "languages": list(each.languages),
    }


@blueprint.operation(
    "GET",
    "/codebook",
    [Answer(200, "As `exchange codebook --format json` writes it", {"type": "object"})],
)
def code_book(_asked: object) -> Response:
    """Reporters, figures, breakdowns, statuses, bases, rules and finding codes."""
    return Response(to_json(frame().codebook), mimetype="application/json")
