"""The year before and the version before, as whole workbooks."""

from __future__ import annotations

import pytest

from exchange.core.returns import Verdict
from tests.check.making import FULL, SMUGGLING, TRAFFICKING, judged, notes, returned, told, warnings

SUSPECTS = "trafficking_suspects"


def test_the_year_before_is_told_apart_by_its_year():
    cells = {**FULL, SUSPECTS: 40, "trafficking_prosecutions": 40, "trafficking_verdicts": 40}
    last_year = judged(cells, earlier=(returned(FULL, year=2023),))
    assert {code for code, _ in warnings(last_year)} == {"jump"}
    earlier = judged(cells, earlier=(returned(FULL),))
    assert {code for code, _ in warnings(earlier)} == {"changed-since-last-version"}


def test_the_year_before_and_the_version_before_can_both_be_given():
    cells = {**FULL, SUSPECTS: 40, "trafficking_prosecutions": 40, "trafficking_verdicts": 40}
    last_year, version = returned(FULL, year=2023), returned({**cells, SUSPECTS: 41})
    for earlier in ((last_year, version), (version, last_year)):
        found = warnings(judged(cells, earlier=earlier))
        assert {name for code, name in found if code == "jump"} >= {SUSPECTS}
        assert [n for code, n in found if code == "changed-since-last-version"] == [SUSPECTS]


def test_the_same_return_again_has_nothing_to_explain():
    for previous in (returned(FULL, year=2023), returned(FULL), returned(FULL, year=2019)):
        assert told(judged(FULL, earlier=(previous,))) == []


def test_a_basis_other_than_last_years_is_asked_about():
    previous = returned({**FULL, f"{SUSPECTS}_basis": "prosecution"}, year=2023)
    assert warnings(judged(FULL, earlier=(previous,))) == [("basis-changed", SUSPECTS)]
    flagged = {**FULL, f"{SUSPECTS}_status": "break"}
    assert warnings(judged(flagged, earlier=(previous,))) == []
    kept = {**FULL, f"{SUSPECTS}_basis": "registered with the prosecutor"}
    assert warnings(judged(kept, earlier=(previous,))) == []


@pytest.mark.parametrize(
    "then, now, code",
    [
        ("n.b.", 0, "zero-after-not-available"),
        (0, "n.b.", "not-available-after-zero"),
    ],
)
def test_zero_and_missing_are_not_taken_for_each_other(then, now, code):
    cells = {**FULL, "trafficking_prosecutions": 0, "trafficking_verdicts": 0}
    previous = returned({**cells, SUSPECTS: then}, year=2023)
    judgement = judged({**cells, SUSPECTS: now}, earlier=(previous,))
    assert warnings(judgement) == [(code, SUSPECTS)]


def test_an_offence_taken_back_is_asked_about():
    judgement = judged(TRAFFICKING, earlier=(returned(FULL),))
    assert ("not-delivered", "smuggling_victims") in notes(judgement)
    assert [name for _, name in warnings(judgement)] == list(SMUGGLING)
    assert judgement.verdict is Verdict.NEEDS_EXPLANATION


def test_figures_that_were_to_follow_may_come():
    late = {**TRAFFICKING, **{f"{name}_status": "to follow" for name in SMUGGLING}}
    assert told(judged(FULL, earlier=(returned(late),))) == []


def test_an_offence_delivered_later_is_no_change():
    assert told(judged(FULL, earlier=(returned(TRAFFICKING),))) == []


def test_a_rejected_return_can_still_be_the_one_before():
    previous = returned({**FULL, SUSPECTS: "?"}, year=2023)
    cells = {**FULL, SUSPECTS: 90, "smuggling_suspects": 90}
    assert warnings(judged(cells, earlier=(previous,))) == [("jump", "smuggling_suspects")]
