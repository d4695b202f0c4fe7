"""Drafts after a missed deadline: looked at, and sent with one click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from exchange.core.letters import Letter, Message
from exchange.core.reminders import Contact
from exchange.reminders.drafts import Outcome, Overdue, letter_to, overdue, send, sent_before
from exchange.storage import people
from exchange.web.drafts_aside import aside, is_aside, put_aside
from exchange.web.frame import frame, me, now
from exchange.web.languages import language, say, shown_time
from exchange.web.views.letters_shown import FATES, LOOKS, office, paragraphs, tabs, why_of
from exchange.wording.meeting_texts import meeting_title, told_deadline, told_years
from exchange.wording.missing_texts import missing_text
from exchange.wording.people_texts import ROLES, ZONE

blueprint = Blueprint("letters_drafts", __name__, url_prefix="/letters/drafts")


class Ready(NamedTuple):
    """A draft to one reader; once it is sent, ``look``, ``state`` and ``detail`` of its letter."""

    to: str
    spoken: str
    subject: str
    paragraphs: list[list[str]]
    enclosures: list[str]
    send_url: str
    letter_url: str | None = None
    look: str = ""
    state: str = ""
    detail: str = ""


class Late(NamedTuple):
    """A reporter that is late, with what is missing and the drafts about it."""

    area: str
    meeting: str
    due: str
    missing: list[str]
    drafts: list[Ready]
    aside: bool
    aside_url: str | None


@blueprint.get("")
def page() -> str:
    """Every draft that lies ready, and those that were sent."""
    with frame().store.reading() as connection:
        found = overdue(connection, frame().codebook, now())
        known = aside(connection)
        shown = [_late(connection, each, aside=is_aside(each, known)) for each in found]
    return render_template("letters_drafts.html", tabs=tabs(), late=shown)


@blueprint.post("/<int:meeting_id>/<reporter>/<int:person_id>")
def send_one(meeting_id: int, reporter: str, person_id: int) -> Response:
    """Sends a draft; one that was sent before goes no second time."""
    _ = say()
    outcome = send(office(), (meeting_id, reporter), person_id, me(), now())
    told = {
        Outcome.QUEUED: ("done", _("The letter is in the queue and goes in a moment.")),
        Outcome.SENT_BEFORE: ("info", _("It was sent before, and does not go a second time.")),
        Outcome.GONE: (
            "info",
            _("There is nothing to send any more: what was missing has come, or the time is over."),
        ),
    }
    category, text = told[outcome]
    flash(text, category)
    return redirect(url_for("letters_drafts.page"), 303)


@blueprint.post("/<int:meeting_id>/<reporter>/aside")
def set_aside(meeting_id: int, reporter: str) -> Response:
    """Puts the drafts about a reporter aside; they can still be sent."""
    with frame().store.writing() as connection:
        for found in overdue(connection, frame().codebook, now()):
            if (found.meeting.id, found.reporter) == (meeting_id, reporter):
                put_aside(connection, found, me(), now())
    return redirect(url_for("letters_drafts.page"), 303)


def _late(connection: Connection, found: Overdue, *, aside: bool) -> Late:
    _, drafts = say(), list(_drafts(connection, found))
    waits = not aside and any(not draft.letter_url for draft in drafts)
    id_, reporter = found.meeting.id, found.reporter
    return Late(
        frame().codebook.reporters[found.reporter].label[language()],
        meeting_title(_, found.meeting),
        _(
            "The figures for {years} were due on {deadline}.",
            years=told_years(found.meeting.years, language()),
            deadline=told_deadline(found.meeting, language()),
        ),
        [missing_text(_, frame().codebook, each) for each in found.missing],
        drafts,
        aside,
        url_for("letters_drafts.set_aside", meeting_id=id_, reporter=reporter) if waits else None,
    )


def _drafts(connection: Connection, found: Overdue) -> Iterator[Ready]:
    names = people.names(connection, [reader.person for reader in found.readers])
    sent = sent_before(connection, found)
    for reader in found.readers:
        to = _reader(reader, names[reader.person])
        if reader.person in sent:
            yield _sent(to, sent[reader.person])
        elif letter := letter_to(office(), connection, found, reader, now()):
            yield _ready(found, reader, letter, to)


def _ready(found: Overdue, reader: Contact, letter: Letter, to: str) -> Ready:
    meeting, area, person = found.meeting.id, found.reporter, reader.person
    return Ready(
        to,
        reader.language,
        letter.subject,
        paragraphs(letter.text),
        [file.name for file in letter.enclosures],
        url_for("letters_drafts.send_one", meeting_id=meeting, reporter=area, person_id=person),
    )


def _sent(to: str, letter: Message) -> Ready:
    return Ready(
        to,
        letter.language,
        letter.subject,
        [],
        [],
        "",
        url_for("letters.letter", letter_id=letter.id),
        LOOKS[letter.fate],
        say()(FATES[letter.fate]),
        ". ".join(
            filter(None, [shown_time(letter.settled_at or letter.queued_at, ZONE), why_of(letter)])
        ),
    )


def _reader(reader: Contact, name: str) -> str:
    """``name, approver (address)``."""
    roles = [say()(ROLES[role]) for role in ROLES if role in reader.roles]
    return f"{', '.join([name, *roles] if name else roles)} ({reader.address})"
