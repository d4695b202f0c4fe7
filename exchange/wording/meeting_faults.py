"""What is to be put right before a meeting can be set, in words."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.meetings import EARLIEST, LATEST
from exchange.core.proposals import (
    LAST_YEAR,
    LONGEST_DAYS,
    LONGEST_PLACE,
    MOST_STEPS,
    Fault,
    Proposal,
)
from exchange.wording.translator import N_, Translator

_TEXTS: Mapping[Fault, str] = {
    Fault.KIND: N_("Choose which meeting it is."),
    Fault.NO_DAY: N_("Write the day of the meeting."),
    Fault.DAY_FAR: N_("The day is in {year}; one from {first} to {latest} was expected."),
    Fault.ENDS_BEFORE: N_("The last day is before the first; put one of them right."),
    Fault.TOO_LONG: N_("That is longer than {n} days; put the first or the last day right."),
    Fault.PLACE_LONG: N_("The place is too long: at most {n} characters are kept."),
    Fault.LINK: N_("Write the whole link, beginning with https://, without spaces."),
    Fault.ZONE: N_("“{zone}” is no time zone; America/Curacao was expected, say."),
    Fault.NO_DEADLINE: N_("Write the day by which figures are to be delivered."),
    Fault.DEADLINE_AFTER: N_("The deadline is after the meeting; a day before it was expected."),
    Fault.DEADLINE_FAR: N_("The deadline is long before the meeting; put its year right."),
    Fault.NO_YEARS: N_("Write at least one year of which figures are due, such as 2026."),
    Fault.YEARS: N_("You wrote {years}; years from {first} to {last} were expected."),
    Fault.STEPS_FAR: N_(
        "Write days from {earliest} before the deadline to {latest} after it, such as 21 or −3."
    ),
    Fault.STEPS_TWICE: N_("The same day stands there twice; write each once."),
    Fault.STEPS_MANY: N_("At most {n} days can be set; leave some out."),
}


def fault_text(_: Translator, fault: Fault, wanted: Proposal, first_year: int) -> str:
    """What was found, what was expected, as one sentence or two."""
    n = {Fault.TOO_LONG: LONGEST_DAYS, Fault.PLACE_LONG: LONGEST_PLACE}.get(fault, MOST_STEPS)
    year = str(wanted.day.year) if wanted.day else ""
    return _(
        _TEXTS[fault],
        n=n,
        year=year,
        first=str(first_year),
        last=year,
        latest=-LATEST if fault is Fault.STEPS_FAR else str(LAST_YEAR),
        earliest=EARLIEST,
        zone=wanted.zone,
        years=", ".join(map(str, wanted.years)),
    )
