"""The OpenAPI document: complete, valid, and kept."""

import pytest
import schemathesis

from exchange.core.people import Role
from exchange.web.access import ACCESS, Open
from tests.api.asking import program
from tests.api.fuzzing import ask_everything, listening, somebody


@pytest.fixture
def document(service):
    return service.client().get("/api/v1/openapi.json").json


def test_the_document_is_open_to_all_and_says_what_there_is(document):
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {
        "/api/v1/reporters",
        "/api/v1/codebook",
        "/api/v1/returns",
        "/api/v1/returns/{reporter}/{year}",
        "/api/v1/returns/{reporter}/{year}/attempts",
        "/api/v1/attempts/{attempt_id}",
        "/api/v1/attempts/{attempt_id}/explanations",
        "/api/v1/attempts/{attempt_id}/delivery",
        "/api/v1/comparison",
    }


def test_it_is_an_openapi_document(service):
    loaded = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", service.app)
    assert loaded.specification.version == "3.1.0"
    loaded.validate()


def test_every_operation_wants_a_token_and_a_role(service, document):
    assert document["security"] == [{"token": []}]
    rules = [rule for rule in service.app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    open_ = {rule.endpoint for rule in rules if isinstance(ACCESS[rule.endpoint], Open)}
    assert open_ == {"api-docs.openapi_json"}


def test_every_operation_says_how_it_may_be_refused(document):
    for path in document["paths"].values():
        for method in path.keys() & {"get", "post"}:
            assert path[method]["responses"].keys() >= {"401", "403", "422", "429", "500"}
            assert "default" not in path[method]["responses"]


def test_every_kind_of_problem_can_be_looked_up(service, document):
    asking = program(service, Role.READER)
    kind = asking.get("/reporters?page=0").json["type"]
    assert kind == f"{service_url(service)}/api/v1/openapi.json#/x-problems/not-understood"
    assert "not-understood" in document["x-problems"]


def service_url(service) -> str:
    return service.app.extensions["exchange"].service.public_url


def test_what_is_not_documented_does_not_happen(service):
    asking = somebody(service)
    with listening(service) as address:
        found = ask_everything(address, asking, examples=25)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "9 selected / 9 total" in found.stdout
