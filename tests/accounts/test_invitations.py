from datetime import UTC, datetime, timedelta

from exchange.accounts import disable, invite
from exchange.accounts.joining import Means, join
from exchange.core.people import Role
from exchange.storage import credentials, events, links, people, sessions, tokens

NOW = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)


def test_who_is_invited_is_added_with_the_role(store):
    person, _ = invite(store, "Ana@Example.org ", Role.COORDINATOR, "aruba", None, NOW)
    with store.reading() as connection:
        (held,) = people.assignments_of(connection, person.id, NOW)
    assert person.email == "ana@example.org"
    assert (held.role, held.reporter) == (Role.COORDINATOR, "aruba")


def test_the_link_of_an_invitation_works_for_14_days(store):
    person, token = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.reading() as connection:
        link = links.link_of(connection, token, "invitation")
    assert link.person == person.id
    assert link.works(NOW + timedelta(days=14) - timedelta(seconds=1))
    assert not link.works(NOW + timedelta(days=14))


def test_the_database_does_not_know_the_token(store):
    _, token = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM link").all()
    assert len(token) == 43
    assert token not in str(rows)


def test_a_new_invitation_takes_the_place_of_the_one_before(store):
    _, first = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    _, second = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.reading() as connection:
        assert not links.link_of(connection, first, "invitation").works(NOW)
        assert links.link_of(connection, second, "invitation").works(NOW)


def test_inviting_again_adds_nobody_and_no_second_assignment(store):
    first, _ = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    second, _ = invite(store, first, Role.READER, None, None, NOW)
    also, _ = invite(store, first, Role.APPROVER, "aruba", None, NOW)
    link_only, _ = invite(store, first, None, None, None, NOW)
    assert first == second == also == link_only
    with store.reading() as connection:
        roles = [held.role for held in people.assignments_of(connection, first.id)]
    assert roles == [Role.READER, Role.APPROVER]


def test_an_invitation_changes_nothing_until_its_link_is_used(store):
    person, _ = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        credentials.set_password(connection, person.id, "a hash")
    invite(store, person, Role.READER, None, None, NOW)
    with store.reading() as connection:
        assert credentials.credentials_of(connection, person.id).password_hash == "a hash"


def test_a_link_is_used_once(store):
    _, token = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        assert links.use(connection, token, NOW)
        assert not links.use(connection, token, NOW)


def test_a_closed_account_has_no_sessions_links_or_tokens(store):
    person, token = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        sessions.begin(connection, "a token", person.id, b"{}", NOW)
        tokens.add(connection, person.id, "a script", "mou_x", NOW)
    disable(store, person, NOW)
    with store.reading() as connection:
        assert people.person_of(connection, person.id).disabled_at == NOW
        assert sessions.session_of(connection, "a token") is None
        assert tokens.token_of(connection, "mou_x") is None
        assert not links.link_of(connection, token, "invitation").works(NOW)
        kinds = [event.kind for event in events.latest_events(connection, 9)]
    assert kinds == ["role-ended", "disabled", "invited"]


def test_an_invitation_opens_a_closed_account_again_without_what_opened_it_before(store):
    person, _ = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        credentials.set_password(connection, person.id, "a hash")
    disable(store, person, NOW)
    again, _ = invite(store, "ana@example.org", Role.READER, None, person, NOW)
    with store.reading() as connection:
        assert people.person_of(connection, person.id).disabled_at is None
        assert credentials.credentials_of(connection, person.id).password_hash is None
    assert again == person


def test_with_the_link_used_nothing_opens_the_account_that_did_before(store):
    person, token = invite(store, "ana@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        tokens.add(connection, person.id, "a program", "mou_before", NOW)
        reset = links.Link(person.id, links.RESET, NOW + timedelta(hours=1))
        links.add(connection, "a mailed link", reset, NOW)
        sessions.begin(connection, "a browser", person.id, b"{}", NOW)
    assert join(store, token, person, Means(password_hash="a hash"), NOW) == []
    with store.reading() as connection:
        assert tokens.token_of(connection, "mou_before") is None
        assert not links.link_of(connection, "a mailed link", links.RESET).works(NOW)
        assert sessions.session_of(connection, "a browser") is None


def closed_approver(store, closed_after=timedelta(days=1)):
    person, _ = invite(store, "ana@example.org", Role.APPROVER, "aruba", None, NOW)
    disable(store, person, NOW + closed_after)
    return person


def test_the_roles_of_a_closed_account_end_with_it(store):
    person = closed_approver(store)
    with store.reading() as connection:
        (ended,) = people.assignments_of(connection, person.id)
        happened = events.latest_events(connection, 1)
    assert ended.until == NOW + timedelta(days=1)
    assert [(each.kind, each.reporter) for each in happened] == [("role-ended", "aruba")]
    assert happened[0].details == {"by": None, "role": "approver"}


def test_who_is_invited_again_after_that_has_no_role_of_before(store):
    closed_approver(store)
    later = NOW + timedelta(days=2)
    person, _ = invite(store, "ana@example.org", Role.READER, None, None, later)
    with store.reading() as connection:
        held = people.assignments_of(connection, person.id, later)
    assert [each.role for each in held] == [Role.READER]


def test_a_role_of_this_very_instant_ends_as_well_and_can_be_given_anew(store):
    person = closed_approver(store, closed_after=timedelta(0))
    invite(store, person, Role.APPROVER, "aruba", None, NOW)
    with store.reading() as connection:
        first, anew = people.assignments_of(connection, person.id)
    assert not first.holds(NOW + timedelta(seconds=1))
    assert anew.holds(NOW + timedelta(seconds=1))
