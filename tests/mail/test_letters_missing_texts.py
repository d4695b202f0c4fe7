"""What is missing, in words that stand in a mail as in a table."""

from datetime import date

import pytest

from exchange.codebooks import load
from exchange.core.missing import Awaits, Following, Missing
from exchange.wording import translator
from exchange.wording.missing_texts import brief_text, missing_text

BOOK, EN = load(), translator("en")
JULY, LATER = date(2026, 7, 1), date(2027, 2, 1)


def owed(*offences, **said):
    return Missing("curacao", 2025, offences, **said)


NOTHING = owed("trafficking", "smuggling")

CASES = [
    (NOTHING, "nothing delivered yet", "nothing delivered yet"),
    (owed("smuggling"), "smuggling not delivered", "smuggling still missing"),
    (
        owed(
            "smuggling",
            provisional=(("trafficking", 2),),
            following=(Following("trafficking", 1, JULY),),
            awaits=Awaits.RELEASE,
        ),
        (
            "smuggling not delivered; trafficking: 2 figures provisional, 1 to follow by 1 July;"
            " waiting for release by the approver"
        ),
        "smuggling still missing",
    ),
    (
        owed(following=(Following("trafficking", 1, JULY), Following("smuggling", 2))),
        "trafficking: 1 figure to follow by 1 July; smuggling: 2 figures to follow",
        "3 figures to follow",
    ),
    (
        owed(following=(Following("smuggling", 1, LATER),)),
        "smuggling: 1 figure to follow by 1 February 2027",
        "1 figure to follow",
    ),
    (
        NOTHING._replace(returned=True),
        "the last delivery was sent back with a question",
        "sent back with a question",
    ),
    (
        owed("smuggling", returned=True),
        "smuggling not delivered; the last delivery was sent back with a question",
        "sent back with a question",
    ),
    (owed(awaits=Awaits.RELEASE), "waiting for release by the approver", "waiting for release"),
    (
        owed(awaits=Awaits.CONFIRMATION),
        "waiting for confirmation by the coordinator",
        "to be confirmed by the coordinator",
    ),
]


@pytest.mark.parametrize("missing, whole, brief", CASES)
def test_what_is_missing_is_said_exactly(missing, whole, brief):
    assert missing_text(EN, BOOK, missing) == f"2025: {whole}"


@pytest.mark.parametrize("missing, whole, brief", CASES)
def test_in_a_subject_it_is_said_in_brief(missing, whole, brief):
    assert brief_text(EN, BOOK, [missing]) == brief


def test_years_that_lack_the_same_are_said_once():
    assert brief_text(EN, BOOK, [NOTHING, NOTHING._replace(year=2024)]) == "nothing delivered yet"


def test_years_that_lack_different_things_are_still_missing():
    assert brief_text(EN, BOOK, [NOTHING, owed("smuggling")]) == "still missing"
