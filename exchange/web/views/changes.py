"""What changed in the comparison since the last meeting: for the secretariat, and by mail."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from exchange.deliveries.changed_letter import lines, mail_changes
from exchange.deliveries.changed_since import Since, changed_since
from exchange.web.frame import frame, me, now
from exchange.web.languages import language, say
from exchange.wording.meeting_texts import meeting_title

blueprint = Blueprint("changes", __name__, url_prefix="/comparison/changes")


@blueprint.get("")
def page() -> str:
    """Which figures are others than at the last meeting, return by return."""
    since = _since()
    return render_template(
        "changes.html",
        meeting=meeting_title(say(), since.meeting) if since else "",
        lines=list(lines(say(), frame().codebook, since)) if since else [],
        address=me().email,
    )


@blueprint.post("")
def mail() -> Response:
    """The same as a letter to who asks."""
    since, _ = _since(), say()
    if since is None or not since.released:
        flash(_("There is nothing to mail: nothing changed."), "info")
        return _back()
    with frame().store.writing() as connection:
        new = mail_changes(connection, frame().desk, since, me(), language(), now())
    if new:
        flash(_("The list is on its way to {address}.", address=me().email), "done")
    else:
        flash(_("This list is on its way to you already; nothing changed since."), "info")
    return _back()


def _since() -> Since | None:
    with frame().store.reading() as connection:
        return changed_since(connection, frame().codebook, now())


def _back() -> Response:
    return redirect(url_for("changes.page"), 303)
