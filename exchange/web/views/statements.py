"""What is said without a workbook: there were none, it could not be counted, still right."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.codebook import Key
from exchange.core.form import Form
from exchange.core.people import Operation
from exchange.core.vocabulary import plain
from exchange.deliveries import statements as said
from exchange.deliveries.statements import NOT_COUNTED_IN_PERSONS, Statement
from exchange.publish.labels import Labels
from exchange.web.frame import acting, frame, now
from exchange.web.languages import language, say
from exchange.web.safely import back_to
from exchange.web.views.returns import ask_for, form_language

blueprint = Blueprint("statements", __name__, url_prefix="/returns/<reporter>/<int:year>")

LONGEST_SOURCE = 200
LONGEST_WORDS = 300
Answer = str | Response | tuple[str, int]
Faults = dict[str, str]


class NotCounted(NamedTuple):
    """What was chosen on the form: a reason by its place in the code book, and more words.

    The last reason is for whatever the others do not say.
    """

    reason: str
    words: str
    figures: frozenset[Key]


@blueprint.route("/none/<offence>", methods=["GET", "POST"])
def none(reporter: str, year: int, offence: str) -> Answer:
    """Asks who checked that there were none; then on to what will be delivered."""
    _look_up(reporter, year, offence)
    if request.method == "POST":
        return _none_sent(reporter, year, offence)
    return _none_page(reporter, year, offence)


@blueprint.route("/not-counted/<offence>", methods=["GET", "POST"])
def not_counted(reporter: str, year: int, offence: str) -> Answer:
    """Asks what could not be counted, and why; then on to what will be delivered."""
    _look_up(reporter, year, offence)
    if request.method == "POST":
        return _not_counted_sent(reporter, year, offence)
    keys = _headlines(reporter, year, offence)
    return _not_counted_page(reporter, year, offence, NotCounted("", "", frozenset(keys)))


def _none_sent(reporter: str, year: int, offence: str) -> Answer:
    sender = acting(Operation.SUBMIT, reporter)
    source, ticked = plain(request.form.get("source", "")), "checked" in request.form
    faults = _none_faults(source, ticked=ticked)
    if faults:
        return _none_page(reporter, year, offence, source, ticked=ticked, faults=faults), 422
    statement = _statement(reporter, year, offence, source)
    attempt = said.none_found(frame().desk, sender, statement, now())
    return redirect(url_for("deliver.preview", attempt_id=attempt.id), 303)


def _not_counted_sent(reporter: str, year: int, offence: str) -> Answer:
    sender = acting(Operation.SUBMIT, reporter)
    chosen = _chosen(reporter, year, offence)
    faults = _not_counted_faults(chosen)
    if faults:
        return _not_counted_page(reporter, year, offence, chosen, faults), 422
    statement = _statement(reporter, year, offence, "")
    note = _note(chosen, statement.language)
    attempt = said.not_counted(frame().desk, sender, statement, note, chosen.figures, now())
    return redirect(url_for("deliver.preview", attempt_id=attempt.id), 303)


@blueprint.post("/still-right")
def still_right(reporter: str, year: int) -> Response:
    """Keeps that earlier years were looked at again; ``year`` is the one just delivered."""
    sender = acting(Operation.CONFIRM, reporter)
    ask_for(reporter, year)
    book = frame().codebook
    given = {text for text in request.form.getlist("years") if text.isascii() and text.isdecimal()}
    years_given = {int(text) for text in given if len(text) == len(str(year))}
    asked = frozenset(each for each in years_given if each < year and book.asks(reporter, each))
    told = said.still_right(frame().desk, sender, reporter, asked, now())
    if told:
        _ = say()
        years = ", ".join(str(each) for each in reversed(told))
        flash(_("Noted: {years} still right. Thank you.", years=years), "done")
    home = url_for("returns.page", reporter=reporter, year=year)
    return redirect(back_to(request.form.get("next") or home), 303)


def _look_up(reporter: str, year: int, offence: str) -> None:
    ask_for(reporter, year)
    if offence not in frame().codebook.offences:
        abort(404)


def _headlines(reporter: str, year: int, offence: str) -> tuple[Key, ...]:
    return Form(frame().codebook, reporter, year).headlines_of(offence)


def _statement(reporter: str, year: int, offence: str, source: str) -> Statement:
    return Statement(reporter, year, offence, source, _today(reporter), form_language(reporter))


def _today(reporter: str) -> date:
    return now().astimezone(ZoneInfo(frame().codebook.reporters[reporter].zone)).date()


def _none_faults(source: str, *, ticked: bool) -> Faults:
    _ = say()
    faults: Faults = {}
    if not source:
        faults["source"] = _("Say who checked: an office or a register.")
    elif len(source) > LONGEST_SOURCE:
        faults["source"] = _("This is too long: up to {n} characters fit.", n=LONGEST_SOURCE)
    if not ticked:
        faults["checked"] = _(
            "Tick this if it was checked; otherwise say that it could not be counted."
        )
    return faults


def _none_page(
    reporter: str,
    year: int,
    offence: str,
    source: str = "",
    *,
    ticked: bool = False,
    faults: Faults | None = None,
) -> str:
    labels = Labels(frame().codebook, language())
    keys = _headlines(reporter, year, offence)
    return render_template(
        "statement.html",
        area=labels.area(reporter),
        reporter=reporter,
        year=year,
        offence=offence,
        title=labels.offence(offence),
        zeros=[labels.key(key) for key in keys if key not in NOT_COUNTED_IN_PERSONS],
        not_applicable=[labels.key(key) for key in keys if key in NOT_COUNTED_IN_PERSONS],
        source=source,
        ticked=ticked,
        faults=faults or {},
    )


def _chosen(reporter: str, year: int, offence: str) -> NotCounted:
    named = set(request.form.getlist("figures"))
    return NotCounted(
        request.form.get("reason", ""),
        plain(request.form.get("words", "")),
        frozenset(key for key in _headlines(reporter, year, offence) if key.name in named),
    )


def _not_counted_faults(chosen: NotCounted) -> Faults:
    _ = say()
    faults: Faults = {}
    if not chosen.figures:
        faults["figures"] = _("Choose at least one figure.")
    known = {str(n) for n in range(len(frame().codebook.reasons))}
    if chosen.reason not in known:
        faults["reason"] = _("Choose the reason that fits best.")
    elif int(chosen.reason) == len(known) - 1 and not chosen.words:
        faults["words"] = _("Say in a few words why it could not be counted.")
    if len(chosen.words) > LONGEST_WORDS:
        faults["words"] = _("This is too long: up to {n} characters fit.", n=LONGEST_WORDS)
    return faults


def _note(chosen: NotCounted, written_in: str) -> str:
    """The reason as it stands in the note of each figure: it begins as the code book has it."""
    reason = frame().codebook.reasons[int(chosen.reason)][written_in]
    return f"{reason}: {chosen.words}" if chosen.words else reason


def _not_counted_page(
    reporter: str, year: int, offence: str, chosen: NotCounted, faults: Faults | None = None
) -> str:
    labels = Labels(frame().codebook, language())
    keys = _headlines(reporter, year, offence)
    reasons = frame().codebook.reasons
    return render_template(
        "not_counted.html",
        area=labels.area(reporter),
        reporter=reporter,
        year=year,
        offence=offence,
        title=labels.offence(offence),
        figures=[(key.name, labels.key(key)) for key in keys],
        reasons=[(str(n), labels.text(texts)) for n, texts in enumerate(reasons)],
        chosen=chosen,
        names=[key.name for key in chosen.figures],
        faults=faults or {},
    )
