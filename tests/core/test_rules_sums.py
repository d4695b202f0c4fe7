"""The classes of a breakdown and their total."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from exchange.core.returns import Severity
from tests.core.answering import BOOK, answers, found

SUM = "breakdown-does-not-add-up"
ISLANDS = "islands-do-not-add-up"
BEGUN = "breakdown-incomplete"
SEX = ("female", "male", "other", "unknown")


def by_sex(total, *classes, figure="trafficking_victims"):
    """A total and its classes by sex; None leaves one out."""
    said = dict(zip((f"{figure}_sex_{c}" for c in SEX), classes, strict=True))
    cells = {figure: total, **said}
    return {name: value for name, value in cells.items() if value is not None}


@pytest.mark.parametrize(
    "classes, too_few, too_many",
    [((6, 3, 0, 2), 1, 0), ((6, 3, 0, 3), 0, 0), ((6, 3, 0, 4), 0, 1)],
)
def test_all_classes_given_must_add_up_to_the_total(classes, too_few, too_many):
    breaches = found(answers(by_sex(12, *classes)), SUM)
    assert len(breaches) == (1 if too_few or too_many else 0)
    for breach in breaches:
        assert breach.severity is Severity.ERROR
        assert (breach.facts["too_few"], breach.facts["too_many"]) == (too_few, too_many)
        assert (breach.facts["sum"], breach.facts["total"]) == (sum(classes), 12)


def test_a_sum_is_one_finding_at_all_its_cells_named_by_the_total():
    (breach,) = found(answers(by_sex(12, 6, 3, 0, 4)), SUM)
    assert breach.name == "trafficking_victims"
    assert breach.names == (*(f"trafficking_victims_sex_{c}" for c in SEX), "trafficking_victims")


@pytest.mark.parametrize("known, told", [(11, 0), (12, 0), (13, 1)])
def test_known_classes_alone_must_not_be_above_the_total(known, told):
    breaches = found(answers(by_sex(12, known, None, None, None)), SUM)
    assert [b.facts["too_many"] for b in breaches] == [1] * told


def test_only_filled_classes_are_named_in_a_breach():
    (breach,) = found(answers(by_sex(12, 13, None, None, None)), SUM)
    assert breach.names == ("trafficking_victims_sex_female", "trafficking_victims")


def test_a_breakdown_begun_is_a_note_at_its_blank_classes():
    (begun,) = found(answers(by_sex(12, 6, None, 0, None)), SUM, BEGUN)
    assert (begun.severity, begun.code) == (Severity.NOTE, BEGUN)
    assert begun.names == ("trafficking_victims_sex_male", "trafficking_victims_sex_unknown")
    assert (begun.facts["given"], begun.facts["of"]) == (2, 4)


def test_a_sum_that_is_wrong_is_not_told_to_be_incomplete_as_well():
    assert [f.code for f in found(answers(by_sex(12, 13, None, None, None)), SUM, BEGUN)] == [SUM]


def test_a_breakdown_left_alone_says_nothing():
    assert found(answers(by_sex(12, None, None, None, None)), SUM, BEGUN) == []


def test_a_reason_counts_as_given():
    given = answers(by_sex(12, 6, 6, "not-available", "withheld"))
    assert found(given, SUM, BEGUN) == []


def test_a_class_that_cannot_exist_holds_none_of_the_total():
    (breach,) = found(answers(by_sex(12, 6, 3, "not-applicable", 2)), SUM)
    assert breach.facts["too_few"] == 1


@pytest.mark.parametrize("reason", ["not-available", "to-follow", "withheld", "included-elsewhere"])
def test_a_class_given_by_a_reason_may_hold_the_rest_but_nothing_less_than_zero(reason):
    assert found(answers(by_sex(12, 6, 3, 0, reason)), SUM, BEGUN) == []
    (breach,) = found(answers(by_sex(12, 6, 7, 0, reason)), SUM)
    assert breach.facts["too_many"] == 1


@pytest.mark.parametrize("total", ["not-available", "not-applicable", "to-follow", None])
def test_classes_of_an_unknown_total_are_not_held_to_it(total):
    assert found(answers(by_sex(total, 6, 3, 0, 4)), SUM, BEGUN) == []


def test_classes_that_one_person_can_share_need_not_add_up():
    cells = by_sex(12, 6, 3, 0, 40)
    given = answers(cells, multiple=("trafficking_victims_sex_multiple",))
    assert found(given, SUM) == []
    other = answers(cells, multiple=("trafficking_victims_age_multiple",))
    assert len(found(other, SUM)) == 1


def test_whether_classes_overlap_must_be_known_before_a_sum_is_doubted():
    given = answers(by_sex(12, 6, 3, 0, 40))
    unknown = {k: v for k, v in given.multiples.items() if k != "trafficking_victims_sex_multiple"}
    assert found(given._replace(multiples=unknown), SUM) == []


@pytest.mark.parametrize(
    "broken, told",
    [
        ("trafficking_victims", 0),
        ("trafficking_victims_sex_other", 0),
        ("trafficking_victims_age_child", 1),
        ("trafficking_suspects", 1),
        ("smuggling_victims_sex_female", 1),
    ],
)
def test_a_sum_runs_unless_a_cell_it_reads_is_broken(broken, told):
    cells = by_sex(12, 6, 3, 0, 4)
    cells.pop(broken, None)
    assert len(found(answers(cells, broken=(broken,)), SUM, BEGUN)) == told


def test_islands_that_do_not_add_up_are_asked_about():
    cells = {"trafficking_verdicts": 4}
    names = [f"trafficking_verdicts_island_{i}" for i in ("bonaire", "sint_eustatius", "saba")]
    cells |= dict(zip(names, (3, 1, 1), strict=True))
    (question,) = found(answers(cells, reporter="caribbean-netherlands"), ISLANDS, SUM)
    assert (question.severity, question.code) == (Severity.WARNING, ISLANDS)
    assert question.facts["too_many"] == 1


def test_the_severity_of_a_sum_stands_in_the_code_book():
    rule = BOOK.rules[SUM]._replace(severity="warning")
    milder = replace(BOOK, rules={**BOOK.rules, SUM: rule})
    (question,) = found(answers(by_sex(12, 6, 3, 0, 4), codebook=milder), SUM)
    assert question.severity is Severity.WARNING


def test_every_breakdown_of_every_figure_is_added_up():
    blocks = answers({}, reporter="caribbean-netherlands").form.blocks
    for block in blocks:
        cells = {block.total.name: len(block.keys) + 1, **{k.name: 1 for k in block.keys}}
        (breach,) = found(answers(cells, reporter="caribbean-netherlands"), SUM, ISLANDS)
        assert breach.name == block.total.name
        assert breach.facts["too_few"] == 1


def test_sums_agree_with_plain_arithmetic():
    choices = (None, 0, 2, "not-available", "not-applicable")
    for total, *classes in product((0, 3), *[choices] * 4):
        told = [f.code for f in found(answers(by_sex(total, *classes)), SUM, BEGUN)]
        known = sum(c for c in classes if isinstance(c, int))
        counted = all(isinstance(c, int) or c == "not-applicable" for c in classes)
        wrong = known > total or (counted and known != total)
        if all(c is None for c in classes):
            assert told == []
        elif wrong:
            assert told == [SUM]
        else:
            assert told == ([BEGUN] if None in classes else [])
