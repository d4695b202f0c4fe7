"""Links to pages, for who may open them."""

from __future__ import annotations

from flask import current_app, url_for

from exchange.core.people import Operation
from exchange.web.access import ACCESS, Open
from exchange.web.frame import may


def link(endpoint: str, reporter: str | None = None, **values: object) -> str | None:
    """The address of a page; None where the reader may not open it."""
    rule = ACCESS.get(endpoint)
    if endpoint not in current_app.view_functions or rule is None:
        return None
    if isinstance(rule, Operation) and not may(rule, reporter):
        return None
    if rule is Open.SIGNED_IN_HALF:
        return None
    where = values if reporter is None else {"reporter": reporter, **values}
    return url_for(endpoint, **where)  # type: ignore[arg-type]
