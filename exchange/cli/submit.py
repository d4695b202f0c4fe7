"""``exchange submit``: a return delivered from the host, on the path of an upload."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click

from exchange.cli.check import explanations_of
from exchange.cli.options import EXISTING, content_named, speaks_utf8
from exchange.cli.post import door, send_now
from exchange.cli.service import NotSetUp, desk, format_option, now, settings
from exchange.cli.verdict import exit_code, verdict_lines
from exchange.core.people import Operation, permitted
from exchange.core.returns import Verdict
from exchange.core.versions import Attempt, Channel, Version
from exchange.deliveries.deliver import deliver
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.explain import LONGEST, NotOneSentence, explain
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.upload import Incoming, upload
from exchange.reminders.office import Office
from exchange.storage import events, people
from exchange.storage.events import Event
from exchange.submissions.apart import ReadersBusy
from exchange.submissions.document import document
from exchange.submissions.explanations import subject
from exchange.submissions.judgement import Judgement
from exchange.wording import Translator, translator


class HandedIn(NamedTuple):
    """What became of a file: ``version`` is None where it was not accepted."""

    judgement: Judgement
    attempt: Attempt | None = None
    version: Version | None = None


@click.command(epilog="Example: exchange submit curacao-2019.xlsx --as coordinator@example.org")
@click.argument("file", type=EXISTING)
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who delivers it.")
@click.option(
    "--explain",
    "explanations",
    multiple=True,
    metavar="NAME=TEXT",
    callback=explanations_of,
    help="Explain the warnings at a cell, by its name; can be given several times.",
)
@format_option
@click.pass_context
def command(
    ctx: click.Context, file: Path, email: str, explanations: dict[str, str], form: str
) -> None:
    """Deliver a return, as an upload would; released where the reporter names no approver.

    Who can run this on the host is trusted to act for EMAIL, and the record says so. The receipt
    is mailed at once where no worker runs that would. Exit codes are those of “exchange check”: 0
    accepted and delivered, 1 not, 2 unreadable or wrong usage.
    """
    content = content_named(file)
    service, at = settings(), now()
    with desk(service, readers=1) as opened:
        try:
            handed = hand_in(opened, email, (file.name, content), explanations, at)
        except ReadersBusy:
            raise NotSetUp("The workbook could not be read just now; try once more.") from None
        if handed.version is not None and service.smtp_url:
            post = door(service, opened.store)
            send_now(Office(opened.store, opened.codebook, service, post), now)
    _ = translator(handed.judgement.language)
    if form == "json":
        facts = document(handed.judgement, _) | _facts(handed)
        click.echo(json.dumps(facts, ensure_ascii=not speaks_utf8(), indent=2))
    else:
        click.echo("\n".join([*verdict_lines(handed.judgement, _), *_receipt(handed, _)]))
    ctx.exit(exit_code(handed.judgement))


def hand_in(
    opened: Desk, email: str, sent: tuple[str, bytes], explanations: dict[str, str], at: datetime
) -> HandedIn:
    """Uploads a file for the return that it says it is, explains, and delivers what is accepted.

    A file that names no return of ours leaves nothing behind but its verdict.
    """
    name, content = sent
    judgement = opened.readers.judge(content, name)
    if judgement.form is None:
        return HandedIn(judgement)
    _refuse_unknown(judgement, explanations)
    sender = _sender(opened, email, judgement.form.reporter, at)
    incoming = Incoming(
        judgement.form.reporter, judgement.form.year, name, content, Channel.COMMAND
    )
    attempt = upload(opened, sender, incoming, at)
    _trusted(opened, sender, attempt, at)
    attempt = _explained(opened, sender, attempt, explanations, at)
    judgement = judgement._replace(
        findings=attempt.findings, verdict=attempt.verdict, returned=attempt.returned
    )
    accepted = attempt.verdict is Verdict.ACCEPTED
    version = deliver(opened, sender, attempt.id, at) if accepted else None
    return HandedIn(judgement, attempt, version)


def _sender(opened: Desk, email: str, reporter: str, at: datetime) -> Sender:
    with opened.store.reading() as connection:
        person = people.person_at(connection, email)
        if person is None:
            raise click.UsageError(f"--as {email}: nobody has this address.")
        if person.disabled_at is not None:
            raise click.UsageError(f"--as {email}: the account is disabled.")
        held = permitted(
            people.assignments_of(connection, person.id, at), Operation.SUBMIT, reporter
        )
    if held is None:
        raise click.UsageError(
            f"--as {email}: this is a return of {reporter}; its coordinator or deputy, or the "
            "secretariat, was expected."
        )
    return Sender(person, held)


def _refuse_unknown(judgement: Judgement, explanations: dict[str, str]) -> None:
    known = {key.name for key in judgement.form.keys} if judgement.form else set()
    for name in explanations:
        if name not in known:
            raise click.UsageError(f"--explain {name}=…: the form has no figure of this name.")


def _explained(
    opened: Desk, sender: Sender, attempt: Attempt, explanations: dict[str, str], at: datetime
) -> Attempt:
    """The attempt as it stands with what was explained."""
    with opened.store.reading() as connection:
        stands = as_it_stands(connection, opened.codebook, attempt)
    given = {
        subject(finding): explanations[finding.name]
        for finding in stands.findings
        if finding.is_open_question and finding.name in explanations
    }
    try:
        return explain(opened, sender, attempt, given, at) if given else stands
    except NotOneSentence as unfit:
        raise click.UsageError(
            f"--explain {unfit.subjects[0].split('|')[1]}=…: a sentence or two were expected, "
            f"at most {LONGEST} characters."
        ) from None


def _trusted(opened: Desk, sender: Sender, attempt: Attempt, at: datetime) -> None:
    """The record says that nobody signed in: who can run commands on the host was believed."""
    about = (sender.person.id, attempt.reporter, attempt.year, attempt.id)
    with opened.store.writing() as connection:
        details = {"trusted": "whoever runs commands on the host"}
        events.record(connection, Event(at, "by-command", *about, details=details))


def _receipt(handed: HandedIn, _: Translator) -> list[str]:
    version = handed.version
    if version is None:
        return []
    zone = handed.judgement.codebook.reporters[version.reporter].zone
    there = version.delivered_at.astimezone(ZoneInfo(zone))
    facts = {"receipt": version.receipt, "time": f"{there:%Y-%m-%d %H:%M}", "zone": zone}
    if version.released:
        said = _("Delivered and released as {receipt} on {time} ({zone}).", **facts)
    else:
        said = _("Delivered as {receipt} on {time} ({zone}); it waits for release.", **facts)
    return ["", f"{said} SHA-256 {version.content_sha256}"]


def _facts(handed: HandedIn) -> dict[str, object]:
    version = handed.version
    receipt = version and {
        "number": version.receipt,
        "delivered_at": version.delivered_at.isoformat(),
        "late": version.late,
        "released": version.released,
        "content_sha256": version.content_sha256,
    }
    return {"attempt": handed.attempt.id if handed.attempt else None, "receipt": receipt}
