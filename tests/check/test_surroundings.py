"""What else a workbook holds: told, because it could hold personal data, and never read."""

from __future__ import annotations

import re

import pytest

from exchange.core.returns import Verdict
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from tests.check.making import FULL, SCHEMAS, blank, figures, filled, judged, notes, only, zipped

FIGURES = "xl/worksheets/sheet2.xml"
RELS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def check(parts):
    judgement = judge(zipped(parts), "t.xlsx", SCHEMAS)
    assert judgement.verdict is Verdict.ACCEPTED
    assert figures(judgement) == FULL
    return judgement


@pytest.fixture
def form():
    return filled(blank(), FULL)


def replaced(form, part, pattern, new):
    changed = re.sub(pattern, new, form[part].decode(), count=1)
    assert changed != form[part].decode()
    return {**form, part: changed.encode()}


def test_our_own_form_has_nothing_to_tell(form):
    assert notes(check(form)) == []


def test_a_sheet_that_is_not_part_of_the_form_is_told(form):
    book = "xl/workbook.xml"
    listed = '<sheet name="Names of victims" sheetId="99" r:id="rId99"/></sheets>'
    form = replaced(form, book, "</sheets>", listed)
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/worksheet" Target="worksheets/mine.xml"/>'
    form = replaced(
        form, "xl/_rels/workbook.xml.rels", "</Relationships>", relation + "</Relationships>"
    )
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    judgement = check({**form, "xl/worksheets/mine.xml": sheet.encode()})
    assert only(judgement, "foreign-sheet").found == "Names of victims"


def test_comments_are_told_but_not_our_own(form):
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
    comments = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<authors/><commentList/></comments>"
    )
    form = {
        **form,
        "xl/worksheets/_rels/sheet2.xml.rels": RELS.format(relation).encode(),
        "xl/comments1.xml": comments.encode(),
    }
    assert only(check(form), "comments").found == "Figures"


def test_the_marks_of_an_annotated_copy_are_not_told():
    first = judged({**FULL, "trafficking_suspects": "12"})
    content = zipped(filled(blank(), {**FULL, "trafficking_suspects": "12"}))
    marked = annotate(first, content, "en")
    assert marked is not None
    again = judge(marked, "marked.xlsx", SCHEMAS)
    assert notes(again) == [("understood-as-number", "trafficking_suspects")]


@pytest.mark.parametrize(
    "author, told",
    [("A. Person", True), ("exchange", False), ("openpyxl", False), (" ", False)],
)
def test_who_made_a_file_is_told(form, author, told):
    form = replaced(form, "docProps/core.xml", "<dc:creator>[^<]*", "<dc:creator>@")
    form = replaced(form, "docProps/core.xml", "@", author)
    assert [f.found for f in check(form).findings if f.code == "authors"] == [author] * told


def test_filled_cells_in_a_hidden_row_are_told(form):
    form = replaced(form, FIGURES, r'<row r="9"', '<row hidden="1" r="9"')
    hidden = only(check(form), "hidden-cells")
    assert {place.address for place in hidden.places} == {"D9", "K9"}


def test_filled_cells_in_a_hidden_column_are_told(form):
    changed = re.sub(rb'(<col [^>]*min="4" [^>]*|<col [^>]*max="4"[^>]*)/>', rb'\1 hidden="1"/>',
                     form[FIGURES])  # fmt: skip
    hidden = only(check({**form, FIGURES: changed}), "hidden-cells")
    assert {place.address for place in hidden.places} == {f"D{row}" for row in range(9, 18, 2)}


def test_filled_cells_on_a_hidden_sheet_are_told(form):
    form = replaced(form, "xl/workbook.xml", r'(name="Figures"[^>]*?) state="visible"',
                    r'\1 state="hidden"')  # fmt: skip
    assert len(only(check(form), "hidden-cells").places) == 10


def test_empty_cells_in_hidden_rows_are_not_told(form):
    form = replaced(form, "xl/worksheets/sheet3.xml", r'<row r="6"', '<row hidden="1" r="6"')
    assert notes(check(form)) == []


def test_a_cell_far_away_is_told_and_not_read(form):
    far = '<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>'
    form = replaced(form, FIGURES, "</sheetData>", far)
    assert only(check(form), "far-cells").places == (("Figures", "A900000"),)


def test_links_to_other_files_are_told_and_not_followed(form):
    target = "externalLinks/externalLink1.xml"
    relation = f'<Relationship Id="rId77" Type="{OFFICE}/externalLink" Target="{target}"/>'
    form = replaced(
        form, "xl/_rels/workbook.xml.rels", "</Relationships>", relation + "</Relationships>"
    )
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    form = {**form, "xl/externalLinks/externalLink1.xml": link.encode()}
    assert only(check(form), "external-links").places == ()
