"""What can be asked for as a meeting, and what is to be put right first."""

from datetime import date

import pytest

from exchange.core.meetings import EARLIEST, LATEST
from exchange.core.proposals import KINDS, Fault, faults, proposal_of
from exchange.storage.schema import meeting
from exchange.wording import meeting_texts, translator
from exchange.wording.meeting_faults import fault_text
from tests.meetings.planning import WANTED

FIRST = 2011


@pytest.mark.parametrize(
    "changed, found",
    [
        ({}, []),
        ({"kind": "lunch"}, [Fault.KIND]),
        ({"day": None, "last_day": None}, [Fault.NO_DAY]),
        (
            {"day": date(202, 6, 16), "deadline": date(202, 6, 2)},
            ["day-far", "deadline-far", "years"],
        ),
        ({"day": date(9999, 12, 31), "last_day": None}, [Fault.DAY_FAR]),
        ({"last_day": date(2027, 6, 15)}, [Fault.ENDS_BEFORE]),
        ({"last_day": WANTED.day}, []),
        ({"last_day": date(2027, 6, 29)}, []),
        ({"last_day": date(2027, 6, 30)}, [Fault.TOO_LONG]),
        ({"place": "x" * 200}, []),
        ({"place": "x" * 201}, [Fault.PLACE_LONG]),
        ({"link": ""}, []),
        ({"link": "meet.example.org"}, [Fault.LINK]),
        ({"link": "javascript:alert(1)"}, [Fault.LINK]),
        ({"link": "https://"}, [Fault.LINK]),
        ({"link": "https://[x"}, [Fault.LINK]),
        ({"link": "https://a.example/b c"}, [Fault.LINK]),
        ({"link": "https://a.example/\x0bc"}, [Fault.LINK]),
        ({"link": "https://a.example/" + "x" * 500}, [Fault.LINK]),
        ({"zone": "Mars/Port"}, [Fault.ZONE]),
        ({"zone": "../etc/passwd"}, [Fault.ZONE]),
        ({"zone": ""}, [Fault.ZONE]),
        ({"zone": "localtime"}, [Fault.ZONE]),
        ({"zone": "posixrules"}, [Fault.ZONE]),
        ({"zone": "Factory"}, [Fault.ZONE]),
        ({"zone": "GMT"}, [Fault.ZONE]),
        ({"zone": "right/America/Aruba"}, [Fault.ZONE]),
        ({"zone": "posix/America/Aruba"}, [Fault.ZONE]),
        ({"zone": "america/aruba"}, [Fault.ZONE]),
        ({"zone": "America/Aruba"}, []),
        ({"zone": "UTC"}, []),
        ({"deadline": None}, [Fault.NO_DEADLINE]),
        ({"deadline": WANTED.day}, []),
        ({"deadline": date(2027, 6, 17)}, [Fault.DEADLINE_AFTER]),
        ({"deadline": date(1, 1, 1)}, [Fault.DEADLINE_FAR]),
        ({"deadline": date(2026, 5, 12)}, []),
        ({"deadline": date(2026, 5, 11)}, [Fault.DEADLINE_FAR]),
        ({"deadline": date(2026, 5, 11), "day": None, "last_day": None}, [Fault.NO_DAY]),
        ({"years": ()}, [Fault.NO_YEARS]),
        ({"years": (FIRST, 2027)}, []),
        ({"years": (FIRST - 1,)}, [Fault.YEARS]),
        ({"years": (2028,)}, [Fault.YEARS]),
        ({"plan": ()}, []),
        ({"plan": (EARLIEST, LATEST)}, []),
        ({"plan": (EARLIEST + 1,)}, [Fault.STEPS_FAR]),
        ({"plan": (LATEST - 1,)}, [Fault.STEPS_FAR]),
        ({"plan": (7, 7)}, [Fault.STEPS_TWICE]),
        ({"plan": tuple(range(8))}, []),
        ({"plan": tuple(range(9))}, [Fault.STEPS_MANY]),
        ({"deadline": None, "years": (), "zone": "x"}, ["zone", "no-deadline", "no-years"]),
    ],
)
def test_every_fault_is_found_and_nothing_else(changed, found):
    assert list(faults(WANTED._replace(**changed), FIRST)) == found


def test_a_meeting_can_be_asked_for_again_as_it_is():
    made = WANTED.meeting()
    assert proposal_of(made).meeting() == made
    assert faults(proposal_of(made), FIRST) == ()


def test_a_place_is_one_line_of_signs_that_can_be_seen():
    written = " Hall 2,\r\nWillemstad\x0b \u2028east\x00"
    assert WANTED._replace(place=written).meeting().place == "Hall 2, Willemstad east"


def test_without_days_there_is_no_meeting():
    with pytest.raises(ValueError, match="a day and a deadline"):
        WANTED._replace(day=None).meeting()


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("language", ["en", "nl", "pap-CW", "pap-AW"])
def test_every_fault_has_words_and_a_field(fault, language):
    said = fault_text(translator(language), fault, WANTED, FIRST)
    assert said.endswith(".")
    assert "{" not in said
    assert fault.field in WANTED._fields


def test_what_was_found_and_what_was_expected_is_said():
    _ = translator("en")
    wrong = WANTED._replace(years=(2010, 2028), zone="Mars/Port", day=date(2027, 6, 16))
    assert fault_text(_, Fault.YEARS, wrong, FIRST) == (
        "You wrote 2010, 2028; years from 2011 to 2027 were expected."
    )
    assert "“Mars/Port” is no time zone" in fault_text(_, Fault.ZONE, wrong, FIRST)
    assert "366 before the deadline to 60 after" in fault_text(_, Fault.STEPS_FAR, wrong, FIRST)


def test_every_kind_has_a_name_and_is_one_that_is_kept():
    assert tuple(meeting_texts.KINDS) == KINDS
    (kept,) = [each for each in meeting.constraints if str(each.name).endswith("kind_known")]
    assert all(f"'{kind}'" in str(kept.sqltext) for kind in KINDS)
