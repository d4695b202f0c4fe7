"""Who may ask what: only a token that works, and no more than its owner may."""

import pytest

from exchange.accounts import disable, tokens
from exchange.core.people import Role
from exchange.storage import tokens as kept
from tests.api.asking import is_problem, program


def test_without_a_token_nobody_is_let_in(service):
    answer = service.client().get("/api/v1/reporters")
    assert is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="mou-exchange"'


def test_a_browser_that_is_signed_in_is_nobody_to_the_api(service):
    client = service.client(service.person(Role.COORDINATOR, "aruba"))
    assert client.get("/definitions").status_code == 200
    assert is_problem(client.get("/api/v1/reporters"), 401)
    assert is_problem(client.post("/api/v1/returns/aruba/2019/attempts"), 401)


def test_a_wrong_token_is_told_to_be_one(service):
    asking = program(service, Role.READER)
    asking.token = asking.token[:-1] + "!"
    answer = asking.get("/reporters")
    assert is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].endswith('error="invalid_token"')


def test_a_token_in_another_scheme_lets_nobody_in(service):
    asking = program(service, Role.READER)
    answer = asking.get("/reporters", {"Authorization": f"Token {asking.token}"})
    assert is_problem(answer, 401)


def test_a_token_that_was_revoked_works_no_longer(service):
    asking = program(service, Role.READER)
    assert asking.get("/reporters").status_code == 200
    with service.store.reading() as connection:
        (token,) = kept.tokens_of(connection, asking.who.person.id)
    tokens.revoke(service.store, asking.who.person, token.id, service.clock())
    assert is_problem(asking.get("/reporters"), 401)


def test_the_token_of_an_account_that_was_disabled_works_no_longer(service):
    asking = program(service, Role.READER)
    disable(service.store, asking.who.person, service.clock())
    assert is_problem(asking.get("/reporters"), 401)


def test_it_is_kept_that_a_token_is_in_use(service):
    asking = program(service, Role.READER)
    service.clock.passes(days=1)
    asking.get("/reporters")
    with service.store.reading() as connection:
        (token,) = kept.tokens_of(connection, asking.who.person.id)
    assert token.used_at == service.clock()


@pytest.mark.parametrize("path", ["/returns", "/returns/aruba/2019", "/comparison"])
def test_who_sees_no_figures_on_pages_gets_none_here(service, path):
    assert is_problem(program(service, Role.OPERATOR).get(path), 403)


def test_a_reader_sends_no_workbook(service):
    assert is_problem(program(service, Role.READER).send("aruba", 2019), 403)


def test_nobody_sends_a_workbook_for_another_reporter(service):
    assert is_problem(program(service, Role.COORDINATOR, "curacao").send("aruba", 2019), 403)


@pytest.mark.parametrize("what", ["", "/explanations", "/delivery"])
def test_an_attempt_is_its_reporters_alone(service, what):
    own = program(service, Role.COORDINATOR, "aruba")
    attempt = own.send("aruba", 2019).json
    for role, reporter in ((Role.COORDINATOR, "curacao"), (Role.READER, None)):
        other = program(service, role, reporter)
        ask = other.post if what else other.get
        answer = ask(f"/attempts/{attempt['id']}{what}")
        assert is_problem(answer, 403)
        assert "aruba" not in answer.text


def test_the_secretariat_sees_the_attempts_that_it_made(service):
    asking = program(service, Role.SECRETARIAT)
    attempt = asking.send("aruba", 2019).json
    assert asking.get(f"/attempts/{attempt['id']}").json == attempt


def test_who_asks_too_much_is_told_when_to_go_on(service):
    service.app.config["API_PER_MINUTE"] = 2
    asking = program(service, Role.READER)
    assert [asking.get("/codebook").status_code for _ in range(2)] == [200, 200]
    answer = asking.get("/codebook")
    assert is_problem(answer, 429, "too-many-requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert program(service, Role.OPERATOR).get("/codebook").status_code == 200
