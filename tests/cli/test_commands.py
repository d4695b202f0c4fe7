"""What all commands have in common: help, wrong usage, mishaps, whole files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from exchange.cli import main as entry
from exchange.cli import options
from exchange.cli.main import COMMANDS
from tests.check.making import FULL, sent
from tests.cli.running import run, run_apart

TEMPLATE = ("template", "--reporter", "sint-maarten", "--year", "2024")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    helped = run(command, "--help")
    assert (helped.code, helped.err) == (0, "")
    assert f"Example: exchange {command} " in " ".join(helped.out.split())
    assert run(command, "-h") == helped


def test_the_commands_are_listed_with_an_example():
    helped = run("--help")
    assert helped.code == 0
    assert all(command in helped.out for command in COMMANDS)
    assert "Example: exchange " in helped.out


def test_the_version_is_told():
    assert run("--version").out.startswith("exchange, version ")


@pytest.mark.parametrize(
    "arguments, said",
    [
        ((), "Usage: exchange"),
        (("chekc",), "No such command"),
        (("check",), "Missing argument"),
        (("check", "nowhere.xlsx"), "does not exist"),
        (("check", "."), "is a directory"),
        (("check", __file__, "--format", "xml"), "'text'"),
        (("check", __file__, "--language", "fr"), "'nl'"),
        (("check", __file__, "--previous", "nowhere.xlsx"), "does not exist"),
        (("check", __file__, "--explain", "no-equals"), "NAME=TEXT"),
        (("check", __file__, "--explain", "=text"), "NAME=TEXT"),
        (("check", __file__, "--explain", "name= "), "NAME=TEXT"),
        (("check", __file__, "--surprise"), "No such option"),
        (("template", "-o", "t.xlsx"), "Missing option"),
        (("template", "--reporter", "mars", "--year", "2024", "-o", "t.xlsx"), "aruba, curacao"),
        (("template", "--reporter", "aruba", "--year", "2010", "-o", "t.xlsx"), "from 2011 on"),
        (("template", "--reporter", "aruba", "--year", "10000", "-o", "t.xlsx"), "from 2011 on"),
        (("template", "--reporter", "aruba", "--year", "next", "-o", "t.xlsx"), "integer"),
        ((*TEMPLATE, "-o", "."), "is a directory"),
        ((*TEMPLATE, "-o", ""), "a file to write was expected"),
        ((*TEMPLATE, "-o", "nowhere/t.xlsx"), "cannot be written"),
        ((*TEMPLATE, "-o", f"{__file__}/t.xlsx"), "cannot be written"),
        (("compare", "-o", "o.csv"), "Missing argument"),
        (("compare", "nowhere", "-o", "o.csv"), "does not exist"),
        (("compare", "."), "Missing option"),
        (("codebook", "--format", "html"), "'md'"),
    ],
)
def test_wrong_usage_is_told_in_a_few_lines(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert said in " ".join(told.err.split())
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) <= (40 if not arguments else 6)
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_makes_no_sense_is_wrong_usage(tmp_path):
    file = tmp_path / "t.xlsx"
    file.write_bytes(sent(FULL))
    told = run("check", file, environment={"EXCHANGE_LIMIT_CELLS": "many"})
    assert told.code == 2
    assert "EXCHANGE_LIMIT_CELLS is “many”; a number above 0 was expected." in told.err
    assert run("check", file, environment={"EXCHANGE_LIMIT_FILE_BYTES": "100"}).code == 2


# ── Files are written whole ────────────────────────────────────────────────────────────────────


def test_nothing_is_left_beside_what_was_written(tmp_path):
    for _ in range(2):
        made = run(*TEMPLATE, "--language", "en", "-o", tmp_path / "t.xlsx")
        assert made.code == 0
        assert made.out == f"{tmp_path / 't.xlsx'}: the form of Sint Maarten for 2024.\n"
    assert [file.name for file in tmp_path.iterdir()] == ["t.xlsx"]


def test_what_stood_there_stays_when_writing_fails(tmp_path, monkeypatch):
    out = tmp_path / "t.xlsx"
    out.write_text("before")

    def full_disk(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(click.UsageError, match="No space left on device"):
        options.write_whole(out, b"after")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("t.xlsx", "before")]


def test_nothing_is_left_when_somebody_stops_it(tmp_path, monkeypatch):
    def stopped(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        options.write_whole(tmp_path / "t.xlsx", b"after")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        options.write_whole(pipe, b"content")
        assert reader.stdout.read() == b"content"
    assert pipe.is_fifo()


# ── What users cannot have caused ──────────────────────────────────────────────────────────────


def broken(*arguments, **keywords):
    raise RuntimeError("a secret detail")


def test_a_mishap_gets_a_reference_and_no_traceback(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys.modules["exchange.cli.main"], "exchange", broken)
    with pytest.raises(SystemExit) as ended:
        entry()
    assert ended.value.code == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert "secret" not in told.err
    (log,) = tmp_path.iterdir()
    assert log.stem.removeprefix("exchange-") in told.err
    assert "a secret detail" in log.read_text()


def test_a_mishap_is_told_even_where_it_cannot_be_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    monkeypatch.setattr(sys.modules["exchange.cli.main"], "exchange", broken)
    with pytest.raises(SystemExit) as ended:
        entry()
    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert "reference" in told
    assert "Traceback" not in told


def test_the_whole_command_in_a_process_of_its_own(tmp_path):
    assert run_apart(*TEMPLATE, "--language", "en", "-o", tmp_path / "t.xlsx").code == 0
    checked = run_apart("check", tmp_path / "t.xlsx")
    assert checked.code == 1
    assert "Nothing is filled in." in checked.out
    assert run_apart("check", tmp_path).code == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_letters_that_a_pipe_does_not_have_stop_nothing(tmp_path, encoding):
    file = tmp_path / "tést.xlsx"
    file.write_bytes(sent({**FULL, "trafficking_victims": "1½ – “é”"}))
    checked = run_apart("check", file, PYTHONIOENCODING=f"{encoding}:strict")
    assert (checked.code, checked.err) == (1, "")
    asked = run_apart("check", file, "--format", "json", PYTHONIOENCODING=f"{encoding}:strict")
    assert asked.said["findings"][0]["found"] == "1½ – “é”"


def test_a_file_whose_name_is_no_text_is_checked(tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.xlsx")
    try:
        Path(name).write_bytes(sent(FULL))
    except OSError:
        pytest.skip("This file system takes no such names.")
    checked = run_apart("check", name, "--format", "json", LC_ALL="C.UTF-8")
    assert (checked.code, checked.said["verdict"]) == (0, "accepted")


@pytest.mark.parametrize("command", ["check", "compare"])
def test_a_command_imports_only_what_it_needs(tmp_path, command):
    file = tmp_path / "t.xlsx"
    file.write_bytes(sent(FULL))
    more = () if command == "check" else ("-o", str(tmp_path / "o.csv"))
    script = (
        "import sys\n"
        "from exchange.cli.main import exchange\n"
        f"code = exchange({[command, str(file), *more]!r}, standalone_mode=False)\n"
        "print('IMPORTED', *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    imported = done.stdout.partition("IMPORTED")[2].split()
    assert "marshmallow" in imported
    assert "openpyxl" not in imported
    assert not [name for name in imported if name.startswith("exchange.workbook.form")]


@pytest.mark.parametrize(
    "given",
    [
        ("check", "aruba-2019.xlsx", "--annotate", "aruba-2019.xlsx"),
        ("compare", "aruba-2019.xlsx", "-o", "aruba-2019.xlsx"),
        (
            *("template", "--reporter", "aruba", "--year", "2020"),
            *("--previous", "aruba-2019.xlsx", "-o", "aruba-2019.xlsx"),
        ),
    ],
    ids=lambda given: given[0],
)
def test_what_is_read_is_never_written_over(folder, given):
    before = (folder / "aruba-2019.xlsx").read_bytes()
    ran = run(*(str(folder / part) if part.endswith(".xlsx") else part for part in given))
    assert ran.code == 2
    assert "write to another one" in " ".join(ran.err.split())
    assert (folder / "aruba-2019.xlsx").read_bytes() == before
