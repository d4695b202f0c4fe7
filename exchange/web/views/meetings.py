"""Meetings: to come, past and cancelled; set, changed and cancelled by the secretariat."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.asked import is_coming
from exchange.core.meetings import Meeting
from exchange.core.people import Operation
from exchange.core.proposals import Proposal, proposal_of
from exchange.publish.agenda import MEDIA_TYPE
from exchange.reminders.meeting_letters import calendar_of
from exchange.reminders.meetings import Done, NotThere, cancel, change_meeting, set_meeting
from exchange.storage import meetings
from exchange.web.feed_links import link_of
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import language, say
from exchange.web.links import link
from exchange.web.safely import attachment
from exchange.web.views.letters_shown import office
from exchange.web.views.meetings_form import Written, kinds, read, typed, written_as, zones
from exchange.web.views.meetings_shown import actions, names_of, plan_shown, sees_minutes, shown

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")

Answer = str | Response | tuple[str, int]


@blueprint.get("")
def page() -> str:
    """Every meeting, and the link by which a calendar follows them."""
    with frame().store.reading() as connection:
        found = meetings.all_meetings(connection)
        feed = link_of(connection, me())
    standing = [each for each in found if each.cancelled_at is None]
    return render_template(
        "meetings.html",
        coming=[shown(each) for each in standing if is_coming(each, now())],
        past=[shown(each) for each in reversed(standing) if not is_coming(each, now())],
        cancelled=[shown(each) for each in reversed(found) if each.cancelled_at is not None],
        feed=feed,
        manages=may(Operation.MANAGE_MEETINGS),
    )


@blueprint.get("/<int:meeting_id>")
def one(meeting_id: int) -> str:
    """One meeting, and what is kept of it."""
    meeting = _found(meeting_id)
    with frame().store.reading() as connection:
        kept = meetings.minutes_of(connection, meeting_id)
        owners = (each.owner for each in kept.actions if each.owner is not None)
        names = names_of(connection, {*kept.attended, *owners})
        every = meetings.all_meetings(connection)
    return render_template(
        "meeting.html",
        meeting=shown(meeting),
        steps=plan_shown(meeting, every),
        plan_url=link("letters_plan.page"),
        sees_minutes=sees_minutes(),
        attended=sorted(names[each] for each in kept.attended),
        guests=kept.guests.splitlines(),
        notes=kept.notes.splitlines(),
        actions=actions(kept, names),
        manages=may(Operation.MANAGE_MEETINGS),
    )


@blueprint.get("/<int:meeting_id>.ics")
def entry(meeting_id: int) -> Response:
    """The meeting and its deadline, to be put into a calendar."""
    meeting = _found(meeting_id)
    content = calendar_of(office(), [meeting], language())
    return attachment(content, f"meeting-{meeting.day}.ics", MEDIA_TYPE)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Sets a meeting."""
    if request.method == "GET":
        return _form(written_as(Proposal("coordinators", None, None, (now().year - 1,))), {})
    wanted = read(typed())
    if wanted.faults:
        return _form(typed(), wanted.faults, asks=wanted.asks), 422
    done = set_meeting(office(), wanted.wanted, now(), me())
    _ = say()
    return _said(_("The meeting is set."), done)


@blueprint.route("/<int:meeting_id>/change", methods=["GET", "POST"])
def change(meeting_id: int) -> Answer:
    """Changes a meeting that stands."""
    meeting = _standing(meeting_id)
    if request.method == "GET":
        return _form(written_as(proposal_of(meeting)), {}, meeting)
    wanted = read(typed(), meeting)
    if wanted.faults:
        return _form(typed(), wanted.faults, meeting, asks=wanted.asks), 422
    try:
        done = change_meeting(office(), meeting_id, wanted.wanted, now(), me())
    except NotThere:
        abort(404)
    _ = say()
    return _said(_("The meeting is kept as you wrote it."), done)


@blueprint.route("/<int:meeting_id>/cancel", methods=["GET", "POST"])
def off(meeting_id: int) -> Answer:
    """Asks once more, and cancels a meeting."""
    meeting = _standing(meeting_id)
    if request.method == "GET":
        return render_template("meeting_cancel.html", meeting=shown(meeting))
    try:
        done = cancel(office(), meeting_id, now(), me())
    except NotThere:
        abort(404)
    _ = say()
    return _said(_("The meeting is cancelled."), done)


def _form(
    written: Written, faults: dict[str, str], meeting: Meeting | None = None, *, asks: bool = False
) -> str:
    return render_template(
        "meeting_form.html",
        written=written,
        faults=faults,
        asks=asks,
        meeting=shown(meeting) if meeting else None,
        kinds=kinds(),
        zones=zones(written.zone),
    )


def _said(what: str, done: Done) -> Response:
    _ = say()
    told = _.plural("{n} person is told by mail.", "{n} people are told by mail.", done.told)
    flash(f"{what} {told}" if done.told else what, "done")
    return redirect(url_for("meetings.one", meeting_id=done.meeting.id), 303)


def _found(meeting_id: int) -> Meeting:
    with frame().store.reading() as connection:
        found = meetings.meeting_of(connection, meeting_id)
    if found is None:
        abort(404)
    return found


def _standing(meeting_id: int) -> Meeting:
    """One that is not cancelled: what is cancelled stays as it was."""
    found = _found(meeting_id)
    if found.cancelled_at is not None:
        abort(404)
    return found
