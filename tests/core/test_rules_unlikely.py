"""What is unlikely within one return is asked about: each threshold just below, at and above."""

from __future__ import annotations

import pytest

from exchange.core.returns import Severity
from tests.core.answering import all_of, answers, found, with_threshold

PROSECUTED = "prosecutions-above-suspects"
JUDGED = "verdicts-above-prosecutions"
UNSEEN = "victims-without-investigation"
SAME = "same-figures-for-both-offences"

STAGES = [(PROSECUTED, "prosecutions", "suspects"), (JUDGED, "verdicts", "prosecutions")]
ABOVE = [
    (0, 4, False),  # 4 more: too few to wonder about, whatever the share
    (0, 5, True),
    (16, 20, False),  # 4 more, and 25 %
    (20, 24, False),
    (20, 25, True),  # 5 more and exactly 25 %
    (21, 26, False),  # 5 more, but 23.8 %
    (20, 26, True),
    (134, 140, False),  # the Netherlands in 2018: both official
    (100, 124, False),
    (100, 125, True),
    (25, 20, False),
    (5, 5, False),
]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("offence", ["trafficking", "smuggling"])
@pytest.mark.parametrize("below, above, asked", ABOVE)
def test_a_later_stage_above_an_earlier_one_is_asked_about(stage, offence, below, above, asked):
    code, high, low = stage
    names = (f"{offence}_{high}", f"{offence}_{low}")
    questions = found(answers(dict(zip(names, (above, below), strict=True))), code)
    assert [q.names for q in questions] == ([names] if asked else [])
    for question in questions:
        assert question.severity is Severity.WARNING
        assert dict(question.facts) == {"high": above, "low": below}


@pytest.mark.parametrize("code, high, low", STAGES)
@pytest.mark.parametrize("unknown", ["not-available", None])
def test_stages_without_two_numbers_are_not_compared(code, high, low, unknown):
    for cells in (
        {f"trafficking_{high}": 90, f"trafficking_{low}": unknown},
        {f"trafficking_{high}": unknown, f"trafficking_{low}": 0},
    ):
        given = {name: said for name, said in cells.items() if said is not None}
        assert found(answers(given), code) == []


def test_stages_are_compared_whatever_is_broken_elsewhere():
    cells = {"trafficking_prosecutions": 9, "trafficking_suspects": 1}
    elsewhere = ("trafficking_victims", "smuggling_suspects", "trafficking_suspects_sex_male")
    assert len(found(answers(cells, broken=elsewhere), PROSECUTED)) == 1


@pytest.mark.parametrize("name", ["trafficking_prosecutions", "trafficking_suspects"])
def test_stages_of_which_one_is_broken_are_not_compared(name):
    cells = {"trafficking_prosecutions": 9, "trafficking_suspects": 1}
    del cells[name]
    assert found(answers(cells, broken=(name,)), PROSECUTED) == []


@pytest.mark.parametrize("offence", ["trafficking", "smuggling"])
@pytest.mark.parametrize(
    "victims, investigations, asked",
    [
        (4, 0, False),
        (5, 0, True),
        (6, 0, True),
        (5, 1, False),
        (5, "not-available", False),
        ("not-available", 0, False),
    ],
)
def test_victims_without_an_investigation_are_asked_about(offence, victims, investigations, asked):
    cells = {f"{offence}_victims": victims, f"{offence}_investigations": investigations}
    questions = found(answers(cells), UNSEEN)
    names = (f"{offence}_investigations", f"{offence}_victims")
    assert [q.names for q in questions] == ([names] if asked else [])
    assert all(q.severity is Severity.WARNING for q in questions)


@pytest.mark.parametrize("name", ["trafficking_victims", "trafficking_investigations"])
def test_victims_are_not_wondered_about_where_a_cell_is_broken(name):
    cells = {"trafficking_victims": 5, "trafficking_investigations": 0}
    del cells[name]
    assert found(answers(cells, broken=(name,)), UNSEEN) == []
    assert len(found(answers({**cells, "trafficking_victims": 5,
                              "trafficking_investigations": 0},
                             broken=("trafficking_verdicts",)), UNSEEN)) == 1  # fmt: skip


@pytest.mark.parametrize(
    "values, asked",
    [
        ((0, 0, 0, 0, 0), False),
        ((7, 0, 0, 0, 0), False),
        ((7, 8, 0, 0, 0), True),
        ((7, 8, 9, 0, 0), True),
        ((7, 7, 7, 7, 7), True),
    ],
)
def test_two_offences_alike_are_asked_about_from_two_numbers_on(values, asked):
    cells = all_of("trafficking", *values) | all_of("smuggling", *values)
    questions = found(answers(cells), SAME)
    assert len(questions) == asked
    for question in questions:
        assert question.severity is Severity.WARNING
        assert question.name == "smuggling_victims"
        assert len(question.names) == 10


@pytest.mark.parametrize("figure", ["victims", "investigations", "suspects", "verdicts"])
def test_one_figure_apart_the_offences_are_not_alike(figure):
    cells = all_of("trafficking", 7, 8, 9, 1, 2) | all_of("smuggling", 7, 8, 9, 1, 2)
    cells[f"smuggling_{figure}"] += 1
    assert found(answers(cells), SAME) == []


def test_the_same_reason_for_all_is_no_copy():
    cells = all_of("trafficking", "not-available") | all_of("smuggling", "not-available")
    assert found(answers(cells), SAME) == []
    cells = all_of("trafficking", 7, 8, 9, 1, "withheld")
    cells |= all_of("smuggling", 7, 8, 9, 1, "withheld")
    assert found(answers(cells), SAME) == []


def test_offences_are_not_compared_where_one_of_the_ten_is_broken():
    cells = all_of("trafficking", 7, 8, 9, 1, 2) | all_of("smuggling", 7, 8, 9, 1, 2)
    assert len(found(answers(cells, broken=("smuggling_victims_sex_male",)), SAME)) == 1
    del cells["smuggling_verdicts"]
    assert found(answers(cells, broken=("smuggling_verdicts",)), SAME) == []


@pytest.mark.parametrize(
    "code, limits, cells",
    [
        (
            PROSECUTED,
            {"difference": 4},
            {"trafficking_prosecutions": 20, "trafficking_suspects": 16},
        ),
        (JUDGED, {"percent": 23}, {"trafficking_verdicts": 26, "trafficking_prosecutions": 21}),
        (UNSEEN, {"at_least": 4}, {"trafficking_victims": 4, "trafficking_investigations": 0}),
        (SAME, {"at_least": 0}, all_of("trafficking", 0) | all_of("smuggling", 0)),
    ],
)
def test_thresholds_stand_in_the_code_book(code, limits, cells):
    assert found(answers(cells), code) == []
    assert len(found(answers(cells, codebook=with_threshold(code, **limits)), code)) == 1
