"""``exchange calendar``: who gets which reminder, and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from exchange.cli.overview import instant
from exchange.cli.service import format_option, now, opened, settings
from exchange.codebooks import load
from exchange.core.meetings import Meeting
from exchange.reminders.plan import Step, by_meeting, plan
from exchange.reminders.plan_words import moved_text, reason_text, state_text
from exchange.wording import translator


@click.command(epilog="Example: exchange calendar --format json")
@click.option(
    "--at",
    callback=instant,
    metavar="INSTANT",
    help="As if it were then, such as 2027-05-12T09:00-04:00; by default now.",
)
@format_option
def command(at: datetime | None, form: str) -> None:
    """Say who gets which reminder and when, or why nobody does, for the meetings to come."""
    with opened(settings()) as store, store.reading() as connection:
        planned = plan(connection, load(), at or now())
    if form == "json":
        facts = [_facts(step) for step in planned]
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    for line in _lines(planned):
        click.echo(line)


def _facts(step: Step) -> dict[str, Any]:
    turn = step.turn
    return {
        "meeting": turn.meeting.id,
        "step": turn.step,
        "reporter": turn.reporter,
        "at": turn.at.isoformat(),
        "until": turn.until.astimezone(turn.at.tzinfo).isoformat(),
        "addresses": list(step.addresses),
        "state": step.state.value,
        "reason": reason_text(translator("en"), step),
    }


def _lines(planned: list[Step]) -> Iterator[str]:
    if not planned:
        yield "No meeting is to come that sets a deadline; see “exchange meeting add”."
    for meeting, steps in by_meeting(planned).items():
        yield _about(meeting)
        for step in steps:
            yield f"  {_line(step)}"


def _about(meeting: Meeting) -> str:
    closes = meeting.deadline.astimezone(ZoneInfo(meeting.zone))
    years = ", ".join(map(str, meeting.years))
    return (
        f"Meeting {meeting.id}, {meeting.kind}, {meeting.day}: {years}, "
        f"due {closes:%Y-%m-%d %H:%M} {meeting.zone}"
    )


def _line(step: Step) -> str:
    _ = translator("en")
    turn = step.turn
    what = [
        f"{turn.at:%Y-%m-%d %H:%M %z}",
        f"{turn.reporter}, {turn.step}",
        state_text(_, step),
        ", ".join(step.addresses),
        reason_text(_, step),
        moved_text(_, step),
    ]
    return "  ".join(each for each in what if each)
