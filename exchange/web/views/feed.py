"""The meetings as a calendar that others follow: by a secret link of one's own."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from exchange.publish.agenda import MEDIA_TYPE
from exchange.reminders.meeting_letters import feed_of
from exchange.storage import meetings, people
from exchange.web.feed_links import owner_of
from exchange.web.frame import frame, me, now
from exchange.web.languages import say
from exchange.web.views.letters_shown import office
from exchange.wording.people_texts import language_for

blueprint = Blueprint("feed", __name__)

CANCELLED_FOR = timedelta(days=365)
"""How long after its day a cancelled meeting is still told to calendars, to be taken out."""


@blueprint.get("/calendar/<token>.ics")
def calendar(token: str) -> Answer:
    """The meetings, in the language of who follows them."""
    with frame().store.reading() as connection:
        owner = owner_of(connection, token)
        if owner is None:
            abort(404)
        held = people.assignments_of(connection, owner.id, now())
        shown = [
            meeting
            for meeting in meetings.all_meetings(connection)
            if meeting.cancelled_at is None or meeting.over_at > now() - CANCELLED_FOR
        ]
    language = language_for(owner, held[0], frame().codebook)
    response = Response(feed_of(office(), shown, language), mimetype=MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


@blueprint.post("/meetings/link")
def renew() -> Answer:
    """Another link; calendars that follow the earlier one get nothing more."""
    with frame().store.writing() as connection:
        people.next_feed(connection, me().id)
    _ = say()
    flash(_("There is a new link. The earlier one works no longer."), "done")
    return redirect(url_for("meetings.page") + "#link", 303)
