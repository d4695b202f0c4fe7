"""Every sample, right or wrong, gets exactly the answer that is kept beside it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest

from exchange.cli.verdict import exit_code
from exchange.codebooks import load
from exchange.core.returns import Verdict
from exchange.settings import Limits
from exchange.submissions.check import judge
from exchange.submissions.compare import gather, workbooks
from exchange.submissions.document import document
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.wording import LANGUAGES, translator
from exchange.wording.finding_texts import TEXTS

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EXPECTED, WRONG = SAMPLES / "expected", SAMPLES / "wrong"
RETURNS: dict[str, dict[str, Any]] = tomllib.loads(
    (SAMPLES / "returns.toml").read_text(encoding="utf-8")
)["returns"]
INDEX: dict[str, dict[str, Any]] = tomllib.loads((WRONG / "index.toml").read_text(encoding="utf-8"))
BEFORE = {
    name: before
    for name, table in RETURNS.items()
    if (before := f"{table['reporter']}-{table['year'] - 1}") in RETURNS
}
TOO_LARGE_TO_KEEP = {
    "too-large-file",
    "too-large-inflated",
    "too-many-cells",
    "too-many-elements",
    "too-many-merges",
    "too-many-names",
    "too-many-parts",
    "too-much-text",
    "reader-stopped",
    "too-slow",
}
NO_PROGRAM_WRITES = {"duplicate-part", "encrypted-part", "overlapping-parts"}
SCHEMAS = Schemas(load())

every_return = pytest.mark.parametrize("name", RETURNS)
every_return_with_one_before = pytest.mark.parametrize("name", BEFORE)
every_wrong_workbook = pytest.mark.parametrize("name", INDEX)


@cache
def alone(name: str) -> Judgement:
    """What is said of a return by itself."""
    return judged(SAMPLES / f"{name}.xlsx")


def judged(
    file: Path, previous: str | None = None, explanations: Mapping[str, str] | None = None
) -> Judgement:
    sent = alone(previous).returned if previous else None
    earlier = (sent,) if sent else ()
    return judge(file.read_bytes(), file.name, SCHEMAS, earlier=earlier, explanations=explanations)


def against_last_year(name: str, *, explained: bool = True) -> Judgement:
    explanations = RETURNS[name].get("explanations_against_previous", {})
    given = explanations if explained else None
    return judged(SAMPLES / f"{name}.xlsx", BEFORE[name], given)


def wrong(name: str) -> Judgement:
    return judged(WRONG / f"{name}.xlsx", INDEX[name].get("previous"))


def said(judgement: Judgement, language: str = "en") -> dict[str, Any]:
    return document(judgement, translator(language))


def kept(file: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return expected


def findings(expected: Mapping[str, Any]) -> list[str]:
    return [f"{f['severity']} {f['code']}" for f in expected["findings"]]


@every_return
def test_a_return_is_accepted_with_the_figures_kept_beside_it(name: str) -> None:
    assert said(alone(name)) == kept(EXPECTED / f"{name}.json")
    assert alone(name).verdict is Verdict.ACCEPTED
    assert exit_code(alone(name)) == 0


@every_return_with_one_before
def test_a_return_explained_against_last_year_is_accepted(name: str) -> None:
    judgement = against_last_year(name)
    assert said(judgement) == kept(EXPECTED / f"{name}.previous.json")
    assert exit_code(judgement) == 0


@every_return_with_one_before
def test_exactly_what_is_explained_was_asked(name: str) -> None:
    judgement = against_last_year(name, explained=False)
    asked = {finding.name for finding in judgement.findings if finding.is_open_question}
    assert asked == set(RETURNS[name].get("explanations_against_previous", {}))
    assert exit_code(judgement) == (1 if asked else 0)


@every_return
def test_a_return_holds_what_was_chosen_and_nothing_else(name: str) -> None:
    returned = alone(name).returned
    assert returned is not None
    entries = [observation.entry for observation in returned.observations.values()]
    values = {entry.key.name: entry.value for entry in entries}
    cells = RETURNS[name]["cells"]
    assert values == {key: cell.get("value") for key, cell in cells.items()}
    assert {e.key.name: e.note for e in entries} == {k: cell["note"] for k, cell in cells.items()}
    assert {e.key.name: e.status for e in entries} == {
        key: cell.get("status", "normal") for key, cell in cells.items()
    }


def test_the_folder_of_samples_can_be_compared_as_it_is() -> None:
    gathered = gather(workbooks([SAMPLES]), SCHEMAS, Limits())
    assert len(gathered.accepted) == len(RETURNS) == 20
    assert not gathered.refused
    assert not gathered.twice


@every_wrong_workbook
def test_a_wrong_workbook_gets_the_findings_kept_beside_it(name: str) -> None:
    judgement = wrong(name)
    expected = kept(WRONG / f"{name}.json")
    assert said(judgement) == expected
    assert exit_code(judgement) == INDEX[name]["exit"]
    assert set(INDEX[name]["finds"]) <= set(findings(expected))


@every_wrong_workbook
def test_every_finding_speaks_each_language(name: str) -> None:
    judgement = wrong(name)
    for language in LANGUAGES:
        for finding in said(judgement, language)["findings"]:
            assert finding["message"].strip()
            assert "{" not in finding["message"]


@pytest.mark.parametrize("name", [name for name, case in INDEX.items() if case["exit"] == 2])
def test_an_unreadable_file_is_refused_for_one_reason(name: str) -> None:
    expected = kept(WRONG / f"{name}.json")
    assert findings(expected) == INDEX[name]["finds"]
    assert expected["observations"] == []


def test_every_wrong_file_is_in_the_index_and_has_its_findings_beside_it() -> None:
    files = {file.name for file in WRONG.iterdir()}
    assert files == {"index.toml"} | {f"{n}.{end}" for n in INDEX for end in ("xlsx", "json")}


def test_every_return_has_its_workbook_and_what_is_said_of_it() -> None:
    assert {file.stem for file in SAMPLES.glob("*.xlsx")} == set(RETURNS)
    assert {file.name for file in EXPECTED.iterdir()} == {
        *(f"{name}.json" for name in RETURNS),
        *(f"{name}.previous.json" for name in BEFORE),
    }


def test_every_kind_of_finding_has_a_sample() -> None:
    shown = {
        finding["code"]
        for file in (*EXPECTED.iterdir(), *WRONG.glob("*.json"))
        for finding in kept(file)["findings"]
    }
    assert shown == set(TEXTS) - TOO_LARGE_TO_KEEP - NO_PROGRAM_WRITES


def test_the_samples_are_small_enough_to_keep() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*.xlsx")) < 3_000_000


def test_the_samples_are_those_the_script_makes(tmp_path: Path) -> None:
    script = [sys.executable, str(SAMPLES / "make_samples.py"), str(tmp_path)]
    subprocess.run(script, check=True)
    made = {file.relative_to(tmp_path) for file in tmp_path.rglob("*.*")}
    here = {file.relative_to(SAMPLES) for file in SAMPLES.rglob("*.xlsx")}
    assert {file for file in made if file.suffix == ".xlsx"} == here
    assert [file for file in here if parts(tmp_path / file) != parts(SAMPLES / file)] == []
    documents = [file for file in made if file.suffix == ".json"]
    assert [file for file in documents if words(tmp_path / file) != words(SAMPLES / file)] == []


def parts(file: Path) -> list[tuple[str, bytes]] | bytes:
    """What another zlib packs into other bytes: the parts; of anything else, every byte."""
    try:
        with ZipFile(file) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (BadZipFile, OSError):
        return file.read_bytes()


def words(file: Path) -> dict[str, Any]:
    """A document but for the checksum of the file, which another zlib changes."""
    return kept(file) | {"sha256": None}


def test_the_command_prints_what_is_kept() -> None:
    command = [sys.executable, "-m", "exchange.cli", "check", "wrong/decimal.xlsx"]
    options = ["--format", "json", "--language", "en"]
    ended = subprocess.run([*command, *options], cwd=SAMPLES, capture_output=True, check=False)
    assert ended.stdout == (WRONG / "decimal.json").read_bytes()
    assert ended.stderr == b""
    assert ended.returncode == 1


def test_the_command_takes_last_year_and_the_explanations() -> None:
    explanations = RETURNS["curacao-2017"]["explanations_against_previous"]
    command = [sys.executable, "-m", "exchange.cli", "check", "curacao-2017.xlsx"]
    options = ["--previous", "curacao-2016.xlsx", "--format", "json", "--language", "en"]
    for name, text in explanations.items():
        options += ["--explain", f"{name}={text}"]
    ended = subprocess.run([*command, *options], cwd=SAMPLES, capture_output=True, check=False)
    assert ended.stdout == (EXPECTED / "curacao-2017.previous.json").read_bytes()
    assert ended.returncode == 0
