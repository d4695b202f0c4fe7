import pytest

from exchange.core.form import role_name
from exchange.validation.fields import YES
from exchange.workbook.form.looks import YELLOW
from tests.form.places import cell, choices, validation


def test_a_count_is_a_whole_number_from_zero_and_nothing_else_is_let_in(blank, form):
    for key in form.keys:
        (rule,) = validation(blank, key.name)
        assert (rule.type, rule.operator) == ("whole", "between")
        assert (rule.formula1, rule.formula2) == ("0", "9007199254740992")
        assert rule.showErrorMessage
        assert rule.errorStyle == "stop"
        assert "“Status”" in rule.error


def test_statuses_are_chosen_from_the_code_book_s_list(blank, form):
    labels = [status.label["en"] for status in form.codebook.statuses.values()]
    for key in form.keys:
        (rule,) = validation(blank, f"{key.name}_status")
        assert (rule.type, rule.showErrorMessage) == ("list", True)
        assert choices(blank, rule) == labels


def test_each_figure_offers_its_own_bases(blank, form):
    for key in form.headlines:
        (rule,) = validation(blank, f"{key.name}_basis")
        bases = form.codebook.figures[key.figure].bases
        assert choices(blank, rule) == [form.codebook.bases[basis]["en"] for basis in bases]


def test_a_note_offers_why_a_figure_is_not_available_and_takes_anything(blank, form):
    (rule,) = validation(blank, "trafficking_victims_note")
    assert choices(blank, rule) == [reason["en"] for reason in form.codebook.reasons]
    assert not rule.showErrorMessage


def test_overlap_is_yes_or_no_and_the_day_is_a_date(blank):
    (rule,) = validation(blank, "trafficking_victims_form_multiple")
    assert choices(blank, rule) == ["yes", "no"]
    (rule,) = validation(blank, "smuggling_asof")
    assert (rule.type, rule.showErrorMessage) == ("date", True)


def test_the_live_cells_take_for_yes_only_what_the_check_takes_for_it(blank):
    words = [{one.value for one in column} - {None} for column in blank["Lists"].iter_cols()]
    (found,) = [column for column in words if "yes" in column and "no" not in column]
    assert found == {"yes", "ja", "sí", "si"}
    assert found <= YES


@pytest.mark.parametrize("book", ["blank", "annotated"])
def test_no_rule_is_longer_than_office_suites_take(book, request):
    for sheet in request.getfixturevalue(book):
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1) < 255
            assert len(rule.error or "") <= 225
            assert len(rule.errorTitle or "") <= 32


def test_inputs_are_yellow_and_unlocked(blank, form):
    names = [role_name(key, role) for key in form.keys for role in form.roles(key)]
    names += [block.multiple for block in form.blocks]
    names += [
        f"{offence}_{what}" for offence in form.codebook.offences for what in ("source", "asof")
    ]
    for name in names:
        assert not cell(blank, name).protection.locked
        assert cell(blank, name).fill.fgColor.rgb == f"FF{YELLOW}"


def test_all_else_is_locked_on_protected_sheets_without_a_password(blank):
    inputs = {
        (sheet, address.replace("$", ""))
        for name in blank.defined_names.values()
        for sheet, address in name.destinations
    }
    for sheet in blank:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.formatColumns
        for row in sheet.iter_rows():
            for one in row:
                assert one.protection.locked or (sheet.title, one.coordinate) in inputs
    for name in ("codebook", "reporter", "year", "language"):
        assert cell(blank, name).protection.locked


def test_each_row_carries_its_key_in_a_hidden_column(blank, form):
    for key in form.keys:
        value = cell(blank, key.name)
        keys = [c for c in value.parent[value.row] if c.value == key.name]
        assert [value.parent.column_dimensions[c.column_letter].hidden for c in keys] == [True]


def test_the_first_row_tells_the_roles_out_of_sight(blank):
    for title in ("Figures", "Trafficking", "Smuggling"):
        sheet = blank[title]
        assert sheet.row_dimensions[1].hidden
        roles = [c.value for c in sheet[1] if c.value]
        assert roles.count("key") == roles.count("value") == 2
