"""What counts once counts once, also for two who come at the same instant; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from exchange.accounts import codes, invite, own
from exchange.core.people import Role
from exchange.storage import credentials, links, passkeys
from exchange.storage.passkeys import Passkey

NOW = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)


@pytest.fixture
def person(store):
    return invite(store, "ana@example.org", Role.READER, None, None, NOW)[0]


def both_at_once(store, act):
    """What two give who do the same at the same instant."""
    ready = Barrier(2)

    def one(_number):
        ready.wait(10)
        with store.writing() as connection:
            return act(connection)

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


def a_passkey(person, credential=b"one", label="phone"):
    return Passkey(credential, person.id, b"a key", 5, label, NOW)


def test_a_code_of_the_app(store, person):
    with store.writing() as connection:
        credentials.set_totp(connection, person.id, codes.new_secret(), step=100)
        assert not credentials.take_step(connection, person.id, 100)
        assert not credentials.take_step(connection, person.id, 99)

    def take(connection):
        return credentials.take_step(connection, person.id, 101)

    assert both_at_once(store, take) == [False, True]


def test_a_recovery_code(store, person):
    with store.writing() as connection:
        code = codes.new_codes(connection, person.id)[0]

    def take(connection):
        return codes.accepts(connection, person.id, code, NOW) is not None

    assert both_at_once(store, take) == [False, True]
    with store.reading() as connection:
        assert credentials.codes_left(connection, person.id) == 9


def test_a_recovery_code_is_its_owners_alone(store, person):
    other, _ = invite(store, "ben@example.org", Role.READER, None, None, NOW)
    with store.writing() as connection:
        code = codes.new_codes(connection, person.id)[0]
        assert codes.accepts(connection, other.id, code, NOW) is None


def test_a_link(store, person):
    _, token = invite(store, person, None, None, None, NOW)

    def use(connection):
        return links.use(connection, token, NOW)

    assert both_at_once(store, use) == [False, True]


def test_an_answer_of_a_passkey(store, person):
    with store.writing() as connection:
        passkeys.add(connection, a_passkey(person))
        seen = passkeys.passkey_of(connection, b"one")

    def use(connection):
        return passkeys.used(connection, seen, 6, NOW)

    assert both_at_once(store, use) == [False, True]


def test_of_the_last_two_passkeys_one_stays_whoever_removes_them_at_once(store, person):
    for credential in (b"one", b"two"):
        own.add_passkey(store, a_passkey(person, credential), NOW)
    ready = Barrier(2)

    def remove(credential):
        ready.wait(10)
        try:
            own.remove_passkey(store, person, credential, NOW)
        except own.LastMeans:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, (b"one", b"two"))) == [False, True]
    with store.reading() as connection:
        assert len(passkeys.passkeys_of(connection, person.id)) == 1


def test_a_password_hashed_anew_never_undoes_a_change(store, person):
    with store.writing() as connection:
        credentials.set_password(connection, person.id, "changed meanwhile")
        credentials.rehash(connection, person.id, "as it was read", "as it was, hashed anew")
        kept = credentials.credentials_of(connection, person.id)
    assert kept.password_hash == "changed meanwhile"


def test_a_link_is_over_at_its_time(store, person):
    _, token = invite(store, person, None, None, None, NOW)
    with store.writing() as connection:
        assert not links.use(connection, token, NOW + timedelta(days=14))


def test_the_id_of_a_passkey(store, person):
    def add(connection):
        return passkeys.add(connection, a_passkey(person))

    assert both_at_once(store, add) == [False, True]
    with store.writing() as connection:
        assert passkeys.add(connection, a_passkey(person, b"another"))
        assert not passkeys.add(connection, a_passkey(person, b"one"))
    with store.reading() as connection:
        assert len(passkeys.passkeys_of(connection, person.id)) == 2
