"""A blank is never a zero."""

from __future__ import annotations

import pytest

from exchange.core.returns import Severity
from tests.core.answering import FIGURES, all_of, answers, flagged, found

NONE = "nothing-filled-in"
BLANK = "blank"
LATER = "not-delivered"
WHY = "why-not-available"


def told(given):
    return [(f.code, f.names) for f in found(given, NONE, BLANK, LATER)]


def names(offence, *figures):
    return tuple(f"{offence}_{figure}" for figure in figures or FIGURES)


def test_an_empty_form_is_one_error():
    (finding,) = found(answers({}))
    assert (finding.severity, finding.code) == (Severity.ERROR, NONE)


def test_ten_figures_leave_nothing_to_say():
    assert told(answers(all_of("trafficking", 1) | all_of("smuggling", 2, 3, 4, 5, 6))) == []


def test_an_offence_with_nothing_filled_in_is_delivered_later():
    (note,) = found(answers(all_of("trafficking", 1)), NONE, BLANK, LATER)
    assert (note.severity, note.code) == (Severity.NOTE, LATER)
    assert note.names == names("smuggling")


@pytest.mark.parametrize("count", [1, 2, 4])
def test_all_blanks_of_an_offence_are_one_error(count):
    cells = all_of("trafficking", 1) | all_of("smuggling", 2)
    for name in names("smuggling")[:count]:
        del cells[name]
    assert told(answers(cells)) == [(BLANK, names("smuggling")[:count])]


def test_blanks_of_both_offences_are_told_apart():
    cells = {"trafficking_victims": 1, "smuggling_verdicts": 2}
    trafficking = names("trafficking", "investigations", "suspects", "prosecutions", "verdicts")
    smuggling = names("smuggling", "victims", "investigations", "suspects", "prosecutions")
    assert told(answers(cells)) == [(BLANK, trafficking), (BLANK, smuggling)]


@pytest.mark.parametrize(
    "reason", ["to-follow", "not-available", "not-applicable", "included-elsewhere", "withheld"]
)
def test_a_reason_is_no_blank(reason):
    assert told(answers(all_of("trafficking", reason) | all_of("smuggling", 0))) == []


def test_a_zero_is_no_blank():
    assert told(answers(all_of("trafficking", 0) | all_of("smuggling", 0))) == []


def test_a_cell_with_an_error_of_its_own_is_not_blank_as_well():
    cells = all_of("trafficking", 1) | all_of("smuggling", 2)
    del cells["smuggling_suspects"]
    assert told(answers(cells, broken=("smuggling_suspects",))) == []


def test_a_note_alone_fills_nothing_in():
    cells = all_of("trafficking", 1)
    cells["smuggling_victims"] = flagged(None)._replace(note="see the letter")
    assert told(answers(cells)) == [(LATER, names("smuggling"))]


def test_a_headline_not_available_is_asked_why():
    cells = all_of("trafficking", "not-available") | all_of("smuggling", 0)
    cells["trafficking_verdicts"] = flagged(None, "not-available")._replace(note="legally barred")
    asked = found(answers(cells), WHY)
    assert [f.names for f in asked] == [
        (f"{name}_note",)
        for name in names("trafficking", "victims", "investigations", "suspects", "prosecutions")
    ]
    assert {f.severity for f in asked} == {Severity.NOTE}


def test_a_class_not_available_is_not_asked_why():
    cells = all_of("trafficking", 1) | {"trafficking_victims_sex_female": "not-available"}
    assert found(answers(cells), WHY) == []
