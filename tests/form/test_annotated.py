import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from exchange.core.returns import Severity
from exchange.spreadsheet.cells import Error
from exchange.workbook.form import Mark, write_annotated
from exchange.workbook.form.issues import in_words
from exchange.workbook.form.looks import COUNT, INPUT_FILLS
from exchange.workbook.form.measure import lines
from exchange.workbook.reader import read
from tests.form.conftest import FILLED
from tests.form.places import cell, choices, validation


def rows(book):
    """Severity, figure, where, message and explanation of each issue."""
    return [
        tuple(c.value for c in row[1:6]) for row in book["Issues"].iter_rows(min_row=5, max_col=6)
    ]


def test_what_was_sent_stands_in_a_fresh_form(annotated):
    sent = {name: cell(annotated, name).value for name in FILLED}
    sent["trafficking_asof"] = sent["trafficking_asof"].date()
    assert sent == FILLED


def test_text_that_looks_like_a_formula_stays_text(annotated):
    note = cell(annotated, "trafficking_victims_note")
    assert (note.value, note.data_type) == ("=1+1", "s")


def test_issues_come_first_the_weightiest_on_top(annotated):
    assert annotated.sheetnames[:2] == ["Issues", "Start"]
    assert annotated.active.title == "Issues"
    assert annotated.active.sheet_view.selection[0].activeCell == "D5"
    assert rows(annotated) == [
        ("▲ To put right", None, "Figures: D12", "You wrote “3 (est.)”.", None),
        ("▲ To put right", None, "Start", "This is the form for 2024.", None),
        (
            "◇ To explain",
            "Trafficking, Prosecutions",
            "Figures: D14, D16",
            "19 were prosecuted, 3 suspected.",
            None,
        ),
        ("◇ To explain", None, "Figures: D9", "1 372 became 12.", "One large case"),
        ("● To know", None, "Figures: K9, K18", "Nothing yet.", None),
        ("● To know", None, "Figures: D16", "19 was a text.", None),
    ]


def test_each_issue_links_to_its_cell(annotated):
    links = {
        c.hyperlink.location for row in annotated["Issues"].iter_rows() for c in row if c.hyperlink
    }
    for name in ("trafficking_investigations", "trafficking_prosecutions"):
        assert f"'Figures'!{cell(annotated, name).coordinate}" in links
    assert "'Start'!A1" in links


def test_cells_are_coloured_by_their_weightiest_finding(annotated):
    coloured = {
        "trafficking_investigations": Severity.ERROR,
        "trafficking_prosecutions": Severity.WARNING,
        "trafficking_suspects": Severity.WARNING,
        "smuggling_victims": Severity.NOTE,
    }
    for name, severity in coloured.items():
        assert cell(annotated, name).fill.fgColor.rgb == f"FF{INPUT_FILLS[severity]}"
        assert not cell(annotated, name).protection.locked


def test_comments_say_in_a_word_what_the_colour_means(annotated):
    comment = cell(annotated, "trafficking_prosecutions").comment
    assert comment.text == (
        "◇ To explain\n19 were prosecuted, 3 suspected.\n\n● To know\n19 was a text."
    )
    assert cell(annotated, "trafficking_investigations").comment.text.startswith("▲ To put right\n")


def test_a_comment_is_as_large_as_its_text(form):
    def height(message):
        marks = (Mark(("trafficking_victims",), Severity.ERROR, message),)
        with ZipFile(BytesIO(write_annotated(form, "en", {}, marks))) as archive:
            drawing = archive.read("xl/drawings/commentsDrawing1.vml").decode()
        return float(re.search(r"height:([0-9.]+)px", drawing)[1])

    assert height("Word after word. " * 30) > height("One word.") * 3


def test_a_warning_has_an_unlocked_cell_for_its_explanation(annotated):
    asked, answered = cell(annotated, "explanation_1"), cell(annotated, "explanation_2")
    assert (asked.value, answered.value) == (None, "One large case")
    assert not asked.protection.locked
    (rule,) = validation(annotated, "explanation_1")
    assert choices(annotated, rule) == ["Cases from earlier years", "Counted by different bodies"]
    assert not rule.showErrorMessage
    assert validation(annotated, "explanation_2") == []
    assert "explanation_3" not in annotated.defined_names


def test_what_an_explanation_is_for_is_kept_out_of_sight(annotated):
    matter = cell(annotated, "explanation_1_for")
    assert matter.value == "prosecutions-above-suspects|trafficking_prosecutions|19;3"
    assert matter.protection.locked
    assert matter.parent.column_dimensions[matter.column_letter].hidden


def test_without_findings_there_is_no_sheet_of_issues(form):
    book = load_workbook(BytesIO(write_annotated(form, "en", {"trafficking_victims": 1}, ())))
    assert book.sheetnames[0] == "Start"


def test_written_once_more_from_what_was_read_all_marks_are_gone(form, annotated_bytes):
    again = load_workbook(BytesIO(write_annotated(form, "en", FILLED, ())))
    assert not any(c.comment for sheet in again for row in sheet.iter_rows() for c in row)
    inputs = {name for name in read(annotated_bytes).names if not name.startswith("explanation")}
    assert inputs - {"issues"} == set(again.defined_names)


def test_neighbouring_cells_are_named_together():
    assert in_words(["D9", "D8", "D7", "F2"]) == "D7–D9, F2"
    assert in_words(["K8", "K10", "K12", "K14"]) == "K8, K10, K12, …"
    assert in_words(["AA1", "B1"]) == "B1, AA1"


def test_a_day_comes_back_as_a_date_however_it_was_kept(form):
    for kept in (date(2025, 3, 1), "2025-03-01", 45717):
        book = load_workbook(BytesIO(write_annotated(form, "en", {"trafficking_asof": kept}, ())))
        assert cell(book, "trafficking_asof").value.date() == date(2025, 3, 1)


def test_a_day_where_a_number_belongs_is_a_text_so_that_a_number_typed_over_it_is_one(form):
    filled = {"trafficking_victims": date(2016, 6, 5)}
    victims = cell(load_workbook(BytesIO(write_annotated(form, "en", filled, ()))), *filled)
    assert (victims.value, victims.is_date) == ("2016-06-05", False)


def test_what_is_no_count_stays_what_it_is(form):
    filled = {
        "trafficking_victims": 12.5,
        "trafficking_investigations": True,
        "trafficking_suspects": Error("#REF!"),
    }
    book = load_workbook(BytesIO(write_annotated(form, "en", filled, ())))
    kept = {name: (cell(book, name).value, cell(book, name).data_type) for name in filled}
    assert kept == {
        "trafficking_victims": (12.5, "n"),
        "trafficking_investigations": (True, "b"),
        "trafficking_suspects": ("#REF!", "e"),
    }


def test_a_comment_holds_no_character_that_would_break_the_file(form):
    marks = (Mark(("trafficking_victims",), Severity.ERROR, "You wrote “9\x1f6”."),)
    book = load_workbook(BytesIO(write_annotated(form, "en", {}, marks)))
    assert "9\ufffd6" in cell(book, "trafficking_victims").comment.text


def test_what_is_no_count_can_be_read_whole(form):
    text = "twelve, of whom three were counted twice"
    filled = {"trafficking_victims": text, "trafficking_suspects": 12.5, "smuggling_victims": 12}
    book = load_workbook(BytesIO(write_annotated(form, "en", filled, ())))
    long, decimal, count = (cell(book, name) for name in filled)
    assert long.alignment.wrap_text
    assert long.parent.row_dimensions[long.row].height > 60
    assert decimal.number_format == "General"
    assert count.number_format == COUNT


def test_where_stays_on_one_line(form):
    names = tuple(key.name for key in form.blocks[0].keys[::2] + form.blocks[1].keys[::2])
    marks = (Mark(names, Severity.NOTE, "Nothing yet."),)
    for language in form.codebook.languages:
        book = load_workbook(BytesIO(write_annotated(form, language, {}, marks)))
        where = book.worksheets[0]["D5"]
        assert lines(where.value, where.parent.column_dimensions["D"].width, 10) == 1
        assert where.value.endswith(", …")
