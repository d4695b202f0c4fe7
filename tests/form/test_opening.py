from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from exchange.core.form import Form
from exchange.workbook.form import write_annotated, write_form
from tests.form.places import cell


def test_it_opens_on_the_figures_with_the_cursor_in_the_first_empty_one(blank, form):
    assert blank.active.title == "Figures"
    assert [s.title for s in blank if s.sheet_view.tabSelected] == ["Figures"]
    first = cell(blank, form.headlines[0].name).coordinate
    assert {s.activeCell for s in blank.active.sheet_view.selection} == {first}


def test_the_cursor_goes_past_figures_that_are_there(form):
    content = write_annotated(form, "en", {"trafficking_victims": 3}, ())
    book = load_workbook(BytesIO(content))
    (selection,) = book.active.sheet_view.selection
    assert selection.activeCell == cell(book, "trafficking_investigations").coordinate


def test_sheets_stand_in_the_order_of_the_work_and_are_short_titled(blank):
    assert blank.sheetnames == [
        "Start",
        "Figures",
        "Trafficking",
        "Smuggling",
        "Definitions",
        "Lists",
    ]
    assert [s.title for s in blank if s.sheet_state == "hidden"] == ["Lists"]


def test_headings_stay_in_sight(blank):
    assert blank["Figures"].freeze_panes == "B6"
    assert blank["Trafficking"].freeze_panes == "A5"


def test_each_sheet_prints_on_one_landscape_page_of_a4(blank):
    for sheet in blank.worksheets[:-1]:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)
        assert sheet.oddFooter.left.text == "Sint Maarten 2024"
        assert "&P" in sheet.oddFooter.right.text


def test_definitions_of_both_offences_stand_under_their_figures(blank, form):
    texts = {c.value for row in blank["Figures"].iter_rows() for c in row}
    for figure in form.codebook.figures.values():
        assert {definition["en"] for definition in figure.definitions.values()} <= texts


def test_a_doubtful_article_says_so(codebook, islands):
    def texts(form):
        sheet = load_workbook(BytesIO(write_form(form, "en")))["Figures"]
        return {c.value for row in sheet.iter_rows() for c in row}

    assert {"art. 286f Sr BES", "art. 203a–d Sr BES"} <= texts(islands)
    assert "art. 2:239 Sr (to be confirmed)" in texts(Form(codebook, "aruba", 2024))


def test_last_year_stands_beside_the_inputs_with_its_reason_and_note(form, last_year):
    book = load_workbook(BytesIO(write_form(form, "en", last_year)))
    victims = cell(book, "trafficking_victims")
    assert victims.offset(0, -1).value == 1372
    assert cell(book, "trafficking_suspects").offset(0, -1).value == "not available"
    assert cell(book, "trafficking_victims_sex_female").offset(0, -1).value == 900
    note = victims.offset(2, -1).value
    assert note == "2023: provisional; registered (possible victims too); By CoMensha"
    assert victims.value is None


def test_without_last_year_its_column_is_hidden(blank):
    victims = cell(blank, "trafficking_victims")
    before = victims.offset(0, -1)
    assert victims.parent.column_dimensions[before.column_letter].hidden


def test_an_earlier_version_of_the_same_year_is_called_that(form, last_year):
    book = load_workbook(BytesIO(write_form(form, "en", replace(last_year, year=2024))))
    texts = {c.value for row in book["Figures"].iter_rows() for c in row}
    assert "Sent before" in texts
