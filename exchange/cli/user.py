"""``exchange user``: people are invited, listed, and their accounts closed."""

from __future__ import annotations

import json

import click

from exchange.accounts.assignments import give
from exchange.accounts.invitations import INVITATION_LASTS, disable
from exchange.accounts.role_letters import Telling
from exchange.cli.service import format_option, now, opened, settings
from exchange.codebooks import load
from exchange.core.addresses import is_address
from exchange.core.people import OF_A_REPORTER, Assignment, Person, Role
from exchange.storage import people

EXAMPLE = "Example: exchange user add coordinator@example.org --role coordinator --reporter curacao"


@click.group(epilog=EXAMPLE)
def command() -> None:
    """Invite people, list them, close an account."""


@command.command(epilog=EXAMPLE)
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--reporter", metavar="R", help="For the roles that are held for one area.")
@click.option("--name", default="", metavar="TEXT", help="How others know the person.")
def add(email: str, role: str, reporter: str | None, name: str) -> None:
    """Give EMAIL a role, and print a link that opens the account once.

    The link goes to nobody else: hand it over yourself. Whoever has an account already gets the
    role too; what they sign in with stays until the link is used.
    """
    wanted = Role(role)
    _refuse_mismatch(wanted, reporter)
    if not is_address(email):
        raise click.UsageError(f"“{email}” is no address; name@example.org was expected, say.")
    service, at = settings(), now()
    with opened(service) as store:
        telling = Telling(load(), service.public_url)
        person, token, _given = give(store, email, (wanted, reporter), None, at, telling)
        if name:
            with store.writing() as connection:
                people.change_person(connection, person.id, name=name)
    click.echo(f"{service.public_url.rstrip('/')}/welcome/{token}")
    click.echo(
        f"{person.email} is {_role(wanted, reporter)}. The link works once, "
        f"for {INVITATION_LASTS.days} days.",
        err=True,
    )


@command.command("list", epilog="Example: exchange user list --format json")
@format_option
def list_(form: str) -> None:
    """List everybody with the roles they hold now."""
    with opened(settings()) as store, store.reading() as connection:
        everybody = people.everybody(connection)
        held = people.all_assignments(connection, now())
    found = [(person, [each for each in held if each.person == person.id]) for person in everybody]
    if form == "json":
        click.echo(json.dumps([_facts(*each) for each in found], indent=2))
    else:
        for each in found:
            click.echo(_line(*each))


@command.command("disable", epilog="Example: exchange user disable coordinator@example.org")
@click.argument("email")
def disable_(email: str) -> None:
    """Close the account of EMAIL at once; what was done with it stays."""
    service = settings()
    with opened(service) as store:
        with store.reading() as connection:
            person = people.person_at(connection, email)
        if person is None:
            raise click.UsageError(f"{email}: nobody has this address; see “exchange user list”.")
        disable(store, person, now(), telling=Telling(load(), service.public_url))
    click.echo(f"The account of {person.email} is closed.")


def _refuse_mismatch(role: Role, reporter: str | None) -> None:
    known = ", ".join(load().reporters)
    if role in OF_A_REPORTER and reporter is None:
        raise click.UsageError(f"--role {role} is held for one area: give --reporter, of {known}.")
    if role not in OF_A_REPORTER and reporter is not None:
        raise click.UsageError(
            f"--role {role} is held for the whole exchange: leave out --reporter."
        )
    if reporter is not None and reporter not in load().reporters:
        raise click.UsageError(f"--reporter {reporter}: expected one of {known}.")


def _role(role: Role, reporter: str | None) -> str:
    return f"{role} of {reporter}" if reporter else role.value


def _line(person: Person, held: list[Assignment]) -> str:
    roles = ", ".join(_role(each.role, each.reporter) for each in held) or "no role"
    name = f" ({person.name})" if person.name else ""
    closed = " [closed]" if person.disabled_at else ""
    return f"{person.email}{name}: {roles}{closed}"


def _facts(person: Person, held: list[Assignment]) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "disabled_at": person.disabled_at.isoformat() if person.disabled_at else None,
        "assignments": [
            {
                "role": each.role.value,
                "reporter": each.reporter,
                "since": each.since.isoformat(),
            }
            for each in held
        ],
    }
