"""Links to pages, for who may open them."""

from __future__ import annotations

from flask import current_app, url_for

from exchange.core.people import Operation
from exchange.web.access import ACCESS, Open
from exchange.web.frame import may


def link(endpoint: str, reporter: str | None = None, **values: object) -> str | None:
    """The address of a page about a reporter's matter; None where the reader may not open it."""
    rule = ACCESS.get(endpoint)
    if endpoint not in current_app.view_functions or rule is None:
        return None
    if isinstance(rule, Operation) and not may(rule, reporter):
        return None
    if rule is Open.SIGNED_IN_HALF:
        return None
    if any("reporter" in each.arguments for each in current_app.url_map.iter_rules(endpoint)):
        values["reporter"] = reporter
    return url_for(endpoint, **values)  # type: ignore[arg-type]
