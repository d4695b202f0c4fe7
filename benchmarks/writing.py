"""Writing the form and the overview, beside openpyxl writing bare values into the same cells.

The other side has no style, no name, no list, no chart, no protection and no fixed bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.filling import real, samples
from benchmarks.measuring import Line, Void, alternate, ratio
from exchange.codebooks import load
from exchange.core.codebook import CodeBook
from exchange.core.comparison import Comparison
from exchange.core.form import Form
from exchange.core.merge import merge
from exchange.core.returns import Return
from exchange.publish import write
from exchange.submissions.check import judge
from exchange.validation import Schemas
from exchange.workbook.form import write_form

MOST = 1.5

Values = Mapping[str, Mapping[tuple[int, int], Any]]
"""Sheet title → row and column → value."""


def run(rounds: int) -> Iterator[Line]:
    """A blank form, and the overview of the real returns."""
    codebook = load()
    form = Form(codebook, "caribbean-netherlands", 2019)
    comparison = _comparison(codebook)
    years = f"{comparison.years[0]}–{comparison.years[-1]}"
    yield _line("blank form", lambda: write_form(form, "nl"), rounds)
    yield _line(
        f"overview of {len(comparison.returns)} real returns, {years}",
        lambda: write(comparison, "xlsx", "en"),
        rounds,
    )


def _comparison(codebook: CodeBook) -> Comparison:
    schemas = Schemas(codebook)
    return merge(
        codebook, (_returned(title, real(one), schemas) for title, one in samples(codebook).items())
    )


def _returned(title: str, content: bytes, schemas: Schemas) -> Return:
    judgement = judge(content, f"{title}.xlsx", schemas)
    if judgement.returned is None:
        raise Void(f"{title} is {judgement.verdict.value}")
    return judgement.returned


def _line(what: str, ours: Callable[[], bytes], rounds: int) -> Line:
    values = _values(ours())
    if _values(_bare(values)) != values:
        raise Void(f"{what}: openpyxl did not write the same cells")
    mine, other = alternate(rounds, ours, lambda: _bare(values))
    cells = sum(map(len, values.values()))
    return ratio(f"{what}, {cells} cells: openpyxl, values only", mine, other, MOST)


def _values(content: bytes) -> Values:
    return {
        sheet.title: {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in load_workbook(BytesIO(content)).worksheets
    }


def _bare(values: Values) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, cells in values.items():
        sheet = book.create_sheet(title)
        for (row, column), value in cells.items():
            sheet.cell(row, column, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
