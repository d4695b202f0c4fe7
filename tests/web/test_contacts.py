"""The contact list: who sees it, who keeps which part of it, and what a form asks again."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from exchange.contacts.listing import listed
from exchange.core.people import Role
from exchange.storage import events, people

PARTNER = {
    "whose": "curacao",
    "kind": "twinning-partner",
    "name": "The partner",
    "organisation": "Expert centre",
    "address": "partner@example.org",
    "telephone": "+599 9 123 4567",
}


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao")


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


def entries(service):
    """The lines that are nobody's account."""
    with service.store.reading() as connection:
        return [line for line in listed(connection, service.desk.codebook).lines if line.entry]


def area(page, label):
    """What a page says of one area, its markup left out."""
    section = re.split(r"<h2>|</main>|<p class=\"quiet\">", page.split(f"<h2>{label}</h2>")[1])[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section.replace("<wbr>", "")).split())


def add(service, who, **changes):
    return service.client(who).post("/contacts/add", data=PARTNER | changes)


# ── The list ───────────────────────────────────────────────────────────────────────────────────


def test_the_list_names_people_by_area_and_says_where_nobody_is(service, coordinator, secretariat):
    page = service.client(coordinator).get("/contacts").text
    known, served = "coordinator.curacao", "secretariat.all"
    assert area(page, "Curaçao") == f"Coordinator {known} {known}@example.org"
    assert area(page, "Aruba") == "Nobody can be reached here."
    assert area(page, "Whole exchange") == f"Secretariat {served} {served}@example.org"
    assert page.count("<h2>") == 6


def test_who_has_no_name_is_there_by_address_alone(service, coordinator):
    with service.store.writing() as connection:
        people.change_person(connection, coordinator.person.id, name="")
    page = service.client(coordinator).get("/contacts").text
    assert area(page, "Curaçao") == "Coordinator coordinator.curacao@example.org"


def test_a_contact_stands_below_the_people_of_its_area(service, coordinator):
    assert add(service, coordinator).location == "/contacts"
    page = service.client(coordinator).get("/contacts").text
    assert area(page, "Curaçao").endswith(
        "Twinning partner The partner Expert centre partner@example.org +599 9 123 4567 "
        "Change : The partner"
    )


def test_an_address_on_the_page_opens_a_letter_to_it_and_nothing_more(service, coordinator):
    add(service, coordinator, address="a?cc=x&b=%0d@example.org")
    page = service.client(coordinator).get("/contacts").text
    assert 'href="mailto:a%3Fcc%3Dx%26b%3D%250d@example.org"' in page


def test_what_is_written_is_shown_as_written(service, coordinator):
    add(service, coordinator, name="<b>The</b> partner")
    page = service.client(coordinator).get("/contacts").text
    assert "&lt;b&gt;The&lt;/b&gt; partner" in page
    assert "<b>The" not in page


@pytest.mark.parametrize("role, sees", [("approver", 200), ("operator", 200), ("reader", 403)])
def test_who_reads_figures_alone_does_not_see_the_list(service, role, sees):
    client = service.client(service.person(Role(role), "aruba"))
    assert client.get("/contacts").status_code == sees
    assert client.get("/contacts/list.csv").status_code == sees
    assert client.get("/contacts/add").status_code == 403


def test_who_only_sees_the_list_is_offered_nothing_to_change(service, coordinator):
    add(service, coordinator)
    page = service.client(service.person(Role.APPROVER, "curacao")).get("/contacts").text
    assert "The partner" in page
    assert "/contacts/1" not in page
    assert "Add a contact" not in page


# ── The files ──────────────────────────────────────────────────────────────────────────────────


def test_the_list_is_taken_away_for_excel_and_as_csv(service, coordinator):
    add(service, coordinator)
    client = service.client(coordinator)
    page = client.get("/contacts").text
    assert 'href="/contacts/list.xlsx"' in page
    book = client.get("/contacts/list.xlsx")
    assert "attachment; filename=contact-list-2026-05-12.xlsx" in str(book.headers)
    (sheet,) = load_workbook(io.BytesIO(book.data)).worksheets
    assert "partner@example.org" in {cell.value for row in sheet for cell in row}
    table = client.get("/contacts/list.csv")
    assert table.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["coordinator.curacao", "The partner"]
    assert rows[1]["Telephone"] == "+599 9 123 4567"


def test_the_files_speak_the_language_of_the_page(service, coordinator):
    client = service.client(coordinator)
    client.post("/language", data={"language": "nl"})
    assert "Caribisch Nederland" in sheet_texts(client.get("/contacts/list.xlsx").data)


def sheet_texts(content):
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    return {cell.value for row in sheet for cell in row}


def test_there_is_no_file_of_another_kind(service, coordinator):
    assert service.client(coordinator).get("/contacts/list.pdf").status_code == 404


# ── Keeping it ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPUTY])
def test_who_keeps_one_reporters_contacts_is_not_asked_for_whom(service, role):
    who = service.person(role, "curacao")
    page = service.client(who).get("/contacts/add").text
    assert '<input type="hidden" name="whose" value="curacao">' in page
    assert "<select" not in page.split("<main")[1].split("</main>")[0]
    assert add(service, who).status_code == 303
    assert [line.reporter for line in entries(service)] == ["curacao"]


@pytest.mark.parametrize("whose", ["aruba", "all", "mars", ""])
def test_a_coordinator_adds_none_for_others(service, coordinator, whose):
    answer = add(service, coordinator, whose=whose)
    assert answer.status_code == 422
    assert "Choose for whom the contact is." in answer.text
    assert entries(service) == []


@pytest.mark.parametrize("whose, reporter", [("aruba", "aruba"), ("all", None)])
def test_the_secretariat_adds_some_for_any_reporter_and_for_all(
    service, secretariat, whose, reporter
):
    page = service.client(secretariat).get("/contacts/add").text
    assert page.count("<option") == 7
    assert add(service, secretariat, whose=whose).status_code == 303
    assert [line.reporter for line in entries(service)] == [reporter]


def test_a_contact_is_changed_and_stays_its_reporters(service, coordinator):
    add(service, coordinator)
    client = service.client(coordinator)
    page = client.get("/contacts/1").text
    assert 'value="partner@example.org"' in page
    assert re.search(r'value="twinning-partner" checked', page)
    changed = PARTNER | {"whose": "aruba", "kind": "mailbox", "name": "Questions"}
    assert client.post("/contacts/1", data=changed).location == "/contacts"
    (line,) = entries(service)
    assert (line.reporter, line.kind, line.name) == ("curacao", "mailbox", "Questions")
    assert "The contact is changed." in client.get("/contacts").text


def test_a_contact_is_removed_and_who_comes_later_is_told(service, coordinator, secretariat):
    add(service, coordinator)
    mine, theirs = service.client(coordinator), service.client(secretariat)
    assert mine.post("/contacts/1/remove").location == "/contacts"
    assert entries(service) == []
    for method, path in (("GET", ""), ("POST", ""), ("POST", "/remove")):
        answer = theirs.open(f"/contacts/1{path}", method=method, data=PARTNER)
        assert (answer.status_code, answer.location) == (303, "/contacts")
        assert "not on the list any more" in theirs.get("/contacts").text
    assert entries(service) == []


def test_what_is_others_is_neither_opened_nor_changed(service, coordinator, secretariat):
    add(service, secretariat, whose="aruba")
    add(service, secretariat, whose="all")
    client = service.client(coordinator)
    for id_ in (1, 2):
        assert client.get(f"/contacts/{id_}").status_code == 403
        assert client.post(f"/contacts/{id_}", data=PARTNER).status_code == 403
        assert client.post(f"/contacts/{id_}/remove").status_code == 403
    page = client.get("/contacts").text
    assert "/contacts/1" not in page
    assert "/contacts/2" not in page
    assert client.get("/contacts/3").status_code == 404
    assert [line.name for line in entries(service)] == ["The partner"] * 2


def test_who_is_secretariat_and_coordinator_keeps_both(service, coordinator):
    service.also(coordinator.person, Role.SECRETARIAT)
    for whose in ("curacao", "aruba", "all"):
        assert add(service, coordinator, whose=whose).status_code == 303
    for id_ in (1, 2, 3):
        assert service.client(coordinator).get(f"/contacts/{id_}").status_code == 200


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"name": " ", "organisation": ""}, "Write a name or an organisation."),
        ({"address": "", "telephone": " "}, "Write an address or a telephone number."),
        ({"address": "nobody"}, "Write the whole address, such as name@example.org."),
        ({"name": "n" * 201}, "This is too long: no more than 200 characters fit here."),
        ({"telephone": "1" * 61}, "This is too long: no more than 60 characters fit here."),
        ({"kind": ""}, "Choose what it is."),
        ({"kind": "coordinator"}, "Choose what it is."),
    ],
)
def test_a_form_that_says_too_little_is_asked_again_as_it_was_written(
    service, coordinator, changes, said
):
    client = service.client(coordinator)
    answer = client.post("/contacts/add", data=PARTNER | changes)
    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert "1 thing to put right" in answer.text
    assert 'value="Expert centre"' in answer.text or "organisation" in changes
    assert entries(service) == []
    add(service, coordinator)
    again = client.post("/contacts/1", data=PARTNER | changes)
    assert (again.status_code, again.text.count(said)) == (422, 2)
    assert entries(service)[0].address == "partner@example.org"


def test_a_line_break_or_an_unseen_character_is_not_kept(service, coordinator):
    add(service, coordinator, name="The\r\npartner\u202e", telephone=" +599\t9 ")
    (line,) = entries(service)
    assert (line.name, line.telephone) == ("The partner", "+599 9")


def test_what_was_done_is_known_without_the_words_of_it(service, coordinator):
    add(service, coordinator)
    with service.store.reading() as connection:
        (event,) = events.latest_events(connection, 5)
    assert (event.kind, event.person) == ("contact-added", coordinator.person.id)
    assert event.details == {"entry": 1}
