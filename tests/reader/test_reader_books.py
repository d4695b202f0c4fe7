"""What a workbook says as a whole: sheets, defined names, authors."""

from __future__ import annotations

import pytest

from exchange.core.cells import Place
from exchange.settings import Limits
from exchange.workbook.reader import read
from tests.reader.making import (
    HEAD,
    OFFICE,
    book,
    code,
    content_types,
    opened,
    parts,
    relations,
    with_parts,
    worksheet,
    zipped,
)


def targets(reference: str, *, sheets: str | None = None) -> tuple[Place | None, ...]:
    names = f'<definedName name="reporter">{reference}</definedName>'
    return opened(book=book(names, sheets=sheets)).names["reporter"]


@pytest.mark.parametrize(
    "reference",
    ["Figures!$D$12", "'Figures'!$D$12", "figures!$d$12", "Figures!D12", " Figures!$D$12\n"],
)
def test_a_name_points_to_a_cell(reference: str) -> None:
    assert targets(reference) == (Place("Figures", "D12"),)


@pytest.mark.parametrize(
    "reference",
    [
        "#REF!",
        "Figures!#REF!",
        "#REF!$D$12",
        "Figures!$D$12:$E$12",
        "Figures!$D:$D",
        "Figures!$D$0",
        "Gone!$D$12",
        "[1]Figures!$D$12",
        "Figures:Other!$D$12",
        "$D$12",
        '"text"',
        "42",
        "SUM(Figures!$D$12)",
        "",
    ],
)
def test_a_name_can_point_to_no_cell(reference: str) -> None:
    assert targets(reference) == (None,)


def test_a_title_with_an_apostrophe_is_written_with_two() -> None:
    sheets = "<sheet name=\"It's here\" sheetId='1' r:id='rId1'/>"
    assert targets("'It''s here'!$A$1", sheets=sheets) == (Place("It's here", "A1"),)


def test_a_title_in_capitals_of_its_own_is_found() -> None:
    sheets = "<sheet name='ÇÉLULE' sheetId='1' r:id='rId1'/>"
    assert targets("'çÉlulE'!$A$1", sheets=sheets) == (Place("ÇÉLULE", "A1"),)


def test_names_ignore_capitals_and_keep_every_target() -> None:
    names = (
        '<definedName name="Reporter">Figures!$A$1</definedName>'
        '<definedName name="REPORTER">Figures!$A$2</definedName>'
    )
    made = opened(book=book(names))
    assert made.names == {"reporter": (Place("Figures", "A1"), Place("Figures", "A2"))}


def test_a_name_of_one_sheet_only_is_left_out() -> None:
    names = '<definedName name="reporter" localSheetId="0">Figures!$A$1</definedName>'
    assert opened(book=book(names)).names == {}


def test_too_many_names_are_refused() -> None:
    names = "".join(f'<definedName name="n{n}">Figures!$A$1</definedName>' for n in range(11))
    content = zipped(parts(book=book(names)))
    assert code(content, Limits(names=10)) == "too-many-names"
    assert code(content, Limits(names=11)) == "read"


SHEETS = (
    '<sheet name="One" sheetId="1" r:id="rId1"/>'
    '<sheet name="Two" sheetId="2" state="hidden" r:id="rId4"/>'
    '<sheet name="Chart" sheetId="3" r:id="rId5"/>'
)


def several(sheets: str = SHEETS) -> bytes:
    return zipped(
        parts(book=book(sheets=sheets))
        | {
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId4", "worksheet", "/xl/worksheets/../worksheets/./Sheet%202.xml"),
                ("rId5", "chartsheet", "chartsheets/sheet1.xml"),
            ),
            "xl/worksheets/sheet 2.xml": worksheet(),
            "xl/chartsheets/sheet1.xml": "<chartsheet/>",
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("rId1", "comments", "../comments1.xml"), ("rId2", "vmlDrawing", "../a.vml")
            ),
            "xl/comments1.xml": "<comments/>",
            "xl/a.vml": "<xml><br>",
        }
    )


def test_worksheets_come_in_their_order_and_charts_are_passed_over() -> None:
    made = read(several())
    assert [(sheet.title, sheet.hidden) for sheet in made.sheets] == [
        ("One", False),
        ("Two", True),
    ]
    assert [sheet.comments for sheet in made.sheets] == [True, False]


@pytest.mark.parametrize(
    "sheets",
    [
        SHEETS.replace("rId4", "rId9"),
        SHEETS.replace('r:id="rId4"', ""),
        SHEETS.replace("Two", "one"),
        '<sheet sheetId="1" r:id="rId1"/>',
    ],
)
def test_a_list_of_sheets_that_cannot_be_followed_spoils_the_file(sheets: str) -> None:
    assert code(several(sheets)) == "corrupt-file"


@pytest.mark.parametrize(
    "changes",
    [
        {"xmlns:r=": "xmlns:q=", "r:id": "q:id"},
        {f'xmlns:r="{OFFICE}"': f'xmlns:r="urn:other" xmlns:q="{OFFICE}"', "r:id": "q:id"},
        {f' xmlns:r="{OFFICE}"': "", "<sheet ": f'<sheet xmlns:r="{OFFICE}" '},
    ],
)
def test_sheets_are_found_whatever_the_prefix_of_their_relation(changes: dict[str, str]) -> None:
    text = book()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    assert [sheet.title for sheet in opened(book=text).sheets] == ["Figures"]


def test_an_attribute_that_only_looks_like_a_relation_is_none() -> None:
    text = book().replace(f'xmlns:r="{OFFICE}"', 'xmlns:r="urn:other"')
    assert code(zipped(parts(book=text))) == "corrupt-file"


def test_a_workbook_without_sheets_has_no_cells() -> None:
    assert opened(book=book(sheets="")).sheets == ()


def test_the_authors_are_told() -> None:
    core = (
        f'{HEAD}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://'
        'schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<dc:title>x</dc:title><dc:creator>Marie</dc:creator>"
        "<cp:lastModifiedBy> </cp:lastModifiedBy>"
        "</cp:coreProperties>"
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    row = f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>'
    rels = relations(("rId1", "officeDocument", "xl/workbook.xml"), more=row)
    made = read(with_parts({"_rels/.rels": rels, "docProps/core.xml": core}))
    assert made.authors == ("Marie",)


def test_parts_are_found_whatever_their_capitals() -> None:
    content = {name.upper(): data for name, data in parts().items()}
    assert code(zipped(content)) == "read"


def test_a_strict_workbook_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = {
        name: str(data)
        .replace(OFFICE, strict)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        for name, data in parts(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')).items()
    }
    assert list(read(zipped(dict(content))).sheets[0].cells) == ["A1"]


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_package_part_that_is_no_xml_spoils_the_file(name: str) -> None:
    assert code(with_parts({name: "<"})) == "corrupt-file"


def test_the_main_part_may_have_its_type_by_default() -> None:
    types = content_types('<Default Extension="xml" ContentType="x.spreadsheetml.sheet.main+xml"/>')
    types = types.replace('PartName="/xl/workbook.xml"', 'PartName="/xl/other.xml"')
    assert code(with_parts({"[Content_Types].xml": types})) == "read"
