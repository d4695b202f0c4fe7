"""The form for an entry of the contact list: what it asks, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from flask import request

from exchange.core.contacts import LONGEST, ContactKind, Entry, Wrong, faults_of, keeping, tidied
from exchange.web.frame import assignments, frame
from exchange.web.languages import say
from exchange.wording.contact_texts import KINDS, area_text, kind_text
from exchange.wording.translator import N_

ALL = "all"
"""In the form: of the whole exchange."""

_WRONG: Mapping[Wrong, str] = {
    Wrong.NOBODY: N_("Write a name or an organisation."),
    Wrong.OUT_OF_REACH: N_("Write an address or a telephone number."),
    Wrong.NO_ADDRESS: N_("Write the whole address, such as name@example.org."),
    Wrong.TOO_LONG: N_("This is too long: no more than {n} characters fit here."),
}


class Written(NamedTuple):
    """What somebody wrote into the form; ``whose`` is a reporter or ALL."""

    whose: str
    kind: str
    name: str
    organisation: str
    address: str
    telephone: str

    @property
    def reporter(self) -> str | None:
        return None if self.whose == ALL else self.whose

    def entry(self, now: datetime, id_: int = 0) -> Entry:
        """What is to stand on the list."""
        return Entry(id_, self.reporter, ContactKind(self.kind), *self[2:], added_at=now)


def sent(whose: str = "") -> Written:
    """What this request sends; for an entry that is there, whose it is stays."""
    whose = whose or request.form.get("whose", "")
    texts = (tidied(request.form.get(field, "")) for field in LONGEST)
    return Written(whose, request.form.get("kind", ""), *texts)


def standing(entry: Entry) -> Written:
    """An entry as it is to be changed."""
    texts = (getattr(entry, field) for field in LONGEST)
    return Written(entry.reporter or ALL, entry.kind.value, *texts)


def choices() -> list[tuple[str, str]]:
    """Whose entries the person keeps."""
    _, book = say(), frame().codebook
    return [
        (reporter or ALL, area_text(_, book, reporter))
        for reporter in (*book.reporters, None)
        if keeping(assignments(), reporter)
    ]


def kinds() -> list[tuple[str, str]]:
    """What an entry can be."""
    _ = say()
    return [(kind.value, kind_text(_, kind)) for kind in KINDS]


def faults(written: Written, now: datetime) -> dict[str, str]:
    """Field → what to do about it."""
    return dict(_faults(written, now))


def _faults(written: Written, now: datetime) -> Iterator[tuple[str, str]]:
    _ = say()
    if written.whose not in dict(choices()):
        yield "whose", _("Choose for whom the contact is.")
    known = written.kind in set(ContactKind)
    if not known:
        yield "kind", _("Choose what it is.")
    # What is wrong with the texts does not depend on the choices.
    tried = written if known else written._replace(kind=ContactKind.OTHER.value)
    for field, wrong in faults_of(tried.entry(now)):
        yield field, _(_WRONG[wrong], n=LONGEST[field])
