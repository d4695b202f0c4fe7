"""A cell is read as the file means it; what contradicts itself never becomes a value."""

from __future__ import annotations

import pytest

from exchange.core.cells import Cell, Kind, Place
from exchange.workbook.reader import Unreadable, read
from tests.reader.making import (
    HEAD,
    MAIN,
    book,
    cell,
    code,
    opened,
    parts,
    shared,
    with_parts,
    worksheet,
    zipped,
)

NUMBER, TEXT, ERROR = Kind.NUMBER, Kind.TEXT, Kind.ERROR


@pytest.mark.parametrize(
    "xml,expected",
    [
        ('<c r="A1"><v>12</v></c>', Cell(NUMBER, "12")),
        ('<c r="A1" t="n"><v>12.50</v></c>', Cell(NUMBER, "12.50")),
        ('<c r="A1"><v> 12\n</v></c>', Cell(NUMBER, "12")),
        ('<c r="A1"><v>-3</v></c>', Cell(NUMBER, "-3")),
        ('<c r="A1"><v>1e400</v></c>', Cell(NUMBER, "1e400")),
        ('<c r="A1"><v>1.5E-07</v></c>', Cell(NUMBER, "1.5E-07")),
        ('<c r="A1"><v>9223372036854775808</v></c>', Cell(NUMBER, "9223372036854775808")),
        (f'<c r="A1"><v>{"9" * 5000}</v></c>', Cell(NUMBER, "9" * 5000)),
        ('<c r="A1"><v>NaN</v></c>', Cell(NUMBER, "NaN")),
        ('<c r="A1"><v>twelve</v></c>', Cell(ERROR, "twelve")),
        ('<c r="A1"><v>1_000</v></c>', Cell(ERROR, "1_000")),
        ('<c r="A1"><v>１２</v></c>', Cell(ERROR, "１２")),
        ('<c r="A1"><v> </v></c>', Cell(ERROR, "")),
        ('<c r="A1" s="1"><v>45000</v></c>', Cell(Kind.DATE, "45000")),
        ('<c r="A1" s="3"><v>45000.5</v></c>', Cell(Kind.DATE, "45000.5")),
        ('<c r="A1" s="2"><v>0.12</v></c>', Cell(Kind.PERCENT, "0.12")),
        ('<c r="A1" s="02"><v>0.12</v></c>', Cell(Kind.PERCENT, "0.12")),
        ('<c r="A1" s="1" t="str"><v>12</v></c>', Cell(TEXT, "12")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell(Kind.BOOLEAN, "TRUE")),
        ('<c r="A1" t="b"><v>0</v></c>', Cell(Kind.BOOLEAN, "FALSE")),
        ('<c r="A1" t="b"><v>false</v></c>', Cell(Kind.BOOLEAN, "FALSE")),
        ('<c r="A1" t="b"><v>7</v></c>', Cell(ERROR, "7")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell(ERROR, "#REF!")),
        ('<c r="A1" t="z"><v>12</v></c>', Cell(ERROR, "12")),
        ('<c r="A1" t="d"><v>2024-01-31</v></c>', Cell(Kind.DATE, "45322")),
        ('<c r="A1" t="d"><v>2024-01-31T12:00:00Z</v></c>', Cell(Kind.DATE, "45322.5")),
        ('<c r="A1" t="d"><v>soon</v></c>', Cell(ERROR, "soon")),
        ('<c r="A1" t="str"><v>a&#10;b &amp; c</v></c>', Cell(TEXT, "a\nb & c")),
        ('<c r="A1" t="str"><v xml:space="preserve"> x </v></c>', Cell(TEXT, " x ")),
        ('<c r="A1" t="str"><v>_x0041_b_x000D_</v></c>', Cell(TEXT, "Ab\r")),
        ('<c r="A1" t="str"><v>_x005F_x0041_</v></c>', Cell(TEXT, "_x0041_")),
        ('<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', Cell(TEXT, "😀")),
        ('<c r="A1" t="str"><v>_xD83D_!</v></c>', Cell(TEXT, "\ufffd!")),
        ('<c r="A1" t="inlineStr"><is><t>geheim</t></is></c>', Cell(TEXT, "geheim")),
        (
            '<c r="A1" t="inlineStr"><is><r><t>a</t></r>\n<r><rPr/><t> b</t></r></is></c>',
            Cell(TEXT, "a b"),
        ),
        ('<c r="A1" t="inlineStr"><is><t/><r><t>x</t></r></is></c>', Cell(TEXT, "x")),
        (
            '<c r="A1" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>',
            Cell(TEXT, "漢"),
        ),
        ('<c r="A1"><is><t>12</t></is></c>', Cell(ERROR, "12")),
        ('<c r="A1" t="inlineStr"><v>12</v></c>', Cell(ERROR, "12")),
        ('<c r="A1" t="str"><v><![CDATA[<5]]></v></c>', Cell(TEXT, "<5")),
        ('<c r="A1">\n  <v>12</v>\n</c>', Cell(NUMBER, "12")),
        ('<c r="A1"><v>1</v>2</c>', Cell(NUMBER, "1")),
    ],
)
def test_a_cell_is_what_the_file_means(xml: str, expected: Cell) -> None:
    assert cell(xml) == expected


@pytest.mark.parametrize(
    "xml",
    [
        "",
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1"><v/></c>',
        '<c r="A1" t="s"><v/></c>',
        '<c r="A1" t="inlineStr"><is><t></t></is></c>',
        '<c r="A1" t="inlineStr"><is/></c>',
        '<c r="A1" t="s"><v>0</v></c>',
    ],
)
def test_an_empty_cell_is_blank(xml: str) -> None:
    assert cell(xml, strings="<si><t/></si>") is None


@pytest.mark.parametrize(
    "xml,expected",
    [
        ("<f>1+1</f><v>2</v>", Cell(NUMBER, "2", formula=True)),
        ("<f>1+1</f>", Cell(Kind.UNCALCULATED, "", formula=True)),
        ("<f>1+1</f><v></v>", Cell(Kind.UNCALCULATED, "", formula=True)),
        ('<f t="shared" si="0"/><v>2</v>', Cell(NUMBER, "2", formula=True)),
        ('<f t="shared" si="0"/>', Cell(Kind.UNCALCULATED, "", formula=True)),
        ('<f t="array" ref="A1:A2">B1:B2</f><v>4</v>', Cell(NUMBER, "4", formula=True)),
        ('<f t="dataTable" ref="A1"/><v>4</v>', Cell(NUMBER, "4", formula=True)),
    ],
)
def test_a_formula_is_its_stored_result(xml: str, expected: Cell) -> None:
    assert cell(f'<c r="A1">{xml}</c>') == expected


def test_a_formula_can_result_in_a_text_an_empty_text_or_an_error() -> None:
    assert cell('<c r="A1" t="str"><f>A2</f><v>x</v></c>') == Cell(TEXT, "x", formula=True)
    assert cell('<c r="A1" t="str"><f>A2</f><v></v></c>') == Cell(TEXT, "", formula=True)
    assert cell('<c r="A1" t="e"><f>A2</f><v>#N/A</v></c>') == Cell(ERROR, "#N/A", formula=True)


RICH = (
    "<si><t>plain</t></si>\n<si><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r></si>"
    "<si><t>漢字</t><rPh sb='0' eb='2'><t>kanji</t></rPh><phoneticPr fontId='1'/></si>"
    "<si/><si><t xml:space='preserve'> _x0041_ </t></si>"
)


@pytest.mark.parametrize(
    "index,text",
    [("0", "plain"), ("1", "two runs"), ("2", "漢字"), ("4", " A "), (" 00 ", "plain")],
)
def test_a_shared_text_is_found_by_its_number(index: str, text: str) -> None:
    read_cell = cell(f'<c r="A1" t="s"><v>{index}</v></c>', strings=RICH)
    assert read_cell == Cell(TEXT, text)


@pytest.mark.parametrize("index", ["5", "-1", "x", "1.0", "１"])
def test_a_shared_text_that_is_not_there_spoils_the_file(index: str) -> None:
    rows = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
    assert code(zipped(parts(worksheet(rows), strings=RICH))) == "corrupt-file"


@pytest.mark.parametrize(
    "xml,expected",
    [
        ('<c r="A1" t="d"><v>1904-01-02</v></c>', Cell(Kind.DATE, "1463")),
        ('<c r="A1" s="1"><v>1</v></c>', Cell(Kind.DATE, "1463")),
        ('<c r="A1" s="1" t="n"><v>0.5</v></c>', Cell(Kind.DATE, "1462.5")),
        ('<c r="A1" s="1"><v>-1</v></c>', Cell(Kind.DATE, "1461")),
        ('<c r="A1" s="1"><v>1e400</v></c>', Cell(Kind.DATE, "1e400")),
        (f'<c r="A1" s="1"><v>{"9" * 5000}</v></c>', Cell(Kind.DATE, "9" * 5000)),
        ('<c r="A1" s="1"><v>NaN</v></c>', Cell(Kind.DATE, "NaN")),
        ('<c r="A1"><v>12</v></c>', Cell(NUMBER, "12")),
        ('<c r="A1" s="2"><v>0.12</v></c>', Cell(Kind.PERCENT, "0.12")),
    ],
)
def test_a_date_counted_from_1904_is_the_same_day_counted_from_1899(
    xml: str, expected: Cell
) -> None:
    made = opened(f'<row r="1">{xml}</row>', book=book(properties='<workbookPr date1904="1"/>'))
    assert made.is_1904
    assert made.cell(Place("Figures", "A1")) == expected


NAMESPACES = {
    "prefixed": lambda text: (
        text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("<x:?", "<?")
    ),
    "strict": lambda text: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    "UTF-16": lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "UTF-16 unmarked": lambda text: text.replace(HEAD, "").encode("utf-16-be"),
    "Latin-1": lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "marked UTF-8": lambda text: text.encode("utf-8-sig"),
    "with remarks": lambda text: text.replace("<v>", "<!-- <v>9</v> --><v>").replace(
        "</v>", "<?x y?></v>"
    ),
}


@pytest.mark.parametrize("way", NAMESPACES)
def test_the_ways_of_writing_xml_all_give_the_same(way: str) -> None:
    written = NAMESPACES[way]
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>5</v></c></row>'
    content = parts(worksheet(rows), strings="<si><t>é</t></si>")
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        content[name] = written(str(content[name]))
    made = read(zipped(content))
    assert made.cell(Place("Figures", "A1")) == Cell(TEXT, "é")
    assert made.cell(Place("Figures", "B1")) == Cell(Kind.DATE, "5")


def test_elements_of_other_vocabularies_are_passed_over() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v><extLst><x:v xmlns:x="urn:other">9</x:v></extLst></c></row>'
    )
    assert opened(rows).cell(Place("Figures", "A1")) == Cell(NUMBER, "1")


def test_a_sheet_tells_what_hides_and_blurs_its_cells() -> None:
    sheet = read(
        with_parts(
            {
                "xl/worksheets/sheet1.xml": worksheet(
                    '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row><row r="4" hidden="0"/>',
                    before='<dimension ref="A1:XFD1048576"/><cols><col min="2" max="4" hidden="1"/>'
                    '<col min="5" max="5" width="9"/></cols>',
                    after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
                )
            }
        )
    ).sheets[0]
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == ((2, 4),)
    assert sheet.hides_column(3)
    assert not sheet.hides_column(5)
    assert sheet.merges == ("B2:C3",)
    assert not sheet.hidden
    assert not sheet.comments


def test_what_has_no_size_is_hidden() -> None:
    rows = '<row r="1" ht="0"/><row r="2" ht="0.0" customHeight="1"/><row r="3" ht="0.5"/>'
    columns = '<cols><col min="2" max="3" width="0"/><col min="4" max="4" width="0.1"/></cols>'
    sheet = read(zipped(parts(worksheet(rows, before=columns)))).sheets[0]
    assert sheet.hidden_rows == {1, 2}
    assert sheet.hidden_columns == ((2, 3),)


def test_rows_hidden_unless_they_are_written_are_not_hidden_where_they_are() -> None:
    """So does who hides all the rows below a form; the rows in use stay to be seen."""
    before = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert read(zipped(parts(worksheet(rows, before=before)))).sheets[0].hidden_rows == set()


def test_a_cell_that_is_not_there_is_blank() -> None:
    made = opened('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert made.cell(Place("Figures", "B1")) is None
    assert made.cell(Place("Elsewhere", "A1")) is None
    assert list(made.filled()) == [Place("Figures", "A1")]


@pytest.mark.parametrize(
    "sheet",
    ["<worksheet", "", "<a/>", f'<chartsheet xmlns="{MAIN}"/>', "<worksheet xmlns='urn:other'/>"],
)
def test_what_is_no_worksheet_spoils_the_file(sheet: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(zipped(parts(sheet)))
    assert refusal.value.code == "corrupt-file"
    assert refusal.value.facts == {"part": "xl/worksheets/sheet1.xml"}


def test_a_broken_table_of_texts_spoils_the_file() -> None:
    content = parts() | {"xl/sharedStrings.xml": shared("<si>")}
    assert code(zipped(content)) == "corrupt-file"
