"""A form that LibreOffice saved with rows and columns inserted and its sheets renamed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.check.test_shown_by import SENT, WRONG, fill, three_errors
from tests.cli.running import run

SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("in_office.py")


def missing():
    """What is not installed, as a sentence; empty where all is there."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed: nothing to change the form with."
    command = (SYSTEM_PYTHON, "-c", "import uno")
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        return "The system's Python has no UNO (python3-uno): nothing to change the form with."
    return ""


@pytest.fixture(scope="module")
def change(tmp_path_factory):
    """A workbook → the same, changed and saved by LibreOffice."""
    lacking = missing()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"{lacking} CI must not skip what needs it.")
    if lacking:
        pytest.skip(lacking)

    def changed(file):
        folder = tmp_path_factory.mktemp("office")
        pipe = f"exchange_{os.getpid()}_{folder.name}"
        program = (
            "soffice",
            f"-env:UserInstallation={folder.joinpath('profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"--accept=pipe,name={pipe};urp;",
        )
        office = subprocess.Popen(
            program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        after = folder / "after.xlsx"
        try:
            command = (SYSTEM_PYTHON, SCRIPT, pipe, file, after)
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            office.wait(timeout=60)
        finally:
            if office.poll() is None:
                # The program starts others of its own; they are one group.
                os.killpg(office.pid, signal.SIGKILL)
                office.wait(timeout=60)
        return after

    return changed


def places(file):
    """Where each name points in a workbook."""
    book = load_workbook(file)
    return {
        name: (sheet.replace("''", "'"), address.replace("$", ""))
        for name in {**SENT, **WRONG}
        for sheet, address in book.defined_names[name].destinations
    }


def test_the_same_three_errors_are_found_after_rows_columns_and_sheet_names_changed(
    tmp_path, change
):
    template = tmp_path / "t.xlsx"
    form = ("--reporter", "sint-maarten", "--year", "2024", "--language", "en")
    assert run("template", *form, "-o", template).code == 0
    before = fill(template, {**SENT, **WRONG})
    file = change(template)
    after = places(file)
    assert not set(before.values()) & set(after.values())
    checked = run("check", file, "--format", "json")
    assert checked.code == 1
    found = [(f["severity"], f["code"], f["sheet"], f["cell"]) for f in checked.said["findings"]]
    assert [f for f in found if f[0] != "note"] == three_errors(after)
    back = {(o["sheet"], o["cell"]): o["value"] for o in checked.said["observations"]}
    kept = {n: v for n, v in SENT.items() if n not in WRONG and "_sex_" not in n}
    assert back == {after[name]: value for name, value in kept.items()}
