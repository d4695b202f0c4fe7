"""A number's style tells dates and percentages from plain numbers."""

from __future__ import annotations

import pytest

from exchange.core.cells import Cell, Kind, Place
from exchange.workbook.reader import read
from tests.reader.making import HEAD, MAIN, cell, code, parts, worksheet, zipped

NUMBER = Kind.NUMBER


@pytest.mark.parametrize("style", ["9", "-1", "x"])
def test_a_style_that_is_not_there_spoils_the_file(style: str) -> None:
    rows = f'<row r="1"><c r="A1" s="{style}"><v>1</v></c></row>'
    assert code(zipped(parts(worksheet(rows)))) == "corrupt-file"


def test_without_any_styles_a_number_is_a_number() -> None:
    content = parts(worksheet('<row r="1"><c r="A1" s="7"><v>1</v></c></row>'))
    del content["xl/styles.xml"]
    assert read(zipped(content)).cell(Place("Figures", "A1")) == Cell(NUMBER, "1")


@pytest.mark.parametrize(
    "code_,kind",
    [
        ("General", NUMBER),
        ("0", NUMBER),
        ("#,##0.00", NUMBER),
        ("0.00E+00", NUMBER),
        ('0 "days"', NUMBER),
        ("0\\d", NUMBER),
        ("[Red]0;[Blue]-0", NUMBER),
        ("[$$-409]#,##0", NUMBER),
        ("_-* #,##0_-", NUMBER),
        ('0"%"', NUMBER),
        ("@", NUMBER),
        ("0%", Kind.PERCENT),
        ("[Red]0.0%", Kind.PERCENT),
        ("0;-0%", Kind.PERCENT),
        ("dd/mm/yyyy", Kind.DATE),
        ("[$-413]d mmmm yyyy;@", Kind.DATE),
        ("yyyy", Kind.DATE),
        ("[h]:mm", Kind.DATE),
        ("mm:ss.0", Kind.DATE),
        ('"op" dd-mm', Kind.DATE),
        ("[" * 30_000, NUMBER),
        ("[[Red]yyyy", Kind.DATE),
        ("0" * 254 + "%" + "yyyy", Kind.PERCENT),
    ],
)
def test_a_number_format_tells_dates_and_percentages(code_: str, kind: Kind) -> None:
    escaped = code_.replace("&", "&amp;").replace('"', "&quot;")
    styles = (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" '
        f'formatCode="{escaped}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    assert cell('<c r="A1"><v>1</v></c>', styles=styles) == Cell(kind, "1")


@pytest.mark.parametrize(
    "number,kind",
    [("0", NUMBER), ("14", Kind.DATE), ("9", Kind.PERCENT), ("22", Kind.DATE), ("99", NUMBER)],
)
def test_a_built_in_format_tells_dates_and_percentages(number: str, kind: Kind) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    assert cell('<c r="A1"><v>1</v></c>', styles=styles) == Cell(kind, "1")
