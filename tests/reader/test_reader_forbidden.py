"""Parts that can do harm are refused by name, by content type and by relationship."""

from __future__ import annotations

import pytest

from exchange.workbook.reader import read
from tests.reader.making import (
    MAIN,
    OFFICE,
    SPREADSHEET,
    book,
    code,
    content_types,
    relations,
    with_parts,
    worksheet,
)

MICROSOFT = "http://schemas.microsoft.com/office"


def override(name: str, kind: str) -> dict[str, str | bytes]:
    """A part under a harmless name whose content type tells what it is."""
    row = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    return {"[Content_Types].xml": content_types(row), name: b"x"}


def related(kind: str, target: str = "anything.bin") -> dict[str, str | bytes]:
    """A part under a harmless name to which the sheet relates as ``kind``."""
    row = f'<Relationship Id="r9" Type="{kind}" Target="../{target}"/>'
    return {"xl/worksheets/_rels/sheet1.xml.rels": relations(more=row), f"xl/{target}": b"x"}


BY_NAME = {
    "xl/vbaProject.bin": "macros",
    "xl/macrosheets/sheet1.xml": "macros",
    "xl/intlmacrosheets/sheet1.xml": "macros",
    "xl/activeX/activeX1.xml": "activex",
    "xl/embeddings/oleObject1.bin": "embedded-objects",
    "xl/embeddings/Microsoft_Word_Document.docx": "embedded-objects",
    "xl/ddeLinks/ddeLink1.xml": "dde",
    "xl/connections.xml": "data-connections",
    "xl/queryTables/queryTable1.xml": "data-connections",
    "xl/volatileDependencies.xml": "data-connections",
    "xl/model/item.data": "data-connections",
}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_harmful_part_is_known_by_its_name(name: str) -> None:
    assert code(with_parts({name: b"x"})) == BY_NAME[name]


BY_TYPE = {
    "application/vnd.ms-office.vbaProject": "macros",
    "application/vnd.ms-excel.macrosheet+xml": "macros",
    "application/vnd.ms-excel.intlmacrosheet+xml": "macros",
    "application/vnd.ms-office.activeX+xml": "activex",
    "application/vnd.openxmlformats-officedocument.oleObject": "embedded-objects",
    f"{SPREADSHEET}.connections+xml": "data-connections",
    f"{SPREADSHEET}.queryTable+xml": "data-connections",
}


@pytest.mark.parametrize("kind", BY_TYPE)
def test_a_harmful_part_under_another_name_is_known_by_its_type(kind: str) -> None:
    assert code(with_parts(override("xl/data.bin", kind))) == BY_TYPE[kind]


BY_RELATION = {
    f"{MICROSOFT}/2006/relationships/vbaProject": "macros",
    f"{MICROSOFT}/2006/relationships/xlMacrosheet": "macros",
    f"{MICROSOFT}/2006/relationships/xlIntlMacrosheet": "macros",
    f"{OFFICE}/control": "activex",
    f"{OFFICE}/oleObject": "embedded-objects",
    f"{OFFICE}/package": "embedded-objects",
    f"{OFFICE}/connections": "data-connections",
    f"{OFFICE}/queryTable": "data-connections",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/oleObject": "embedded-objects",
}


@pytest.mark.parametrize("kind", BY_RELATION)
def test_a_harmful_part_without_a_telling_name_is_known_by_its_relationship(kind: str) -> None:
    assert code(with_parts(related(kind))) == BY_RELATION[kind]


@pytest.mark.parametrize("main", ["sheet.macroEnabled.main+xml", "template.macroEnabled.main+xml"])
def test_a_macro_workbook_renamed_is_refused(main: str) -> None:
    kind = f"application/vnd.ms-excel.{main}"
    assert code(with_parts({"[Content_Types].xml": content_types(main=kind)})) == "macros"


def test_a_default_type_counts_where_a_part_has_its_extension() -> None:
    row = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    types = {"[Content_Types].xml": content_types(row)}
    assert code(with_parts(dict(types))) == "read"
    assert code(with_parts(types | {"xl/printerSettings/printerSettings1.bin": b"x"})) == "macros"


HARMLESS = {
    "xl/printerSettings/printerSettings1.bin": b"\0\1",
    "xl/drawings/commentsDrawing1.vml": b"<xml><not closed <!DOCTYPE >",
    "xl/drawings/drawing1.xml": b"<broken",
    "xl/theme/theme1.xml": b"<a/>",
    "xl/media/image1.png": b"\x89PNG",
    "xl/calcChain.xml": b"<calcChain/>",
    "xl/ctrlProps/ctrlProp1.xml": b"<a/>",
    "customXml/item1.xml": b"<a/>",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_not_even_parsed(name: str) -> None:
    assert code(with_parts({name: HARMLESS[name]})) == "read"


def external(body: str, kind: str = "externalLinkPath") -> dict[str, str | bytes]:
    link = f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}">{body}</externalLink>'
    target = '<Relationship Id="rId1" Type="{}/{}" Target="{}" TargetMode="External"/>'
    return {
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            more=target.format(OFFICE, kind, "file:///c:/other.xlsx")
        ),
    }


def test_an_external_link_is_flagged_and_never_followed() -> None:
    linked = read(with_parts(external('<externalBook r:id="rId1"/>')))
    assert linked.external_links
    assert not read(with_parts({})).external_links


def test_a_hyperlink_is_no_external_link() -> None:
    row = (
        f'<Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="https://example.org" '
        'TargetMode="External"/>'
    )
    rels = {"xl/worksheets/_rels/sheet1.xml.rels": relations(more=row)}
    assert not read(with_parts(dict(rels))).external_links


@pytest.mark.parametrize(
    "body",
    [
        '<ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems/></ddeLink>',
        '<oleLink r:id="rId1" progId="Excel.Sheet.12"/>',
    ],
)
def test_an_external_link_to_another_program_is_dde(body: str) -> None:
    assert code(with_parts(external(body))) == "dde"


@pytest.mark.parametrize("formula", ["cmd|' /C calc'!A0", "1+MSEXCEL|'\\..\\calc'!x", "a|b!c"])
def test_a_formula_that_calls_another_program_is_dde(formula: str) -> None:
    rows = f'<row r="1"><c r="A1"><f>{formula}</f><v>0</v></c></row>'
    assert code(with_parts({"xl/worksheets/sheet1.xml": worksheet(rows)})) == "dde"


def test_a_name_that_calls_another_program_is_dde() -> None:
    names = "<definedName name=\"x\">cmd|' /C calc'!A0</definedName>"
    assert code(with_parts({}, book=book(names))) == "dde"


@pytest.mark.parametrize("formula", ['"a|b"&amp;"c"', "'men | women'!A1", "SUM(A1:A2)"])
def test_a_bar_in_quotes_is_no_call(formula: str) -> None:
    rows = f'<row r="1"><c r="A1"><f>{formula}</f><v>0</v></c></row>'
    assert code(with_parts({"xl/worksheets/sheet1.xml": worksheet(rows)})) == "read"


def test_the_first_harm_in_the_order_of_stages_is_told() -> None:
    content: dict[str, str | bytes] = {"xl/vbaProject.bin": b"x"}
    doctype: dict[str, str | bytes] = {"xl/theme/theme1.xml": "<!DOCTYPE a><a/>"}
    assert code(with_parts(content | doctype)) == "doctype"
    corrupt: dict[str, str | bytes] = {"xl/worksheets/sheet1.xml": "<worksheet"}
    assert code(with_parts(content | corrupt)) == "macros"
