"""From a blank template to accepted figures, as a coordinator's script would do it."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from tests.cli.running import run

FIGURES = ("victims", "investigations", "suspects", "prosecutions", "verdicts")
SENT = {f"trafficking_{figure}": n for n, figure in enumerate(FIGURES, 10)}
SENT |= {f"smuggling_{figure}": n for n, figure in enumerate(FIGURES, 3)}
SENT |= {
    "trafficking_victims_sex_female": 6,
    "trafficking_victims_sex_male": 3,
    "trafficking_victims_sex_other": 1,
    "trafficking_victims_sex_unknown": 0,
    "smuggling_verdicts_outcome_conviction": 5,
    "smuggling_verdicts_outcome_acquittal": 1,
    "smuggling_verdicts_outcome_other": 0,
    "smuggling_verdicts_outcome_unknown": 1,
}
WRONG = {
    "trafficking_suspects": 12.5,
    "smuggling_investigations": None,
    "trafficking_victims_sex_male": 30,
}


def fill(file, cells):
    """Sets cells by their defined names; gives the address of each."""
    book = load_workbook(file)
    where = {}
    for name, value in cells.items():
        ((sheet, address),) = book.defined_names[name].destinations
        book[sheet][address.replace("$", "")].value = value
        where[name] = (sheet, address.replace("$", ""))
    book.save(file)
    return where


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "t.xlsx"
    form = ("--reporter", "sint-maarten", "--year", "2024", "--language", "en")
    assert run("template", *form, "-o", file).code == 0
    return file


def test_a_filled_template_is_accepted_and_each_figure_comes_back(template):
    where = fill(template, SENT)
    checked = run("check", template, "--format", "json")
    assert (checked.code, checked.err) == (0, "")
    said = checked.said
    assert (said["verdict"], said["findings"]) == ("accepted", [])
    assert (said["codebook"], said["reporter"], said["year"]) == ("mou-2023", "sint-maarten", 2024)
    back = {
        "_".join(o[k] for k in ("offence", "figure", "breakdown", "category") if o[k]): o
        for o in said["observations"]
    }
    assert {name: o["value"] for name, o in back.items()} == SENT
    assert {name: (o["sheet"], o["cell"]) for name, o in back.items()} == where
    assert {o["status"] for o in back.values()} == {"normal"}


def test_three_faults_are_exactly_three_errors_with_their_cells(template):
    where = fill(template, {**SENT, **WRONG})
    checked = run("check", template, "--format", "json")
    assert checked.code == 1
    assert checked.said["verdict"] == "rejected"
    found = [(f["severity"], f["code"], f["sheet"], f["cell"]) for f in checked.said["findings"]]
    assert found == three_errors(where)
    fractional = next(f for f in checked.said["findings"] if f["code"] == "not-whole")
    assert (fractional["name"], fractional["found"]) == ("trafficking_suspects", "12.5")


def three_errors(where):
    """The findings that the three faults must have, wherever their cells stand."""
    figures = where["trafficking_suspects"][0]
    sheet = where["trafficking_victims_sex_male"][0]
    classes = [
        where[f"trafficking_victims_sex_{c}"][1] for c in ("female", "male", "other", "unknown")
    ]
    quoted = figures.replace("'", "''")
    total = f"'{quoted}'!{where['trafficking_victims'][1]}"
    return [
        ("error", "not-whole", figures, where["trafficking_suspects"][1]),
        ("error", "blank", figures, where["smuggling_investigations"][1]),
        ("error", "breakdown-does-not-add-up", sheet, ", ".join([*classes, total])),
    ]
