"""``exchange meeting``: meetings, and the deadlines they set."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from exchange.cli.service import format_option, now, opened, settings
from exchange.codebooks import load
from exchange.core.meetings import Meeting
from exchange.storage import events, meetings
from exchange.storage.events import Event

CLOSES = time(17, 0)
DAY = click.DateTime(["%Y-%m-%d"])
EXAMPLE = (
    "Example: exchange meeting add 2027-06-16 --kind jvo --deadline 2027-06-02 --year 2026 "
    "--place Willemstad"
)


class Zone(click.ParamType[str]):
    """An IANA time zone by its name."""

    name = "tz"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"“{value}” is no time zone; America/Curacao was expected, say.", param, ctx)


@click.group(epilog=EXAMPLE)
def command() -> None:
    """Set, list and cancel meetings; each sets the deadline for some years' figures."""


@command.command(epilog=EXAMPLE)
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--kind", type=click.Choice(["coordinators", "jvo"]), required=True)
@click.option("--deadline", type=DAY, metavar="DATE", required=True, help="At 17:00 in --zone.")
@click.option("--year", "years", type=int, metavar="Y", multiple=True, required=True)
@click.option("--place", default="", metavar="TEXT")
@click.option("--zone", type=Zone(), default="America/Curacao", show_default=True)
def add(
    day: datetime, kind: str, deadline: datetime, years: tuple[int, ...], place: str, zone: str
) -> None:
    """Set a meeting on DATE (such as 2027-06-16) and print its id."""
    first = load().first_year
    if any(not first <= year <= day.year for year in years):
        raise click.UsageError(f"--year: years from {first} to {day.year} were expected.")
    if deadline > day:
        raise click.UsageError("--deadline is after the meeting; a day before it was expected.")
    closes = datetime.combine(deadline.date(), CLOSES, ZoneInfo(zone))
    draft = Meeting(0, kind, day.date(), place, zone, closes, tuple(sorted(set(years))))
    with opened(settings()) as store, store.writing() as connection:
        made = meetings.add_meeting(connection, draft)
        about = {"meeting": made.id, "deadline": closes.isoformat(), "years": list(made.years)}
        events.record(connection, Event(now(), "meeting-set", details=about))
    click.echo(made.id)


@command.command("list", epilog="Example: exchange meeting list")
@format_option
def list_(form: str) -> None:
    """List all meetings, past ones and cancelled ones too."""
    with opened(settings()) as store, store.reading() as connection:
        found = meetings.all_meetings(connection)
    if form == "json":
        click.echo(json.dumps([_facts(meeting) for meeting in found], indent=2))
    for meeting in found if form == "text" else ():
        click.echo(_line(meeting))


@command.command(epilog="Example: exchange meeting cancel 3")
@click.argument("id_", metavar="ID", type=int)
def cancel(id_: int) -> None:
    """Cancel a meeting; the deadline it set stands no longer."""
    with opened(settings()) as store, store.writing() as connection:
        if not meetings.cancel_meeting(connection, id_, now()):
            raise click.UsageError(
                f"There is no meeting {id_} to cancel; see “exchange meeting list”."
            )
        events.record(connection, Event(now(), "meeting-cancelled", details={"meeting": id_}))
    click.echo(f"Meeting {id_} is cancelled.")


def _line(meeting: Meeting) -> str:
    closes = meeting.deadline.astimezone(ZoneInfo(meeting.zone))
    place = f" in {meeting.place}" if meeting.place else ""
    years = ", ".join(map(str, meeting.years))
    off = " (cancelled)" if meeting.cancelled_at else ""
    return (
        f"{meeting.id}  {meeting.day}  {meeting.kind}{place}: {years}, "
        f"due {closes:%Y-%m-%d %H:%M} {meeting.zone}{off}"
    )


def _facts(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "date": _iso(meeting.day),
        "kind": meeting.kind,
        "place": meeting.place,
        "years": list(meeting.years),
        "deadline": _iso(meeting.deadline.astimezone(ZoneInfo(meeting.zone))),
        "zone": meeting.zone,
        "cancelled_at": _iso(meeting.cancelled_at),
    }


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
