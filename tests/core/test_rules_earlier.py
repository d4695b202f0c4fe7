"""What changed since last year, or since the version delivered before."""

from __future__ import annotations

import pytest

from exchange.core.returns import Severity
from tests.core.answering import answers, flagged, found, sent_before, with_threshold

JUMP = "jump"
ZERO = "zero-after-not-available"
GONE = "not-available-after-zero"
BASIS = "basis-changed"
CHANGED = "changed-since-last-version"
VICTIMS = "trafficking_victims"
FEMALE = "trafficking_victims_sex_female"


def against(old, new, *codes, year=2019, name=VICTIMS, **options):
    before = sent_before({name: old}, year=year)
    cells = {} if new is None else {name: new}
    return found(answers(cells, earlier=(before,), **options), *codes)


@pytest.mark.parametrize(
    "old, new, asked",
    [
        (0, 9, False),  # 9 more: noise, whatever the share
        (0, 10, True),
        (9, 0, False),
        (10, 0, True),
        (20, 29, False),
        (20, 30, True),  # 10 more and exactly 50 %
        (20, 11, False),
        (20, 10, True),
        (21, 31, False),  # 10 more, but 47.6 %
        (21, 32, True),
        (1372, 2057, False),
        (1372, 2058, True),
        (1372, 687, False),
        (1372, 686, True),
        (12, 12, False),
    ],
)
def test_a_jump_since_last_year_is_asked_about(old, new, asked):
    questions = against(old, new, JUMP)
    assert [q.names for q in questions] == ([(VICTIMS,)] if asked else [])
    for question in questions:
        assert question.severity is Severity.WARNING
        assert dict(question.facts) == {"old": old, "new": new}


@pytest.mark.parametrize("old, new", [("not-available", 90), (90, "not-available")])
def test_a_jump_needs_two_numbers(old, new):
    assert against(old, new, JUMP) == []


def test_breakdowns_do_not_jump():
    assert against(0, 90, JUMP, name=FEMALE) == []


def test_the_thresholds_of_a_jump_stand_in_the_code_book():
    lower = with_threshold(JUMP, difference=9)
    assert len(against(0, 9, JUMP, codebook=lower)) == 1


@pytest.mark.parametrize(
    "old, new, code",
    [
        ("not-available", 0, ZERO),
        ("not-available", 1, None),
        ("to-follow", 0, None),
        ("not-applicable", 0, None),
        (0, "not-available", GONE),
        (1, "not-available", None),
        (0, "not-applicable", None),
        (0, "withheld", None),
        (0, 0, None),
        ("not-available", "not-available", None),
    ],
)
def test_zero_and_not_available_do_not_follow_each_other_unasked(old, new, code):
    questions = against(old, new, ZERO, GONE)
    assert [q.code for q in questions] == ([code] if code else [])
    assert all(q.severity is Severity.WARNING for q in questions)


@pytest.mark.parametrize(
    "status, asked",
    [
        ("normal", True),
        ("provisional", True),
        ("estimated", True),
        ("definition", False),
        ("break", False),
    ],
)
def test_another_basis_is_asked_about_unless_the_status_says_so(status, asked):
    old = flagged(12, basis="identified")
    questions = against(old, flagged(12, status, "confirmed"), BASIS)
    assert [dict(q.facts) for q in questions] == (
        [{"old": "identified", "new": "confirmed"}] if asked else []
    )


def test_the_same_basis_is_no_question():
    assert against(flagged(12, basis="confirmed"), flagged(12, basis="confirmed"), BASIS) == []


@pytest.mark.parametrize("old, new", [(flagged(None, "withheld", "confirmed"), 3), (3, "withheld")])
def test_a_basis_is_compared_only_between_numbers(old, new):
    assert against(old, new, BASIS) == []


def test_a_basis_that_was_not_understood_is_not_compared():
    assert against(flagged(12, basis="identified"), flagged(12, basis=None), BASIS) == []


@pytest.mark.parametrize("year, told", [(2018, False), (2019, True), (2020, False), (2021, False)])
def test_only_the_year_before_is_last_year(year, told):
    assert bool(against(0, 90, JUMP, year=year)) is told


@pytest.mark.parametrize("year, told", [(2018, False), (2019, False), (2020, True), (2021, False)])
def test_only_the_same_year_is_an_earlier_version(year, told):
    assert bool(against(12, 13, CHANGED, year=year)) is told


@pytest.mark.parametrize(
    "old, new, asked",
    [
        (12, 12, False),
        (12, 13, True),
        (12, 11, True),
        (0, "not-available", True),
        ("not-available", 0, True),
        ("not-available", "withheld", True),
        ("not-available", "not-available", False),
        ("to-follow", 13, False),
        (12, flagged(12, "provisional"), False),
    ],
)
def test_a_figure_other_than_in_the_version_before_is_asked_about(old, new, asked):
    questions = against(old, new, CHANGED, year=2020)
    assert [q.names for q in questions] == ([(VICTIMS,)] if asked else [])
    assert all(q.severity is Severity.WARNING for q in questions)


@pytest.mark.parametrize("new, asked", [(6, False), (7, True), (None, True)])
def test_a_class_other_than_in_the_version_before_is_asked_about(new, asked):
    before = sent_before({VICTIMS: 12, FEMALE: 6}, year=2020)
    cells = {VICTIMS: 12} if new is None else {VICTIMS: 12, FEMALE: new}
    questions = found(answers(cells, earlier=(before,)), CHANGED)
    assert [q.names for q in questions] == ([(FEMALE,)] if asked else [])


def test_a_headline_left_blank_is_told_once_by_the_rule_of_blanks():
    before = sent_before({VICTIMS: 12, "trafficking_suspects": 3}, year=2020)
    told = found(answers({"trafficking_suspects": 3}, earlier=(before,)), CHANGED, "blank")
    assert [f.code for f in told] == ["blank"]


def test_figures_of_an_offence_that_are_taken_back_are_asked_about():
    before = sent_before({VICTIMS: 12, "smuggling_suspects": 3}, year=2020)
    (question,) = found(answers({VICTIMS: 12}, earlier=(before,)), CHANGED)
    assert question.names == ("smuggling_suspects",)


@pytest.mark.parametrize("code, year", [(JUMP, 2019), (CHANGED, 2020)])
def test_a_broken_cell_is_not_compared_and_the_others_are(code, year):
    before = sent_before({VICTIMS: 0, "trafficking_suspects": 0}, year=year)
    given = answers({"trafficking_suspects": 90}, broken=(VICTIMS,), earlier=(before,))
    assert [q.names for q in found(given, code)] == [("trafficking_suspects",)]


def test_without_an_earlier_return_nothing_changed():
    assert found(answers({VICTIMS: 12}), JUMP, ZERO, GONE, BASIS, CHANGED) == []


def test_what_is_taken_back_is_told_at_the_headlines_and_not_again_at_each_class():
    before = sent_before({VICTIMS: 12, FEMALE: 12, "smuggling_suspects": 3}, year=2020)
    given = answers({"smuggling_suspects": 3}, earlier=(before,))
    assert [q.names for q in found(given, CHANGED)] == [(VICTIMS,)]


def test_a_form_left_empty_is_not_told_to_differ_as_well():
    before = sent_before({VICTIMS: 12, FEMALE: 12}, year=2020)
    assert [f.code for f in found(answers({}, earlier=(before,)))] == ["nothing-filled-in"]
