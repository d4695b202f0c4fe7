"""What is still missing of a return, said exactly, and from whom it is wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from exchange.core.missing import Awaits, Following, Missing, Standing, missing_of
from exchange.core.versions import Decision, Resolution, Version
from tests.core.answering import BOOK, all_of, flagged, sent_before

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
DECIDED = {kind: Decision(kind, 1, AT) for kind in Resolution}
TRAFFICKING = all_of("trafficking", 9, 8, 7, 6, 5)
BOTH = TRAFFICKING | all_of("smuggling", 5, 4, 3, 2, 1)
SINCE = AT.date()


def later(note=""):
    return flagged(None, "to-follow")._replace(note=note)


def missing(cells, decision=Resolution.RELEASED, at=AT, **standing):
    version = Version(1, "aruba", 2020, 1, 1, 1, 1, False, at, None, "0" * 64)
    version = version._replace(decision=DECIDED.get(decision))
    returned = sent_before(cells, year=2020)
    return missing_of(BOOK, "aruba", 2020, Standing(version, returned, **standing))


def test_without_a_delivery_both_offences_are():
    found = missing_of(BOOK, "aruba", 2020, Standing())
    assert found == Missing("aruba", 2020, ("trafficking", "smuggling"))


def test_where_the_only_delivery_was_sent_back_that_is_said_besides():
    found = missing_of(BOOK, "aruba", 2020, Standing(sent_back=True))
    assert (found.offences, found.returned) == (("trafficking", "smuggling"), True)


def test_of_a_complete_return_nothing_is():
    found = missing(BOTH)
    assert found == Missing("aruba", 2020, since=SINCE)
    assert not found.asked_for(date.max)


def test_an_offence_that_was_left_out_is():
    assert missing(TRAFFICKING).offences == ("smuggling",)


def test_figures_to_follow_are_counted_by_offence_and_day():
    cells = BOTH | {
        "trafficking_victims": later("by 1 July 2027"),
        "trafficking_suspects": later("by 1 July 2027"),
        "trafficking_verdicts": later("later"),
        "smuggling_verdicts": later("1-6-2027"),
    }
    assert missing(cells).following == (
        Following("trafficking", 2, date(2027, 7, 1)),
        Following("trafficking", 1),
        Following("smuggling", 1, date(2027, 6, 1)),
    )
    assert missing(cells).promises == (date(2027, 6, 1), date(2027, 7, 1))


@pytest.mark.parametrize(
    "note, by",
    [
        ("Follows by 1 July 2027", date(2027, 7, 1)),
        ("Volgt uiterlijk 1 juli 2027", date(2027, 7, 1)),
        ("Ta sigui dia 1 di yüli 2027", date(2027, 7, 1)),
        ("Ta sigui 1 di juli 2027", date(2027, 7, 1)),
    ],
)
def test_the_day_in_a_note_is_read_in_the_four_languages(note, by):
    (following,) = missing(BOTH | {"smuggling_verdicts": later(note)}).following
    assert following.by == by


def test_a_day_is_one_to_come_where_the_reporter_is():
    night = datetime(2027, 7, 1, 2, tzinfo=UTC)  # ten in the evening of 30 June on Aruba
    found = missing(BOTH | {"smuggling_verdicts": later("by 1 July")}, at=night)
    assert found.promises == (date(2027, 7, 1),)
    assert found.since == date(2027, 6, 30)


def test_a_promise_is_left_alone_until_its_day():
    found = missing(BOTH | {"smuggling_verdicts": later("by 1 July 2027")})
    assert not found.asked_for(date(2027, 6, 30))
    assert found.asked_for(date(2027, 7, 1))


def test_provisional_figures_are_told_and_asked_of_nobody():
    found = missing(BOTH | {"trafficking_victims": flagged(9, "provisional")})
    assert found.provisional == (("trafficking", 1),)
    assert not found.asked_for(date.max)


def test_a_class_of_a_breakdown_is_no_headline_figure():
    found = missing(BOTH | {"trafficking_victims_sex_female": "to-follow"})
    assert not found.following


@pytest.mark.parametrize(
    "approver, awaits, from_reporter",
    [(True, Awaits.RELEASE, False), (False, Awaits.CONFIRMATION, True)],
)
def test_what_waits_is_the_approvers_to_release_or_the_coordinators_to_confirm(
    approver, awaits, from_reporter
):
    found = missing(BOTH, decision=None, approver=approver)
    assert found.awaits is awaits
    assert found.asked_for(SINCE)
    assert found.from_reporter(SINCE) is from_reporter


def test_a_later_delivery_that_was_sent_back_is_the_reporters_to_do_again():
    found = missing(BOTH, sent_back=True)
    assert found.returned
    assert found.from_reporter(SINCE)


def test_what_is_promised_for_too_late_a_day_is_to_follow_without_one():
    soon, late = date(2027, 8, 1), date(2028, 8, 1)
    owed = Missing(
        "curacao",
        2026,
        following=(
            Following("trafficking", 1, soon),
            Following("trafficking", 2, late),
            Following("trafficking", 4),
            Following("smuggling", 8, late),
        ),
    )
    assert owed.with_promises_until(late) is owed
    assert owed.with_promises_until(soon).following == (
        Following("trafficking", 1, soon),
        Following("trafficking", 6),
        Following("smuggling", 8),
    )
