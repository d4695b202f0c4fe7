"""What changed in a return, offence by offence: names, never counts."""

from exchange.core.changed import changed_offences
from tests.check.making import BOOK
from tests.store.office import REPORTER, YEAR, return_of

OLD = {"trafficking_victims": 10, "trafficking_suspects": "not-available"}


def changed(old, new, explained=()):
    before = return_of(old) if old else None
    return list(changed_offences(BOOK, before, return_of(new), set(explained)))


def names(found):
    return [key.name for key in found.figures]


def test_what_is_delivered_for_the_first_time_is_new_as_a_whole():
    (found,) = changed(None, OLD)
    assert (found.reporter, found.year, found.offence) == (REPORTER, YEAR, "trafficking")
    assert (found.first, found.figures) == (True, ())


def test_an_offence_that_comes_later_is_new_and_the_other_is_not_told_of():
    (found,) = changed(OLD, OLD | {"smuggling_suspects": 3})
    assert (found.offence, found.first) == ("smuggling", True)


def test_figures_are_named_of_which_the_count_or_the_reason_changed():
    new = {"trafficking_victims": 11, "trafficking_suspects": "to-follow"}
    (found,) = changed(OLD, new)
    assert names(found) == ["trafficking_victims", "trafficking_suspects"]
    assert not found.first


def test_a_part_that_came_is_named_itself():
    (found,) = changed(OLD, OLD | {"trafficking_victims_sex_female": 4})
    assert names(found) == ["trafficking_victims_sex_female"]


def test_a_figure_that_is_gone_is_named():
    (found,) = changed(OLD, {"trafficking_suspects": "not-available"})
    assert names(found) == ["trafficking_victims"]


def test_it_is_counted_how_many_were_given_a_reason():
    new = {"trafficking_victims": 11, "trafficking_suspects": 7}
    (found,) = changed(OLD, new, ["trafficking_suspects", "trafficking_verdicts"])
    assert found.explained == 1


def test_where_nothing_is_another_nothing_changed():
    assert changed(OLD, OLD) == []
