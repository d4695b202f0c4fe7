"""Lists a page at a time, with links to the pages around it (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, jsonify, request

from exchange.web.api.queries import Paging

Item = TypeVar("Item")

LINKS = {
    "Link": {
        "description": "The pages `first`, `prev`, `next` and `last`, where there are such.",
        "schema": {"type": "string"},
    }
}


def page_of(
    items: Sequence[Item], paging: Paging, shown: Callable[[Item], dict[str, Any]]
) -> Response:
    """One page; one behind the last is empty."""
    begin = (paging.page - 1) * paging.page_size
    pages = max(1, -(-len(items) // paging.page_size))
    body = {
        "items": [shown(item) for item in items[begin : begin + paging.page_size]],
        "page": paging.page,
        "page_size": paging.page_size,
        "total": len(items),
    }
    response = jsonify(body)
    around = {
        "first": 1,
        "prev": min(paging.page - 1, pages),
        "next": paging.page + 1,
        "last": pages,
    }
    links = (
        f'<{_address(paging, page)}>; rel="{relation}"'
        for relation, page in around.items()
        if 1 <= page <= pages
    )
    response.headers["Link"] = ", ".join(links)
    return response


def _address(paging: Paging, page: int) -> str:
    asked = {**request.args.to_dict(), "page": page, "page_size": paging.page_size}
    return f"{request.path}?{urlencode(asked)}"
