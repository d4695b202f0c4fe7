"""``exchange contacts``: the contact list as a file, in the format its name asks for."""

import csv
import io

import pytest
from openpyxl import load_workbook

from exchange.core.people import Role
from tests.cli.service import prepared


@pytest.fixture
def host(tmp_path):
    made = prepared(tmp_path)
    made.person("c@curacao.example", Role.COORDINATOR, "curacao")
    made.person("s@example.org", Role.SECRETARIAT)
    return made


def test_the_list_is_written_as_csv(host, tmp_path):
    out = tmp_path / "contacts.csv"
    made = host.run("contacts", "-o", out)
    assert (made.code, made.out) == (0, f"{out}: the contact list, 2 contacts.\n")
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert [(row["Reporter"], row["Role"], row["Address"]) for row in rows] == [
        ("Curaçao", "Coordinator", "c@curacao.example"),
        ("Whole exchange", "Secretariat", "s@example.org"),
    ]


def test_the_list_is_written_for_excel_in_the_language_asked_for(host, tmp_path):
    out = tmp_path / "contacts.XLSX"
    assert host.run("contacts", "-o", out, "--language", "pap").code == 0
    (sheet,) = load_workbook(io.BytesIO(out.read_bytes())).worksheets
    texts = {cell.value for row in sheet for cell in row}
    assert {"Kòrsou", "Hulanda Karibense", "c@curacao.example"} <= texts


@pytest.mark.parametrize("name", ["contacts", "contacts.pdf", "contacts.xlsx.txt"])
def test_another_ending_is_wrong_usage_and_nothing_is_written(host, tmp_path, name):
    made = host.run("contacts", "-o", tmp_path / name)
    assert made.code == 2
    assert "a name that ends in .xlsx or .csv was expected." in made.err
    assert not (tmp_path / name).exists()
