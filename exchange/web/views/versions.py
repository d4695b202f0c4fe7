"""One version: its figures, its receipt, and what its reporter decides about it."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.delivery import changes
from exchange.core.people import Operation
from exchange.core.versions import Version
from exchange.core.vocabulary import plain
from exchange.deliveries import deliver as deliveries
from exchange.deliveries.deliver import NotToDecide
from exchange.deliveries.history import Told, earlier_years, told
from exchange.storage import attempts, versions
from exchange.web.figure_tables import Figuring
from exchange.web.frame import acting, entered, frame, may, now
from exchange.web.languages import language, say, shown_time
from exchange.web.return_words import ReturnWords, version_url
from exchange.web.views.returns import blueprint

LONGEST_REASON = 500
Answer = str | Response | tuple[str, int]


@blueprint.get("/versions/<int:number>")
def version(reporter: str, year: int, number: int) -> str:
    """The figures of a version with what changed and why, and what can be decided about it."""
    return _page(_told(reporter, year, number))


@blueprint.get("/versions/<int:number>/receipt")
def receipt(reporter: str, year: int, number: int) -> str:
    """The proof of a delivery, without a figure; for the secretariat of what it entered itself."""
    with frame().store.reading() as connection:
        found = versions.numbered(connection, reporter, year, number)
        if not _may_see_receipt(reporter, found):
            abort(403)
        seen = told(connection, reporter, year, number)
        if seen is None:
            abort(404)
        earlier = earlier_years(connection, seen.version)
    words = ReturnWords(reporter, year, seen.names)
    return render_template(
        "receipt.html",
        area=words.area,
        year=year,
        reporter=reporter,
        line=words.version(seen.version, (), latest=seen.latest),
        version=seen.version,
        confirmed=_confirmed(words, seen.version),
        earlier=earlier,
        own=may(Operation.SEE_DELIVERED, reporter),
        may_say=may(Operation.CONFIRM, reporter),
        may_confirm=_may_confirm(seen),
        may_decide=seen.version.waiting and seen.latest and may(Operation.RELEASE, reporter),
    )


@blueprint.post("/versions/<int:number>/release")
def release(reporter: str, year: int, number: int) -> Answer:
    """Released by the approver: from now on it counts."""
    sender = acting(Operation.RELEASE, reporter)
    found = _told(reporter, year, number).version
    return _decided(found, lambda: deliveries.release(frame().desk, sender, found.id, now()))


@blueprint.post("/versions/<int:number>/return")
def send_back(reporter: str, year: int, number: int) -> Answer:
    """Returned to who delivered it, with a reason of one sentence or a few."""
    sender = acting(Operation.SEND_BACK, reporter)
    found = _told(reporter, year, number)
    reason = plain(request.form.get("reason", ""))
    if not 1 <= len(reason) <= LONGEST_REASON:
        return _page(found, reason=reason, error=_unfit(reason)), 422
    return _decided(
        found.version,
        lambda: deliveries.send_back(frame().desk, sender, found.version.id, reason, now()),
    )


@blueprint.post("/versions/<int:number>/confirm")
def confirm(reporter: str, year: int, number: int) -> Answer:
    """A coordinator stands behind what the secretariat entered."""
    sender = acting(Operation.CONFIRM, reporter)
    found = _told(reporter, year, number).version
    return _decided(found, lambda: deliveries.confirm(frame().desk, sender, found.id, now()))


def _decided(version: Version, decide: Callable[[], Version]) -> Answer:
    """The receipt of what was decided; or why nothing could be decided any more."""
    try:
        made = decide()
    except NotToDecide:
        return _too_late(version)
    return redirect(version_url(made, "returns.receipt"), 303)


def _told(reporter: str, year: int, number: int) -> Told:
    with frame().store.reading() as connection:
        found = told(connection, reporter, year, number)
    if found is None:
        abort(404)
    return found


def _may_see_receipt(reporter: str, found: Version | None) -> bool:
    if may(Operation.SEE_DELIVERED, reporter):
        return True
    return found is not None and entered(found.assignment) and may(Operation.DELIVER, reporter)


def _may_confirm(found: Told) -> bool:
    version = found.version
    if version.waiting and not found.latest:
        return False
    unconfirmed = version.on_behalf and version.confirmed_at is None and not version.sent_back
    return unconfirmed and may(Operation.CONFIRM, version.reporter)


def _confirmed(words: ReturnWords, version: Version) -> str:
    _ = say()
    if version.confirmed_at is None:
        return ""
    facts = {"time": words.time(version.confirmed_at), "who": words.who(version.confirmed_by)}
    return _("Confirmed on {time} by {who}.", **facts)


def _page(found: Told, reason: str = "", error: str = "") -> str:
    version = found.version
    words = ReturnWords(version.reporter, version.year, found.names)
    figuring = Figuring(frame().codebook, language())
    altered = tuple(changes(frame().codebook, found.was, found.returned)) if found.was else ()
    zone = frame().codebook.reporters[version.reporter].zone
    return render_template(
        "version.html",
        area=words.area,
        reporter=version.reporter,
        year=version.year,
        version=version,
        line=words.version(version, _files(version), latest=found.latest),
        figures=figuring.table(found.returned, altered),
        altered=figuring.altered(altered, found.returned),
        before=found.before,
        latest=found.latest,
        due=shown_time(version.due_at, zone) if version.due_at else "",
        confirmed=_confirmed(words, version),
        may_decide=version.waiting and found.latest and may(Operation.RELEASE, version.reporter),
        may_confirm=_may_confirm(found),
        reason=reason,
        error=error,
    )


def _files(version: Version) -> frozenset[int]:
    with frame().store.reading() as connection:
        there = attempts.has_file(connection, version.attempt)
    return frozenset({version.attempt} if there else ())


def _unfit(reason: str) -> str:
    _ = say()
    if not reason:
        return _("Say in a sentence what should be looked at again.")
    return _("The reason is {n} characters long; up to 500 fit.", n=len(reason))


def _too_late(version: Version) -> Answer:
    _ = say()
    where = url_for("returns.page", reporter=version.reporter, year=version.year)
    words = {
        "title": _("There is nothing to decide here any more"),
        "text": _(
            "Somebody else decided about version {number} a moment ago, or a later version took"
            " its place. Nothing was changed now.",
            number=version.number,
        ),
        "link": (_("See how it stands"), where),
    }
    return render_template("error.html", **words), 409
