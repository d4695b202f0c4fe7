"""``exchange compare``: which files are merged, and when nothing is written."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from exchange.publish import FORMATS
from tests.check.making import FULL, sent
from tests.cli.running import run


@pytest.fixture
def two(folder):
    (folder / "wrong.xlsx").unlink()
    (folder / "asked.xlsx").unlink()
    return folder


def rows(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def reporters(path):
    """Those whose figures stand in a comparison."""
    return {row["area"] for row in rows(path) if row["source_file"]}


def test_a_folder_stands_for_its_workbooks(two, tmp_path):
    done = run("compare", two, "-o", tmp_path / "o.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tmp_path / 'o.csv'}: 2 returns compared.\n"
    assert reporters(tmp_path / "o.csv") == {"aruba", "curacao"}


def test_neither_deeper_folders_nor_lock_files_nor_others_are_read(two, tmp_path):
    (two / "deeper").mkdir()
    (two / "deeper" / "sint-maarten.xlsx").write_bytes(sent(FULL, year=2019))
    (two / "~$aruba-2019.xlsx").write_bytes(b"\x05admin")
    (two / "notes.txt").write_text("not a workbook")
    (two / "folder.xlsx").mkdir()
    assert run("compare", two, "-o", tmp_path / "o.csv").code == 0
    assert reporters(tmp_path / "o.csv") == {"aruba", "curacao"}


def test_a_lock_file_named_by_itself_is_told_for_what_it_is(two, tmp_path):
    (two / "~$aruba-2019.xlsx").write_bytes(b"\x05admin" + b"\x00" * 158)
    told = run("compare", two / "~$aruba-2019.xlsx", "-o", tmp_path / "o.csv")
    assert told.code == 1
    assert not (tmp_path / "o.csv").exists()


def test_files_and_folders_are_given_together_and_each_is_read_once(two, tmp_path):
    files = (two, two / "aruba-2019.xlsx", two / "aruba-2019.xlsx")
    assert run("compare", *files, "-o", tmp_path / "o.csv").code == 0


def test_an_empty_folder_is_wrong_usage(tmp_path):
    told = run("compare", tmp_path, "-o", tmp_path / "o.csv")
    assert (told.code, told.out) == (2, "")
    assert "no .xlsx file" in told.err


def test_a_link_that_leads_nowhere_is_not_passed_over(two, tmp_path):
    (two / "gone.xlsx").symlink_to(two / "nowhere.xlsx")
    told = run("compare", two, "-o", tmp_path / "o.csv")
    assert told.code == 2
    assert "gone.xlsx cannot be read" in " ".join(told.err.split())


@pytest.mark.parametrize("partial", [(), ("--partial",)])
def test_two_returns_of_one_reporter_and_year_stop_it_always(two, tmp_path, partial):
    shutil.copy(two / "aruba-2019.xlsx", two / "again.xlsx")
    told = run("compare", two, "-o", tmp_path / "o.csv", *partial)
    assert (told.code, told.out) == (1, "")
    assert "again.xlsx" in told.err
    assert "aruba-2019.xlsx" in told.err
    assert "both returns of aruba for 2019" in told.err
    assert not (tmp_path / "o.csv").exists()


def test_a_second_return_that_is_wrong_stops_it_too(two, tmp_path):
    wrong = sent({**FULL, "trafficking_suspects": "?"}, reporter="aruba", year=2019)
    (two / "again.xlsx").write_bytes(wrong)
    told = run("compare", two, "-o", tmp_path / "o.csv", "--partial")
    assert told.code == 1
    assert "both returns of aruba for 2019" in told.err


def test_a_file_that_is_not_accepted_stops_it_with_its_findings(folder, tmp_path):
    told = run("compare", folder, "-o", tmp_path / "o.csv")
    assert (told.code, told.out) == (1, "")
    assert "wrong.xlsx (Sint Maarten 2019): 1 thing to put right." in told.err
    assert "You wrote “12*”" in told.err
    assert "asked.xlsx (Sint Maarten 2018): 1 to explain." in told.err
    assert "Nothing was written." in told.err
    assert not (tmp_path / "o.csv").exists()


def test_what_was_written_before_stays(folder, tmp_path):
    (tmp_path / "o.csv").write_text("before")
    assert run("compare", folder, "-o", tmp_path / "o.csv").code == 1
    assert (tmp_path / "o.csv").read_text() == "before"


def test_partial_goes_on_with_the_rest_and_says_what_is_missing(folder, tmp_path):
    done = run("compare", folder, "-o", tmp_path / "o.json", "--partial")
    assert done.code == 0
    assert "wrong.xlsx" in done.err
    whole = json.loads((tmp_path / "o.json").read_text())
    assert {o["area"] for o in whole["observations"] if o["source"]} == {"aruba", "curacao"}
    assert "wrong.xlsx" in json.dumps(whole)
    assert "asked.xlsx" in json.dumps(whole)


def test_a_file_that_cannot_be_read_is_one_that_is_not_accepted(two, tmp_path):
    (two / "broken.xlsx").write_bytes(b"%PDF-1.7")
    assert run("compare", two, "-o", tmp_path / "o.csv").code == 1
    assert run("compare", two, "-o", tmp_path / "o.csv", "--partial").code == 0


@pytest.mark.parametrize(
    "name, begins",
    [
        ("o.csv", b"area,year,"),
        ("o.CSV", b"area,year,"),
        ("o.json", b"{"),
        ("o.sdmx.csv", b"STRUCTURE,"),
        ("o.xlsx", b"PK"),
    ],
)
def test_the_format_is_what_the_ending_says(two, tmp_path, name, begins):
    assert run("compare", two, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_given_goes_before_the_ending(two, tmp_path, form):
    begins = {"xlsx": b"PK", "csv": b"area,", "json": b"{", "sdmx-csv": b"STRUCTURE,"}
    assert run("compare", two, "-o", tmp_path / "o.dat", "--format", form).code == 0
    assert (tmp_path / "o.dat").read_bytes().startswith(begins[form])


@pytest.mark.parametrize("name", ["o.dat", "o", "o.ods"])
def test_an_ending_that_names_no_format_is_wrong_usage(two, tmp_path, name):
    told = run("compare", two, "-o", tmp_path / name)
    assert told.code == 2
    assert "names no format" in " ".join(told.err.split())
    assert not (tmp_path / name).exists()


def test_the_order_of_files_does_not_matter(two, tmp_path):
    files = [two / "aruba-2019.xlsx", two / "curacao-2019.xlsx"]
    run("compare", *files, "-o", tmp_path / "a.csv")
    run("compare", *reversed(files), "-o", tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_each_file_is_judged_as_a_check_would(folder, tmp_path):
    for name in ("wrong.xlsx", "asked.xlsx", "aruba-2019.xlsx"):
        checked = run("check", folder / name).code
        compared = run("compare", folder / name, "-o", tmp_path / "o.csv").code
        assert (checked == 0) is (compared == 0)


def test_what_is_published_names_files_and_not_where_they_lay(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    names = ("aruba-2019.xlsx", "curacao-2019.xlsx")
    for name in names:
        (elsewhere / name).write_bytes((folder / name).read_bytes())
    outputs = []
    for place in (folder, elsewhere):
        out = place / "overview.json"
        assert run("compare", *(str(place / name) for name in names), "-o", str(out)).code == 0
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert str(folder).encode() not in outputs[0]
