from io import BytesIO

import pytest

from exchange.accounts import tokens
from exchange.core.people import Role


def test_who_is_not_signed_in_is_sent_to_sign_in(service):
    answer = service.client().get("/?a=b")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/?a%3Db"


@pytest.mark.parametrize(
    "file, page",
    [
        ("/returns/aruba/2019/form?language=nl", "/returns/aruba/2019"),
        ("/meetings/1.ics", "/meetings/1"),
        ("/attempts/1/marked", "/attempts/1"),
    ],
)
def test_who_came_for_a_file_is_led_to_the_page_that_offers_it(service, file, page):
    assert service.client().get(file).location == f"/sign-in?next={page}"


def test_the_service_says_that_it_lives_and_can_work(service):
    client = service.client()
    assert client.get("/healthz").text == client.get("/readyz").text == "ok\n"


def test_a_page_that_is_not_there_says_so_with_the_protecting_headers(service):
    answer = service.client(service.person(Role.READER)).get("/nothing")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_years_and_numbers_that_cannot_be_are_no_pages(service):
    client = service.client(service.person(Role.COORDINATOR, "curacao"))
    assert client.get("/returns/curacao/1999").status_code == 404
    assert client.get("/returns/curacao/99999").status_code == 404
    assert client.get(f"/attempts/{2**70}").status_code == 404


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_with_a_character_that_no_database_keeps_is_refused(service, kind):
    client = service.client(service.person(Role.READER))
    answer = client.post("/language", data={"language": "nl\0"}, content_type=kind)
    assert answer.status_code == 400


def test_a_file_may_hold_any_character(service):
    client = service.client(service.person(Role.READER))
    sent = {"language": "nl", "file": (BytesIO(b"PK\0"), "return.xlsx")}
    assert client.post("/language", data=sent).status_code == 302


def test_monitoring_reads_the_counts_with_a_token_of_the_operator(service):
    operator = service.person(Role.OPERATOR)
    service.client().get("/healthz")
    token = tokens.make(service.store, operator.person, "monitoring", service.clock())
    answer = service.client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.content_type.startswith("text/plain")
    line = 'exchange_answers_total{endpoint="health.live",method="GET",status="200"} 1.0'
    assert line in answer.text.splitlines()


def test_monitoring_is_nobody_elses(service):
    reader = service.person(Role.READER)
    assert service.client().get("/metrics").status_code in {302, 401}
    token = tokens.make(service.store, reader.person, "curious", service.clock())
    answer = service.client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
