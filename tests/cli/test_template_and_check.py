"""``exchange template``, ``exchange check`` and ``exchange codebook``."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from exchange.workbook.form import write_form
from tests.check.making import FULL, SCHEMAS, blank, filled, judged, sent, zipped
from tests.cli.running import run

FORM = ("template", "--reporter", "curacao", "--year", "2024")


@pytest.fixture
def file(tmp_path):
    def made(cells, name="t.xlsx", **form):
        path = tmp_path / name
        path.write_bytes(sent(cells, **form))
        return path

    return made


def named(path, name):
    book = load_workbook(path)
    ((sheet, address),) = book.defined_names[name].destinations
    return book[sheet][address.replace("$", "")].value


# ── Template ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "given, language",
    [
        ((), "nl"),
        (("--language", "en"), "en"),
        (("--language", "pap"), "pap-CW"),
        (("--language", "pap-AW"), "pap-AW"),
        (("--language", "PAP-cw"), "pap-CW"),
    ],
)
def test_a_template_is_in_the_language_asked_for_or_the_reporters_first(tmp_path, given, language):
    out = tmp_path / "t.xlsx"
    assert run(*FORM, *given, "-o", out).code == 0
    assert named(out, "language") == language
    assert out.read_bytes() == write_form(judged({}, reporter="curacao").form, language)


def test_last_years_figures_stand_beside_the_inputs(tmp_path, file):
    last = file({**FULL, "trafficking_victims": 1234}, year=2023, reporter="curacao", language="nl")
    out = tmp_path / "out.xlsx"
    assert run(*FORM, "--previous", last, "-o", out).code == 0
    values = {cell.value for sheet in load_workbook(out) for row in sheet for cell in row}
    assert 1234 in values
    assert named(out, "trafficking_victims") is None


@pytest.mark.parametrize(
    "form, said",
    [
        ({"year": 2022, "reporter": "curacao"}, "one for 2023 was expected"),
        ({"year": 2024, "reporter": "curacao"}, "one for 2023 was expected"),
        ({"year": 2023, "reporter": "aruba"}, "one of curacao was expected"),
    ],
)
def test_a_previous_return_of_another_year_or_reporter_is_wrong_usage(tmp_path, file, form, said):
    told = run(*FORM, "--previous", file(FULL, language="nl", **form), "-o", tmp_path / "o.xlsx")
    assert told.code == 2
    assert said in " ".join(told.err.split())
    assert not (tmp_path / "o.xlsx").exists()


def test_a_previous_file_that_is_no_return_is_wrong_usage(tmp_path):
    (tmp_path / "p.xlsx").write_bytes(b"%PDF-1.7")
    told = run(*FORM, "--previous", tmp_path / "p.xlsx", "-o", tmp_path / "o.xlsx")
    assert told.code == 2
    assert "no return could be read from it" in " ".join(told.err.split())


# ── Check ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "cells, code, verdict",
    [
        (FULL, 0, "accepted"),
        ({**FULL, "trafficking_suspects": "12"}, 0, "accepted"),
        ({**FULL, "trafficking_suspects": "12*"}, 1, "rejected"),
        ({**FULL, "trafficking_prosecutions": 40}, 1, "needs-explanation"),
        ({}, 1, "rejected"),
    ],
)
def test_the_exit_code_follows_the_verdict(file, cells, code, verdict):
    checked = run("check", file(cells), "--format", "json")
    assert (checked.code, checked.said["verdict"], checked.err) == (code, verdict, "")
    assert run("check", file(cells)).code == code


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty-file"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "damaged-archive"),
        (b"a;b;c\n1;2;3\n", "csv"),
        (b"<html></html>", "html"),
    ],
)
def test_what_cannot_be_read_exits_with_two(tmp_path, content, code):
    path = tmp_path / "t.xlsx"
    path.write_bytes(content)
    checked = run("check", path, "--format", "json")
    assert (checked.code, checked.err) == (2, "")
    assert checked.said["verdict"] == "unreadable"
    assert [finding["code"] for finding in checked.said["findings"]] == [code]
    assert run("check", path).code == 2


def test_a_file_larger_than_the_limit_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "t.xlsx"
    with path.open("wb") as stream:
        stream.truncate(40 * 1024**3)
    checked = run("check", path, "--format", "json")
    assert checked.code == 2
    assert [finding["code"] for finding in checked.said["findings"]] == ["too-large-file"]
    assert checked.said["sha256"] is None


def test_a_workbook_that_is_none_of_ours_is_rejected(tmp_path):
    form = {n: p.replace(b"trafficking_", b"other_") for n, p in filled(blank(), FULL).items()}
    form = {n: p.replace(b"smuggling_", b"other_") for n, p in form.items()}
    (tmp_path / "t.xlsx").write_bytes(zipped(form))
    checked = run("check", tmp_path / "t.xlsx", "--format", "json")
    assert (checked.code, checked.said["verdict"]) == (1, "rejected")


def test_a_verdict_for_people_names_file_cell_and_what_to_do(file):
    wrong = {"trafficking_suspects": "12*", "smuggling_prosecutions": 40, "smuggling_victims": "3"}
    checked = run("check", file({**FULL, **wrong}))
    lines = checked.out.splitlines()
    assert lines[0] == "t.xlsx (Sint Maarten 2024): 1 thing to put right, 1 to explain."
    assert "▲ to put right  Figures D13  Trafficking, Suspects" in lines
    assert "You wrote “12*”. Write 12 alone" in checked.out
    assert "--explain smuggling_prosecutions=…]" in " ".join(checked.out.split())
    order = [checked.out.index(icon) for icon in ("▲ to put right", "◇ to explain", "· note")]
    assert order == sorted(order)


def test_an_accepted_return_is_told_in_a_line(file):
    assert run("check", file(FULL)).out == "t.xlsx (Sint Maarten 2024): accepted.\n"


@pytest.mark.parametrize(
    "given, word",
    [((), "te corrigeren"), (("--language", "en"), "to put right"), (("--language", "pap"), "")],
)
def test_a_verdict_is_in_the_workbooks_language_unless_asked_otherwise(file, given, word):
    out = run("check", file({**FULL, "trafficking_suspects": "12*"}, language="nl"), *given).out
    assert word in out
    assert ("te corrigeren" in out) is (given == ())


def test_warnings_are_explained_by_name(file):
    path = file({**FULL, "trafficking_prosecutions": 40, "smuggling_prosecutions": 40})
    one = run("check", path, "--explain", "trafficking_prosecutions=One = large case")
    assert one.code == 1
    assert "Explained: One = large case" in one.out
    both = run("check", path, "--explain", "trafficking_prosecutions=One case",
               "--explain", "smuggling_prosecutions= Another ", "--format", "json")  # fmt: skip
    assert (both.code, both.said["verdict"]) == (0, "accepted")
    assert [f["explanation"] for f in both.said["findings"]] == ["One case", "Another"]


def test_an_explanation_of_no_figure_is_wrong_usage(file):
    told = run("check", file(FULL), "--explain", "trafficking_prosecution=typing error")
    assert (told.code, told.out) == (2, "")
    assert "no figure of this name" in " ".join(told.err.split())


def test_the_year_before_and_the_version_before_are_told_apart(file):
    path = file({**FULL, "trafficking_suspects": 40})
    year = run("check", path, "--previous", file(FULL, "y.xlsx", year=2023), "--format", "json")
    assert [f["code"] for f in year.said["findings"]] == ["jump"]
    version = run("check", path, "--previous", file(FULL, "v.xlsx"), "--format", "json")
    assert [f["code"] for f in version.said["findings"]] == ["changed-since-last-version"]
    assert (year.code, version.code) == (1, 1)


@pytest.mark.parametrize("form", [{"year": 2022}, {"year": 2025}, {"reporter": "aruba"}])
def test_a_previous_return_of_somebody_else_is_wrong_usage(file, form):
    told = run("check", file(FULL), "--previous", file(FULL, "p.xlsx", **form))
    assert (told.code, told.out) == (2, "")
    assert "one of sint-maarten for 2023 or 2024 was expected" in " ".join(told.err.split())


def test_an_annotated_copy_is_written_and_is_checked_itself(file, tmp_path):
    path, copy = file({**FULL, "trafficking_suspects": "12*"}), tmp_path / "marked.xlsx"
    assert run("check", path, "--annotate", copy).code == 1
    assert named(copy, "trafficking_suspects") == "12*"
    assert run("check", copy).code == 1
    assert sorted(f.name for f in tmp_path.iterdir()) == ["marked.xlsx", "t.xlsx"]


def test_of_an_unreadable_file_there_is_no_copy(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"%PDF-1.7")
    told = run("check", tmp_path / "t.xlsx", "--annotate", tmp_path / "marked.xlsx")
    assert told.code == 2
    assert "no copy with marks" in told.err
    assert not (tmp_path / "marked.xlsx").exists()


# ── Code book ──────────────────────────────────────────────────────────────────────────────────


def test_the_reference_page_has_every_slug():
    page = run("codebook").out
    book = SCHEMAS.codebook
    for slug in (*book.reporters, *book.figures, *book.breakdowns, *book.statuses, *book.rules):
        assert slug in page
    assert page == run("codebook", "--format", "md").out


def test_the_reference_page_is_there_for_programs():
    told = run("codebook", "--format", "json")
    assert told.code == 0
    assert set(json.loads(told.out)["statuses"]) == set(SCHEMAS.codebook.statuses)
