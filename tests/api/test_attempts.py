"""A workbook's way through the API: sent, judged, explained, delivered."""

import json
from io import BytesIO

import pytest

from exchange.core.people import Role
from exchange.storage import attempts
from exchange.submissions.apart import Readers
from exchange.submissions.apart.readers import ReadersBusy
from tests.api.asking import SAMPLES, XLSX, Program, doubtful, is_problem, program
from tests.web.running import running

KEYS = {
    *("id", "file", "sha256", "verdict", "codebook", "reporter", "year"),
    *("findings", "observations"),
}
JSON = "application/json"
ARUBA = (SAMPLES / "aruba-2019.xlsx").read_bytes()


@pytest.fixture
def aruba(service) -> Program:
    return program(service, Role.COORDINATOR, "aruba")


@pytest.fixture
def sint(service) -> Program:
    return program(service, Role.COORDINATOR, "sint-maarten")


def test_a_workbook_gets_its_verdict_and_an_address(aruba):
    answer = aruba.send("aruba", 2019)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/attempts/{answer.json['id']}"
    assert answer.json.keys() == KEYS
    assert (answer.json["file"], answer.json["reporter"]) == ("aruba-2019.xlsx", "aruba")
    assert answer.json["observations"][0]["offence"] == "trafficking"
    assert aruba.get(answer.headers["Location"].removeprefix("/api/v1")).json == answer.json


def test_it_can_come_as_a_form_too(aruba):
    sent = {"file": (BytesIO(ARUBA), "by-hand.xlsx")}
    answer = aruba.post("/returns/aruba/2019/attempts", data=sent)
    assert (answer.status_code, answer.json["file"]) == (201, "by-hand.xlsx")


def test_what_came_in_by_a_program_is_kept_as_that(service, aruba):
    id_ = aruba.send("aruba", 2019).json["id"]
    with service.store.reading() as connection:
        assert attempts.attempt_of(connection, id_).channel.value == "api"
        assert attempts.file_of(connection, id_) == ARUBA


def test_no_workbook_at_all_is_a_verdict_too(aruba):
    answer = aruba.send("aruba", 2019, b"not a workbook")
    assert answer.status_code == 201
    assert (answer.json["verdict"], answer.json["codebook"]) == ("unreadable", None)


def test_the_form_of_another_reporter_is_refused_and_not_kept(service, aruba):
    other = (SAMPLES / "curacao-2018.xlsx").read_bytes()
    answer = aruba.send("aruba", 2019, other)
    assert is_problem(answer, 422, "not-this-return")
    assert (answer.json["reporter"], answer.json["year"]) == ("curacao", 2018)
    with service.store.reading() as connection:
        assert attempts.attempts_for(connection, "aruba", 2019) == []


@pytest.mark.parametrize("year", [2010, 2027, 9999])
def test_there_are_years_that_nobody_asks_for(aruba, year):
    assert is_problem(aruba.send("aruba", year, ARUBA), 404)


def test_there_is_no_such_reporter(aruba):
    assert is_problem(aruba.send("atlantis", 2019, ARUBA), 404)


def test_a_workbook_may_be_larger_than_other_bodies(aruba):
    large = b"x" * 200_000
    assert aruba.send("aruba", 2019, large).json["verdict"] == "unreadable"
    sent = {"file": (BytesIO(large + b"y"), "large.xlsx")}
    assert aruba.post("/returns/aruba/2018/attempts", data=sent).status_code == 201


def test_other_types_are_not_taken(aruba):
    answer = aruba.post("/returns/aruba/2019/attempts", data=b"a,b", content_type="text/csv")
    assert is_problem(answer, 415)


@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"", "content_type": XLSX},
        {"data": {"file": "no file"}, "content_type": "multipart/form-data"},
        {"data": {"other": (BytesIO(ARUBA), "a.xlsx")}},
        {"data": {"file": (BytesIO(ARUBA), "a.xlsx"), "year": "2019"}},
        {"data": {"file": [(BytesIO(ARUBA), "a.xlsx"), (BytesIO(ARUBA), "b.xlsx")]}},
    ],
)
def test_one_workbook_is_expected_and_nothing_else(aruba, sent):
    answer = aruba.post("/returns/aruba/2019/attempts", **sent)
    assert is_problem(answer, 422, "not-understood")
    assert "body" in answer.json["errors"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(service, aruba):
    most = service.desk.readers.limits.file_bytes
    unread = Unread(bytes(most + 1))
    answer = aruba.post("/returns/aruba/2019/attempts", content_type=XLSX, input_stream=unread)
    assert is_problem(answer, 413)


class Unread(BytesIO):
    def read(self, *_):
        raise AssertionError("the body was read")

    readinto = readline = read


def test_where_no_reader_is_free_the_same_request_works_later(tmp_path):
    with Readers() as readers, running(tmp_path, readers) as service:
        readers.close()
        answer = program(service, Role.COORDINATOR, "aruba").send("aruba", 2019)
        assert is_problem(answer, 503, "readers-busy")
        assert answer.headers["Retry-After"] == "30"
        assert ReadersBusy.__name__ not in answer.text


def test_sentences_are_in_the_language_that_is_asked_for(aruba):
    id_ = aruba.send("aruba", 2019, b"not a workbook").json["id"]
    english = aruba.get(f"/attempts/{id_}").json
    dutch = aruba.get(f"/attempts/{id_}", {"Accept-Language": "nl"}).json
    assert english["findings"][0]["code"] == dutch["findings"][0]["code"]
    assert english["findings"][0]["message"] != dutch["findings"][0]["message"]


def test_what_is_explained_is_accepted_then(sint):
    attempt = doubtful(sint).json
    assert attempt["verdict"] == "needs-explanation"
    answer = sint.explain_all(attempt)
    assert (answer.status_code, answer.json["verdict"]) == (200, "accepted")
    assert {each["explanation"] for each in answer.json["findings"]} >= {"As published."}
    assert sint.get(f"/attempts/{attempt['id']}").json == answer.json


def test_a_cells_name_is_enough_to_explain_all_its_warnings(sint):
    attempt = doubtful(sint).json
    names = {each["name"] for each in attempt["findings"] if each["severity"] == "warning"}
    said = dict.fromkeys(names, "As published.")
    answer = sint.post(f"/attempts/{attempt['id']}/explanations", json=said)
    assert answer.json["verdict"] == "accepted"


def test_what_was_never_asked_cannot_be_explained_and_nothing_is_kept(sint):
    attempt = doubtful(sint).json
    name = next(each["name"] for each in attempt["findings"] if each["severity"] == "warning")
    said = {name: "As published.", "trafficking_dragons": "There were none."}
    answer = sint.post(f"/attempts/{attempt['id']}/explanations", json=said)
    assert is_problem(answer, 409, "not-asked")
    assert answer.json["unknown"] == [{"name": "trafficking_dragons", "code": None}]
    assert sint.get(f"/attempts/{attempt['id']}").json == attempt


@pytest.mark.parametrize(
    "said",
    [
        *({}, [], "text", 7, None, {"name": 7}, {"name": ""}, {"name": "123"}, {"name": "a" * 501}),
        *({"name": "bell \x07"}, {"name": "half \ud800"}, [{"name": "x", "text": "No code."}]),
        *([{"name": "x", "code": "y", "text": "z", "more": 1}], [[]], [None]),
    ],
)
def test_explanations_are_sentences(sint, said):
    id_ = doubtful(sint).json["id"]
    answer = sint.post(f"/attempts/{id_}/explanations", data=json.dumps(said), content_type=JSON)
    assert is_problem(answer, 422, "not-understood")
    assert "body" in answer.json["errors"]


def test_explanations_are_json(sint):
    path = f"/attempts/{doubtful(sint).json['id']}/explanations"
    assert is_problem(sint.post(path, data="{", content_type=JSON), 400)
    assert is_problem(sint.post(path, data="[" * 60_000, content_type=JSON), 400)
    assert is_problem(sint.post(path, data=" " * 70_000, content_type=JSON), 413)
    assert is_problem(sint.post(path, data="name=text", content_type="text/plain"), 415)


def test_an_accepted_attempt_is_delivered_once(sint):
    attempt = doubtful(sint).json
    sint.explain_all(attempt)
    first = sint.post(f"/attempts/{attempt['id']}/delivery")
    again = sint.post(f"/attempts/{attempt['id']}/delivery")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json["state"] == "released"
    assert (first.json["number"], first.json["receipt"]) == (1, "sint-maarten-2016-1")


def test_a_delivery_sends_its_receipt_once_and_no_figure(service, sint):
    attempt = doubtful(sint).json
    sint.explain_all(attempt)
    for _ in range(2):
        sint.post(f"/attempts/{attempt['id']}/delivery")
    (letter,) = service.letters
    assert "sint-maarten-2016-1" in letter.subject + letter.text
    assert letter.address == sint.who.person.email


def test_where_somebody_approves_it_waits(service, sint):
    service.person(Role.APPROVER, "sint-maarten")
    attempt = doubtful(sint).json
    sint.explain_all(attempt)
    assert sint.post(f"/attempts/{attempt['id']}/delivery").json["state"] == "waiting"
    assert sint.get("/returns").json["total"] == 0
    assert is_problem(sint.get("/returns/sint-maarten/2016"), 404)


def test_what_is_not_ready_is_not_delivered_and_says_why(sint):
    attempt = doubtful(sint).json
    answer = sint.post(f"/attempts/{attempt['id']}/delivery")
    assert is_problem(answer, 409, "not-ready")
    warnings = [each for each in attempt["findings"] if each["severity"] == "warning"]
    assert answer.json["findings"] == warnings


def test_what_is_delivered_is_not_explained_any_more(sint):
    attempt = doubtful(sint).json
    sint.explain_all(attempt)
    sint.post(f"/attempts/{attempt['id']}/delivery")
    assert is_problem(sint.explain_all(attempt), 409, "not-asked")


@pytest.mark.parametrize("id_", [0, 99, 2**63, "x"])
def test_there_is_no_such_attempt(sint, id_):
    assert is_problem(sint.get(f"/attempts/{id_}"), 404)
