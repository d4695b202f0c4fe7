"""The comparison: as a page, and as files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy import Connection

from exchange.core.codebook import Key
from exchange.core.comparison import Comparison, Stamp
from exchange.core.people import Operation
from exchange.overviews.compared import Known, Period, compared_for, known_in
from exchange.overviews.files import file_again, file_of
from exchange.publish import FORMATS
from exchange.publish.front_words import audience
from exchange.publish.labels import Labels
from exchange.publish.page import Asked, page_of
from exchange.storage.publications import Publication
from exchange.web.frame import frame, may, now
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.web.safely import attachment
from exchange.wording.times import told_day

blueprint = Blueprint("comparison", __name__, url_prefix="/comparison")

ZONE = "America/Curacao"
"""The day of “as known on” ends here: the secretariat's, and that of four of five reporters."""

ENDINGS = {"xlsx": "xlsx", "csv": "csv", "json": "json", "sdmx-csv": "sdmx.csv"}
MIMETYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "sdmx-csv": "application/vnd.sdmx.data+csv; version=2.0.0",
}


class Wish(NamedTuple):
    """What the reader asked for, as far as it made sense."""

    day: date | None
    year: int | None
    figure: Key

    @property
    def at(self) -> datetime | None:
        """The end of the day asked for; None for now."""
        if self.day is None:
            return None
        return datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(ZONE))


@blueprint.get("")
def page() -> str:
    """One year and one figure, with their charts."""
    wish = _wish()
    with frame().store.reading() as connection:
        known = known_in(connection, Period(wish.at))
        if not known.counted:
            return render_template("comparison_empty.html", day=_shown_day(wish))
        year = wish.year if wish.year in known.years else known.years[-1]
        return _page(connection, known, wish, year)


def _page(connection: Connection, known: Known, wish: Wish, year: int) -> str:
    comparison = compared_for(connection, frame().codebook, known, year, wish.figure)
    asked = Asked(year, wish.figure, language(), wish.at and wish.at - timedelta(seconds=1))
    return render_template(
        "comparison.html",
        page=page_of(comparison, asked, _link, _overlapping(comparison, year)),
        downloads=_downloads(wish),
        stamp=_stamped(comparison.stamp),
        content_hash=comparison.stamp.content_sha256 if comparison.stamp else "",
        known_on=_shown_day(wish),
        changes_url=link("changes.page"),
    )


def _overlapping(comparison: Comparison, year: int) -> set[tuple[str, str]]:
    return {
        (sent.reporter, name)
        for sent in comparison.returns
        if sent.year == year
        for name in sent.overlapping
    }


@blueprint.get("/<format_>")
def download(format_: str) -> Response:
    """The whole comparison in one format; not sent again to who has it already."""
    if format_ not in FORMATS:
        abort(404)
    period = Period(_wish().at)
    made = file_of(frame().store, frame().codebook, period, format_, _language(), now())
    return _answer(made)


@blueprint.get("/files/<content_sha256>.<ending>")
def file(content_sha256: str, ending: str) -> Response:
    """The very file that was made of a content before."""
    format_ = next((name for name, each in ENDINGS.items() if each == ending), None)
    if format_ is None:
        abort(404)
    made = file_again(frame().store, content_sha256, format_, _language())
    if made is None:
        abort(404)
    return _answer(made)


def _answer(made: Publication) -> Response:
    state = f"{made.state_at:%Y-%m-%d}" if made.state_at else "empty"
    name = f"comparison-{state}-{made.content_sha256[:8]}.{ENDINGS[made.format]}"
    response = attachment(made.content, name, MIMETYPES[made.format])
    response.set_etag(made.sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-SHA256"] = made.content_sha256
    response.make_conditional(request)
    return response


def _wish() -> Wish:
    """Whatever does not make sense is as if it had not been asked."""
    codebook = frame().codebook
    keys = {key.name: key for key in codebook.headlines(codebook.template_year)}
    first = next(iter(keys.values()))
    year = request.args.get("year", type=int)
    return Wish(_day(request.args.get("as_of", "")), year, keys.get(_figure(), first))


def _figure() -> str:
    return request.args.get("figure", "")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < now().astimezone(ZoneInfo(ZONE)).date() else None


def _shown_day(wish: Wish) -> str:
    return told_day(wish.day, language()) if wish.day else ""


def _language() -> str:
    wanted = request.args.get("language", "")
    return wanted if wanted in frame().codebook.languages else language()


def _link(area: str, year: int, key: Key) -> str | None:
    """Where a reporter's number came from."""
    if area not in frame().codebook.reporters or not may(Operation.SEE_STATES):
        return None
    return f"/returns/{area}/{year}#{key.name}"  # url_for, 500 times, would be most of the page


def _stamped(stamp: Stamp | None) -> str:
    _ = say()
    if stamp is None or stamp.state_at is None:
        return ""
    return _(
        "For {audience}, state of {state}",
        audience=audience(Labels(frame().codebook, language()), stamp.audience),
        state=shown_time(stamp.state_at, ZONE),
    )


def _downloads(wish: Wish) -> list[tuple[str, str, str]]:
    _ = say()
    texts = {
        "xlsx": (_("Workbook for ministers"), _("Excel, first page to be handed over")),
        "csv": (_("Table"), _("CSV, for statistical programs")),
        "json": (_("Document"), _("JSON, for programs")),
        "sdmx-csv": (_("SDMX-CSV"), _("for statistical offices")),
    }
    day = wish.day.isoformat() if wish.day else None
    return [
        (text, url_for("comparison.download", format_=format_, as_of=day), hint)
        for format_, (text, hint) in texts.items()
    ]
