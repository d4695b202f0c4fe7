"""One finding for one cause: what follows from an error is not told beside it."""

from __future__ import annotations

import re

from exchange.core.returns import Severity, Verdict
from exchange.submissions.check import judge
from tests.check.making import (
    FULL,
    SCHEMAS,
    SMUGGLING,
    TRAFFICKING,
    blank,
    errors,
    figures,
    filled,
    judged,
    notes,
    only,
    told,
    warnings,
    zipped,
)

SEX = ("female", "male", "other", "unknown")
BY_SEX = {f"trafficking_victims_sex_{c}": n for c, n in zip(SEX, (6, 3, 1, 0), strict=True)}
TOO_MANY = {**BY_SEX, "trafficking_victims_sex_male": 5}


def check(parts):
    return judge(zipped(parts), "t.xlsx", SCHEMAS)


def replaced(form, part, pattern, new):
    changed = re.sub(pattern, new, form[part].decode(), count=1)
    assert changed != form[part].decode()
    return {**form, part: changed.encode()}


def without_name(form, name):
    return replaced(form, "xl/workbook.xml", rf'<definedName name="{name}">[^<]*</definedName>', "")


def test_a_broken_cell_elsewhere_does_not_stop_a_rule():
    judgement = judged({**FULL, **TOO_MANY, "smuggling_verdicts": "7*"})
    assert errors(judgement) == [
        ("marked-number", "smuggling_verdicts"),
        ("breakdown-does-not-add-up", "trafficking_victims"),
    ]


def test_a_broken_cell_that_a_rule_reads_stops_it():
    judgement = judged({**FULL, **TOO_MANY, "trafficking_victims": "7*"})
    assert errors(judgement) == [("marked-number", "trafficking_victims")]
    judgement = judged({**FULL, **TOO_MANY, "trafficking_victims_sex_other": "7*"})
    assert errors(judgement) == [("marked-number", "trafficking_victims_sex_other")]


def test_a_wrong_status_stops_a_rule_and_a_wrong_basis_does_not():
    judgement = judged({**FULL, **TOO_MANY, "trafficking_victims_status": "perhaps"})
    assert errors(judgement) == [("unknown-status", "trafficking_victims_status")]
    judgement = judged({**FULL, **TOO_MANY, "trafficking_victims_basis": "perhaps"})
    assert errors(judgement) == [
        ("unknown-basis", "trafficking_victims_basis"),
        ("breakdown-does-not-add-up", "trafficking_victims"),
    ]


def test_warnings_are_asked_beside_errors_elsewhere():
    cells = {**FULL, "trafficking_prosecutions": 40, "smuggling_victims": "?"}
    judgement = judged(cells)
    assert judgement.verdict is Verdict.REJECTED
    assert errors(judgement) == [("zero-or-missing", "smuggling_victims")]
    assert warnings(judgement) == [("prosecutions-above-suspects", "trafficking_prosecutions")]


def test_a_broken_headline_makes_the_others_of_its_offence_due():
    judgement = judged({**TRAFFICKING, "smuggling_victims": "?"})
    assert [code for code, _ in errors(judgement)] == ["zero-or-missing", "blank"]
    assert len(only(judgement, "blank").names) == 4


def test_a_cell_that_is_gone_is_one_error_and_the_rest_is_read():
    form = without_name(filled(blank(), FULL), "trafficking_suspects")
    judgement = check(form)
    assert errors(judgement) == [("cells-missing", "trafficking_suspects")]
    assert figures(judgement) == {n: v for n, v in FULL.items() if n != "trafficking_suspects"}


def test_all_cells_that_are_gone_are_one_error():
    form = filled(blank(), FULL)
    for name in ("trafficking_suspects", "trafficking_suspects_status", "smuggling_asof"):
        form = without_name(form, name)
    assert only(check(form), "cells-missing").facts["count"] == 3


def test_a_name_that_points_nowhere_is_gone():
    form = replaced(
        filled(blank(), FULL), "xl/workbook.xml", r"(trafficking_suspects\">)[^<]*", r"\1#REF!"
    )
    assert errors(check(form)) == [("cells-missing", "trafficking_suspects")]


def test_a_row_that_is_gone_from_an_offence_not_delivered_does_not_make_it_due():
    form = filled(blank(), TRAFFICKING)
    for role in ("", "_status", "_basis", "_note"):
        form = without_name(form, f"smuggling_verdicts{role}")
    judgement = check(form)
    assert errors(judgement) == [("cells-missing", "smuggling_verdicts")]
    assert ("not-delivered", "smuggling_victims") in notes(judgement)


def test_two_names_for_one_cell_are_an_error_at_the_second():
    form = filled(blank(), {**FULL, "trafficking_suspects": None})
    place = re.search(rb'trafficking_victims">([^<]*)<', form["xl/workbook.xml"])[1].decode()
    form = replaced(form, "xl/workbook.xml", r"(trafficking_suspects\">)[^<]*", rf"\g<1>{place}")
    assert errors(check(form)) == [("name-twice", "trafficking_suspects")]


def test_one_name_for_two_cells_is_an_error():
    form = filled(blank(), FULL)
    second = "<definedName name=\"trafficking_suspects\">'Start'!$A$1</definedName>"
    form = replaced(form, "xl/workbook.xml", "</definedNames>", f"{second}</definedNames>")
    judgement = check(form)
    assert errors(judgement) == [("name-twice", "trafficking_suspects")]
    assert "trafficking_suspects" not in figures(judgement)


def merged(form, part, area):
    return replaced(form, part, r"(<mergeCells[^>]*>)", rf'\1<mergeCell ref="{area}"/>')


def test_inputs_merged_with_each_other_are_one_error_and_not_blank_as_well():
    form = filled(blank(), {**FULL, "trafficking_suspects_status": None})
    judgement = check(merged(form, "xl/worksheets/sheet2.xml", "D13:E13"))
    (finding,) = [f for f in judgement.findings if f.severity is Severity.ERROR]
    assert finding.code == "merged-cells"
    assert finding.names == ("trafficking_suspects", "trafficking_suspects_status")
    assert "trafficking_suspects" not in figures(judgement)


def test_a_merge_that_begins_outside_an_input_blurs_it():
    form = filled(blank(), FULL)
    assert errors(check(merged(form, "xl/worksheets/sheet2.xml", "C13:D13"))) == [
        ("merged-cells", "trafficking_suspects")
    ]


def test_a_merge_that_begins_at_an_input_and_covers_no_other_does_no_harm():
    form = filled(blank(), FULL)
    assert told(check(merged(form, "xl/worksheets/sheet2.xml", "G13:H13"))) == []
    assert told(check(merged(form, "xl/worksheets/sheet2.xml", "A40:C44"))) == []


def test_a_merge_that_is_no_range_of_cells_is_passed_over():
    form = filled(blank(), FULL)
    assert told(check(merged(form, "xl/worksheets/sheet2.xml", "D:E"))) == []


def test_a_cell_that_stands_twice_outside_the_inputs_does_no_harm():
    form = filled(blank(), FULL)
    part = "xl/worksheets/sheet2.xml"
    form = replaced(
        form, part, r"</sheetData>", '<row r="9"><c r="A9"><v>1</v></c></row></sheetData>'
    )
    assert told(check(form)) == []


def test_a_cell_that_stands_twice_is_an_error_and_taken_from_neither():
    form = filled(blank(), FULL)
    part = "xl/worksheets/sheet2.xml"
    form = replaced(form, part, r'(<c r="D13"[^>]*><v>12</v></c>)', r'\1<c r="D13"><v>99</v></c>')
    judgement = check(form)
    assert errors(judgement) == [("cell-twice", "trafficking_suspects")]
    assert "trafficking_suspects" not in figures(judgement)


def test_an_offence_not_delivered_leaves_no_trace_among_the_figures():
    judgement = judged(TRAFFICKING)
    assert judgement.verdict is Verdict.ACCEPTED
    assert figures(judgement) == TRAFFICKING
    assert not judgement.returned.delivered("smuggling")


def test_a_form_left_empty_has_one_error():
    judgement = judged({})
    assert told(judgement) == [("nothing-filled-in", "trafficking_victims")]
    assert figures(judgement) == {}


def test_blanks_are_grouped_with_all_their_cells():
    cells = {**FULL, **dict.fromkeys(list(SMUGGLING)[1:4])}
    blanks = only(judged(cells), "blank")
    assert blanks.names == tuple(SMUGGLING)[1:4]
    assert len(blanks.places) == 3
