"""``exchange meeting``: meetings, and the deadlines they set."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from exchange.cli.options import OUT, language_option, write_whole
from exchange.cli.post import door
from exchange.cli.service import format_option, now, opened, settings
from exchange.codebooks import load
from exchange.core.meetings import PLAN, Meeting
from exchange.core.proposals import KINDS, Proposal, is_zone, proposal_of
from exchange.reminders.meeting_letters import calendar_of
from exchange.reminders.meetings import (
    Done,
    NotThere,
    Unfit,
    change_meeting,
    set_meeting,
)
from exchange.reminders.meetings import cancel as cancel_meeting
from exchange.reminders.office import Office
from exchange.storage import Store, meetings
from exchange.wording import translator
from exchange.wording.meeting_faults import fault_text

Command = TypeVar("Command", bound=Callable[..., Any])

EXAMPLE = (
    "Example: exchange meeting add 2027-06-16 --kind jvo --deadline 2027-06-02 --year 2026 "
    "--place Willemstad"
)


class Day(click.DateTime):
    """A day such as 2027-06-16."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return super().convert(value, param, ctx).date()
        except click.BadParameter:
            raise click.BadParameter(
                f"“{value}” is no day; one such as 2027-06-16 was expected.", ctx, param
            ) from None


class Zone(click.ParamType[str]):
    """An IANA time zone by its name."""

    name = "tz"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if not is_zone(value):
            self.fail(f"“{value}” is no time zone; America/Curacao was expected, say.", param, ctx)
        return str(value)


def _options(command: Command) -> Command:
    """What ``add`` and ``change`` both take besides what ``add`` requires."""
    for option in reversed(
        (
            click.option("--place", metavar="TEXT"),
            click.option("--zone", type=Zone(), help="America/Curacao where none was given."),
            click.option("--last-day", type=Day(), metavar="DATE", help="Of several days."),
            click.option("--link", metavar="URL", help="Where it is joined from afar."),
            click.option(
                "--step",
                "plan",
                type=int,
                metavar="DAYS",
                multiple=True,
                help="A reminder so many days before the deadline, −3: after it; "
                f"{', '.join(map(str, PLAN))} where none was given.",
            ),
        )
    ):
        command = option(command)
    return command


@click.group(epilog=EXAMPLE)
def command() -> None:
    """Set, list, change and cancel meetings; each sets the deadline for some years' figures."""


@command.command(epilog=EXAMPLE)
@click.argument("day", metavar="DATE", type=Day())
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--deadline", type=Day(), metavar="DATE", required=True, help="At 17:00 in --zone.")
@click.option("--year", "years", type=int, metavar="Y", multiple=True, required=True)
@_options
def add(kind: str, day: date, deadline: date, years: tuple[int, ...], **more: Any) -> None:
    """Set a meeting on DATE (such as 2027-06-16) and print its id. All concerned are told."""
    wanted = _with(Proposal(kind, day, deadline, years), more)
    with opened(settings()) as store:
        try:
            done = set_meeting(_office(store), wanted, now())
        except Unfit as unfit:
            raise _wrong(unfit, wanted) from None
    _warn(done.meeting)
    click.echo(done.meeting.id)


@command.command(epilog="Example: exchange meeting change 3 --place Oranjestad --year 2026")
@click.argument("id_", metavar="ID", type=int)
@click.option("--date", "day", type=Day(), metavar="DATE", help="The first day, or the only one.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--deadline", type=Day(), metavar="DATE", help="At 17:00 in the meeting's zone.")
@click.option("--year", "years", type=int, metavar="Y", multiple=True, help="In place of all.")
@_options
def change(id_: int, **given: Any) -> None:
    """Change what is given of a meeting, the rest stays. All concerned are told."""
    with opened(settings()) as store:
        old = _found(store, id_)
        wanted = _with(proposal_of(old), given)
        try:
            done = change_meeting(_office(store), id_, wanted, now())
        except Unfit as unfit:
            raise _wrong(unfit, wanted) from None
        except NotThere:
            raise _cancelled(id_) from None
    if done.meeting.deadline != old.deadline:
        _warn(done.meeting)
    click.echo(f"Meeting {id_} is kept as given.{_told(done)}")


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
    """Cancel a meeting; the deadline it set stands no longer. All concerned are told."""
    with opened(settings()) as store:
        _found(store, id_)
        try:
            done = cancel_meeting(_office(store), id_, now())
        except NotThere:
            raise _cancelled(id_) from None
    click.echo(f"Meeting {id_} is cancelled.{_told(done)}")


@command.command(epilog="Example: exchange meeting ics 3 -o meeting.ics")
@click.argument("id_", metavar="[ID]", type=int, required=False)
@click.option("-o", "out", type=OUT, metavar="FILE", required=True)
@language_option("en")
def ics(id_: int | None, out: Path, language: str | None) -> None:
    """Write a meeting, or without ID all of them, as a calendar (RFC 5545)."""
    with opened(settings()) as store:
        if id_ is not None:
            shown = [_found(store, id_)]
        else:
            with store.reading() as connection:
                shown = meetings.all_meetings(connection)
        write_whole(out, calendar_of(_office(store), shown, language or "en"))


def _with(wanted: Proposal, given: dict[str, Any]) -> Proposal:
    """What was given in the place of what was there."""
    changes = {name: value for name, value in given.items() if value not in (None, ())}
    return wanted._replace(**changes)


def _office(store: Store) -> Office:
    service = settings()
    return Office(store, load(), service, door(service, store))


def _found(store: Store, id_: int) -> Meeting:
    with store.reading() as connection:
        found = meetings.meeting_of(connection, id_)
    if found is None:
        raise click.UsageError(f"There is no meeting {id_}.")
    return found


def _cancelled(id_: int) -> click.UsageError:
    return click.UsageError(f"Meeting {id_} is cancelled already.")


def _warn(meeting: Meeting) -> None:
    """A deadline that lies behind us is taken as it is, and may yet be a slip."""
    if meeting.deadline <= now():
        click.echo("The deadline is over already.", err=True)


def _told(done: Done) -> str:
    _ = translator("en")
    told = _.plural("{n} person is told by mail.", "{n} people are told by mail.", done.told)
    return f" {told}" if done.told else ""


def _wrong(unfit: Unfit, wanted: Proposal) -> click.UsageError:
    _, first = translator("en"), load().first_year
    return click.UsageError(
        "\n".join(
            f"{_OPTIONS[fault.field]}: {fault_text(_, fault, wanted, first)}"
            for fault in unfit.faults
        )
    )


_OPTIONS = {
    "kind": "--kind",
    "day": "DATE",
    "last_day": "--last-day",
    "place": "--place",
    "link": "--link",
    "zone": "--zone",
    "deadline": "--deadline",
    "years": "--year",
    "plan": "--step",
}
"""The part of a proposal → the option that gives it."""


def _line(meeting: Meeting) -> str:
    closes = meeting.deadline.astimezone(ZoneInfo(meeting.zone))
    last = f" to {meeting.last_day}" if meeting.last_day else ""
    place = f" in {meeting.place}" if meeting.place else ""
    years = ", ".join(map(str, meeting.years))
    off = " (cancelled)" if meeting.cancelled_at else ""
    return (
        f"{meeting.id}  {meeting.day}{last}  {meeting.kind}{place}: {years}, "
        f"due {closes:%Y-%m-%d %H:%M} {meeting.zone}{off}"
    )


def _facts(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "date": _iso(meeting.day),
        "last_day": _iso(meeting.last_day),
        "kind": meeting.kind,
        "place": meeting.place,
        "link": meeting.link,
        "years": list(meeting.years),
        "deadline": _iso(meeting.deadline.astimezone(ZoneInfo(meeting.zone))),
        "zone": meeting.zone,
        "plan": list(meeting.plan),
        "sequence": meeting.sequence,
        "cancelled_at": _iso(meeting.cancelled_at),
    }


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
