import hashlib
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import load_workbook

from exchange.workbook.form import write_annotated, write_form
from tests.form.conftest import FILLED, MARKS
from tests.form.places import cell

RUN = """
import hashlib
from exchange.codebooks import load
from exchange.core.form import Form
from exchange.workbook.form import write_form
print(hashlib.sha256(write_form(Form(load(), "sint-maarten", 2024), "en")).hexdigest())
"""


def test_two_runs_give_identical_bytes(form, last_year, blank_bytes, annotated_bytes):
    assert write_form(form, "en") == blank_bytes
    assert write_annotated(form, "en", FILLED, MARKS, last_year) == annotated_bytes


def test_another_process_gives_the_same_bytes(blank_bytes):
    run = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(blank_bytes).hexdigest()


def test_no_part_tells_who_made_it_or_when(blank_bytes):
    with ZipFile(BytesIO(blank_bytes)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:creator>exchange</dc:creator>" in core
    assert core.count("2024-01-01T00:00:00Z") == 2


def test_openpyxl_writes_without_lxml():
    assert openpyxl.LXML is False


@pytest.mark.parametrize("made", ["blank_bytes", "annotated_bytes"])
def test_every_part_is_well_formed_and_named_once(made, request):
    with ZipFile(BytesIO(request.getfixturevalue(made))) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            ET.fromstring(archive.read(name))  # noqa: S314 - we wrote it
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - we wrote it
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    defined = [
        (n.get("name").lower(), n.get("localSheetId")) for n in book.iter(f"{space}definedName")
    ]
    assert len(defined) == len(set(defined))
    assert all(len(sheet.get("name")) <= 31 for sheet in book.iter(f"{space}sheet"))


def test_what_xml_cannot_hold_is_marked_and_what_no_cell_holds_is_left_out(form):
    filled = {
        "trafficking_victims": 10**40,
        "trafficking_victims_note": "a\x00b\x1fc\ufffe<&>\nd  ",
        "trafficking_suspects_note": "x" * 40_000,
        "trafficking_suspects": -3,
    }
    book = load_workbook(BytesIO(write_annotated(form, "en", filled, ())))
    assert cell(book, "trafficking_victims").value == str(10**40)
    assert cell(book, "trafficking_victims_note").value == "a\ufffdb\ufffdc\ufffd<&>\nd  "
    assert cell(book, "trafficking_suspects_note").value == "x" * 32_767
    assert cell(book, "trafficking_suspects").value == -3
