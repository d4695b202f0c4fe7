"""A blank is never a zero (MoU art. 4: five figures for each offence)."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.core.codebook import INCLUDED_ELSEWHERE, NOT_AVAILABLE
from exchange.core.elsewhere import Places
from exchange.core.returns import Finding, Severity
from exchange.core.rules.answers import Answers, note


def blanks(answers: Answers) -> Iterator[Finding]:
    """Blank headlines of an offence that was begun; offences not delivered; an empty form."""
    offences = list(answers.form.codebook.offences)
    delivered = [offence for offence in offences if answers.delivered(offence)]
    if not delivered:
        first = answers.form.headlines[0].name
        yield Finding(Severity.ERROR, "nothing-filled-in", (first,), first)
        return
    for offence in offences:
        yield from _blanks_of(answers, offence, offence in delivered)


def _blanks_of(answers: Answers, offence: str, delivered: bool) -> Iterator[Finding]:
    headlines = answers.form.headlines_of(offence)
    names = tuple(key.name for key in headlines if not answers.touched(key))
    if not names:
        return
    if delivered:
        yield Finding(Severity.ERROR, "blank", names, names[0], facts={"offence": offence})
    else:
        yield note("not-delivered", names, offence=offence)


def included_in_itself(answers: Answers) -> Iterator[Finding]:
    """Figures said to be included elsewhere, at the reporter whose return this is."""
    said = [e for e in answers.entries.values() if e.status == INCLUDED_ELSEWHERE]
    places = Places(answers.form.codebook) if said else None
    for entry in said:
        place = places.named(entry.note, entry.key) if places else None
        if place is not None and place.reporter == answers.form.reporter:
            names = (f"{entry.key.name}_note", entry.key.name)
            yield Finding(Severity.ERROR, "included-where", names, names[0], entry.note)


def reasons_missing(answers: Answers) -> Iterator[Finding]:
    """Headlines not available without saying why (MoU art. 3 wants to know bottlenecks)."""
    for key in answers.form.headlines:
        entry = answers.entry(key)
        if entry.status == NOT_AVAILABLE and not entry.note:
            yield note("why-not-available", (f"{key.name}_note",), figure=key.name)
