"""Where a cell stands, whether the file says so or not."""

from __future__ import annotations

import pytest

from tests.reader.making import code, figures, parts, worksheet, zipped


def test_cells_and_rows_that_do_not_say_where_they_are_follow_each_other() -> None:
    sheet = figures(
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row><c><v>4</v></c><c r="Z2"><v>5</v></c><c><v>6</v></c></row>'
        '<row r="9"><c><v>7</v></c></row>'
    )
    assert list(sheet.cells) == ["A1", "C1", "A2", "Z2", "AA2", "A9"]


def test_rows_and_cells_may_come_in_any_order() -> None:
    sheet = figures(
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>'
        '<row r="1"><c r="A1"><v>3</v></c></row>'
    )
    assert list(sheet.cells) == ["B2", "A2", "A1"]


def test_an_address_is_kept_as_everybody_writes_it() -> None:
    sheet = figures('<row r="1"><c r="b01"><v>1</v></c></row>')
    assert list(sheet.cells) == ["B1"]


@pytest.mark.parametrize("address", ["A0", "1A", "AAAA1", "XFE1", "A1048577", "$A$1", "", "A-1"])
def test_what_is_no_address_spoils_the_file(address: str) -> None:
    rows = f'<row r="1"><c r="{address}"><v>1</v></c></row>'
    assert code(zipped(parts(worksheet(rows)))) == "corrupt-file"


@pytest.mark.parametrize(
    "second", ["<c r='A1'><v>2</v></c>", "<c r='A1'/>", "<c r='a1'><v>2</v></c>"]
)
def test_an_address_that_occurs_twice_is_told(second: str) -> None:
    sheet = figures(f'<row r="1"><c r="A1"><v>1</v></c>{second}</row>')
    assert sheet.duplicates == ("A1",)


@pytest.mark.parametrize(
    "contents",
    [
        "<v>1</v><v>2</v>",
        "<v>1</v><v>1</v>",
        "<v>1</v><is><t>2</t></is>",
        "<is><t>1</t></is><v>2</v>",
        "<is><t>1</t></is><is><t>2</t></is>",
        "<f>1</f><v>1</v><v>2</v>",
        "<v>1</v><f>1</f><v>2</v>",
        "<v>1</v><f>1</f>",
    ],
)
@pytest.mark.parametrize("kind", ["n", "str", "inlineStr"])
def test_a_cell_with_two_contents_is_told_as_if_it_stood_there_twice(
    kind: str, contents: str
) -> None:
    sheet = figures(f'<row r="1"><c r="A1" t="{kind}">{contents}</c></row>')
    assert sheet.duplicates == ("A1",)


def test_an_address_that_occurs_often_is_told_once() -> None:
    sheet = figures('<row r="1">' + '<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c>' * 9 + "</row>")
    assert sheet.duplicates == ("A1", "B1")


@pytest.mark.parametrize(
    "contents", ["<f>1</f><v>1</v>", "<f>1</f>", "<v>1</v><v/>", "<is><r><t>1</t></r></is>"]
)
def test_a_cell_with_one_content_is_no_duplicate(contents: str) -> None:
    assert figures(f'<row r="1"><c r="A1">{contents}</c></row>').duplicates == ()
