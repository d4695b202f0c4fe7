"""The mailbox of the demonstration: the letters that would have been sent, and the next ones."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, url_for

from exchange.reminders.plan import plan
from exchange.storage import letters
from exchange.storage.letters import Kept
from exchange.web.frame import frame, now
from exchange.web.letters_apart import styles_of, with_styles_apart
from exchange.web.mailbox_shown import coming, grouped, titles

blueprint = Blueprint("mailbox", __name__, url_prefix="/mailbox")


@blueprint.get("")
def page() -> str:
    """What goes next, and the letters, the latest first; only the demonstration has the page."""
    _only_in_the_demonstration()
    with frame().store.reading() as connection:
        kept = letters.kept(connection)
        known = titles(connection)
        planned = plan(connection, frame().codebook, now())
    return render_template("mailbox.html", groups=grouped(kept, known), next=coming(planned))


@blueprint.get("/<int:letter>")
def letter(letter: int) -> str:
    """A letter's HTML as it arrives, its styles apart."""
    sheet = url_for("mailbox.styles", letter=letter)
    icon = url_for("static", filename="mark.svg")
    return with_styles_apart(_letter(letter).html, sheet, icon)


@blueprint.get("/<int:letter>/styles.css")
def styles(letter: int) -> Response:
    """The styles of a letter."""
    return Response(styles_of(_letter(letter).html), mimetype="text/css")


def _letter(id_: int) -> Kept:
    _only_in_the_demonstration()
    with frame().store.reading() as connection:
        found = letters.letter_of(connection, id_)
    if found is None:
        abort(404)
    return found


def _only_in_the_demonstration() -> None:
    if not frame().service.demonstration:
        abort(404)
