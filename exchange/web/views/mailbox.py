"""The mailbox of the demonstration: the letters that would have been sent."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, render_template

from exchange.storage import letters
from exchange.storage.letters import Kept
from exchange.web.frame import frame
from exchange.web.languages import shown_time

blueprint = Blueprint("mailbox", __name__)

ZONE = "America/Curacao"


class Line(NamedTuple):
    """A line of a letter; ``url`` where it is the address of a page of ours and nothing else."""

    text: str
    url: str | None


class Shown(NamedTuple):
    """A letter as the page has it: its text, paragraph by paragraph, line by line."""

    subject: str
    address: str
    at: str
    paragraphs: list[list[Line]]


@blueprint.get("/mailbox")
def page() -> str:
    """The letters, the latest first; there is no such page outside the demonstration."""
    if not frame().service.demonstration:
        abort(404)
    with frame().store.reading() as connection:
        kept = letters.kept(connection)
    return render_template("mailbox.html", letters=[_shown(letter) for letter in kept])


def _shown(letter: Kept) -> Shown:
    paragraphs = [
        [_line(line) for line in paragraph.splitlines()] for paragraph in letter.text.split("\n\n")
    ]
    return Shown(letter.subject, letter.address, shown_time(letter.made_at, ZONE), paragraphs)


def _line(text: str) -> Line:
    own = frame().service.public_url.rstrip("/")
    trimmed = text.strip()
    is_ours = trimmed.startswith(f"{own}/") and " " not in trimmed
    return Line(trimmed, trimmed.removeprefix(own) if is_ours else None)
