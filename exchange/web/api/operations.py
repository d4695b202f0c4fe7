"""Operations of the API, each with all that it may be asked and may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar

from flask import Request
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser

from exchange.web.api.queries import Nothing, once_each

View = TypeVar("View", bound=Callable[..., Any])

ALWAYS = (401, 403, 422, 429, 500)
"""What any operation may answer instead."""


class _Strict(FlaskParser):
    """Refuses what is not documented, rather than passing over it."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE}  # noqa: RUF012 - never changed

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        return once_each(req.args.to_dict(flat=False))


class Answer(NamedTuple):
    """One way in which an operation succeeds."""

    status: int
    text: str
    schema: type[Schema] | dict[str, Any] | None = None
    headers: Mapping[str, Any] | None = None
    mimetype: str = "application/json"


class Operations(Blueprint):  # type: ignore[misc]
    """A part of the API."""

    ARGUMENTS_PARSER = _Strict()

    def operation(
        self,
        method: str,
        rule: str,
        answers: Iterable[Answer],
        refuses: Iterable[int] = (),
        query: type[Schema] = Nothing,
        headers: Iterable[str] = (),
        **document: Any,
    ) -> Callable[[View], View]:
        """Routes a view here; it gets what was asked first, then what the address names."""

        def decorated(view: View) -> View:
            func = self.arguments(query, location="query")(view)
            for each in answers:
                func = self.alt_response(
                    each.status,
                    schema=each.schema,
                    description=each.text,
                    headers=each.headers,
                    content_type=each.mimetype,
                )(func)
            for status in sorted({*ALWAYS, *refuses}):
                func = self.alt_response(status, response=HTTPStatus(status).name)(func)
            func = self.doc(operationId=view.__name__, **document)(func)
            self.route(rule, methods=[method], parameters=list(map(_header, headers)))(func)
            return view

        return decorated


def _header(name: str) -> dict[str, Any]:
    return {"in": "header", "name": name, "schema": {"type": "string"}}
