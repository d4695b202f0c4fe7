"""What is kept of a meeting: who attended, notes, and what was agreed."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.meetings import Action, Meeting, Minutes
from exchange.reminders.meetings import NotThere, agree, keep_minutes, set_done
from exchange.storage import meetings
from exchange.web.frame import frame, me, now
from exchange.web.languages import say
from exchange.web.views.meetings_form import chosen_id, read_day
from exchange.web.views.meetings_shown import members, shown

blueprint = Blueprint("minutes", __name__, url_prefix="/meetings/<int:meeting_id>")

Answer = str | Response | tuple[str, int]


@blueprint.route("/minutes", methods=["GET", "POST"])
def page(meeting_id: int) -> Answer:
    """Who attended, and notes."""
    meeting, kept, known = _kept(meeting_id)
    if request.method == "GET":
        return render_template(
            "meeting_minutes.html", meeting=shown(meeting), kept=kept, people=known
        )
    there = {id_ for id_, _name in known}
    attended = tuple(each for each in request.form.getlist("attended", int) if each in there)
    written = Minutes(attended, _text("guests"), _text("notes"), ())
    keep_minutes(frame().store, meeting_id, written, now(), me())
    _ = say()
    flash(_("The minutes are kept."), "done")
    return _back(meeting_id)


@blueprint.route("/actions", methods=["GET", "POST"])
def action(meeting_id: int) -> Answer:
    """Something that was agreed."""
    meeting, _minutes, known = _kept(meeting_id)
    faults: dict[str, str] = {}
    text, due, owner = _text("text"), request.form.get("due", "").strip(), chosen_id("owner")
    if request.method == "POST":
        by, _ = read_day(due, "due", faults), say()
        if not text:
            faults["text"] = _("Write what was agreed.")
        if not faults:
            who = owner if owner in dict(known) else None
            agree(frame().store, Action(0, meeting_id, text, who, by), now(), me())
            flash(_("It is kept: {text}", text=text), "done")
            return _back(meeting_id)
    page = render_template(
        "meeting_action.html",
        meeting=shown(meeting),
        people=known,
        text=text,
        owner=owner,
        due=due,
        faults=faults,
    )
    return (page, 422) if faults else page


@blueprint.post("/actions/<int:action_id>")
def done(meeting_id: int, action_id: int) -> Response:
    """Marks what was agreed as done, or as open again."""
    is_done = request.form.get("done") != "no"
    try:
        set_done(frame().store, action_id, meeting_id, now(), me(), done=is_done)
    except NotThere:
        abort(404)
    return _back(meeting_id)


def _kept(meeting_id: int) -> tuple[Meeting, Minutes, list[tuple[int, str]]]:
    """The meeting, its minutes, and who can have been there."""
    with frame().store.reading() as connection:
        meeting = meetings.meeting_of(connection, meeting_id)
        if meeting is None:
            abort(404)
        kept = meetings.minutes_of(connection, meeting_id)
        return meeting, kept, members(connection, kept.attended)


def _text(field: str) -> str:
    """What was typed into several lines; their ends as they are kept."""
    return "\n".join(request.form.get(field, "").strip().splitlines())


def _back(meeting_id: int) -> Response:
    return redirect(url_for("meetings.one", meeting_id=meeting_id), 303)
