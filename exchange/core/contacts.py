"""The contact list of MoU art. 2: who can be reached in each country, besides the accounts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class ContactKind(StrEnum):
    """What an entry is that is nobody's account."""

    TWINNING_PARTNER = "twinning-partner"
    MAILBOX = "mailbox"
    OTHER = "other"


class Entry(NamedTuple):
    """A twinning partner, a functional mailbox, or another contact of a reporter.

    ``reporter`` is None for one of the whole exchange. Where it is a mailbox, ``name`` is what it
    is for. ``address`` and ``telephone`` are texts; one of them is there.
    """

    id: int
    reporter: str | None
    kind: ContactKind
    name: str
    organisation: str
    address: str
    telephone: str
    added_at: datetime
    removed_at: datetime | None = None
