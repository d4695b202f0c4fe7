"""Letters: what lies in the outbox, and what became of each one."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from exchange.core.letters import Fate, Letter, Message
from exchange.core.people import Operation
from exchange.storage import events, meetings, outbox
from exchange.storage.events import Event
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import say, shown_time
from exchange.web.links import link
from exchange.web.views.letters_shown import (
    FATES,
    LOOKS,
    about,
    kind_of,
    line_of,
    paragraphs,
    reason_of,
    tabs,
    title_of,
)
from exchange.wording.meeting_texts import meeting_title
from exchange.wording.people_texts import ZONE

blueprint = Blueprint("letters", __name__, url_prefix="/letters")

A_PAGE = 50
A_READ = 200
"""How many are read at a time, of which some are left out."""
_LARGEST = 2**31 - 1
_OF_OTHERS = frozenset({"sent-back"})
"""Letters that hold the words of one reporter's people to each other."""


EVERYTHING = "all"
"""Asks for letters of every fate, those too that were not to go."""


class Chosen(NamedTuple):
    """Which letters are asked for; ``before`` an id, for going on.

    Without a fate those that were not to go are left out: they would bury the others.
    """

    fate: Fate | None
    everything: bool
    meeting: int | None
    before: int | None


@blueprint.get("")
def page() -> str:
    """The letters, the latest first."""
    chosen = _chosen()
    with frame().store.reading() as connection:
        found = _letters(connection, chosen)
        counts = outbox.how_many(connection)
        hidden = _hidden(connection, chosen)
        options = _meetings(connection)
    older = chosen._replace(before=found[A_PAGE - 1].id) if len(found) > A_PAGE else None
    return render_template(
        "letters.html",
        tabs=tabs(),
        counts=[(LOOKS[fate], say()(FATES[fate]), n) for fate, n in counts.items()],
        fates=_fates(),
        meetings=options,
        chosen=chosen,
        fate=_asked_fate(chosen),
        hidden=hidden,
        hidden_url=_url_of(chosen._replace(fate=Fate.SKIPPED, before=None)),
        lines=[line_of(message, dict(options)) for message in found[:A_PAGE]],
        older=_url_of(older) if older else None,
        sends=bool(frame().service.smtp_url) or frame().service.demonstration,
    )


@blueprint.get("/<int:letter_id>")
def letter(letter_id: int) -> str:
    """One letter: what it says, to whom, how often it was tried."""
    with frame().store.reading() as connection:
        message = _found(connection, letter_id)
        said = outbox.written(connection, letter_id)
        meeting = meetings.meeting_of(connection, message.meeting) if message.meeting else None
    _ = say()
    unwritten = _unwritten(message, said)
    return render_template(
        "letter.html",
        title=title_of(message),
        subject_known=bool(message.subject),
        kind=kind_of(message),
        look=LOOKS[message.fate],
        state=_(FATES[message.fate]),
        facts=_facts(message, meeting_title(_, meeting) if meeting else ""),
        spoken=message.language,
        paragraphs=[] if unwritten else paragraphs(said.text),
        enclosures=[file.name for file in said.enclosures],
        unwritten=unwritten,
        preview_url=_preview_url(message),
        again_url=_again_url(message),
    )


@blueprint.post("/<int:letter_id>/again")
def again(letter_id: int) -> Response:
    """One that failed is tried once more, its time beginning anew."""
    _ = say()
    with frame().store.writing() as connection:
        message = _found(connection, letter_id)
        done = outbox.try_again(connection, letter_id, now())
        if done:
            details = {"letter": letter_id}
            told = Event(now(), "letter-tried-again", me().id, message.reporter, details=details)
            events.record(connection, told)
    if done:
        flash(_("The letter is in the queue again."), "done")
    else:
        flash(_("The letter has not failed, so it is not tried again."), "info")
    return redirect(url_for("letters.letter", letter_id=letter_id), 303)


def _chosen() -> Chosen:
    """What the address asks for; anything that cannot be is left out."""
    asked = request.args.get("fate")
    fate = Fate(asked) if asked in set(Fate) else None
    return Chosen(fate, asked == EVERYTHING, _number("meeting"), _number("before"))


def _letters(connection: Connection, chosen: Chosen) -> list[Message]:
    """A page of letters, and one more where the list goes on."""
    before, found = chosen.before, list[Message]()
    while len(found) <= A_PAGE:
        more = outbox.messages(
            connection, fate=chosen.fate, meeting=chosen.meeting, before=before, most=A_READ
        )
        found += [each for each in more if each.fate is not Fate.SKIPPED or _all_asked(chosen)]
        if len(more) < A_READ:
            break
        before = more[-1].id
    return found[: A_PAGE + 1]


def _all_asked(chosen: Chosen) -> bool:
    return chosen.everything or chosen.fate is not None


def _hidden(connection: Connection, chosen: Chosen) -> int:
    """How many that were not to go are left out."""
    if _all_asked(chosen):
        return 0
    if chosen.meeting is None:
        return outbox.how_many(connection)[Fate.SKIPPED]
    skipped = outbox.messages(connection, fate=Fate.SKIPPED, meeting=chosen.meeting, most=_LARGEST)
    return len(skipped)


def _fates() -> list[tuple[str, str]]:
    """What can be chosen; the empty choice leaves out what was not to go."""
    _ = say()
    named = [(fate.value, _(words)) for fate, words in FATES.items()]
    return [("", _("everything but “not sent”")), *named, (EVERYTHING, _("everything"))]


def _asked_fate(chosen: Chosen) -> str:
    return EVERYTHING if chosen.everything else chosen.fate.value if chosen.fate else ""


def _number(name: str) -> int | None:
    given = request.args.get(name, type=int)
    return given if given is not None and 0 < given <= _LARGEST else None


def _url_of(chosen: Chosen) -> str:
    fate = _asked_fate(chosen) or None
    return url_for("letters.page", fate=fate, meeting=chosen.meeting, before=chosen.before)


def _meetings(connection: Connection) -> list[tuple[int, str]]:
    """The meetings to choose from, the latest first."""
    found = [(each.id, meeting_title(say(), each)) for each in meetings.all_meetings(connection)]
    return found[::-1]


def _found(connection: Connection, letter_id: int) -> Message:
    message = outbox.message_of(connection, letter_id)
    if message is None:
        abort(404)
    return message


def _facts(message: Message, meeting: str) -> list[tuple[str, str]]:
    """What is known of a letter, line by line; what there is not is left out."""
    _ = say()
    settled = shown_time(message.settled_at, ZONE) if message.settled_at else ""
    coming = shown_time(message.next_try_at, ZONE) if message.next_try_at else ""
    over = {Fate.SENT: _("Sent"), Fate.FAILED: _("Given up"), Fate.SKIPPED: _("Decided")}
    more = _.plural("{n} time: a worker ended", "{n} times: a worker ended", message.crashes)
    facts = [
        (_("To"), message.address),
        (_("About"), about(message)),
        (_("Meeting"), meeting),
        (_("Due"), shown_time(message.due_at, ZONE)),
        (_("In the queue since"), shown_time(message.queued_at, ZONE)),
        (_("Tried"), _.plural("{n} time", "{n} times", message.tries) if message.tries else ""),
        (_("Sent once more"), more if message.crashes else ""),
        (_("Next try"), coming if message.tries else ""),
        (over.get(message.fate, ""), settled),
        (_("Why") if message.fate is Fate.SKIPPED else _("What was said"), reason_of(message)),
    ]
    return [(term, said) for term, said in facts if said]


def _unwritten(message: Message, said: Letter) -> str:
    """Why there is no text to be shown; empty where there is one."""
    _ = say()
    if message.kind in _OF_OTHERS:
        return _("Why figures were sent back is said to those who delivered them, and nobody else.")
    if said.text:
        return ""
    if message.fate in {Fate.QUEUED, Fate.SENDING}:
        return _("It is written when it goes, from what is missing then.")
    return _("It was not written: no text went out.")


def _preview_url(message: Message) -> str | None:
    if message.fate is not Fate.QUEUED or message.kind != "reminder":
        return None
    where = {"meeting_id": message.meeting, "step": message.step}
    return link("letters_plan.preview", message.reporter, **where)


def _again_url(message: Message) -> str | None:
    if message.fate is not Fate.FAILED or not may(Operation.MANAGE_LETTERS):
        return None
    return url_for("letters.again", letter_id=message.id)
