"""Judges one workbook: file → form → reporter and year → cells → across cells.

Every finding of a stage comes in one pass; a stage that cannot run waits for the one before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from exchange.core.cells import position
from exchange.core.codebook import CodeBook
from exchange.core.returns import Finding, Return, Severity, Source, Verdict, verdict_on
from exchange.settings import Limits
from exchange.submissions.cells import FormCells, NamedCells
from exchange.submissions.explanations import Explanations, explained, written_explanations
from exchange.submissions.form_stage import Identified, identify
from exchange.submissions.judgement import Judgement
from exchange.submissions.reading import understand_form
from exchange.validation import Schemas
from exchange.workbook.reader import Unreadable, read

NO_LIMITS_CHANGED = Limits()


def judge(
    content: bytes,
    file: str,
    schemas: Schemas,
    *,
    earlier: tuple[Return, ...] = (),
    explanations: Explanations | None = None,
    limits: Limits = NO_LIMITS_CHANGED,
) -> Judgement:
    """The verdict on a workbook's bytes; never raises for anything the bytes contain.

    ``earlier`` can hold the return of the year before, and the version before of the same one.
    """
    source = Source(file, digest(content, limits))
    try:
        named = NamedCells(read(content, limits))
    except Unreadable as refusal:
        finding = Finding(Severity.ERROR, refusal.code, facts=refusal.facts)
        return Judgement(source, Verdict.UNREADABLE, schemas.codebook, (finding,))
    identified = identify(named, schemas)
    if identified.form is None:
        return _judgement(source, identified, named, schemas.codebook, identified.findings)
    reading = understand_form(FormCells(identified.form, named), schemas)
    given, written = explanations or {}, written_explanations(named)
    findings = tuple(explained(finding, given, written) for finding in reading.findings(earlier))
    returned = reading.returned(identified.language, source, findings)
    return _judgement(source, identified, named, schemas.codebook, findings, returned)


def digest(content: bytes, limits: Limits) -> str:
    """SHA-256 of a file; empty for one that is too large: who read it stopped there."""
    return hashlib.sha256(content).hexdigest() if len(content) <= limits.file_bytes else ""


def _judgement(
    source: Source,
    identified: Identified,
    named: NamedCells,
    codebook: CodeBook,
    findings: Iterable[Finding],
    returned: Return | None = None,
) -> Judgement:
    located = tuple(_located(finding, named) for finding in findings)
    return Judgement(
        source,
        verdict_on(located),
        codebook,
        located,
        identified.language,
        identified.codebook,
        identified.reporter,
        identified.year,
        identified.form,
        returned,
    )


def _located(finding: Finding, named: NamedCells) -> Finding:
    """The finding with the addresses of its cells, in reading order within the first's sheet."""
    if finding.places or not finding.names:
        return finding
    places = [place for place in map(named.place, finding.names) if place]
    if not places:
        return finding
    first = places[0].sheet
    places.sort(key=lambda place: (place.sheet != first, place.sheet, position(place.address)))
    return finding._replace(places=tuple(places))
