"""What is released, for everybody who sees figures."""

import json

import pytest

from exchange.core.people import Role
from tests.api.asking import is_problem, program, released
from tests.web.running import START


@pytest.fixture
def reader(service):
    return program(service, Role.READER)


def test_the_reporters_come_in_the_order_of_the_code_book(service, reader):
    told = reader.get("/reporters").json
    assert [each["slug"] for each in told["items"]] == list(service.desk.codebook.reporters)
    assert (told["page"], told["page_size"], told["total"]) == (1, 100, 5)
    curacao = next(each for each in told["items"] if each["slug"] == "curacao")
    assert (curacao["area"], curacao["zone"]) == ("CW", "America/Curacao")
    assert curacao["labels"]["nl"] == "Curaçao"


def test_a_list_comes_a_page_at_a_time(reader):
    answer = reader.get("/reporters?page=2&page_size=2")
    assert len(answer.json["items"]) == 2
    assert answer.json["total"] == 5
    assert answer.headers["Link"] == (
        '</api/v1/reporters?page=1&page_size=2>; rel="first", '
        '</api/v1/reporters?page=1&page_size=2>; rel="prev", '
        '</api/v1/reporters?page=3&page_size=2>; rel="next", '
        '</api/v1/reporters?page=3&page_size=2>; rel="last"'
    )


def test_behind_the_last_page_there_is_an_empty_one(reader):
    answer = reader.get("/reporters?page=9")
    assert answer.json["items"] == []
    assert 'page=1&page_size=100>; rel="prev"' in answer.headers["Link"]
    assert "next" not in answer.headers["Link"]


@pytest.mark.parametrize(
    "query, name",
    [
        *(("page=0", "page"), ("page=1_0", "page"), ("page=%2010", "page"), ("page=", "page")),
        *(("page_size=101", "page_size"), ("sort=slug", "sort"), ("page=1&page=2", "page")),
    ],
)
def test_what_is_not_documented_cannot_be_asked(reader, query, name):
    answer = reader.get(f"/reporters?{query}")
    assert is_problem(answer, 422, "not-understood")
    assert name in answer.json["errors"]["query"]


def test_the_code_book_is_that_of_the_command(reader):
    told = reader.get("/codebook").json
    assert told["reporters"]["aruba"]["area"] == "AW"
    assert "findings" in told


def test_released_returns_are_listed_by_reporter_and_year(service, reader):
    released(service, "curacao", 2018, 2019)
    released(service, "aruba", 2019)
    told = reader.get("/returns").json["items"]
    assert [(each["reporter"], each["year"]) for each in told] == [
        *(("aruba", 2019), ("curacao", 2018), ("curacao", 2019)),
    ]
    assert told[1]["released_at"] == START.isoformat()
    assert len(told[1]["content_sha256"]) == 64


def test_they_can_be_asked_for_by_reporter_and_by_year(service, reader):
    released(service, "curacao", 2018, 2019)
    released(service, "aruba", 2019)
    assert reader.get("/returns?reporter=curacao").json["total"] == 2
    assert reader.get("/returns?year=2019").json["total"] == 2
    (one,) = reader.get("/returns?reporter=aruba&year=2019").json["items"]
    assert (one["reporter"], one["number"]) == ("aruba", 1)
    assert reader.get("/returns?reporter=sint-maarten").json["total"] == 0
    assert is_problem(reader.get("/returns?reporter=atlantis"), 404)


def test_one_return_comes_with_its_figures_and_without_its_file(service, reader):
    released(service, "curacao", 2019)
    told = reader.get("/returns/curacao/2019").json
    assert told["number"] == 1
    keys = {"offence", "figure", "breakdown", "category", "value", "status", "basis", "note"}
    assert all(each.keys() == keys for each in told["observations"])
    first = [each["figure"] for each in told["observations"] if each["offence"] == "trafficking"]
    figures = list(service.desk.codebook.figures)
    assert sorted(first, key=figures.index) == first


def test_it_can_be_had_as_it_was_known_at_an_instant(service, reader):
    before = service.clock().isoformat().replace("+00:00", "-00:01")
    released(service, "curacao", 2019)
    assert is_problem(reader.get("/returns/curacao/2019?as_of=2026-05-12T14:29:00Z"), 404)
    assert is_problem(reader.get("/returns/curacao/2019?as_of=0300-01-01T00:00:00Z"), 404)
    assert reader.get(f"/returns/curacao/2019?as_of={before}").status_code == 200


@pytest.mark.parametrize("at", ["2026-05-12", "2026-05-12T14:30:00", "today", "", "99"])
def test_an_instant_has_an_offset(reader, at):
    answer = reader.get(f"/comparison?as_of={at}")
    assert is_problem(answer, 422, "not-understood")
    assert "as_of" in answer.json["errors"]["query"]


@pytest.mark.parametrize(
    "at, total", [("0001-01-01T00:00:00%2B23:59", 0), ("9999-12-31T23:59:59-23:59", 1)]
)
def test_the_ends_of_time_are_instants_too(service, reader, at, total):
    released(service, "curacao", 2019)
    told = reader.get(f"/comparison?as_of={at}").json
    assert len(told["years"]) == total


def test_the_comparison_is_json_unless_asked_otherwise(service, reader):
    released(service, "curacao", 2018, 2019)
    answer = reader.get("/comparison")
    assert answer.mimetype == "application/json"
    assert answer.json["stamp"]["content_sha256"] == answer.headers["X-Content-SHA256"]
    assert answer.json["years"] == [2018, 2019]


@pytest.mark.parametrize("years, found", [("2019", [2019]), ("2018-2019", [2018, 2019])])
def test_it_can_be_of_some_years(service, reader, years, found):
    released(service, "curacao", 2017, 2018, 2019)
    assert reader.get(f"/comparison?years={years}").json["years"] == found


@pytest.mark.parametrize("query", ["years=2018-", "years=18", "years=2018,2019", "format=pdf"])
def test_other_years_and_formats_are_refused(reader, query):
    assert is_problem(reader.get(f"/comparison?{query}"), 422, "not-understood")


@pytest.mark.parametrize(
    "format_, mimetype, begin",
    [
        ("csv", "text/csv", b""),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("sdmx-csv", "application/vnd.sdmx.data+csv", b"STRUCTURE"),
        ("json", "application/json", b"{"),
    ],
)
def test_formats_are_asked_for_by_name_or_by_header(service, reader, format_, mimetype, begin):
    released(service, "curacao", 2019)
    by_name = reader.get(f"/comparison?format={format_}")
    by_header = reader.get("/comparison", {"Accept": f"{mimetype}, text/html;q=0.5"})
    assert by_name.mimetype == by_header.mimetype == mimetype
    assert by_name.data == by_header.data
    assert by_name.data.lstrip(b"\xef\xbb\xbf").startswith(begin)


def test_other_formats_there_are_none(reader):
    assert is_problem(reader.get("/comparison", {"Accept": "image/png"}), 406)


def test_who_has_it_already_is_not_sent_it_again(service, reader):
    released(service, "curacao", 2019)
    first = reader.get("/comparison")
    again = reader.get("/comparison", {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    released(service, "aruba", 2019)
    changed = reader.get("/comparison", {"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["X-Content-SHA256"] != first.headers["X-Content-SHA256"]


def test_what_is_not_released_is_in_no_answer(service, reader):
    service.person(Role.APPROVER, "curacao")
    released(service, "curacao", 2019)
    assert reader.get("/returns").json["items"] == []
    assert is_problem(reader.get("/returns/curacao/2019"), 404)
    assert reader.get("/comparison").json["observations"] == []


def test_a_fault_of_ours_has_a_reference_and_no_more(service, reader):
    with service.store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE publication")
    answer = reader.get("/comparison")
    assert is_problem(answer, 500, "fault")
    assert answer.json["reference"] in answer.json["detail"]
    assert "publication" not in json.dumps(answer.json)


def test_an_address_that_is_none_is_a_problem_too(service):
    answer = service.client().get("/api/v1/nothing")
    assert is_problem(answer, 404)
    wrong = service.client().delete("/api/v1/reporters")
    assert is_problem(wrong, 405)
    assert "GET" in wrong.headers["Allow"]
