"""A workbook comes in: to its verdict, or back with the reason why it was not taken."""

import re
from io import BytesIO

import pytest
from sqlalchemy import func, select

from exchange.core.people import Role
from exchange.deliveries.upload import harmless_name
from exchange.settings import Limits
from exchange.storage.attempts import attempt_of
from exchange.storage.events import latest_events
from exchange.storage.schema import attempt
from exchange.submissions.apart import Readers
from tests.web.delivering import delivered
from tests.web.running import running
from tests.web.uploading import GOOD, REPORTER, YEAR, attempt_after, sample, send, text_of


@pytest.fixture
def sender(service):
    return service.person(Role.COORDINATOR, REPORTER)


@pytest.fixture
def client(service, sender):
    return service.client(sender)


class Unread(BytesIO):
    """A body of which not one byte may be asked for."""

    def read(self, *size):
        raise AssertionError("it was read")

    readinto = readline = read


def count(service):
    with service.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(attempt))


def test_an_upload_leads_to_its_verdict(service, client):
    where = attempt_after(client, GOOD, "mine.xlsx")
    page = client.get(where)
    assert page.status_code == 200
    assert "Nothing is in the way" in page.text
    assert "mine.xlsx" in page.text


def test_without_a_file_the_page_comes_back_and_says_so(service, client):
    for data in ({}, {"file": (b"", "")}):
        answer = client.post(f"/returns/{REPORTER}/{YEAR}/upload", data=data)
        assert answer.status_code == 422
        assert "No workbook was chosen" in answer.text
        assert 'type="file"' in answer.text
    assert count(service) == 0


def test_an_empty_file_is_not_kept(service, client):
    answer = send(client, b"")
    assert answer.status_code == 422
    assert "0 bytes" in answer.text
    assert count(service) == 0


def test_a_file_beyond_the_limit_is_answered_before_it_is_read(tmp_path):
    limits = Limits(file_bytes=100_000)
    with Readers(limits=limits) as readers, running(tmp_path, readers) as service:
        client = service.client(service.person(Role.COORDINATOR, REPORTER))
        just_over = send(client, b"P" * 100_001)
        far_over = client.post(
            f"/returns/{REPORTER}/{YEAR}/upload",
            input_stream=Unread(),
            content_type="multipart/form-data; boundary=b",
            environ_overrides={"CONTENT_LENGTH": "50000000"},
        )
        assert [just_over.status_code, far_over.status_code] == [413, 413]
        assert "The file is too large" in just_over.text
        assert "The file is too large" in far_over.text
        assert count(service) == 0


def test_another_areas_form_is_not_kept(service, client):
    answer = send(client, "aruba-2016")
    assert answer.status_code == 422
    said = "The start sheet says Aruba; you deliver for Sint Maarten. Nothing was stored."
    assert said in text_of(answer)
    assert count(service) == 0


def test_another_years_form_says_which_year_it_is_for(service, client):
    answer = send(client, GOOD, year=2017)
    assert answer.status_code == 422
    assert "This is the form for 2016" in text_of(answer)
    assert "For 2017 download its own form. Nothing was stored." in text_of(answer)
    assert count(service) == 0


def test_last_years_figures_are_said_to_be_in_this_years_form_once_delivered(
    service, sender, client
):
    delivered(service, sender, REPORTER, YEAR)
    said = "your 2016 figures are already in it"
    assert said in text_of(send(client, GOOD, year=2017))
    assert said not in text_of(send(client, GOOD, year=2018))


def test_an_older_form_of_another_area_is_that_areas_form_too(service):
    client = service.client(service.person(Role.COORDINATOR, "aruba"))
    answer = send(client, "wrong/older-form", reporter="aruba")
    assert "The start sheet says Sint Maarten" in text_of(answer)


def test_a_year_still_to_come_is_not_asked_yet(service, sender):
    answer = send(service.client(sender), GOOD, year=2027)
    assert answer.status_code == 422
    assert "2027 is still to come" in text_of(answer)
    service.clock.passes(days=365)
    assert "This is the form for 2016" in text_of(send(service.client(sender), GOOD, year=2027))


def test_a_year_before_the_first_has_no_page(client):
    assert send(client, GOOD, year=2010).status_code == 404


def test_the_same_file_twice_within_moments_is_one_attempt(service, client):
    first = attempt_after(client, GOOD)
    service.clock.passes(seconds=9)
    assert attempt_after(client, GOOD) == first
    service.clock.passes(seconds=2)
    assert attempt_after(client, GOOD) != first
    assert count(service) == 2


def test_another_person_or_another_file_is_another_attempt(service, client):
    first = attempt_after(client, GOOD)
    deputy = service.client(service.person(Role.DEPUTY, REPORTER))
    assert attempt_after(deputy, GOOD) != first
    assert attempt_after(client, "wrong/about") != first


@pytest.mark.parametrize(
    "name, kept",
    [
        ("Víktima’s “2016”.xlsx", "Víktima’s “2016”.xlsx"),
        ("../../etc/<b>&.xlsx", "<b>&.xlsx"),
        ("a\u202egnp\u0007.xlsx", "a\ufffdgnp\ufffd.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 114 + "….xlsx"),
    ],
)
def test_odd_file_names_are_kept_harmless(service, client, name, kept):
    where = attempt_after(client, GOOD, name)
    with service.store.reading() as connection:
        made = attempt_of(connection, int(where.rpartition("/")[2]))
    assert made.source.file == kept
    assert kept in text_of(client.get(where))


def test_the_folders_of_the_senders_machine_are_not_kept():
    assert harmless_name("C:\\Users\\me\\return.xlsx") == "return.xlsx"
    assert harmless_name("/home/me/return.xlsx") == "return.xlsx"
    assert harmless_name("/home/me/") == "me"
    assert harmless_name("\u200b") == "workbook.xlsx"
    assert harmless_name("\udc80.xlsx") == "?.xlsx"


def test_what_was_sent_is_an_event_without_a_figure(service, sender, client):
    attempt_after(client, "wrong/about")
    with service.store.reading() as connection:
        (event,) = latest_events(connection, 1)
    assert (event.kind, event.person, event.reporter, event.year) == (
        "attempt",
        sender.person.id,
        REPORTER,
        YEAR,
    )
    assert event.details.keys() == {"channel", "verdict", "sha256"}


@pytest.mark.parametrize("role", [Role.APPROVER, Role.READER, Role.OPERATOR])
def test_who_does_not_submit_cannot_upload(service, role):
    client = service.client(service.person(role, REPORTER))
    assert send(client, GOOD).status_code == 403


def test_nobody_uploads_for_another_area(service):
    client = service.client(service.person(Role.COORDINATOR, "aruba"))
    assert send(client, GOOD).status_code == 403
    assert count(service) == 0


def test_an_upload_that_came_from_no_page_of_ours_is_refused(service, sender, client):
    service.app.config["WTF_CSRF_ENABLED"] = True
    where = f"/returns/{REPORTER}/{YEAR}/upload"
    assert send(client, GOOD).status_code == 400
    assert count(service) == 0
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/definitions").text)[1]
    data = {"file": (BytesIO(sample(GOOD)), "return.xlsx"), "csrf_token": token}
    assert client.post(where, data=data).status_code == 303
