"""Who gets which reminder, when; each one looked at before it goes."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from exchange.core.letters import Fate
from exchange.core.meetings import Meeting
from exchange.core.people import Operation
from exchange.core.reminders import Why
from exchange.reminders.plan import State, Step, by_meeting, plan
from exchange.reminders.plan_words import moved_text, reason_text, state_text, step_text
from exchange.reminders.rehearsal import Sample, rehearse, samples
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import language, say
from exchange.web.views.letters_shown import office, paragraphs, tabs
from exchange.wording.meeting_texts import due_text, meeting_title
from exchange.wording.missing_texts import missing_text
from exchange.wording.times import told_day, told_zone

blueprint = Blueprint("letters_plan", __name__, url_prefix="/letters")

_LOOKS = {
    State.PLANNED: "planned",
    State.OPEN: "queued",
    State.SENT: "released",
    State.FAILED: "failed",
    State.SKIPPED: "missing",
    State.OVER: "missing",
}


class Row(NamedTuple):
    """One reporter's step: how far it is, who gets it, or why nobody does."""

    area: str
    url: str
    look: str
    state: str
    time: str
    moved: str
    addresses: str
    reason: str


class Day(NamedTuple):
    """A step on one day, for those for whom it falls on it; ``over``: nothing of it is to come."""

    day: str
    what: str
    moved: str
    over: bool
    rows: list[Row]


class Planned(NamedTuple):
    """A meeting and its steps, day by day, and how many letters of those that came failed."""

    id: int
    title: str
    due: str
    failed: int
    days: list[Day]

    @property
    def came(self) -> list[Day]:
        return [day for day in self.days if day.over]

    @property
    def coming(self) -> list[Day]:
        return [day for day in self.days if not day.over]


class Shown(NamedTuple):
    """A letter as it would look, and whose it is; ``reader`` is one of them."""

    reader: int
    to: str
    spoken: str
    subject: str
    paragraphs: list[list[str]]
    enclosures: list[str]


@blueprint.get("/calendar")
def page() -> str:
    """Every step of the meetings to come."""
    with frame().store.reading() as connection:
        planned = plan(connection, frame().codebook, now())
    found = [_planned(meeting, steps) for meeting, steps in by_meeting(planned).items()]
    return render_template("letters_calendar.html", tabs=tabs(), planned=found)


@blueprint.get("/preview/<int:meeting_id>/<step>/<reporter>")
def preview(meeting_id: int, step: str, reporter: str) -> str:
    """What the letters of a step would say, to each of its readers."""
    with frame().store.reading() as connection:
        found = _step(connection, meeting_id, step, reporter)
        letters = samples(office(), connection, found, me(), now())
    _, manages = say(), may(Operation.MANAGE_LETTERS)
    return render_template(
        "letter_preview.html",
        area=frame().codebook.reporters[reporter].label[language()],
        meeting=meeting_title(_, found.turn.meeting),
        step=step_text(_, found.turn),
        day=_day_of(found),
        row=_row(found),
        missing=[missing_text(_, frame().codebook, each) for each in found.missing],
        letters=[_shown(sample) for sample in letters],
        rehearse_url=_url("letters_plan.rehearsal", found) if manages else None,
        own_address=me().email,
    )


@blueprint.post("/preview/<int:meeting_id>/<step>/<reporter>/rehearsal")
def rehearsal(meeting_id: int, step: str, reporter: str) -> Response:
    """Puts one of the letters of a step into the outbox, for who asks and nobody else."""
    wanted = request.form.get("reader", type=int)
    with frame().store.reading() as connection:
        found = _step(connection, meeting_id, step, reporter)
        letters = samples(office(), connection, found, me(), now())
    chosen = [each for each in letters if wanted in {one.person for one in each.readers}]
    with frame().store.writing() as connection:
        rehearse(connection, found, (chosen or letters)[0], me(), now())
    _ = say()
    flash(_("The letter goes to {address}, and to nobody else.", address=me().email), "done")
    return redirect(_url("letters_plan.preview", found), 303)


def _step(connection: Connection, meeting_id: int, step: str, reporter: str) -> Step:
    wanted = (meeting_id, step, reporter)
    planned = plan(connection, frame().codebook, now())
    found = next((each for each in planned if _where(each) == wanted), None)
    if found is None:
        abort(404)
    return found


def _where(step: Step) -> tuple[int, str, str]:
    """Which step of all it is, as addresses name it."""
    return step.turn.meeting.id, step.turn.step, step.turn.reporter


def _url(endpoint: str, step: Step) -> str:
    meeting_id, name, reporter = _where(step)
    return url_for(endpoint, meeting_id=meeting_id, step=name, reporter=reporter)


def _planned(meeting: Meeting, steps: list[Step]) -> Planned:
    days: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
    for step in steps:
        _ = say()
        days[_day_of(step), step_text(_, step.turn), moved_text(_, step)].append(step)
    shown = [Day(*what, _is_over(found), [_row(s) for s in found]) for what, found in days.items()]
    came = [step for found in days.values() if _is_over(found) for step in found]
    failed = sum(each.fate is Fate.FAILED for step in came for each in step.messages)
    words = (meeting_title(say(), meeting), due_text(say(), meeting))
    return Planned(meeting.id, *words, failed, shown)


def _is_over(steps: list[Step]) -> bool:
    return not any(step.state in {State.PLANNED, State.OPEN} for step in steps)


def _row(step: Step) -> Row:
    _, turn = say(), step.turn
    reporter = frame().codebook.reporters[turn.reporter]
    place = told_zone(reporter.zone, language())
    return Row(
        reporter.label[language()],
        _url("letters_plan.preview", step),
        _look(step),
        state_text(_, step),
        f"{turn.at:%H:%M} ({place})",
        moved_text(_, step),
        ", ".join(step.addresses),
        reason_text(_, step),
    )


def _look(step: Step) -> str:
    """That somebody would have to be told and nobody can be is pointed out."""
    paused_or_nobody = step.unreachable or step.why is Why.PAUSED
    return "returned" if paused_or_nobody else _LOOKS[step.state] if step.addresses else "missing"


def _day_of(step: Step) -> str:
    return told_day(step.turn.at.date(), language(), weekday=True)


def _shown(sample: Sample) -> Shown:
    letter = sample.letter
    return Shown(
        sample.readers[0].person,
        ", ".join(reader.address for reader in sample.readers),
        sample.language,
        letter.subject,
        paragraphs(letter.text),
        [file.name for file in letter.enclosures],
    )
