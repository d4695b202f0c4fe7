"""What each kind of cell does to a return: taken, remarked on, or asked about at its place."""

from __future__ import annotations

import pytest

from exchange.core.returns import Severity, Verdict
from exchange.submissions.check import judge
from tests.check.making import (
    FULL,
    SCHEMAS,
    UNCALCULATED,
    Stored,
    address,
    blank,
    error,
    errors,
    figures,
    filled,
    judged,
    notes,
    only,
    result,
    stored,
    told,
    zipped,
)

NAME = "trafficking_suspects"


def with_cell(said, name=NAME, **more):
    return judged({**FULL, name: said, **more})


def test_ten_figures_are_accepted_and_come_back():
    judgement = judged(FULL)
    assert (judgement.verdict, told(judgement)) == (Verdict.ACCEPTED, [])
    assert figures(judgement) == FULL


@pytest.mark.parametrize(
    "said, code",
    [
        (stored("12.5"), "not-whole"),
        (stored("-3"), "negative"),
        (stored("NaN"), "not-a-number"),
        (stored("INF"), "not-a-number"),
        (stored("1e400"), "too-large"),
        (stored("9" * 5000), "too-large"),
        (stored("9007199254740993"), "too-large"),
        (stored("9223372036854775808"), "too-large"),
        (stored("1.372"), "thousands-or-decimals"),
        (Stored(' t="b"><v>1</v>'), "true-or-false"),
        (error("#REF!"), "cell-error"),
        (error("#N/A"), "cell-error"),
        (Stored("><v>twelve</v>"), "cell-error"),
        (Stored(' t="d"><v>2024-03-01</v>'), "date"),
        (UNCALCULATED, "formula-without-result"),
        (result("12.5"), "not-whole"),
        ("12.5", "not-whole"),
        ("-3", "negative"),
        ("<5", "bound"),
        ("12*", "marked-number"),
        ("~20", "about"),
        ("10-12", "range"),
        ("1.372", "thousands-or-decimals"),
        ("-", "zero-or-missing"),
        ("?", "zero-or-missing"),
        ("\u202e21", "not-a-number"),
        ("1_x0001_2", "not-a-number"),
        ("9" * 5000, "too-large"),
        ("a" * 40_000, "not-a-number"),
        ("twelve", "not-a-number"),
    ],
)
def test_a_cell_that_is_no_count_is_an_error_at_its_place(said, code):
    judgement = with_cell(said)
    assert judgement.verdict is Verdict.REJECTED
    assert errors(judgement) == [(code, NAME)]
    (place,) = only(judgement, code).places
    assert place == ("Figures", address(NAME))
    assert NAME not in figures(judgement)
    assert {**figures(judgement), NAME: FULL[NAME]} == FULL


@pytest.mark.parametrize(
    "said, value, code",
    [
        (result("12"), 12, "formula-result"),
        ("12", 12, "understood-as-number"),
        ("1 372", 1372, "understood-as-number"),
        ("１２", 12, "understood-as-number"),
        ("\u0661\u0662", 12, "understood-as-number"),
        ("\u00a012\u200b", 12, "understood-as-number"),
        ("12.0", 12, "understood-as-number"),
        ("0" * 5000 + "12", 12, "understood-as-number"),
        ("n.b.", "not-available", "understood-as-reason"),
        ("n.v.t.", "not-applicable", "understood-as-reason"),
        ("geheim", "withheld", "understood-as-reason"),
    ],
)
def test_what_is_understood_though_written_otherwise_has_a_note_at_its_cell(said, value, code):
    judgement = with_cell(said, "smuggling_victims")
    note = only(judgement, code)
    assert (note.severity, note.name) == (Severity.NOTE, "smuggling_victims")
    assert note.places == (("Figures", address("smuggling_victims")),)
    assert figures(judgement)["smuggling_victims"] == value
    assert errors(judgement) == []


@pytest.mark.parametrize("said", ["", "  ", "\u200b", "\u00a0"])
def test_a_cell_without_a_sign_is_blank(said):
    judgement = with_cell(said)
    assert errors(judgement) == [("blank", NAME)]


# ── Status, basis, note beside it ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", ["provisional", "estimated", "break", "definition"])
def test_a_flag_stands_beside_a_value(status):
    judgement = judged({**FULL, f"{NAME}_status": status})
    assert errors(judgement) == []
    (entry,) = [o.entry for o in judgement.observations if o.key.name == NAME]
    assert (entry.value, entry.status) == (FULL[NAME], status)


@pytest.mark.parametrize("written", ["voorlopig", "PROVISIONAL", " provisional\u200b"])
def test_a_status_is_understood_in_every_language(written):
    judgement = judged({**FULL, f"{NAME}_status": written})
    (entry,) = [o.entry for o in judgement.observations if o.key.name == NAME]
    assert entry.status == "provisional"


@pytest.mark.parametrize("value", [None, "n.b."])
def test_a_reason_stands_instead_of_a_value(value):
    judgement = judged({**FULL, NAME: value, f"{NAME}_status": "niet beschikbaar"})
    assert errors(judgement) == []
    assert figures(judgement)[NAME] == "not-available"


@pytest.mark.parametrize(
    "value, status, code",
    [
        (12, "not available", "value-and-reason"),
        (0, "to follow", "value-and-reason"),
        ("12", "withheld", "value-and-reason"),
        ("n.v.t.", "not available", "two-reasons"),
        ("n.b.", "provisional", "flag-without-value"),
        (None, "provisional", "flag-without-value"),
        (None, "estimated", "flag-without-value"),
    ],
)
def test_value_and_status_must_not_contradict_each_other(value, status, code):
    judgement = judged({**FULL, NAME: value, f"{NAME}_status": status})
    assert errors(judgement) == [(code, NAME)]
    assert NAME not in figures(judgement)


@pytest.mark.parametrize(
    "said, code",
    [
        ("perhaps", "unknown-status"),
        (error(), "unknown-status"),
        (Stored(' t="b"><v>1</v>'), "unknown-status"),
        (stored("3"), "unknown-status"),
        (UNCALCULATED, "formula-without-result"),
    ],
)
def test_a_status_that_is_none_is_an_error_at_its_own_cell(said, code):
    judgement = judged({**FULL, f"{NAME}_status": said})
    assert errors(judgement) == [(code, f"{NAME}_status")]
    assert only(judgement, code).places[0].address == address(f"{NAME}_status")
    assert NAME not in figures(judgement)


@pytest.mark.parametrize(
    "said, code",
    [
        ("perhaps", "unknown-basis"),
        ("cases", "unknown-basis"),
        (error(), "unknown-basis"),
        (UNCALCULATED, "formula-without-result"),
    ],
)
def test_a_basis_that_is_none_of_the_figures_is_an_error_at_its_own_cell(said, code):
    judgement = judged({**FULL, f"{NAME}_basis": said})
    assert errors(judgement) == [(code, f"{NAME}_basis")]
    assert NAME not in figures(judgement)


@pytest.mark.parametrize("written", [None, " ", "\u200b", "police", "Verdacht bij de politie"])
def test_a_basis_left_empty_is_the_first(written):
    judgement = judged({**FULL, f"{NAME}_basis": written})
    (entry,) = [o.entry for o in judgement.observations if o.key.name == NAME]
    assert entry.basis == "police"


def test_faults_of_value_status_and_basis_of_one_row_are_all_told():
    row = {NAME: "12*", f"{NAME}_status": "perhaps", f"{NAME}_basis": "guess"}
    assert errors(judged({**FULL, **row})) == [
        ("marked-number", NAME),
        ("unknown-status", f"{NAME}_status"),
        ("unknown-basis", f"{NAME}_basis"),
    ]


def test_a_number_understood_beside_a_wrong_basis_is_still_remarked_on():
    judgement = judged({**FULL, NAME: "12", f"{NAME}_basis": "guess"})
    assert ("understood-as-number", NAME) in notes(judgement)


@pytest.mark.parametrize("value", [None, "elders meegeteld"])
@pytest.mark.parametrize(
    "note, fine",
    [
        ("Curaçao counts it", True),
        ("trafficking_victims", True),
        ("Victims of trafficking", True),
        ("counted with the others", False),
        (None, False),
        (error(), False),
    ],
)
def test_what_is_included_elsewhere_says_where(value, note, fine):
    status = "included elsewhere" if value is None else None
    judgement = judged({**FULL, NAME: value, f"{NAME}_status": status, f"{NAME}_note": note})
    if fine:
        assert errors(judgement) == []
        assert figures(judgement)[NAME] == "included-elsewhere"
    else:
        assert errors(judgement) == [("included-where", f"{NAME}_note")]


@pytest.mark.parametrize("written", ["a note", "=1+1", "12", "x" * 32_767])
def test_a_note_comes_back_as_written(written):
    judgement = judged({**FULL, f"{NAME}_note": written})
    (entry,) = [o.entry for o in judgement.observations if o.key.name == NAME]
    assert entry.note == written
    assert told(judgement) == []


# ── Breakdowns and the other questions ─────────────────────────────────────────────────────────

SEX = {f"trafficking_victims_sex_{c}": n for c, n in zip(("female", "male", "other", "unknown"),
                                                         (6, 3, 1, 0), strict=True)}  # fmt: skip


def test_filled_classes_come_back_with_the_headlines():
    judgement = judged({**FULL, **SEX})
    assert told(judgement) == []
    assert figures(judgement) == {**FULL, **SEX}


def test_a_fault_in_a_breakdown_is_an_error_of_its_own_cells():
    judgement = judged({**FULL, **SEX, "trafficking_victims_sex_male": "3*"})
    assert errors(judgement) == [("marked-number", "trafficking_victims_sex_male")]
    kept = {**FULL, **SEX}
    del kept["trafficking_victims_sex_male"]
    assert figures(judgement) == kept


def test_classes_that_do_not_add_up_come_not_back_but_their_total_does():
    judgement = judged({**FULL, **SEX, "trafficking_victims_sex_male": 4})
    assert errors(judgement) == [("breakdown-does-not-add-up", "trafficking_victims")]
    assert figures(judgement) == FULL


@pytest.mark.parametrize(
    "answer, overlap",
    [
        *(("yes", True), ("ja", True), ("sí", True), (Stored(' t="b"><v>1</v>'), True)),
        *(("no", False), ("nee", False), ("", False), (None, False)),
        (Stored(' t="b"><v>0</v>'), False),
    ],
)
def test_classes_may_overlap_where_the_form_says_so(answer, overlap):
    cells = {**FULL, **SEX, "trafficking_victims_sex_male": 40}
    judgement = judged({**cells, "trafficking_victims_sex_multiple": answer})
    assert errors(judgement) == (
        [] if overlap else [("breakdown-does-not-add-up", "trafficking_victims")]
    )


@pytest.mark.parametrize("answer", ["perhaps", error(), UNCALCULATED, stored("7")])
def test_an_answer_that_is_neither_is_the_only_error(answer):
    cells = {**FULL, **SEX, "trafficking_victims_sex_male": 40}
    judgement = judged({**cells, "trafficking_victims_sex_multiple": answer})
    code = "formula-without-result" if answer is UNCALCULATED else "yes-or-no"
    assert errors(judgement) == [(code, "trafficking_victims_sex_multiple")]


@pytest.mark.parametrize(
    "said, day, clear",
    [
        (stored("45352"), "2024-03-01", True),
        ("2024-03-01", "2024-03-01", True),
        (Stored(' t="d"><v>2024-03-01</v>'), "2024-03-01", True),
        ("2024-01-01", "2024-01-01", True),
        ("2023-12-31", "2023-12-31", False),
        (stored("2024"), "1905-07-16", False),
        ("March", "March", False),
        (error(), "#REF!", False),
        (stored("1e300"), "1e300", False),
        (None, "", True),
    ],
)
def test_the_day_on_which_figures_were_drawn_is_read(said, day, clear):
    judgement = judged({**FULL, "trafficking_asof": said, "trafficking_source": " The  bureau "})
    assert judgement.returned.drawn_on == {"trafficking": day, "smuggling": ""}
    assert judgement.returned.suppliers == {"trafficking": "The bureau", "smuggling": ""}
    assert told(judgement) == ([] if clear else [("day-unclear", "trafficking_asof")])


def test_a_day_is_the_same_in_a_workbook_that_counts_from_1904():
    form = filled(blank(), {**FULL, "trafficking_asof": stored("43890")})
    book = form["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    judgement = judge(zipped({**form, "xl/workbook.xml": book}), "t.xlsx", SCHEMAS)
    assert judgement.returned.drawn_on["trafficking"] == "2024-03-01"
    assert told(judgement) == []
