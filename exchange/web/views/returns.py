"""One return: how far it is, its versions and what became of each figure; and its form."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template, request

from exchange.core.people import Operation
from exchange.deliveries.history import history_of, released
from exchange.deliveries.overview import state
from exchange.deliveries.personal_form import personal_form
from exchange.storage import meetings
from exchange.web.figure_tables import Figuring
from exchange.web.frame import frame, may, now
from exchange.web.languages import language, shown_time
from exchange.web.links import link
from exchange.web.return_words import ReturnWords
from exchange.web.safely import attachment

blueprint = Blueprint("returns", __name__, url_prefix="/returns/<reporter>/<int:year>")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
def page(reporter: str, year: int) -> str:
    """The return for its own people; for others its state, and what was released."""
    ask_for(reporter, year)
    if may(Operation.SEE_DELIVERED, reporter):
        return _own(reporter, year)
    return _foreign(reporter, year)


@blueprint.get("/form")
def form(reporter: str, year: int) -> Response:
    """The form to fill in, in a language that the reporter uses."""
    ask_for(reporter, year)
    own = may(Operation.SEE_DELIVERED, reporter)
    chosen = request.args.get("language", "")
    used = frame().codebook.reporters[reporter].languages
    wanted = chosen if chosen in used else form_language(reporter)
    content = personal_form(frame().desk, reporter, year, wanted, own=own)
    return attachment(content, f"{reporter}-{year}.xlsx", XLSX)


def ask_for(reporter: str, year: int) -> None:
    """404 for a year of which the reporter is not asked for figures, or that did not begin yet."""
    zone = ZoneInfo(frame().codebook.reporters[reporter].zone)
    if not frame().codebook.asks(reporter, year) or year > now().astimezone(zone).year:
        abort(404)


def form_language(reporter: str) -> str:
    """The reader's language where the reporter uses it, else the reporter's first."""
    used = frame().codebook.reporters[reporter].languages
    return language() if language() in used else used[0]


def _own(reporter: str, year: int) -> str:
    with frame().store.reading() as connection:
        found = history_of(connection, frame().codebook, reporter, year)
        due = meetings.due_at(connection, year)
    words = ReturnWords(reporter, year, found.names)
    return render_template(
        "return.html",
        area=words.area,
        reporter=reporter,
        year=year,
        state=words.state(found.state),
        incomplete=found.state.version is None
        or bool(found.state.missing or found.state.to_follow),
        due=words.time(due) if due else "",
        over=due is not None and now() > due,
        action=words.next_action(found),
        versions=words.versions(found.versions, found.files),
        attempts=[words.attempt(each, found.files) for each in found.undelivered],
        changed=words.changed(found),
        unchanged=words.unchanged(found),
        events=words.events(found.events),
        upload_url=link("attempts.upload", reporter, year=year),
        languages_used=frame().codebook.reporters[reporter].languages,
        form_language=form_language(reporter),
        offences=words.offences(found.state),
    )


def _foreign(reporter: str, year: int) -> str:
    """For other reporters' people and for who serves all: nothing that was not released."""
    with frame().store.reading() as connection:
        stands = state(connection, frame().codebook, reporter, year, own=False)
        counts = released(connection, reporter, year)
        mine = (
            history_of(connection, frame().codebook, reporter, year)
            if may(Operation.SUBMIT, reporter)
            else None
        )
    words = ReturnWords(reporter, year, mine.names if mine else {})
    may_see = may(Operation.SEE_COMPARISON)
    shown = counts if may_see else None
    zone = frame().codebook.reporters[reporter].zone
    figuring = Figuring(frame().codebook, language())
    return render_template(
        "return_of_others.html",
        area=words.area,
        reporter=reporter,
        year=year,
        state=words.state(stands, told_all=False),
        figures=figuring.table(shown[1], explained=False) if shown else None,
        may_see=may_see,
        version=shown[0] if shown else None,
        released_at=shown_time(shown[0].decision.decided_at, zone)
        if shown and shown[0].decision
        else "",
        upload_url=link("attempts.upload", reporter, year=year),
        form_language=form_language(reporter),
        languages_used=frame().codebook.reporters[reporter].languages,
        offences=words.offences(stands) if mine else (),
        entered=words.entered(mine) if mine else (),
    )
