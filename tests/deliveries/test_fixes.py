"""Which faults can be put right on the page, by which cells, and what becomes of what is typed."""

import json
import tomllib

import pytest

from exchange.codebooks import load
from exchange.core.returns import Finding, Severity, Verdict
from exchange.core.versions import Attempt, Channel
from exchange.deliveries.fixes import IN_THE_FILE, ROLES_OFFERED, changes, fixes_for
from exchange.submissions.check import judge
from exchange.validation import Schemas
from exchange.wording.finding_texts import TEXTS
from tests.web.running import SAMPLES, START

BOOK = load()
SCHEMAS = Schemas(BOOK)
WRONG = SAMPLES / "wrong"
VICTIMS = "trafficking_victims"
TOLD_ONLY = {
    *("authors", "breakdown-incomplete", "comments", "day-unclear", "external-links", "far-cells"),
    *("foreign-sheet", "formula-result", "hidden-cells", "not-delivered", "understood-as-number"),
    *("understood-as-reason", "why-not-available"),
}


def attempt_of(name):
    content = (WRONG / f"{name}.xlsx").read_bytes()
    judged = judge(content, f"{name}.xlsx", SCHEMAS)
    return Attempt(
        id=1,
        reporter=judged.reporter or "aruba",
        year=judged.year or 2016,
        person=1,
        assignment=1,
        made_at=START,
        channel=Channel.UPLOAD,
        source=judged.source,
        size=len(content),
        verdict=judged.verdict,
        language=judged.language,
        findings=judged.findings,
        returned=judged.returned,
    )


def fields(name):
    fixes = fixes_for(BOOK, attempt_of(name))
    return {f.name: (f.kept, f.shown) for fix in fixes for row in fix.rows for f in row.fields}


def test_every_fault_can_be_put_right_here_or_is_said_to_need_the_file():
    asked = {code for code, rule in BOOK.rules.items() if rule.severity == "warning"}
    faults = set(TEXTS) - asked - TOLD_ONLY
    assert faults == set(ROLES_OFFERED) | set(IN_THE_FILE)
    assert not set(ROLES_OFFERED) & set(IN_THE_FILE)


def test_what_is_only_told_is_never_a_fault_in_any_sample():
    for file in [*WRONG.glob("*.json"), *(SAMPLES / "expected").glob("*.json")]:
        for finding in json.loads(file.read_text(encoding="utf-8"))["findings"]:
            assert (finding["severity"] == "note") == (finding["code"] in TOLD_ONLY)


@pytest.mark.parametrize("name", sorted(tomllib.loads((WRONG / "index.toml").read_text())))
def test_each_sample_with_a_fault_of_single_cells_offers_its_cells(name):
    attempt = attempt_of(name)
    codes = [f.code for f in attempt.findings if f.severity is Severity.ERROR]
    offered = [fix.finding.code for fix in fixes_for(BOOK, attempt)]
    wanted = [code for code in codes if code in ROLES_OFFERED]
    assert offered == (wanted if attempt.verdict is Verdict.REJECTED else [])


def test_the_number_that_was_meant_is_offered_only_where_it_is_told():
    assert fields("about") == {VICTIMS: ("", "96"), f"{VICTIMS}_status": ("", "estimated")}
    suspects = "trafficking_suspects"
    assert fields("bound") == {suspects: ("", ""), f"{suspects}_status": ("", "")}


@pytest.mark.parametrize(
    "written, status",
    [("3 (est.)", "estimated"), ("3 gesch.", "estimated"), ("3*", ""), ("3 persons", "")],
)
def test_a_number_marked_as_an_estimate_is_offered_as_one(written, status):
    attempt = attempt_of("about")
    finding = Finding(Severity.ERROR, "marked-number", (VICTIMS,), VICTIMS, written, {"digits": 3})
    (fix,) = fixes_for(BOOK, attempt._replace(findings=(finding,)))
    offered = {field.role: field.shown for row in fix.rows for field in row.fields}
    assert offered == {"value": "3", "status": status}


def test_each_blank_cell_has_its_own_fields():
    assert list(fields("two-blanks")) == [
        "trafficking_suspects",
        "trafficking_suspects_status",
        "trafficking_prosecutions",
        "trafficking_prosecutions_status",
    ]


def test_nothing_is_offered_where_cells_cannot_be_told_apart():
    for name in ("merged-inputs", "cell-twice", "name-twice", "deleted-row"):
        assert fields(name) == {}


def test_what_is_left_as_it_was_changes_nothing():
    fixes = fixes_for(BOOK, attempt_of("value-and-reason"))
    kept = {f.name: f.kept for fix in fixes for row in fix.rows for f in row.fields}
    assert changes(BOOK, fixes, kept) == {}
    assert changes(BOOK, fixes, {}) == {}


def test_a_number_taken_out_is_a_change():
    fixes = fixes_for(BOOK, attempt_of("value-and-reason"))
    (fix,) = fixes
    name = fix.finding.names[0]
    assert changes(BOOK, fixes, {name: " "}) == {name: ""}


def test_a_reason_empties_the_cell_of_the_number():
    fixes = fixes_for(BOOK, attempt_of("marker-dash"))
    name = fixes[0].finding.names[0]
    posted = {name: "", f"{name}_status": "not-available"}
    assert changes(BOOK, fixes, posted) == {name: "", f"{name}_status": "not-available"}
    posted = {name: "", f"{name}_status": "estimated"}
    assert changes(BOOK, fixes, posted) == {f"{name}_status": "estimated"}


def test_cells_that_were_not_offered_cannot_be_changed():
    fixes = fixes_for(BOOK, attempt_of("about"))
    assert changes(BOOK, fixes, {"smuggling_victims": "4", "reporter": "aruba"}) == {}


def test_a_cell_with_two_faults_is_offered_once():
    attempt = attempt_of("about")
    twice = Finding(Severity.ERROR, "unknown-status", (f"{VICTIMS}_status",), f"{VICTIMS}_status")
    attempt = attempt._replace(findings=(*attempt.findings, twice))
    fixes = fixes_for(BOOK, attempt)
    names = [f.name for fix in fixes for row in fix.rows for f in row.fields]
    assert names == [VICTIMS, f"{VICTIMS}_status"]
