"""The page of an attempt: its verdict, what can be done about it there, its files."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from exchange.core.people import Role
from exchange.core.returns import Severity, Verdict
from exchange.deliveries.deliver import deliver, release
from exchange.deliveries.purge import forget_old_files
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import people
from tests.web.delivering import all_explained, delivered, sent
from tests.web.uploading import (
    ASKED,
    GOOD,
    REPORTER,
    SUSPECTS,
    VICTIMS,
    YEAR,
    attempt_after,
    changed,
    id_of,
    kinds,
    sample,
    seen,
    text_of,
)


@pytest.fixture
def sender(service):
    return service.person(Role.COORDINATOR, REPORTER)


@pytest.fixture
def client(service, sender):
    return service.client(sender)


# ── The verdict ──────────────────────────────────────────────────────────────────────────────


def test_each_fault_says_where_it_is_and_what_was_found(client):
    said = text_of(client.get(attempt_after(client, "wrong/three-faults")))
    assert "3 things to put right" in said
    assert "Figures D9" in said
    assert "You wrote “96.5”. Persons and cases are counted in whole numbers." in said
    assert "Trafficking K22, 'Figures'!D17" in said


def test_the_page_is_in_the_readers_language(client):
    where = attempt_after(client, "wrong/three-faults")
    said = text_of(client.get(where, headers={"Accept-Language": "nl"}))
    assert "Mensenhandel, Slachtoffers" in said


def test_an_unreadable_file_says_why_and_offers_no_marks(client):
    where = attempt_after(client, "wrong/password")
    said = client.get(where).text
    assert "We could not read this file" in said
    assert "protected with a password" in said
    assert "/marked" not in said
    assert client.get(f"{where}/marked").status_code == 404


def test_what_is_no_part_of_the_form_is_pointed_out_and_blocks_nothing(service, client):
    for name, said in [
        ("foreign-sheet", "is not part of the form"),
        ("comment", "has comments"),
        ("author", "Remove the name under File"),
        ("hidden-row", "in hidden rows or columns"),
    ]:
        where = attempt_after(client, f"wrong/{name}")
        page = text_of(client.get(where))
        assert "Perhaps personal data" in page
        assert said in page
        assert seen(service, where).attempt.verdict is Verdict.ACCEPTED


def test_a_clean_file_is_told_nothing_about_personal_data(client):
    assert "Perhaps personal data" not in client.get(attempt_after(client, GOOD)).text


def test_findings_that_say_the_same_are_told_once_with_all_their_cells(service, client):
    twice = changed(service, GOOD, {VICTIMS: "-", SUSPECTS: "-"})
    page = client.get(attempt_after(client, twice))
    said = text_of(page)
    assert "2 things to put right" in said
    assert "Figures D9, D13" in said
    assert said.count("You wrote “-”, which can mean two things.") == 1
    assert all(f'name="{name}"' in page.text for name in (VICTIMS, SUSPECTS))


def test_a_delivered_attempt_says_so_and_asks_nothing_more(service, sender, client):
    where = attempt_after(client, GOOD)
    version = deliver(service.desk, sender, id_of(where), service.clock())
    page = client.get(where)
    assert f"Delivered as version {version.number}" in page.text
    assert 'type="file"' not in page.text


# ── Files ────────────────────────────────────────────────────────────────────────────────────


def test_the_file_comes_back_to_the_letter_as_an_attachment(client):
    where = attempt_after(client, GOOD)
    answer = client.get(f"{where}/file")
    assert answer.data == sample(GOOD)
    name = f"sint-maarten-2016-attempt-{id_of(where)}.xlsx"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_file_with_marks_is_a_form_with_our_findings(client):
    where = attempt_after(client, "wrong/three-faults")
    answer = client.get(f"{where}/marked")
    name = f"sint-maarten-2016-attempt-{id_of(where)}-marked.xlsx"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    with ZipFile(BytesIO(answer.data)) as parts:
        assert any("comment" in part for part in parts.namelist())


def test_a_file_is_taken_away_with_a_reason_and_the_page_says_so(service, client):
    where = attempt_after(client, GOOD)
    assert "goes for good" in text_of(client.get(f"{where}/purge"))
    empty = client.post(f"{where}/purge", data={"reason": " "})
    assert empty.status_code == 422
    assert client.get(f"{where}/file").status_code == 200
    done = client.post(f"{where}/purge", data={"reason": "It held names."})
    assert (done.status_code, done.location) == (303, where)
    said = text_of(client.get(where))
    assert "coordinator.sint-maarten removed the file on 12 May 2026, 10:30" in said
    assert "It held names." in said
    assert seen(service, where).attempt.source.sha256 in said
    assert client.get(f"{where}/file").status_code == 410
    assert client.get(f"{where}/marked").status_code == 410
    assert client.get(f"{where}/purge").status_code == 303
    assert kinds(service).count("file-purged") == 1


def test_what_was_taken_away_cannot_be_put_right_on_the_page(client):
    where = attempt_after(client, "wrong/about")
    client.post(f"{where}/purge", data={"reason": "It held names."})
    assert client.post(f"{where}/fix", data={VICTIMS: "96"}).status_code == 422


def test_files_of_undelivered_attempts_go_when_they_are_old(service, sender):
    client = service.client(sender)
    kept = attempt_after(client, GOOD)
    deliver(service.desk, sender, id_of(kept), service.clock())
    old = attempt_after(client, "wrong/about")
    service.clock.passes(days=60)
    young = attempt_after(service.client(sender), "wrong/range")
    service.clock.passes(days=31)
    assert forget_old_files(service.store, service.clock(), 90) == 1
    client = service.client(sender)
    codes = [client.get(f"{where}/file").status_code for where in (kept, old, young)]
    assert codes == [200, 410, 200]
    assert "for its age" in client.get(old).text
    assert forget_old_files(service.store, service.clock(), 90) == 0


# ── Private ──────────────────────────────────────────────────────────────────────────────────

PAGES = ("", "/file", "/marked", "/purge")


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.APPROVER, Role.SECRETARIAT, Role.READER, Role.OPERATOR]
)
def test_nobody_else_sees_anything_of_an_attempt(service, client, role):
    where = attempt_after(client, GOOD)
    other = service.client(service.person(role, "aruba"))
    assert {other.get(where + page).status_code for page in PAGES} == {403}
    for action in ("/fix", "/explain", "/purge"):
        assert other.post(where + action, data={"reason": "x"}).status_code == 403


def test_the_secretariat_sees_what_it_entered_itself_and_no_more(service):
    secretariat = service.client(service.person(Role.SECRETARIAT))
    where = attempt_after(secretariat, GOOD)
    assert secretariat.get(where).status_code == 200
    assert secretariat.get(f"{where}/file").status_code == 200
    assert secretariat.get(f"{where}/purge").status_code == 403
    other = service.client(service.person(Role.SECRETARIAT, email="other@example.org"))
    assert other.get(where).status_code == 403


def from_now_on_secretariat(service, sender):
    """A coordinator's role ends; what the same person is from then on."""
    service.clock.passes(minutes=1)
    with service.store.writing() as connection:
        people.end_assignment(connection, sender.assignment.id, service.clock())
    return sender._replace(assignment=service.also(sender.person, Role.SECRETARIAT))


def test_who_was_the_coordinator_before_opens_nothing_of_then_as_secretariat(
    service, sender, client
):
    where = attempt_after(client, GOOD)
    from_now_on_secretariat(service, sender)
    assert {client.get(where + page).status_code for page in PAGES} == {403}
    assert client.post(f"{where}/explain").status_code == 403
    assert where not in client.get(f"/returns/{REPORTER}/{YEAR}").text
    anew = attempt_after(client, GOOD)
    assert anew != where
    page = client.get(anew)
    assert page.status_code == 200
    assert where not in page.text
    assert anew in client.get(f"/returns/{REPORTER}/{YEAR}").text


def test_what_was_explained_in_a_former_role_answers_nothing_as_secretariat(service, sender):
    def made(sender):
        incoming = Incoming(REPORTER, YEAR, "return.xlsx", sample(ASKED))
        return upload(service.desk, sender, incoming, service.clock())

    answered = all_explained(service, sender, made(sender))
    assert answered.verdict is Verdict.ACCEPTED
    service.clock.passes(minutes=10)
    assert made(sender).verdict is Verdict.ACCEPTED
    assert made(from_now_on_secretariat(service, sender)).verdict is not Verdict.ACCEPTED


def test_the_approver_looks_and_does_nothing(service, client):
    where = attempt_after(client, "wrong/three-faults")
    approver = service.client(service.person(Role.APPROVER, REPORTER))
    page = approver.get(where)
    assert page.status_code == 200
    assert '<form method="post" action="/attempts' not in page.text
    assert 'type="file"' not in page.text
    assert "Take the file away" not in page.text
    assert approver.post(f"{where}/fix", data={VICTIMS: "96"}).status_code == 403


def test_an_attempt_that_is_not_there_has_no_page(client):
    assert client.get("/attempts/4711").status_code == 404


def test_the_secretariat_learns_nothing_of_an_attempt_that_it_did_not_make(service, client):
    attempt_after(client, "wrong/three-faults")
    secretariat = service.client(service.person(Role.SECRETARIAT))
    assert "put right since" in client.get(attempt_after(client, "wrong/about")).text
    assert "put right since" not in secretariat.get(attempt_after(secretariat, GOOD)).text


def test_the_secretariat_is_asked_nothing_about_figures_that_wait_for_release(service):
    coordinator = service.person(Role.COORDINATOR, "aruba")
    approver = service.person(Role.APPROVER, "aruba")
    secretariat = service.person(Role.SECRETARIAT)
    version = delivered(service, coordinator, "aruba", 2016)

    def asked(sender):
        made = sent(service, sender, "aruba", 2017)
        return {f.code for f in made.findings if f.severity is Severity.WARNING}

    assert asked(coordinator)
    assert asked(secretariat) == set()
    release(service.desk, approver, version.id, service.clock())
    service.clock.passes(minutes=1)
    assert asked(secretariat) == asked(coordinator)
