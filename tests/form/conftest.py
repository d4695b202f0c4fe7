import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from exchange.codebooks import load
from exchange.core.codebook import Key
from exchange.core.form import Form
from exchange.core.returns import Entry, Observation, Return, Severity
from exchange.workbook.form import Mark, write_annotated, write_form

FILLED = {
    "trafficking_source": "National Reporting Bureau",
    "trafficking_asof": date(2025, 3, 1),
    "smuggling_asof": "last week",
    "trafficking_victims": 12,
    "trafficking_victims_status": "provisional",
    "trafficking_victims_basis": "confirmed only",
    "trafficking_victims_note": "=1+1",
    "trafficking_investigations": "3 (est.)",
    "trafficking_suspects": 3,
    "trafficking_prosecutions": 19,
    "trafficking_verdicts_status": "not available",
    "trafficking_victims_sex_female": 6,
    "trafficking_victims_sex_male": 3,
    "trafficking_victims_sex_other": 0,
    "trafficking_victims_sex_unknown": 1,
    "trafficking_victims_age_child": 2,
    "trafficking_victims_age_adult": 10,
    "trafficking_victims_age_unknown_status": "not applicable",
    "trafficking_victims_form_sexual": 7,
    "trafficking_victims_form_labour": 8,
    "trafficking_victims_form_multiple": "yes",
    "trafficking_suspects_sex_female": 1,
    "trafficking_suspects_age_child": 4,
}

MARKS = (
    Mark(("smuggling_victims", "smuggling_verdicts"), Severity.NOTE, "Nothing yet."),
    Mark(("trafficking_investigations",), Severity.ERROR, "You wrote “3 (est.)”."),
    Mark(
        ("trafficking_prosecutions", "trafficking_suspects"),
        Severity.WARNING,
        "19 were prosecuted, 3 suspected.",
        "prosecutions-above-suspects|trafficking_prosecutions|19;3",
        ("Cases from earlier years", "Counted by different bodies"),
        figure="Trafficking, Prosecutions",
    ),
    Mark(
        ("trafficking_prosecutions",),
        Severity.NOTE,
        "19 was a text.",
    ),
    Mark(
        ("trafficking_victims",),
        Severity.WARNING,
        "1 372 became 12.",
        "jump|trafficking_victims|1372;12",
        explanation="One large case",
    ),
    Mark(("year",), Severity.ERROR, "This is the form for 2024."),
)


@pytest.fixture(scope="session")
def codebook():
    return load()


@pytest.fixture(scope="session")
def form(codebook):
    return Form(codebook, "sint-maarten", 2024)


@pytest.fixture(scope="session")
def islands(codebook):
    return Form(codebook, "caribbean-netherlands", 2024)


@pytest.fixture(scope="session")
def last_year(form):
    entries = (
        Entry(Key("trafficking", "victims"), 1372, "provisional", "registered", "By CoMensha"),
        Entry(Key("trafficking", "suspects"), None, "not-available"),
        Entry(Key("trafficking", "victims", "sex", "female"), 900),
    )
    return Return("sint-maarten", 2023, {e.key: Observation(e) for e in entries}, "en")


@pytest.fixture(scope="session")
def blank_bytes(form):
    return write_form(form, "en")


@pytest.fixture(scope="session")
def annotated_bytes(form, last_year):
    return write_annotated(form, "en", FILLED, MARKS, last_year)


@pytest.fixture
def blank(blank_bytes):
    return load_workbook(BytesIO(blank_bytes))


@pytest.fixture
def annotated(annotated_bytes):
    return load_workbook(BytesIO(annotated_bytes))


@pytest.fixture(scope="session")
def with_reporters(codebook):
    """The code book with other reporters in place of its own."""

    def make(reporters):
        return replace(codebook, reporters={r.slug: r for r in reporters})

    return make


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Files by name → converted by LibreOffice, all in one go."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is not installed, and CI must not skip what needs it.")
        pytest.skip("LibreOffice is not installed: nothing to open the form with.")

    def convert(files, kind):
        folder = tmp_path_factory.mktemp("office")
        for name, content in files.items():
            (folder / f"{name}.xlsx").write_bytes(content)
        command = (
            program,
            f"-env:UserInstallation={folder.joinpath('profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder / "out",
            *(folder / f"{name}.xlsx" for name in files),
        )
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return {name: (folder / "out" / f"{name}.{kind}").read_bytes() for name in files}

    return convert
