"""The contact list as a workbook and as CSV: whole, harmless, the same again."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from exchange.core.contact_list import ContactList, Line, arranged
from exchange.core.contacts import ContactKind
from exchange.core.people import Role
from exchange.publish.contact_list import write
from tests.contacts.exchange import BOOK

DAY = date(2026, 5, 12)
NIGHT = datetime(2026, 4, 12, 2, tzinfo=UTC)
"""The day before still in Curaçao, this day in Europe."""

RUNS = ('=HYPERLINK("http://x")', "+599 9 123 4567", "-1", "@SUM(A1)", "\t=1", " =1")
COORDINATOR = Line("curacao", Role.COORDINATOR, "", "", "c@curacao.example", "", NIGHT)
DEPUTY = Line("european-netherlands", Role.DEPUTY, "Één", "", "d@nl.example", "", NIGHT)
DESK = Line(None, ContactKind.MAILBOX, "Desk", "Office, “two”", "", "1", NIGHT, 3)


def listing(*lines: Line) -> ContactList:
    return ContactList(arranged(lines, BOOK.reporters))


def made(lines: ContactList, ending: str, language: str = "en") -> bytes:
    return write(lines, BOOK, DAY, ending, language)


def sheet(content: bytes):
    (page,) = load_workbook(io.BytesIO(content)).worksheets
    return page


def rows(content: bytes) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in sheet(content).iter_rows(values_only=True)]


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


FULL = listing(COORDINATOR, DEPUTY, DESK)


def test_the_workbook_has_a_section_for_each_reporter_also_where_nobody_is():
    found = rows(made(FULL, "xlsx"))
    assert [row[0] for row in found] == [
        "Contact list",
        "As it was on 12 May 2026. Only for the work of the exchange.",
        "",
        "Role",
        *("Aruba", "Nobody"),
        *("Curaçao", "Coordinator"),
        *("Sint Maarten", "Nobody"),
        *("Caribbean Netherlands", "Nobody"),
        *("European Netherlands", "Deputy coordinator"),
        *("Whole exchange", "Functional mailbox"),
    ]
    assert found[3] == ["Role", "Name", "Organisation", "Address", "Telephone", "Since"]
    assert found[7] == ["Coordinator", "", "", "c@curacao.example", "", "11 April 2026"]
    assert found[13] == ["Deputy coordinator", "Één", "", "d@nl.example", "", "12 April 2026"]
    assert found[15][1:5] == ["Desk", "Office, “two”", "", "1"]


def test_the_workbook_prints_on_a4_across_with_its_head_on_each_page():
    page = sheet(made(FULL, "xlsx"))
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert (page.print_title_rows, page.freeze_panes) == ("$4:$4", "A5")


def test_the_csv_has_a_line_for_each_and_is_known_to_excel_as_utf_8():
    content = made(FULL, "csv")
    assert content.startswith(b"\xef\xbb\xbfReporter,")
    assert content.endswith(b"\r\n")
    assert table(content) == [
        ["Reporter", "Role", "Name", "Organisation", "Address", "Telephone", "Since"],
        ["Curaçao", "Coordinator", "", "", "c@curacao.example", "", "2026-04-11"],
        ["European Netherlands", "Deputy coordinator", "Één", "", "d@nl.example", "", "2026-04-12"],
        ["Whole exchange", "Functional mailbox", "Desk", "Office, “two”", "", "1", "2026-04-11"],
    ]


@pytest.mark.parametrize("text", RUNS)
def test_no_text_runs_in_a_spreadsheet(text):
    lines = listing(DESK._replace(name=text, organisation=text, address=text, telephone=text))
    cells = sheet(made(lines, "xlsx"))[16][1:5]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", text)] * 4
    *others, telephone = table(made(lines, "csv"))[1][2:6]
    assert others == [f"'{text}"] * 3
    assert telephone == (text if text == "+599 9 123 4567" else f"'{text}")


@pytest.mark.parametrize("telephone", ["-1", "+1+2", "+", "=1", "+1-2", "@1", "+1;1", "+٣"])
def test_only_a_plain_telephone_number_is_left_as_it_is(telephone):
    (_head, line) = table(made(listing(DESK._replace(telephone=telephone)), "csv"))
    assert line[5] == f"'{telephone}"


def test_no_cell_of_the_workbook_is_a_formula():
    cells = [cell for row in sheet(made(FULL, "xlsx")).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_same_list_gives_the_same_bytes(ending):
    again = listing(DESK, DEPUTY, COORDINATOR)
    assert made(FULL, ending) == made(again, ending)
    assert made(FULL, ending) != made(listing(DESK), ending)


@pytest.mark.parametrize("language", ["nl", "pap-CW", "pap-AW"])
def test_the_files_speak_each_language(language):
    label = BOOK.reporters["european-netherlands"].label[language]
    assert label in {row[0] for row in rows(made(FULL, "xlsx", language))}
    assert label in {row[0] for row in table(made(FULL, "csv", language))}


def test_a_row_is_as_high_as_its_longest_text_needs():
    page = sheet(made(listing(COORDINATOR, DESK._replace(organisation="office " * 20)), "xlsx"))
    heights = page.row_dimensions
    assert heights[16].height > 4 * 12 > heights[8].height > 12
