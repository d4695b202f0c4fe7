"""Letters and what became of them in words, for the pages about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from flask import request, url_for

from exchange.core.letters import Fate, Message
from exchange.core.reminders import Why
from exchange.reminders.office import Office
from exchange.reminders.plan_words import step_words
from exchange.web.frame import frame
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.wording.missing_texts import why_text
from exchange.wording.people_texts import ZONE
from exchange.wording.translator import N_

KINDS: Final[Mapping[str, str]] = {
    "reminder": N_("Reminder"),
    "rehearsal": N_("Rehearsal"),
    "escalation": N_("Letter after a missed deadline"),
    "unreachable": N_("To the secretariat: nobody can be reached"),
    "late": N_("To the secretariat: figures are late"),
    "no-meeting": N_("To the secretariat: no meeting is set"),
    "mail-failed": N_("To the secretariat: a letter failed"),
    "receipt": N_("Receipt"),
    "waiting": N_("Waiting for release"),
    "sent-back": N_("Returned with a reason"),
    "comparison-changed": N_("What has changed in the comparison"),
    "meeting-set": N_("A meeting is set"),
    "meeting-changed": N_("A meeting is changed"),
    "meeting-cancelled": N_("A meeting is cancelled"),
    "contacts-changed": N_("New contact list"),
    "role-given": N_("A new role"),
    "invitation": N_("Invitation"),
    "reset": N_("New password"),
}

FATES: Final[Mapping[Fate, str]] = {
    Fate.QUEUED: N_("queued"),
    Fate.SENDING: N_("being sent"),
    Fate.SENT: N_("sent"),
    Fate.FAILED: N_("failed"),
    Fate.SKIPPED: N_("not sent"),
}

LOOKS: Final[Mapping[Fate, str]] = {
    Fate.QUEUED: "queued",
    Fate.SENDING: "queued",
    Fate.SENT: "released",
    Fate.FAILED: "failed",
    Fate.SKIPPED: "missing",
}
"""The picture and the colour of a fate, as parts/texts.html names them."""


class Line(NamedTuple):
    """One letter of the list; ``look`` is the picture of ``state``, ``at`` since when it is so."""

    url: str
    title: str
    about: str
    address: str
    look: str
    state: str
    at: str
    why: str
    spoken: str


def line_of(message: Message, meetings: Mapping[int, str]) -> Line:
    """A letter as a row of the list; ``meetings`` are their titles by id."""
    named = about(message) if message.subject else meetings.get(message.meeting or 0, "")
    return Line(
        url_for("letters.letter", letter_id=message.id),
        title_of(message),
        named,
        message.address,
        LOOKS[message.fate],
        say()(FATES[message.fate]),
        shown_time(message.settled_at or message.queued_at, ZONE),
        as_sentence(why_of(message)),
        message.language if message.subject else language(),
    )


def title_of(message: Message) -> str:
    """Its subject; while it has none what sort of letter it is, and which one."""
    named = f" ({about(message)})" if about(message) else ""
    return message.subject or f"{kind_of(message)}{named}"


def as_sentence(text: str) -> str:
    """With the capital letter that stands after a full stop."""
    return text[:1].upper() + text[1:]


def kind_of(message: Message) -> str:
    """What sort of letter it is."""
    return kind_words(message.kind)


def kind_words(kind: str) -> str:
    """A sort of letter, in words."""
    _ = say()
    return _(KINDS[kind]) if kind in KINDS else _("Letter")


def about(message: Message) -> str:
    """``Curaçao, 21 days before the deadline``; empty where it is about neither."""
    reporter = frame().codebook.reporters.get(message.reporter or "")
    parts = [reporter.label[language()]] if reporter else []
    parts += [step_words(say(), message.step)] if message.step else []
    return ", ".join(parts)


def why_of(message: Message) -> str:
    """What there is to know of its fate besides when it came to it; empty where that is all."""
    _ = say()
    if message.fate is Fate.QUEUED and message.tries and message.next_try_at is not None:
        at = shown_time(message.next_try_at, ZONE)
        return _("Tried; again from {at}. {why}", at=at, why=message.reason)
    if message.fate is Fate.SENT:
        return _("Sent once more after a worker ended.") if message.crashes else ""
    return reason_of(message)


def reason_of(message: Message) -> str:
    """Why it did not go: in our words where it was not to, in the server's where it could not."""
    if message.fate is Fate.SKIPPED and message.reason in set(Why):
        return why_text(say(), Why(message.reason))
    return message.reason


def tabs() -> list[tuple[str, str, bool]]:
    """The pages about letters that the reader may open."""
    _ = say()
    pages = {
        "letters.page": _("Letters"),
        "letters_plan.page": _("Who gets what, when"),
        "letters_drafts.page": _("Drafts"),
        "letters_addresses.page": _("Addresses"),
    }
    found = ((label, link(endpoint), endpoint) for endpoint, label in pages.items())
    return [(label, url, endpoint == request.endpoint) for label, url, endpoint in found if url]


def paragraphs(text: str) -> list[list[str]]:
    """A letter's text, paragraph by paragraph, line by line."""
    return [each.splitlines() for each in text.strip().split("\n\n")]


def office() -> Office:
    """What writing and sending letters takes."""
    return Office(frame().store, frame().codebook, frame().service, frame().post)
