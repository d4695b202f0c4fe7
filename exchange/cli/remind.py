"""``exchange remind``: sends what is due, or only says it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click
from sqlalchemy import Connection

from exchange.cli.overview import instant
from exchange.cli.post import door, send_now
from exchange.cli.service import NotSetUp, format_option, now, opened, settings
from exchange.codebooks import load
from exchange.core.letters import Fate, Message
from exchange.core.not_due import NotDue, not_due
from exchange.core.notices import NoticeKind, Told, told
from exchange.core.reminders import Decided, Why, World, decide
from exchange.reminders.due import queue_due
from exchange.reminders.letters import WRITTEN_WHEN_THEY_GO
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.storage import outbox
from exchange.wording import translator
from exchange.wording.missing_texts import missing_text, not_due_text, why_text
from exchange.wording.times import told_time
from exchange.wording.translator import Translator

_NOTICES = {
    NoticeKind.UNREACHABLE: "nobody can be reached who would deliver or release",
    NoticeKind.LATE: "the deadline is over and figures are missing",
    NoticeKind.NO_MEETING: "the last meeting is over and no next one is set",
}


@click.command(epilog="Example: exchange remind --at 2027-05-12T13:00Z --dry-run --format json")
@click.option(
    "--at",
    callback=instant,
    metavar="INSTANT",
    help="As if it were then, such as 2027-05-12T09:00-04:00; by default now.",
)
@click.option("--dry-run", is_flag=True, help="Only say who would get what, and who not, and why.")
@format_option
@click.pass_context
def command(ctx: click.Context, at: datetime | None, dry_run: bool, form: str) -> None:
    """Send the reminders that are due. Who had one already gets it no second time.

    Receipts and other news are the worker's to send. Exit code 1 where the mail server did not
    take a letter; one that it may take later waits for the next run, or for the worker.
    """
    service, when = settings(), at or now()
    if not (dry_run or service.smtp_url):
        raise NotSetUp("No mail server is set; EXCHANGE_SMTP_URL names one. Nothing was queued.")
    with opened(service) as store:
        office = Office(store, load(), service, door(service, store))
        with store.reading() as connection:
            said = _said(connection, office, when)
        if form == "json":
            click.echo(json.dumps(said, indent=2, ensure_ascii=False))
        else:
            _print(said)
        if not (dry_run or _sent(office, when)):
            ctx.exit(1)


def _sent(office: Office, when: datetime) -> bool:
    """Queues in any case; where a worker runs beside us, the sending is its work.

    That can take up to three minutes to find out, where one ended without a word.
    """
    queue_due(office, when)
    sent = send_now(office, lambda: when, patiently=True, kinds=WRITTEN_WHEN_THEY_GO)
    if sent is None:
        click.echo("A worker is running: it sends them, by its own clock.", err=True)
        return True
    left = [f"{sent.put_off} to be tried again"] if sent.put_off else []
    left += [f"{sent.failed} refused for good"] if sent.failed else []
    click.echo(", ".join([f"{sent.sent} sent", *left]) + ".", err=True)
    return not left


def _said(
    connection: Connection, office: Office, when: datetime
) -> dict[str, list[dict[str, Any]]]:
    """The answer of ``--format json``."""
    _, world = translator("en"), gathered(connection, office.codebook, when)
    due = [each for each in decide(world, when) if each.why is None]
    return {
        "due": [
            *(_due(_, office, each) for each in due),
            *(_notice(each) for each in told(world, when)),
        ],
        "not_due": [
            {
                "address": each.contact.address,
                "reporter": each.contact.reporter,
                "reason": _not_due(connection, _, each, world),
            }
            for each in not_due(world, when)
        ],
    }


def _due(_: Translator, office: Office, due: Decided) -> dict[str, Any]:
    missing = " | ".join(missing_text(_, office.codebook, each) for each in due.missing)
    return {
        "address": due.contact.address,
        "reporter": due.contact.reporter,
        "step": due.turn.step,
        "reason": missing,
    }


def _notice(due: Told) -> dict[str, Any]:
    reporters = due.notice.reporters
    return {
        "address": due.contact.address,
        "reporter": reporters[0] if len(reporters) == 1 else None,
        "step": due.notice.kind.value,
        "reason": ": ".join(filter(None, [_NOTICES[due.notice.kind], ", ".join(reporters)])),
    }


def _not_due(connection: Connection, _: Translator, each: NotDue, world: World) -> str:
    zone = world.reporters[each.contact.reporter or ""].zone
    if each.why is Why.SETTLED and each.turn is not None:
        letter = outbox.message_with(connection, each.turn.key(each.contact.person))
        if letter is not None:
            return _became(_, letter, zone)
    return not_due_text(_, each, zone)


def _became(_: Translator, letter: Message, zone: str) -> str:
    """What became of a letter that was put in before."""
    match letter.fate:
        case Fate.SENT:
            at = letter.settled_at or letter.due_at
            return f"had this one on {told_time(at, zone, _.language)}"
        case Fate.SKIPPED:
            return why_text(_, Why(letter.reason))
        case Fate.FAILED:
            return f"the letter failed: {letter.reason}"
        case _:
            return ": ".join(filter(None, ["the letter waits to be sent", letter.reason]))


def _print(said: dict[str, list[dict[str, Any]]]) -> None:
    for title, lines in (("Due", said["due"]), ("Not due", said["not_due"])):
        click.echo(f"{title}: {len(lines)}")
        _table(lines)


def _table(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        what = [line["address"], line["reporter"] or "-", line.get("step", ""), line["reason"]]
        click.echo("  " + "  ".join(each for each in what if each))
