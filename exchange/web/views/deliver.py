"""Before and at the delivery of an attempt: what will happen, and the one button for it."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.core.delivery import content_sha256
from exchange.core.people import Operation
from exchange.core.versions import Version
from exchange.deliveries.deliver import NotReady
from exchange.deliveries.deliver import deliver as deliver_attempt
from exchange.deliveries.preview import Preview
from exchange.deliveries.preview import preview as preview_of
from exchange.web.figure_tables import Figuring
from exchange.web.frame import acting, attempt, frame, may, now
from exchange.web.languages import language, say, shown_time
from exchange.web.return_words import version_url
from exchange.wording.findings import message

blueprint = Blueprint("deliver", __name__, url_prefix="/attempts/<int:attempt_id>")


class Staying(NamedTuple):
    """An offence that the workbook leaves out, as it was delivered at ``time``."""

    offence: str
    time: str


@blueprint.get("/preview")
def preview(attempt_id: int) -> str | Response:
    """What delivering will do; only for an attempt that can be delivered."""
    try:
        shown = _shown()
    except NotReady:
        return _to_the_verdict(attempt_id)
    if shown.delivered is not None:
        return _to_the_receipt(shown.delivered)
    return _page(shown)


@blueprint.post("/deliver")
def deliver(attempt_id: int) -> Response:
    """Delivers what was shown; where that is another by now, shows it first."""
    sender = acting(Operation.DELIVER, attempt().reporter)
    try:
        shown = _shown()
        seen = _fingerprint(shown)
        if shown.delivered is None and request.form.get("seen", seen) != seen:
            return _shown_again(attempt_id)
        version = deliver_attempt(frame().desk, sender, attempt_id, now())
    except NotReady:
        return _not_ready_any_more(attempt_id)
    return _to_the_receipt(version)


def _shown() -> Preview:
    own = may(Operation.SEE_DELIVERED, attempt().reporter)
    return preview_of(frame().desk, attempt(), now(), own=own)


def _fingerprint(shown: Preview) -> str:
    """Says whether what will be delivered, and what it is held against, are still the same."""
    against = shown.counts.number if shown.counts else 0
    return f"{content_sha256(shown.returned, frame().service.secret_key)}-{against}"


def _page(shown: Preview) -> str:
    reporter = frame().codebook.reporters[shown.attempt.reporter]
    figuring = Figuring(frame().codebook, language())
    offences = frame().codebook.offences
    sender = acting(Operation.DELIVER, shown.attempt.reporter)
    return render_template(
        "preview.html",
        attempt=shown.attempt,
        area=reporter.label[language()],
        year=str(shown.attempt.year),
        figures=figuring.table(shown.returned, shown.changes),
        altered=figuring.altered(shown.changes, shown.returned),
        counts=shown.counts,
        waiting=shown.waiting,
        staying=[
            Staying(
                offences[k.offence].short[language()], shown_time(k.delivered_at, reporter.zone)
            )
            for k in shown.kept
        ],
        missing=[offences[offence].short[language()] for offence in shown.missing],
        reminders=[message(found, frame().codebook, say()) for found in shown.reminders],
        due=shown_time(shown.due_at, reporter.zone) if shown.due_at else "",
        late=shown.late,
        approvers=shown.approvers,
        on_behalf=sender.on_behalf,
        seen=_fingerprint(shown),
    )


def _to_the_verdict(attempt_id: int) -> Response:
    return redirect(url_for("attempts.page", attempt_id=attempt_id), 303)


def _to_the_receipt(version: Version) -> Response:
    return redirect(version_url(version, "returns.receipt"), 303)


def _shown_again(attempt_id: int) -> Response:
    _ = say()
    text = _("Something was delivered or released since you looked. This is how it stands now.")
    flash(text, "info")
    return redirect(url_for("deliver.preview", attempt_id=attempt_id), 303)


def _not_ready_any_more(attempt_id: int) -> Response:
    _ = say()
    flash(
        _(
            "It is not delivered yet: something is to be put right or explained first, perhaps"
            " because another version was released in the meantime."
        ),
        "warning",
    )
    return _to_the_verdict(attempt_id)
