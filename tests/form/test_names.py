import pytest

from exchange.core.form import Form, role_name
from exchange.workbook.form import write_form
from exchange.workbook.reader import read
from tests.form.places import cell

REPORTERS = ("aruba", "curacao", "sint-maarten", "caribbean-netherlands", "european-netherlands")


def every_input(form):
    yield from ("codebook", "reporter", "year", "language")
    for offence in form.codebook.offences:
        yield from (f"{offence}_source", f"{offence}_asof")
    for key in form.keys:
        yield from (role_name(key, role) for role in form.roles(key))
    yield from (block.multiple for block in form.blocks)


@pytest.mark.parametrize("reporter", REPORTERS)
def test_every_input_has_its_name_and_no_two_share_a_cell(codebook, reporter):
    form = Form(codebook, reporter, 2024)
    names = read(write_form(form, codebook.reporters[reporter].languages[0])).names
    assert set(names) == {*every_input(form), "lists", "definitions"}
    assert len(set(names.values())) == len(names)
    assert all(len(targets) == 1 and targets[0] for targets in names.values())


def test_the_contract_s_own_examples_are_among_the_names(blank):
    for name in (
        "trafficking_victims",
        "trafficking_victims_basis",
        "trafficking_victims_sex_female",
        "trafficking_victims_sex_female_status",
        "trafficking_victims_sex_female_note",
        "trafficking_victims_form_organ_removal",
        "smuggling_verdicts_outcome_conviction",
        "smuggling_verdicts_outcome_multiple",
    ):
        assert name in blank.defined_names


def test_islands_are_asked_of_the_caribbean_netherlands_only(codebook, islands, blank):
    assert "trafficking_victims_island_saba" in read(write_form(islands, "nl")).names
    assert "trafficking_victims_island_saba" not in blank.defined_names


def test_the_form_says_for_whom_and_when_it_is(blank):
    said = {name: cell(blank, name).value for name in ("codebook", "reporter", "year", "language")}
    assert said == {
        "codebook": "mou-2023",
        "reporter": "sint-maarten",
        "year": 2024,
        "language": "en",
    }
