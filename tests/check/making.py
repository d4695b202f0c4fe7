"""Returns filled in by name, as bytes, quickly enough for a whole workbook per case."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from xml.sax.saxutils import escape, unescape

from exchange.codebooks import load
from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.returns import Finding, Return, Severity
from exchange.submissions.check import judge
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.workbook.form import write_form

BOOK = load()
SCHEMAS = Schemas(BOOK)
FIGURES = tuple(BOOK.figures)
SMUGGLING = {f"smuggling_{figure}": n for n, figure in enumerate(FIGURES, 3)}
TRAFFICKING = {f"trafficking_{figure}": n for n, figure in enumerate(FIGURES, 10)}
FULL = {**TRAFFICKING, **SMUGGLING}
"""Ten figures that go together: 10 … 14 and 3 … 7."""

_NAME = re.compile(r"<definedName name=\"([a-z_0-9]+)\">'?([^'<]*)'?!\$([A-Z]+)\$([0-9]+)</")
_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="([0-9]+)"')
_STYLE = re.compile(r' s="[0-9]+"')


class Stored(str):
    """A cell as the file has it: the attributes after its style and its content.

    ``Stored(' t="b"><v>1</v>')``.
    """

    __slots__ = ()


Said = int | str | Stored | None
UNCALCULATED = Stored("><f>1+1</f>")


def error(code: str = "#REF!") -> Stored:
    return Stored(f' t="e"><v>{code}</v>')


def stored(number: str) -> Stored:
    """A number with exactly these digits."""
    return Stored(f"><v>{number}</v>")


def result(number: str) -> Stored:
    """A formula with a stored result."""
    return Stored(f"><f>SUM(A1:A9)</f><v>{number}</v>")


@cache
def blank(
    reporter: str = "sint-maarten", year: int = 2024, language: str = "en"
) -> Mapping[str, bytes]:
    """The parts of a blank form."""
    return parts(write_form(Form(BOOK, reporter, year), language))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file.getvalue()


def places(form: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Defined name → part of its sheet and A1 address."""
    book = form["xl/workbook.xml"].decode()
    sheets = {unescape(title): f"xl/worksheets/sheet{n}.xml" for title, n in _SHEET.findall(book)}
    return {
        name: (sheets[unescape(title)], column + row)
        for name, title, column, row in _NAME.findall(book)
    }


def address(name: str, **form: str | int) -> str:
    """Where a cell stands in the blank form."""
    return places(blank(**form))[name][1]


def filled(form: Mapping[str, bytes], cells: Mapping[str, Said]) -> dict[str, bytes]:
    """The parts of the form with cells set by name; None empties a cell."""
    where = places(form)
    made = dict(form)
    for name, said in cells.items():
        part, cell = where[name]
        made[part] = _set(made[part], cell, said)
    return made


def _set(sheet: bytes, cell: str, said: Said) -> bytes:
    before = re.search(rf'<c r="{cell}"([^>]*?)(?:/>|>.*?</c>)'.encode(), sheet)
    assert before, cell
    style = _STYLE.search(before[1].decode())
    made = f'<c r="{cell}"{style[0] if style else ""}{_content(said)}'
    return sheet.replace(before[0], made.encode(), 1)


def _content(said: Said) -> str:
    if said is None:
        return "/>"
    if isinstance(said, Stored):
        return f"{said}</c>"
    if isinstance(said, int):
        return f"><v>{said}</v></c>"
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(said)}</t></is></c>'


def sent(cells: Mapping[str, Said], **form: str | int) -> bytes:
    """A form filled in by name, as it is sent."""
    return zipped(filled(blank(**form), cells))


def judged(
    cells: Mapping[str, Said],
    *,
    earlier: tuple[Return, ...] = (),
    explanations: Mapping[str, str] | None = None,
    schemas: Schemas = SCHEMAS,
    **form: str | int,
) -> Judgement:
    """The verdict on a form with these cells."""
    return judge(sent(cells, **form), "t.xlsx", schemas, earlier=earlier, explanations=explanations)


def returned(cells: Mapping[str, Said], **form: str | int) -> Return:
    found = judged(cells, **form).returned
    assert found is not None
    return found


def told(judgement: Judgement, *severities: Severity) -> list[tuple[str, str | None]]:
    """Code and name of the findings, of some severities or of all."""
    return [
        (f.code, f.name) for f in judgement.findings if not severities or f.severity in severities
    ]


def errors(judgement: Judgement) -> list[tuple[str, str | None]]:
    return told(judgement, Severity.ERROR)


def warnings(judgement: Judgement) -> list[tuple[str, str | None]]:
    return told(judgement, Severity.WARNING)


def notes(judgement: Judgement) -> list[tuple[str, str | None]]:
    return told(judgement, Severity.NOTE)


def only(judgement: Judgement, code: str) -> Finding:
    (finding,) = [f for f in judgement.findings if f.code == code]
    return finding


def figures(judgement: Judgement) -> dict[str, int | str]:
    """Name → count, or the reason why there is none."""
    return {
        o.key.name: o.entry.status if o.entry.value is None else o.entry.value
        for o in judgement.observations
    }


def schemas_of(codebook: CodeBook) -> Schemas:
    return Schemas(codebook)
