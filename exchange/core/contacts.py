"""The contact list's own entries (MoU art. 2): who can be reached besides those with an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from exchange.core.addresses import LONGEST as LONGEST_ADDRESS
from exchange.core.addresses import is_address
from exchange.core.people import Assignment, Operation, permitted

LONGEST = {"name": 200, "organisation": 200, "address": LONGEST_ADDRESS, "telephone": 60}
"""How many characters each text of an entry may have."""


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


class Wrong(StrEnum):
    """What keeps an entry from being put on the list."""

    NOBODY = "nobody"
    OUT_OF_REACH = "out-of-reach"
    NO_ADDRESS = "no-address"
    TOO_LONG = "too-long"


def faults_of(entry: Entry) -> Iterator[tuple[str, Wrong]]:
    """Each field in which something is wrong, with what; nothing for an entry that can stand."""
    if not entry.name and not entry.organisation:
        yield "name", Wrong.NOBODY
    if not entry.address and not entry.telephone:
        yield "address", Wrong.OUT_OF_REACH
    for field, most in LONGEST.items():
        if len(getattr(entry, field)) > most:
            yield field, Wrong.TOO_LONG
        elif field == "address" and entry.address and not is_address(entry.address):
            yield field, Wrong.NO_ADDRESS


def tidied(text: str) -> str:
    """A text on one line, without characters that nobody sees."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def keeping(assignments: Iterable[Assignment], reporter: str | None) -> Assignment | None:
    """The assignment by which somebody keeps the entries of a reporter, or None.

    Those of the whole exchange are kept by who serves the whole exchange.
    """
    theirs = [held for held in assignments if reporter is not None or held.reporter is None]
    return permitted(theirs, Operation.MANAGE_CONTACTS, reporter)
