"""One attempt: its verdict, its files, and what its sender does about it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.people import Operation
from exchange.deliveries.copies import as_sent, with_marks
from exchange.deliveries.purge import LONGEST_REASON, ReasonMissing, purge
from exchange.web.frame import acting, attempt, frame, now
from exchange.web.languages import language, say
from exchange.web.safely import attachment
from exchange.web.verdict import whose
from exchange.web.verdict_page import is_own, shown
from exchange.web.views import remedies
from exchange.web.views.uploads import blueprint

Answer = Response | str | tuple[str, int]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GONE = 410

_AT = "/attempts/<int:attempt_id>"
blueprint.add_url_rule(f"{_AT}/fix", "fix", remedies.fix, methods=["POST"])
blueprint.add_url_rule(f"{_AT}/explain", "explain", remedies.explain, methods=["POST"])


@blueprint.get(_AT)
def page(attempt_id: int) -> str:
    """The verdict, at an address that stays."""
    return shown(attempt())


@blueprint.get(f"{_AT}/file")
def file(attempt_id: int) -> Answer:
    """The workbook as it was sent."""
    content = as_sent(frame().desk, attempt())
    return _download(content, f"attempt-{attempt_id}")


@blueprint.get(f"{_AT}/marked")
def marked(attempt_id: int) -> Answer:
    """A fresh form with the sender's figures and our marks."""
    content = with_marks(frame().desk, attempt(), language(), own=is_own(attempt().reporter))
    return _download(content, f"attempt-{attempt_id}-marked")


def _download(content: bytes | None, what: str) -> Answer:
    about = attempt()
    if content is None:
        return _no_file()
    return attachment(content, f"{about.reporter}-{about.year}-{what}.xlsx", XLSX)


def _no_file() -> tuple[str, int]:
    """The file was taken away, or it never was a form that could be marked."""
    _, about = say(), attempt()
    link = (_("Back to the attempt"), url_for("attempts.page", attempt_id=about.id))
    if as_sent(frame().desk, about) is not None:
        title, code = _("There is no copy with marks"), 404
        text = _("The file could not be read as a form, so there is nothing to put marks into.")
    else:
        title, code = _("The file was taken away"), _GONE
        text = _("Its verdict and its hash are kept, the file itself is gone for good.")
    return render_template("error.html", code=code, title=title, text=text, link=link), code


@blueprint.route(f"{_AT}/purge", methods=["GET", "POST"], endpoint="purge")
def purge_file(attempt_id: int) -> Answer:
    """Asks for the reason, then takes the file away."""
    about = attempt()
    sender = acting(Operation.PURGE_FILE, about.reporter)
    if as_sent(frame().desk, about) is None:
        return redirect(url_for("attempts.page", attempt_id=attempt_id), 303)
    if request.method == "GET":
        return _asking(typed="", error=None)
    reason = request.form.get("reason", "")
    try:
        purge(frame().desk, sender, about, reason, now())
    except ReasonMissing:
        _ = say()
        error = _("Say why in one sentence, of at most {n} characters.", n=LONGEST_REASON)
        return _asking(typed=reason, error=error), 422
    return redirect(url_for("attempts.page", attempt_id=attempt_id), 303)


def _asking(typed: str, error: str | None) -> str:
    about = attempt()
    return render_template(
        "attempt_purge.html",
        attempt=about,
        above=whose(about.reporter, about.year),
        typed=typed,
        error=error,
        most=LONGEST_REASON,
    )
