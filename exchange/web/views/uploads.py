"""A workbook comes in: to its verdict, or back with the reason why it was not taken."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.people import Operation
from exchange.deliveries.upload import Incoming, NotThisReturn, earlier_returns, upload
from exchange.web.frame import acting, frame, now
from exchange.web.languages import say
from exchange.web.links import link
from exchange.web.verdict import Link, whose
from exchange.web.verdict_page import is_own
from exchange.wording.translator import Translator

blueprint = Blueprint("attempts", __name__)

Answer = Response | tuple[str, int]


@blueprint.post("/returns/<reporter>/<int:year>/upload", endpoint="upload")
def take(reporter: str, year: int) -> Answer:
    """The attempt that the workbook became."""
    sender = acting(Operation.SUBMIT, reporter)
    if not frame().codebook.asks(reporter, year):
        abort(404)
    _ = say()
    if year > _year_there(reporter):
        text = _("Its figures can be delivered from 1 January {year} on.", year=str(year))
        return _back(reporter, year, _("{year} is still to come", year=str(year)), text)
    file = request.files.get("file")
    if file is None or not file.filename:
        text = _("Choose the workbook that you filled in, then upload it.")
        return _back(reporter, year, _("No workbook was chosen"), text)
    most = frame().desk.readers.limits.file_bytes
    content = file.stream.read(most + 1)
    if len(content) > most:
        abort(413)
    if not content:
        text = _("The file holds nothing: 0 bytes. Save the form again and upload that file.")
        return _back(reporter, year, _("The file is empty"), text)
    try:
        made = upload(frame().desk, sender, Incoming(reporter, year, file.filename, content), now())
    except NotThisReturn as other:
        return _another(_, Incoming(reporter, year, "", b""), other)
    return redirect(url_for("attempts.page", attempt_id=made.id), 303)


def _year_there(reporter: str) -> int:
    """The year that it is at the reporter's."""
    return now().astimezone(ZoneInfo(frame().codebook.reporters[reporter].zone)).year


def _back(
    reporter: str, year: int, title: str, text: str, links: list[Link] | None = None
) -> tuple[str, int]:
    """What was the matter, and the same upload once more."""
    facts: dict[str, Any] = {
        "title": title,
        "text": text,
        "links": links or [],
        "above": whose(reporter, year),
        "upload_url": url_for("attempts.upload", reporter=reporter, year=year),
        "return_url": link("returns.page", reporter, year=year),
        "most": frame().desk.readers.limits.file_bytes // 1024 // 1024,
    }
    return render_template("attempt_refused.html", **facts), 422


def _another(_: Translator, sent: Incoming, other: NotThisReturn) -> tuple[str, int]:
    """The form of another reporter, or of another year: which one it is, and which is right."""
    labels = {slug: known.label[_.language] for slug, known in frame().codebook.reporters.items()}
    form = link("returns.form", sent.reporter, year=sent.year)
    right = _(
        "Download the form for {area} {year}", area=labels[sent.reporter], year=str(sent.year)
    )
    links = [Link(right, form)] if form else []
    if other.reporter is not None and other.reporter != sent.reporter:
        text = _(
            "The start sheet says {found}; you deliver for {area}. Nothing was stored.",
            found=labels.get(other.reporter, other.reporter),
            area=labels[sent.reporter],
        )
        title = _("This is the form of {area}", area=labels.get(other.reporter, other.reporter))
        return _back(sent.reporter, sent.year, title, text, links)
    return _another_year(_, sent, int(other.year or 0), links)


def _another_year(_: Translator, sent: Incoming, found: int, links: list[Link]) -> tuple[str, int]:
    years = {"found": str(found), "year": str(sent.year)}
    with frame().store.reading() as connection:
        own = is_own(sent.reporter)
        before = earlier_returns(connection, sent.reporter, sent.year, own=own)
    if found == sent.year - 1 and any(each.year == found for each in before):
        text = _(
            "For {year} download its own form; your {found} figures are already in it. Nothing was"
            " stored.",
            **years,
        )
    else:
        text = _("For {year} download its own form. Nothing was stored.", **years)
    there = link("returns.page", sent.reporter, year=found)
    if there and found <= _year_there(sent.reporter):
        links = [*links, Link(_("Deliver it for {found} instead", **years), there)]
    title = _("This is the form for {found}", **years)
    return _back(sent.reporter, sent.year, title, text, links)
