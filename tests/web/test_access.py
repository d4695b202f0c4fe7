"""Every route × every role × own and foreign reporter, against a table written by hand."""

import shutil
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from exchange.accounts import tokens
from exchange.core.contacts import ContactKind, Entry
from exchange.core.meetings import Action, Meeting
from exchange.core.people import OF_A_REPORTER, Role
from exchange.deliveries.desk import Sender
from exchange.overviews.compared import Period
from exchange.overviews.files import file_of
from exchange.storage import contacts, letters, meetings
from exchange.storage.letters import Kept
from exchange.storage.people import person_of
from exchange.web.access import ACCESS, Open
from exchange.web.feed_links import token_of
from tests.web.delivering import delivered, sent
from tests.web.running import running

OWN, FOREIGN, YEAR, UNDELIVERED = "curacao", "aruba", 2019, 3
DEADLINE = datetime(2026, 6, 2, 21, tzinfo=UTC)
MEETING = Meeting(0, "jvo", date(2026, 6, 16), "", "America/Curacao", DEADLINE, (2025,))
PARTNER = Entry(0, OWN, ContactKind.OTHER, "Expert centre", "", "", "1", DEADLINE)
NOT_THERE = {"POST keys.passkey_change"}
"""Only a passkey of one's own is there to be changed, and nobody here has one."""

TABLE = tomllib.loads(Path(__file__).with_name("who_may.toml").read_text(encoding="utf-8"))


class Actor(NamedTuple):
    """Somebody asking for what is Curaçao's."""

    name: str
    role: Role | None
    reporter: str | None


class Known(NamedTuple):
    """Somebody with an account, and with a token for the API."""

    sender: Sender
    token: str


ACTORS = (
    Actor("nobody", None, None),
    *(
        Actor(f"{role} {whose}", role, reporter)
        for role in Role
        if role in OF_A_REPORTER
        for whose, reporter in (("own", OWN), ("foreign", FOREIGN))
    ),
    *(Actor(str(role), role, None) for role in Role if role not in OF_A_REPORTER),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory, readers):
    """Curaçao has a released version, one that waits, and an attempt not delivered; a letter lies
    in the mailbox of the demonstration, a meeting is to come, something was agreed at it."""
    folder = tmp_path_factory.mktemp("access")
    with running(folder, readers, demonstration=True, public_url="http://localhost:8000") as made:
        sender = made.person(Role.COORDINATOR, OWN, "sender@example.org")
        delivered(made, sender, OWN, YEAR)
        made.clock.passes(minutes=1)
        made.person(Role.APPROVER, OWN, "approver@example.org")
        delivered(made, sender, OWN, YEAR)
        made.clock.passes(minutes=1)
        assert sent(made, sender, OWN, YEAR).id == UNDELIVERED
        made.clock.passes(minutes=1)
        with made.store.writing() as connection:
            letters.keep(connection, Kept(0, made.clock(), "reset", "a@b.example", "", "", ""))
            meetings.add_meeting(connection, MEETING)
            contacts.add_entry(connection, PARTNER)
            meetings.add_action(connection, Action(0, 1, "Ask the prosecutor", None, None))
        made.store.close()
        shutil.copy(folder / "exchange.db", folder / "untouched.db")
        yield made, folder


@pytest.fixture(scope="module")
def people(service):
    made, folder = service
    found = {}
    for number, actor in enumerate(ACTORS):
        if actor.role:
            sender = made.person(actor.role, actor.reporter, f"{number}@example.org")
            token = tokens.make(made.store, sender.person, "test", made.clock())
            found[actor.name] = Known(sender, token)
    made.store.close()
    shutil.copy(folder / "exchange.db", folder / "untouched.db")
    return found


@pytest.fixture(scope="module")
def answers(service, people):
    """Route and method → what each actor gets."""
    made, _ = service
    return {
        f"{method} {rule.endpoint}": {
            actor.name: ask(service, actor, people, rule.endpoint, method) for actor in ACTORS
        }
        for rule in made.app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    }


def published(app):
    """A file of the comparison that was made before."""
    frame = app.extensions["exchange"]
    made = file_of(frame.store, frame.codebook, Period(), "csv", "en", frame.clock())
    return made.content_sha256


def address(app, endpoint):
    known = {
        "reporter": OWN,
        "year": YEAR,
        "number": 2,
        "attempt_id": UNDELIVERED,
        "offence": "smuggling",
        "format_": "csv",
        "content_sha256": published(app),
        "ending": "csv",
        "token": "A" * 43,
        "step": "before-7",
        "filename": "exchange.css",
    }
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    given = {name: known.get(name, 1) for name in rule.arguments}
    with app.test_request_context():
        if endpoint == "feed.calendar":
            given["token"] = feed_of_the_sender(app)
        return app.url_for(endpoint, **given)


def feed_of_the_sender(app):
    """The link by which the calendar of whoever came first follows the meetings."""
    with app.extensions["exchange"].store.reading() as connection:
        return token_of(connection, person_of(connection, 1))


def outcome(endpoint, answer, who):
    """“sign in” for who is not known, “no” for who may not, “yes” for anything that goes on."""
    half = ACCESS[endpoint] is Open.SIGNED_IN_HALF
    by_the_gate = half or (who is None and not endpoint.startswith("sign_in."))
    to_sign_in = (answer.location or "").startswith("/sign-in")
    if answer.status_code == 401 or (to_sign_in and by_the_gate):
        return "sign in"
    assert answer.status_code < 500, endpoint
    return {403: "no", 404: "not there"}.get(answer.status_code, "yes")


def ask(service, actor, people, endpoint, method):
    made, folder = service
    who = people.get(actor.name)
    is_api = endpoint.startswith("api") or endpoint == "metrics.page"
    headers = {"Authorization": f"Bearer {who.token}"} if is_api and who else {}
    client = made.client(None if is_api or who is None else who.sender)
    if who and not is_api:
        with client.session_transaction() as session:
            session["signed_in_at"] = made.clock().isoformat()
    answer = client.open(address(made.app, endpoint), method=method, headers=headers)
    answer.close()
    if method != "GET":
        made.store.close()
        shutil.copy(folder / "untouched.db", folder / "exchange.db")
    return outcome(endpoint, answer, who)


def named(who):
    """The actors of an entry of the table, its groups spelled out."""
    groups = {"anyone": [actor.name for actor in ACTORS], **TABLE["groups"]}
    groups["members"] = [name for name in groups["anyone"] if name != "nobody"]
    spelled = [name for one in who for name in groups.get(one, [one])]
    return sorted(spelled, key=groups["anyone"].index)


def test_everybody_may_do_what_the_table_says_and_nothing_else(answers):
    found = {
        route: [name for name, got in given.items() if got == "yes"]
        for route, given in answers.items()
    }
    assert found == {route: named(who) for route, who in TABLE["may"].items()}


def test_who_is_not_known_is_asked_to_sign_in_and_who_may_not_is_told_no(answers):
    for route, given in answers.items():
        if ACCESS[route.partition(" ")[2]] is Open.SIGNED_IN_HALF:
            continue
        refused = {name: got for name, got in given.items() if got != "yes"}
        assert refused.pop("nobody", "sign in") == "sign in", route
        assert set(refused.values()) <= {"no", "not there"}, route


def test_every_address_asked_here_names_something_that_is_there(answers):
    """Who gets “not there” was let in, or learned nothing: either way it proves nothing."""
    assert {route for route, given in answers.items() if "not there" in given.values()} == NOT_THERE


def test_every_route_is_in_the_table_of_the_service(service):
    made, _ = service
    assert {rule.endpoint for rule in made.app.url_map.iter_rules()} == set(ACCESS)
