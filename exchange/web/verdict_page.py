"""The page of a verdict, also as it comes back where a form on it was not filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from flask import render_template, url_for

from exchange.core.people import Operation
from exchange.core.returns import Verdict
from exchange.core.versions import Attempt
from exchange.deliveries.copies import can_be_marked
from exchange.deliveries.explain import LONGEST
from exchange.deliveries.verdict import Seen, look_at
from exchange.web.frame import frame, may
from exchange.web.languages import say, shown_time
from exchange.web.links import link
from exchange.web.verdict import area, came_far, headline, lead, told, whose

_KIBIBYTE = 1024

Errors = Sequence[tuple[str, str]]
"""What is not right on a form: a text and the id of the field."""


def is_own(reporter: str) -> bool:
    """Whether the reader is one of the reporter's own."""
    return may(Operation.SEE_DELIVERED, reporter)


def shown(sent: Attempt, typed: Mapping[str, str] | None = None, errors: Errors = ()) -> str:
    """The page; with ``errors`` and what was ``typed`` where a form on it comes back."""
    seen = look_at(frame().desk, sent, own=is_own(sent.reporter))
    found = told(seen, typed or {})
    zone = frame().codebook.reporters[sent.reporter].zone
    sends = may(Operation.SUBMIT, sent.reporter)
    return render_template(
        "attempt.html",
        attempt=seen.attempt,
        verdict=seen.attempt.verdict.value,
        version=seen.version,
        found=found,
        above=whose(sent.reporter, sent.year),
        area=area(sent.reporter),
        headline=headline(seen, found),
        lead=lead(seen, found),
        progress=came_far(seen),
        errors=errors,
        sends=sends,
        purges=may(Operation.PURGE_FILE, sent.reporter) and seen.has_file,
        gone=_gone(seen, zone),
        facts=_facts(seen, zone),
        links=_links(seen, sends=sends),
        longest=LONGEST,
    )


def _links(seen: Seen, *, sends: bool) -> dict[str, str | None]:
    """Where one can go from here; None where that makes no sense or is not the reader's."""
    sent, version = seen.attempt, seen.version
    takes = seen.has_file and can_be_marked(sent) and bool(sent.findings)
    ready = sent.verdict is Verdict.ACCEPTED and version is None
    delivers = ready and may(Operation.DELIVER, sent.reporter)
    own = partial(link, reporter=sent.reporter, year=sent.year)
    files = partial(url_for, attempt_id=sent.id)
    return {
        "return": own("returns.page"),
        "form": own("returns.form") if sent.returned is None else None,
        "upload": own("attempts.upload") if sends else None,
        "file": files("attempts.file") if seen.has_file else None,
        "marked": files("attempts.marked") if takes else None,
        "preview": link("deliver.preview", attempt_id=sent.id) if delivers else None,
        "receipt": own("returns.receipt", number=version.number) if version else None,
    }


def _facts(seen: Seen, zone: str) -> list[tuple[str, str]]:
    _, sent = say(), seen.attempt
    size = _("{size} kB", size=max(1, round(sent.size / _KIBIBYTE)))
    facts = [
        (_("File"), sent.source.file),
        (_("Sent by"), seen.names.get(sent.person, "")),
        (_("Sent on"), shown_time(sent.made_at, zone)),
        (_("Size"), size),
    ]
    if sent.follows is not None:
        facts.insert(1, (_("Made from"), _("attempt {n}, put right on the page", n=sent.follows)))
    return facts


def _gone(seen: Seen, zone: str) -> str:
    """How the file went; empty where it is still there."""
    _, event = say(), seen.purged
    if seen.has_file:
        return ""
    if event is None:
        return _("The file was taken away.")
    when = shown_time(event.at, zone)
    if event.person is None:
        return _("The file was taken away on {when}, for its age.", when=when)
    return _(
        "{name} removed the file on {when}: “{reason}”",
        name=seen.names.get(event.person, ""),
        when=when,
        reason=event.details.get("reason", ""),
    )
