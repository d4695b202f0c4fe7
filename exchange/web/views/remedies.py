"""What a sender does about a verdict on its page: puts small faults right, explains."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from exchange.core.people import Operation
from exchange.core.returns import Finding, Severity
from exchange.deliveries import explain as explaining
from exchange.deliveries.correct import NoFile, correct
from exchange.deliveries.fixes import changes
from exchange.deliveries.verdict import look_at
from exchange.submissions.explanations import subject
from exchange.web.fix_fields import LONGEST_NOTE, LONGEST_NUMBER
from exchange.web.frame import acting, attempt, frame, now
from exchange.web.languages import say
from exchange.web.verdict import OWN, question_id
from exchange.web.verdict_page import Errors, is_own, shown

Answer = Response | tuple[str, int]


def fix(attempt_id: int) -> Answer:
    """The attempt that the corrected form became."""
    sent, _ = attempt(), say()
    sender = acting(Operation.SUBMIT, sent.reporter)
    fixes = look_at(frame().desk, sent, own=is_own(sent.reporter)).fixes
    new = changes(frame().codebook, fixes, request.form)
    errors = [(_too_long(name), name) for name, text in new.items() if len(text) > _most(name)]
    if not new:
        first = fixes[0].rows[0].fields[0].name if fixes else ""
        errors = [(_("Nothing is filled in yet. Fill in at least one of the fields."), first)]
    if errors:
        return shown(sent, request.form, errors), 422
    try:
        made = correct(frame().desk, sender, sent, new, now())
    except NoFile:
        text = _("The workbook cannot be corrected here. Correct it in Excel and upload it again.")
        return shown(sent, request.form, [(text, "file")]), 422
    return redirect(url_for("attempts.page", attempt_id=made.id), 303)


def _most(name: str) -> int:
    return LONGEST_NOTE if name.endswith("_note") else LONGEST_NUMBER


def _too_long(name: str) -> str:
    _ = say()
    return _("Write at most {n} characters.", n=_most(name))


def explain(attempt_id: int) -> Answer:
    """Keeps what was chosen or written, question by question."""
    sent = attempt()
    sender = acting(Operation.SUBMIT, sent.reporter)
    asked = {
        question_id(finding): finding
        for finding in look_at(frame().desk, sent, own=is_own(sent.reporter)).attempt.findings
        if finding.severity is Severity.WARNING
    }
    given = dict(_given(asked))
    errors = _unfit(given)
    if errors:
        return shown(sent, request.form, errors), 422
    texts = {subject(asked[id_]): text for id_, text in given.items()}
    # Of one that was delivered meanwhile, the page says so, and where the receipt is.
    with suppress(explaining.AlreadyDelivered):
        explaining.explain(frame().desk, sender, sent, texts, now())
    return redirect(url_for("attempts.page", attempt_id=attempt_id), 303)


def _given(asked: dict[str, Finding]) -> Iterator[tuple[str, str]]:
    """Question → what was said; who wrote a sentence and chose nothing meant the sentence."""
    for id_, finding in asked.items():
        chosen = request.form.get(f"why-{id_}", "")
        own = request.form.get(f"own-{id_}", "").strip()
        reasons = frame().codebook.rules[finding.code].reasons
        if chosen.isdecimal() and int(chosen) < len(reasons):
            yield id_, reasons[int(chosen)][say().language]
        elif chosen == OWN or own:
            yield id_, own


def _unfit(given: dict[str, str]) -> Errors:
    _, most = say(), explaining.LONGEST
    if not given:
        return [(_("Choose a reason, or write one sentence, for at least one figure."), "explain")]
    words = {
        id_: _("Write at most {n} characters.", n=most)
        if text
        else _("Write the sentence, or choose a reason.")
        for id_, text in given.items()
    }
    return [(words[i], f"own-{i}") for i, text in given.items() if not 0 < len(text) <= most]
