"""The main pages that somebody can open, in the order of use."""

from __future__ import annotations

from typing import NamedTuple

from flask import request, url_for

from exchange.core.people import Operation
from exchange.web.access import ACCESS
from exchange.web.frame import frame, may, person
from exchange.web.languages import say


class Item(NamedTuple):
    label: str
    url: str
    current: bool


def items() -> list[Item]:
    """What the person may open; nothing for who is not signed in."""
    if person() is None:
        return []
    _ = say()
    pages = {
        "home.start": _("Home"),
        "comparison.page": _("Comparison"),
        "definitions.page": _("Definitions"),
        "meetings.page": _("Meetings"),
        "contacts.page": _("Contacts"),
        "people.page": _("People"),
        "letters.page": _("Letters"),
        "mailbox.page": _("Mailbox"),
        "account.page": _("Account"),
    }
    return [
        Item(label, url_for(endpoint), request.endpoint == endpoint)
        for endpoint, label in pages.items()
        if _is_open(endpoint)
    ]


def _is_open(endpoint: str) -> bool:
    if endpoint == "mailbox.page":
        return frame().service.demonstration
    if endpoint == "account.page":
        return True  # who holds no role any more still has an account
    operation = ACCESS.get(endpoint)
    return isinstance(operation, Operation) and may(operation)
