"""What is released: which returns, and the figures of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, abort, jsonify

from exchange.core.codebook import CodeBook, known_keys
from exchange.core.returns import Entry, Return
from exchange.storage import current, observations
from exchange.storage.current import Counting
from exchange.web.api import schemas
from exchange.web.api.attempts import RETURN
from exchange.web.api.operations import Answer, Operations
from exchange.web.api.paging import LINKS, page_of
from exchange.web.api.problems import PREFIX, problem
from exchange.web.api.queries import ReturnQuery, ReturnsQuery, ReturnsWanted
from exchange.web.frame import frame
from exchange.web.languages import say

blueprint = Operations("api_returns", __name__, url_prefix=PREFIX)
blueprint.description = "Returns that are released"


@blueprint.operation(
    "GET",
    "/returns",
    [
        Answer(
            200,
            "By reporter and year, the version that counts",
            schemas.page(schemas.Released),
            LINKS,
        )
    ],
    refuses=[404],
    query=ReturnsQuery,
)
def released(asked: ReturnsWanted) -> Response:
    """Released returns."""
    if asked.reporter is not None and asked.reporter not in frame().codebook.reporters:
        abort(404)
    years = None if asked.year is None else [asked.year]
    with frame().store.reading() as connection:
        counted = current.counting(connection, None, years)
    found = [each for each in counted if asked.reporter in {None, each.reporter}]
    return page_of(found, asked.paging, _released)


@blueprint.operation(
    "GET",
    RETURN,
    [Answer(200, "The figures that count, in the form's order", schemas.ReleasedReturn)],
    refuses=[404],
    query=ReturnQuery,
)
def one(asked: dict[str, datetime], reporter: str, year: int) -> Response:
    """The return of a reporter and year.

    The version released last, now or at an instant; 404 where there was none. What is delivered
    and not released yet is not in it.
    """
    with frame().store.reading() as connection:
        counted = current.counting(connection, asked.get("as_of"), [year])
        found = next((each for each in counted if each.reporter == reporter), None)
        if found is None:
            _ = say()
            abort(problem(404, _("Nothing of this return was released then.")))
        returned = observations.return_of(connection, found.version)
    return jsonify({**_released(found), "observations": _figures(frame().codebook, returned)})


def _released(each: Counting) -> dict[str, Any]:
    return {
        "reporter": each.reporter,
        "year": each.year,
        "number": each.number,
        "released_at": each.released_at.isoformat(),
        "content_sha256": each.content_sha256,
    }


def _figures(codebook: CodeBook, returned: Return) -> list[dict[str, Any]]:
    places = {key: place for place, key in enumerate(known_keys(codebook))}
    keys = sorted(returned.observations, key=lambda key: (places.get(key, len(places)), key.name))
    return [_figure(returned.observations[key].entry) for key in keys]


def _figure(entry: Entry) -> dict[str, Any]:
    return {
        **entry.key._asdict(),
        "value": entry.value,
        "status": entry.status,
        "basis": entry.basis,
        "note": entry.note,
    }
