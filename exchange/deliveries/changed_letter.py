"""What changed since the last meeting, in words: for a page, and as a letter to who asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.people import Person
from exchange.deliveries.changed_since import Released, Since
from exchange.deliveries.desk import Desk
from exchange.mail import Letter, compose
from exchange.storage import outbox
from exchange.wording import Translator, translator
from exchange.wording.lists import told_list
from exchange.wording.meeting_texts import meeting_title
from exchange.wording.missing_texts import offence_name
from exchange.wording.people_texts import ZONE
from exchange.wording.times import told_day

KIND = "comparison-changed"


class Line(NamedTuple):
    """One offence that changed: of which return, what, explained or not, released when."""

    area: str
    year: str
    offence: str
    what: str
    explained: str
    version: str
    released: str


def lines(_: Translator, codebook: CodeBook, since: Since) -> Iterator[Line]:
    """What changed, in the order of the code book and by year."""
    order = list(codebook.reporters)
    for each in sorted(since.released, key=lambda e: (order.index(e.changed.reporter), _year(e))):
        reporter = codebook.reporters[each.changed.reporter]
        day = each.at.astimezone(ZoneInfo(reporter.zone)).date()
        yield Line(
            reporter.label[_.language],
            str(each.changed.year),
            offence_name(codebook, each.changed.offence, _.language),
            _what(_, codebook, each),
            _explained(_, each),
            str(each.version),
            told_day(day, _.language),
        )


def mail_changes(
    connection: Connection, desk: Desk, since: Since, to: Person, language: str, now: datetime
) -> bool:
    """Puts the letter into the outbox; False where the same one went there on the same day."""
    day = now.astimezone(ZoneInfo(ZONE)).date()
    key = f"{KIND}/{since.meeting.id}/{since.content_sha256}/{day}/{to.id}"
    _ = translator(language)
    words = compose(
        KIND,
        language,
        name=to.name,
        meeting=meeting_title(_, since.meeting),
        lines=list(lines(_, desk.codebook, since)),
        url=f"{desk.public_url.rstrip('/')}/comparison/changes",
    )
    letter = Letter(KIND, to.email, *words)
    draft = outbox.Draft(key, KIND, to.email, language, now, to.id, since.meeting.id, letter=letter)
    return outbox.put(connection, draft, now)


def _what(_: Translator, codebook: CodeBook, released: Released) -> str:
    changed = released.changed
    if changed.first:
        return _("delivered for the first time")
    if not changed.figures:
        return _("no figure, only what is said about one")
    names = [codebook.key_label(key, _.language) for key in changed.figures]
    return told_list(names, _.language)


def _explained(_: Translator, released: Released) -> str:
    """Whether a reason was given; nothing where there is nothing to give one for."""
    figures, explained = len(released.changed.figures), released.changed.explained
    if figures == 0:
        return ""
    if explained in {0, figures}:
        return _("explained") if explained else _("not explained")
    return _("{n} of {all} explained", n=explained, all=figures)


def _year(released: Released) -> int:
    return released.changed.year
