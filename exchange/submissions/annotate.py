"""Puts the sender's figures into a fresh form, with every finding at its cells."""

from __future__ import annotations

from exchange.core.cells import Cell, Kind
from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.returns import Finding, Return
from exchange.core.understanding import LARGEST
from exchange.submissions.cells import FormCells, NamedCells
from exchange.submissions.explanations import about
from exchange.submissions.judgement import Judgement
from exchange.wording import Translator, translator
from exchange.wording.findings import message
from exchange.workbook.form import Filled, Mark, recover, write_annotated
from exchange.workbook.reader import Unreadable, Workbook, read


def annotate(
    judgement: Judgement, content: bytes, language: str, previous: Return | None = None
) -> bytes | None:
    """The annotated copy as ``.xlsx``; None where the file is no form that could be read.

    Where only the names are gone, the figures are taken from the rows' hidden keys: the sender
    looks them through, so nothing is taken in silence.
    """
    try:
        workbook = read(content)
    except Unreadable:
        return None
    if judgement.form is not None:
        form, filled = judgement.form, _filled(FormCells(judgement.form, NamedCells(workbook)))
    else:
        recovered = _recovered(judgement, workbook)
        if recovered is None:
            return None
        form, filled = recovered
    say = translator(language)
    marks = [_mark(finding, judgement.codebook, say) for finding in judgement.findings]
    return write_annotated(form, language, filled, marks, previous)


def _recovered(judgement: Judgement, workbook: Workbook) -> tuple[Form, Filled] | None:
    if not any(finding.code == "names-missing" for finding in judgement.findings):
        return None
    filled = recover(workbook)
    reporter, year = str(filled.get("reporter", "")), str(filled.get("year", ""))
    codebook = judgement.codebook
    if reporter not in codebook.reporters or not year.isdecimal():
        return None
    if int(year) < codebook.first_year or int(year) not in codebook.reporters[reporter].valid:
        return None
    return Form(codebook, reporter, int(year)), filled


def _filled(cells: FormCells) -> Filled:
    """What the sender wrote into each input; a formula without a result leaves it empty."""
    found = ((name, cells.named.workbook.cell(place)) for name, place in cells.places.items())
    return {name: as_written(cell) for name, cell in found if cell is not None and cell.text}


def as_written(cell: Cell) -> int | str:
    """A whole number as such; anything else as the text it shows."""
    if cell.kind is Kind.NUMBER and cell.text.isdecimal() and len(cell.text) < len(str(LARGEST)):
        return int(cell.text)
    return cell.text


def _mark(finding: Finding, codebook: CodeBook, say: Translator) -> Mark:
    rule = codebook.rules.get(finding.code)
    return Mark(
        names=finding.names,
        severity=finding.severity,
        message=message(finding, codebook, say),
        code=finding.code,
        name=finding.name or "",
        reasons=tuple(reason[say.language] for reason in rule.reasons) if rule else (),
        about=about(finding),
        explanation=finding.explanation or "",
    )
