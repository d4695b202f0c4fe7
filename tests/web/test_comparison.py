import io
import json
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from exchange.core.people import Role
from tests.compare.reading import FRONT, texts
from tests.web.delivering import delivered


@pytest.fixture
def filled(service):
    for reporter in ("curacao", "aruba"):
        sender = service.person(Role.COORDINATOR, reporter)
        for year in (2018, 2019):
            delivered(service, sender, reporter, year)
    return service


@pytest.fixture
def reader(filled):
    return filled.client(filled.person(Role.READER))


def test_the_page_shows_the_latest_year_and_its_files(reader):
    page = reader.get("/comparison").text
    assert "Comparison 2019" in page
    assert "/comparison/xlsx" in page


def test_before_anything_is_released_the_page_says_so(service):
    page = service.client(service.person(Role.READER)).get("/comparison").text
    assert "No return is released yet" in page


def test_as_known_on_a_day_before_the_first_release_there_is_nothing(reader):
    page = reader.get("/comparison?as_of=2026-05-01").text
    assert "On 1 May 2026 no return was released yet" in page


def test_the_same_figures_give_the_same_file_whoever_asks_and_whenever(service, reader):
    first = reader.get("/comparison/xlsx")
    service.clock.passes(days=1)
    later = service.client(service.person(Role.SECRETARIAT))
    again = later.get("/comparison/xlsx")
    assert first.data == again.data
    assert first.headers["Content-Disposition"].startswith("attachment")
    known = later.get("/comparison/xlsx", headers={"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304


def test_a_file_can_be_had_again_after_the_figures_changed(service, reader):
    before = reader.get("/comparison/json")
    service.clock.passes(days=2)
    sender = service.person(Role.COORDINATOR, "sint-maarten")
    delivered(service, sender, "sint-maarten", 2019)
    stamp = json.loads(before.data)["stamp"]
    later = service.client(service.person(Role.SECRETARIAT))
    assert later.get("/comparison/json").data != before.data
    assert later.get(f"/comparison/files/{stamp['content_sha256']}.json").data == before.data
    day = (service.clock() - timedelta(days=1)).date()
    assert later.get(f"/comparison/json?as_of={day}").data == before.data


@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "sdmx-csv"])
def test_every_format_says_for_whom_and_of_which_content(form, reader):
    stamp = json.loads(reader.get("/comparison/json").data)["stamp"]
    content = reader.get(f"/comparison/{form}").data
    if form == "xlsx":
        said = " ".join(texts(load_workbook(io.BytesIO(content)), FRONT))
    else:
        said = content.decode()
    assert stamp["content_sha256"] in said
    assert "coordinators" in said


def test_who_looks_after_the_machine_sees_no_figures(service):
    operator = service.client(service.person(Role.OPERATOR))
    assert operator.get("/comparison").status_code == 403
    assert operator.get("/comparison/csv").status_code == 403


@pytest.mark.parametrize("query", ["year=abc", "year=1800", "figure=x", "as_of=2026-13-45"])
def test_what_makes_no_sense_is_as_if_not_asked(query, reader):
    assert "Comparison 2019" in reader.get(f"/comparison?{query}").text


def test_the_definitions_stand_in_the_readers_language(service):
    client = service.client(service.person(Role.OPERATOR))
    assert "Definitions" in client.get("/definitions").text
