"""Puts the sender's figures into a fresh form, with every finding at its cells."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.core.codebook import LAST_YEAR, CodeBook
from exchange.core.form import Form, role_name
from exchange.core.returns import Finding, Return
from exchange.core.vocabulary import Vocabulary
from exchange.settings import Limits
from exchange.submissions.cells import FormCells, NamedCells
from exchange.submissions.explanations import subject
from exchange.submissions.judgement import Judgement
from exchange.wording import Translator, translator
from exchange.wording.findings import figure_name, message
from exchange.workbook.form import Filled, Mark, Written, recover, write_annotated, written
from exchange.workbook.reader import Unreadable, Workbook, read


def annotate(
    judgement: Judgement,
    content: bytes,
    language: str,
    earlier: tuple[Return, ...] = (),
    limits: Limits = Limits(),  # noqa: B008 - a value that never changes
) -> bytes | None:
    """The annotated copy as ``.xlsx``; None where the file is no form that could be read.

    Where only the names are gone, the figures are taken from the rows' hidden keys: the sender
    looks them through, so nothing is taken in silence. Of ``earlier``, the year before stands in
    grey beside them; where that is not given, the version before.
    """
    try:
        workbook = read(content, limits)
    except Unreadable:
        return None
    if judgement.form is not None:
        form = judgement.form
        filled = filled_in(FormCells(form, NamedCells(workbook)), workbook)
    else:
        recovered = _recovered(judgement, workbook)
        if recovered is None:
            return None
        form, filled = recovered
    say = translator(language)
    marks = [_mark(finding, judgement.codebook, say) for finding in judgement.findings]
    listed = worded(form, filled, language)
    return write_annotated(form, language, listed, marks, beside(form, earlier))


def _recovered(judgement: Judgement, workbook: Workbook) -> tuple[Form, Filled] | None:
    if not any(finding.code == "names-missing" for finding in judgement.findings):
        return None
    filled = recover(workbook)
    reporter, year = str(filled.get("reporter", "")), str(filled.get("year", ""))
    codebook = judgement.codebook
    if not year.isdecimal() or len(year) > len(str(LAST_YEAR)):
        return None
    if not codebook.asks(reporter, int(year)):
        return None
    return Form(codebook, reporter, int(year)), filled


def filled_in(cells: FormCells, workbook: Workbook) -> Filled:
    """What the sender wrote into each input; a formula without a result leaves it empty.

    Inputs that lost their names are found by the hidden keys of their rows.
    """
    missing = cells.missing()
    lost = recover(workbook) if missing else {}
    found = ((name, cells.named.at(place)) for name, place in cells.places.items())
    named = {name: written(cell) for name, cell in found if cell is not None and cell.text}
    return named | {name: lost[name] for name in missing if name in lost}


def beside(form: Form, earlier: tuple[Return, ...]) -> Return | None:
    """The year before, else the version before; none that is another reporter's."""
    own = {sent.year: sent for sent in earlier if sent.reporter == form.reporter}
    return own.get(form.year - 1) or own.get(form.year)


def worded(form: Form, filled: Filled, language: str) -> Filled:
    """Statuses and bases that were understood, as the lists of the copy's language have them."""
    return {**filled, **dict(_labels(form, filled, language))}


def _labels(form: Form, filled: Filled, language: str) -> Iterator[tuple[str, Written]]:
    book, words = form.codebook, Vocabulary(form.codebook)
    for key in form.keys:
        status, basis = (str(filled.get(role_name(key, role), "")) for role in ("status", "basis"))
        if slug := words.status(status):
            yield role_name(key, "status"), book.statuses[slug].label[language]
        if slug := words.basis(basis, key.figure):
            yield role_name(key, "basis"), book.bases[slug][language]


def _mark(finding: Finding, codebook: CodeBook, say: Translator) -> Mark:
    rule = codebook.rules.get(finding.code)
    return Mark(
        names=finding.names,
        severity=finding.severity,
        message=message(finding, codebook, say),
        matter=subject(finding),
        reasons=tuple(reason[say.language] for reason in rule.reasons) if rule else (),
        explanation=finding.explanation or "",
        figure=figure_name(finding, codebook, say),
    )
