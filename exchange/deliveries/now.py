"""An attempt as it stands now: what was explained since, and what counts by now."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.delivery import combined, offences_in, questions_about_changes
from exchange.core.returns import Finding, Return, Severity, verdict_on
from exchange.core.versions import Attempt
from exchange.deliveries.upload import CHANGED, standing
from exchange.storage import attempts, current, observations, people
from exchange.submissions.explanations import Explanations, explained, for_the_new_value, subject


def as_it_stands(connection: Connection, codebook: CodeBook, attempt: Attempt) -> Attempt:
    """The attempt with every explanation given since, and the verdict that follows.

    Which figures are changed is asked again: another version may have been released meanwhile.
    """
    if attempt.returned is None:
        return attempt
    guest = attempt.person if people.serves_all(connection, attempt.assignment) else None
    whose = (attempt.reporter, attempt.year)
    given = attempts.explanations_for(connection, *whose, guest, attempt.id)
    findings = attempt.findings
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings = _with_changes(connection, codebook, attempt)
    written = {subject(f): f.explanation for f in attempt.findings if f.explanation}
    told = {**written, **given}
    seen = tuple(_explained(finding, told) for finding in findings)
    return attempt._replace(findings=seen, verdict=verdict_on(seen))


def whole(connection: Connection, attempt: Attempt) -> Return:
    """The figures as they will be delivered: with the offences delivered before, not in this file.

    ``attempt`` is one that holds figures.
    """
    assert attempt.returned is not None  # noqa: S101 - what the sentence above says
    told: dict[str, list[str]] = {}
    for finding in attempt.findings:
        if finding.name and finding.explanation:
            told.setdefault(finding.name, []).append(finding.explanation)
    explanations = {name: "; ".join(dict.fromkeys(texts)) for name, texts in told.items()}
    before = standing(connection, attempt.reporter, attempt.year)
    return combined(
        replace(attempt.returned, explanations=explanations),
        observations.return_of(connection, before) if before else None,
    )


def _with_changes(
    connection: Connection, codebook: CodeBook, attempt: Attempt
) -> tuple[Finding, ...]:
    counts = current.authoritative(connection, attempt.reporter, attempt.year)
    new = whole(connection, attempt)
    old = observations.return_of(connection, counts) if counts else None
    asked = questions_about_changes(codebook, _of_the_same_offences(old, attempt), new)
    others = (finding for finding in attempt.findings if finding.code != CHANGED)
    return (*asked, *others)


def _of_the_same_offences(old: Return | None, attempt: Attempt) -> Return | None:
    """What an attempt leaves out stays as it was delivered, and was explained with that."""
    if old is None or attempt.returned is None:
        return None
    sent = offences_in(attempt.returned)
    kept = {key: seen for key, seen in old.observations.items() if key.offence in sent}
    return replace(old, observations=kept)


def _explained(finding: Finding, told: Explanations) -> Finding:
    found = explained(finding, told, {})
    if found.code == CHANGED and not found.explanation:
        latest_first = dict(reversed(list(told.items())))
        return found._replace(explanation=for_the_new_value(found, latest_first))
    return found
