from io import BytesIO

from openpyxl import Workbook, load_workbook

from exchange.workbook.form import recover
from exchange.workbook.reader import read
from tests.form.conftest import FILLED

IDENTITY = {"codebook": "mou-2023", "reporter": "sint-maarten", "year": 2024, "language": "en"}


def without_names(content, change=lambda book: None):
    book = load_workbook(BytesIO(content))
    for name in list(book.defined_names):
        del book.defined_names[name]
    change(book)
    with BytesIO() as file:
        book.save(file)
        return read(file.getvalue())


def test_figures_come_back_where_all_names_were_destroyed(annotated_bytes):
    book = without_names(annotated_bytes)
    assert not book.names
    assert recover(book) == FILLED | IDENTITY


def test_they_come_back_from_renamed_sheets_with_rows_and_columns_inserted(annotated_bytes):
    def change(book):
        for sheet in book:
            sheet.title = f"Copy of {sheet.title}"
            sheet.merged_cells.ranges.clear()
            sheet.insert_rows(1, 3)
            sheet.insert_cols(3)

    assert recover(without_names(annotated_bytes, change)) == FILLED | IDENTITY


def test_a_blank_form_gives_back_only_for_whom_it_is(blank_bytes):
    assert recover(without_names(blank_bytes)) == IDENTITY


def test_any_other_workbook_gives_nothing():
    book = Workbook()
    book.active.append(["key", "colour"])
    book.active.append(["trafficking_victims", 3])
    with BytesIO() as file:
        book.save(file)
        assert recover(read(file.getvalue())) == {}


def test_numbers_that_are_no_counts_stay_what_they_are(annotated_bytes):
    def change(book):
        sheet = book["Figures"]
        for row in sheet.iter_rows():
            for one in row:
                if one.value == 19:
                    one.value = 12.5

    book = without_names(annotated_bytes, change)
    assert recover(book)["trafficking_prosecutions"] == 12.5
