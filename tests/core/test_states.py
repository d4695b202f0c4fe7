"""How far a reporter is: missing, partial, waiting, delivered; on time or late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from exchange.core.states import StateKind, state_of
from exchange.core.versions import Decision, Resolution, Version
from tests.core.answering import BOOK, all_of, flagged, sent_before

DUE = datetime(2026, 6, 2, 21, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(days=3), DUE + timedelta(minutes=1)
RELEASED = Decision(Resolution.RELEASED, 1, BEFORE)
RETURNED = Decision(Resolution.RETURNED, 1, BEFORE, "The suspects are those of last year.")
BOTH = all_of("trafficking", 9, 8, 7, 6, 5) | all_of("smuggling", 5, 4, 3, 2, 1)


def version(at=BEFORE, decision=RELEASED, due=DUE):
    return Version(1, "aruba", 2020, 1, 1, 1, 1, False, at, due, "0" * 64, decision=decision)


def state(cells, about=None, since=None):
    returned = sent_before(cells, year=2020) if cells else None
    return state_of(BOOK, "aruba", 2020, about, returned, since)


def test_nothing_delivered_is_missing_with_both_offences():
    found = state({})
    assert found == (StateKind.MISSING, False, ("trafficking", "smuggling"), 0, 0, None)


def test_both_offences_released_before_the_deadline_are_on_time():
    found = state(BOTH, version())
    assert (found.kind, found.late, found.missing) == (StateKind.DELIVERED, False, ())


def test_one_offence_is_partial_and_names_the_other():
    found = state(all_of("trafficking", 9, 8, 7, 6, 5), version())
    assert (found.kind, found.missing) == (StateKind.PARTIAL, ("smuggling",))


def test_a_figure_to_follow_makes_it_partial_although_both_offences_are_there():
    found = state(BOTH | {"smuggling_verdicts": "to-follow"}, version())
    assert (found.kind, found.missing, found.to_follow) == (StateKind.PARTIAL, (), 1)


def test_provisional_figures_are_counted_and_change_nothing():
    found = state(BOTH | {"trafficking_victims": flagged(9, "provisional")}, version())
    assert (found.kind, found.provisional) == (StateKind.DELIVERED, 1)


def test_a_class_of_a_breakdown_that_is_to_follow_does_not_make_it_partial():
    returned = sent_before(BOTH | {"trafficking_victims_sex_female": "to-follow"}, year=2020)
    assert state_of(BOOK, "aruba", 2020, version(), returned).kind is StateKind.DELIVERED


def test_what_is_not_decided_waits_and_still_tells_what_is_missing():
    found = state(all_of("smuggling", 5, 4, 3, 2, 1), version(decision=None))
    assert (found.kind, found.missing) == (StateKind.WAITING, ("trafficking",))


def test_what_was_sent_back_is_missing_and_the_version_is_named():
    about = version(decision=RETURNED)
    found = state(BOTH, about)
    assert (found.kind, found.version) == (StateKind.MISSING, about)


def test_after_the_deadline_is_late():
    assert state(BOTH, version(AFTER)).late


def test_the_deadline_itself_is_in_time():
    assert not state(BOTH, version(DUE)).late


def test_without_a_deadline_nothing_is_late():
    assert not state(BOTH, version(AFTER, due=None)).late


def test_a_correction_after_the_deadline_is_not_late_where_all_was_there_before():
    assert not state(BOTH, version(AFTER), since=BEFORE).late


def test_what_was_completed_after_the_deadline_is_late():
    assert state(BOTH, version(AFTER), since=AFTER).late


def test_a_year_before_the_first_has_no_state_but_missing():
    code_book = replace(BOOK, first_year=2021)
    returned = sent_before(BOTH, year=2020)
    assert state_of(code_book, "aruba", 2020, version(), returned).kind is StateKind.MISSING
