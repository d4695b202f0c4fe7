import threading
from datetime import timedelta

import pytest
from sqlalchemy import event

from exchange.accounts import disable
from exchange.core.people import Role
from exchange.storage import people, sessions
from tests.web.entering import (
    EMAIL,
    ORIGIN,
    PASSWORD,
    code_of,
    half_in,
    hash_quickly,
    invited,
    is_in,
    joined,
)
from tests.web.running import running


@pytest.fixture
def service(tmp_path, readers, monkeypatch):
    hash_quickly(monkeypatch)
    with running(tmp_path, readers, public_url=ORIGIN) as made:
        yield made


def cookie(browser):
    found = browser.get_cookie("exchange")
    return found.value if found else None


def with_cookie(service, token):
    browser = service.client()
    browser.set_cookie("exchange", token)
    return browser


def rows(service):
    with service.store.reading() as connection:
        return connection.exec_driver_sql("SELECT token_hash, person_id FROM session").all()


def test_the_database_knows_only_the_hash_of_a_token(service):
    token = cookie(joined(service).browser)
    assert len(token) >= 43
    assert [row.token_hash for row in rows(service)] == [sessions.hashed(token)]


def test_a_token_that_nobody_gave_out_is_never_taken_over(service):
    browser = with_cookie(service, "chosen-by-somebody-else")
    browser.post("/language", data={"language": "nl"})
    assert cookie(browser) != "chosen-by-somebody-else"


def test_the_token_is_new_at_the_password_and_at_the_second_factor(service):
    who = joined(service)
    browser = service.client()
    browser.post("/language", data={"language": "en"})
    seen = [cookie(browser)]
    browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    seen.append(cookie(browser))
    browser.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    seen.append(cookie(browser))
    assert len(set(seen)) == 3
    for before in seen[:2]:
        assert not is_in(with_cookie(service, before))
    assert is_in(with_cookie(service, seen[2]))


def test_the_language_chosen_goes_along_and_nothing_else(service):
    _, token = invited(service)
    browser = service.client()
    browser.post("/language", data={"language": "nl"})
    browser.post(f"/welcome/{token}", data={"name": "Ana"})
    joined(service, "ben@example.org")
    browser.post("/sign-in", data={"email": "ben@example.org", "password": PASSWORD})
    with browser.session_transaction() as session:
        assert set(session) == {"language", "half"}


def test_signing_out_ends_the_session_for_whoever_has_the_token(service):
    browser = joined(service).browser
    token = cookie(browser)
    assert browser.post("/sign-out").location == "/sign-in"
    assert not is_in(browser)
    assert not is_in(with_cookie(service, token))
    assert sessions.hashed(token) not in [row.token_hash for row in rows(service)]


def test_behind_tls_the_cookie_is_bound_to_the_host_and_can_be_removed(tmp_path, readers):
    with running(tmp_path, readers, public_url="https://exchange.example.org") as service:
        browser = service.client(service.person(Role.READER))
        answer = browser.post("/sign-out", base_url="https://exchange.example.org")
        said = answer.headers["Set-Cookie"]
        assert said.startswith("__Host-exchange=;")
        for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Expires="):
            assert part in said
        assert "Domain" not in said


def test_an_idle_session_ends_after_an_hour(service):
    browser = joined(service).browser
    service.clock.passes(minutes=59)
    assert is_in(browser)
    service.clock.passes(minutes=59)
    assert is_in(browser)
    service.clock.passes(minutes=60, seconds=1)
    assert not is_in(browser)


def test_a_session_in_use_ends_after_twelve_hours(service):
    browser = joined(service).browser
    for _ in range(14):
        service.clock.passes(minutes=50)
        is_in(browser)
    service.clock.passes(minutes=19)
    assert is_in(browser)
    service.clock.passes(minutes=1)
    assert not is_in(browser)
    assert sessions.hashed(cookie(browser) or "") not in [r.token_hash for r in rows(service)]


def test_a_session_ends_at_once_where_the_account_is_closed(service):
    who = joined(service)
    disable(service.store, who.person, service.clock())
    assert not is_in(who.browser)
    assert rows(service) == []


def test_a_role_that_ended_opens_nothing_in_a_session_that_goes_on(service):
    sender = service.person(Role.COORDINATOR, "curacao")
    browser = service.client(sender)
    assert browser.get("/comparison").status_code == 200
    with service.store.writing() as connection:
        people.end_assignment(connection, sender.assignment.id, service.clock())
    assert browser.get("/comparison").status_code == 403


def test_another_password_ends_every_other_session(service):
    who = joined(service)
    other = half_in(service)
    other.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    half = half_in(service)
    given = {"current": PASSWORD, "password": "kast fiets wolk brood"}
    assert who.browser.post("/account/password", data=given).location == "/account"
    assert is_in(who.browser)
    assert not is_in(other)
    assert half.get("/sign-in/second").location == "/sign-in"


def test_signing_out_everywhere_ends_every_session(service):
    who = joined(service)
    other = half_in(service)
    other.post("/sign-in/second", data={"code": code_of(service, who.secret)})
    assert who.browser.post("/account/sessions").location == "/sign-in"
    assert not is_in(who.browser)
    assert not is_in(other)


def test_a_session_that_ended_under_a_request_does_not_come_back(service):
    """The request began before the account was closed, and writes its session after it."""
    who = joined(service)
    begun, closed = threading.Event(), threading.Event()

    def wait(answer):
        begun.set()
        closed.wait(10)
        return answer

    service.app.after_request_funcs.setdefault(None, []).append(wait)
    given = {"data": {"language": "nl"}}
    slow = threading.Thread(target=who.browser.post, args=("/language",), kwargs=given)
    slow.start()
    begun.wait(10)
    disable(service.store, who.person, service.clock())
    closed.set()
    slow.join()
    assert rows(service) == []


def test_who_is_asking_costs_one_connection_and_three_statements(service):
    browser = joined(service).browser
    begun, asked = [], []
    event.listen(service.store.engine, "begin", begun.append)

    def count(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(service.store.engine, "before_cursor_execute", count)
    browser.get("/account/recovery-codes")
    of_the_page = 1
    assert len(begun) == 1 + of_the_page
    assert len([each for each in asked if each.startswith("SELECT")]) == 3 + of_the_page


def test_what_is_no_page_asks_the_database_for_nobody(service):
    browser = joined(service).browser
    begun = []
    event.listen(service.store.engine, "begin", begun.append)
    with browser.get("/static/exchange.css") as answer:
        assert answer.status_code == 200
    assert browser.get("/healthz").status_code == 200
    assert begun == []


def test_a_page_that_changes_nothing_writes_at_most_once_a_minute(service):
    browser = joined(service).browser
    browser.get("/account")
    written = []

    def count(_connection, _cursor, statement, *_):
        if statement.startswith(("UPDATE", "INSERT", "DELETE")):
            written.append(statement)

    event.listen(service.store.engine, "before_cursor_execute", count)
    for _ in range(3):
        browser.get("/account/recovery-codes/file")
    assert written == []
    service.clock.passes(minutes=2)
    browser.get("/account/recovery-codes/file")
    browser.get("/account/recovery-codes/file")
    assert len(written) == 1


def test_answers_say_that_they_depend_on_who_asks(service):
    assert "Cookie" in joined(service).browser.get("/account").headers["Vary"]


def test_idle_sessions_are_forgotten(service):
    joined(service)
    with service.store.writing() as connection:
        sessions.forget_idle(connection, service.clock() + timedelta(seconds=1))
    assert rows(service) == []
