"""``exchange user``: people come in by a link, and are let out."""

import re
from datetime import UTC, datetime

import pytest

from exchange.accounts.joining import guest_of
from exchange.core.people import Role
from exchange.storage import outbox
from exchange.storage.links import INVITATION
from tests.cli.service import prepared

LINK = re.compile(r"https://exchange\.example/welcome/([\w-]{40,})\n")
ADD = ("user", "add", "c@curacao.example", "--role", "coordinator", "--reporter", "curacao")


@pytest.fixture
def host(tmp_path):
    return prepared(tmp_path)


def guest(host, made):
    token = LINK.fullmatch(made.out)[1]
    return guest_of(host.store, token, INVITATION, datetime.now(UTC))


def test_adding_prints_a_link_and_nothing_else(host):
    made = host.run(*ADD, "--name", "The coordinator")
    assert made.code == 0
    assert "c@curacao.example is coordinator of curacao" in made.err
    found = guest(host, made)
    assert (found.person.email, found.person.name) == ("c@curacao.example", "The coordinator")
    (held,) = found.assignments
    assert (held.role, held.reporter) == (Role.COORDINATOR, "curacao")


def test_the_others_of_the_reporter_are_told_who_came_and_who_left(host):
    host.run(*ADD)
    host.run("user", "add", "a@curacao.example", "--role", "approver", "--reporter", "curacao")
    host.run("user", "disable", "a@curacao.example")
    with host.store.reading() as connection:
        letters = outbox.messages(connection)
    told = {(letter.kind, letter.address) for letter in letters}
    assert told == {("role-given", "c@curacao.example")}
    assert len(letters) == 2


def test_adding_again_gives_a_new_link_and_no_second_role(host):
    first, second = host.run(*ADD), host.run(*ADD)
    assert guest(host, first) is None
    assert len(guest(host, second).assignments) == 1
    assert len(host.run("user", "list").out.splitlines()) == 1


def test_everybody_is_listed_with_the_roles_held_now(host):
    host.run(*ADD)
    host.run("user", "add", "C@Curacao.example", "--role", "secretariat")
    assert host.run("user", "list").out == (
        "c@curacao.example: coordinator of curacao, secretariat\n"
    )
    (found,) = host.run("user", "list", "--format", "json").said
    assert found["email"] == "c@curacao.example"
    roles = [(held["role"], held["reporter"]) for held in found["assignments"]]
    assert roles == [("coordinator", "curacao"), ("secretariat", None)]


def test_a_disabled_account_is_closed_with_its_link(host):
    made = host.run(*ADD)
    assert host.run("user", "disable", "C@curacao.example").code == 0
    assert host.run("user", "list").out == "c@curacao.example: no role [closed]\n"
    assert guest(host, made) is None


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("user", "add", "c@d.example"), "--role"),
        (("user", "add", "c@d.example", "--role", "minister"), "minister"),
        (ADD[:-2], "held for one area"),
        ((*ADD[:-1], "mars"), "expected one of aruba, curacao"),
        (("user", "add", "c@d.example", "--role", "reader", "--reporter", "aruba"), "leave out"),
        (("user", "add", "nobody", "--role", "reader"), "“nobody” is no address"),
        (("user", "add", "a@b.example\nc", "--role", "reader"), "is no address"),
        (("user", "disable", "c@d.example"), "nobody has this address"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(host, arguments, said):
    told = host.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert said in " ".join(told.err.split())
    assert host.run("user", "list").out == ""
