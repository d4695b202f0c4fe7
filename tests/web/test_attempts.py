"""The page of an attempt: its verdict, what can be done about it there, its files."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from exchange.core.people import Role
from exchange.core.returns import Severity, Verdict
from exchange.core.versions import Channel
from exchange.deliveries.deliver import deliver, release
from exchange.deliveries.purge import forget_old_files
from exchange.deliveries.verdict import look_at
from exchange.storage.attempts import attempt_of
from exchange.storage.events import events_about
from exchange.submissions.check import judge
from exchange.validation import Schemas
from tests.web.delivering import delivered, sent
from tests.web.uploading import GOOD, REPORTER, YEAR, attempt_after, sample, text_of

VICTIMS, SUSPECTS = "trafficking_victims", "trafficking_suspects"
ASKED = "wrong/verdicts-above-prosecutions"


@pytest.fixture
def sender(service):
    return service.person(Role.COORDINATOR, REPORTER)


@pytest.fixture
def client(service, sender):
    return service.client(sender)


def id_of(where):
    return int(re.fullmatch(r"/attempts/(\d+)", where)[1])


def seen(service, where):
    with service.store.reading() as connection:
        made = attempt_of(connection, id_of(where))
    return look_at(service.desk, made, own=True)


def errors(attempt):
    return [f.code for f in attempt.findings if f.severity is Severity.ERROR]


def question(page):
    """The id of the only question on a page."""
    (found,) = set(re.findall(r'name="why-([0-9a-f]+)"', page.text))
    return found


def kinds(service):
    with service.store.reading() as connection:
        return [event.kind for event in events_about(connection, REPORTER, YEAR)]


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


def test_a_delivered_attempt_says_so_and_asks_nothing_more(service, sender, client):
    where = attempt_after(client, GOOD)
    version = deliver(service.desk, sender, id_of(where), service.clock())
    page = client.get(where)
    assert f"Delivered as version {version.number}" in page.text
    assert 'type="file"' not in page.text


# ── Put right on the page ────────────────────────────────────────────────────────────────────


def test_small_faults_are_put_right_together_in_a_new_attempt(service, client):
    first = attempt_after(client, "wrong/three-faults")
    service.clock.passes(minutes=12)
    answer = client.post(
        f"{first}/fix",
        data={VICTIMS: "96", SUSPECTS: "", f"{SUSPECTS}_status": "not-available"},
    )
    assert answer.status_code == 303
    made = seen(service, answer.location).attempt
    assert made.channel is Channel.FIX
    assert made.follows == id_of(first)
    assert errors(made) == ["breakdown-does-not-add-up"]
    said = text_of(client.get(answer.location))
    assert "2 of 3 put right since the attempt before (10:30)." in said
    assert errors(seen(service, first).attempt) == [
        "not-whole",
        "blank",
        "breakdown-does-not-add-up",
    ]


def test_the_corrected_form_can_be_had_and_is_judged_alike(service, client):
    first = attempt_after(client, "wrong/about")
    where = client.post(f"{first}/fix", data={VICTIMS: "96", f"{VICTIMS}_status": "estimated"})
    made = client.get(f"{where.location}/file")
    judged = judge(made.data, "again.xlsx", Schemas(service.desk.codebook))
    assert judged.verdict is Verdict.ACCEPTED
    entry = next(
        seen.entry for key, seen in judged.returned.observations.items() if key.name == VICTIMS
    )
    assert (entry.value, entry.status) == (96, "estimated")


def test_who_fills_in_nothing_is_told_so(client):
    where = attempt_after(client, "wrong/three-faults")
    answer = client.post(f"{where}/fix", data={VICTIMS: "", SUSPECTS: " "})
    assert answer.status_code == 422
    assert "Nothing is filled in yet" in answer.text


def test_what_was_typed_too_long_comes_back(client):
    where = attempt_after(client, "wrong/three-faults")
    answer = client.post(f"{where}/fix", data={VICTIMS: "9" * 41})
    assert answer.status_code == 422
    assert "Write at most 40 characters" in answer.text
    assert "9" * 41 in answer.text


def test_explanations_written_in_the_file_stay_with_the_corrected_form(service, client):
    where = attempt_after(client, ASKED)
    page = client.get(where)
    client.post(f"{where}/explain", data={f"why-{question(page)}": "0"})
    marked = client.get(f"{where}/marked").data
    book = service.desk.codebook
    told = judge(marked, "marked.xlsx", Schemas(book))
    assert told.verdict is Verdict.ACCEPTED


# ── Explained ────────────────────────────────────────────────────────────────────────────────


def test_a_ready_made_reason_explains_and_the_verdict_follows(service, client):
    where = attempt_after(client, ASKED)
    page = client.get(where)
    assert "1 figure to explain" in page.text
    answer = client.post(f"{where}/explain", data={f"why-{question(page)}": "0"})
    assert answer.status_code == 303
    said = text_of(client.get(where))
    assert "Nothing is in the way" in said
    assert "Cases from earlier years" in said
    assert "coordinator.sint-maarten, 12 May 2026, 10:30" in said


def test_a_sentence_of_ones_own_explains_and_can_be_changed_until_delivered(
    service, sender, client
):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "A long trial ended."})
    assert "A long trial ended." in client.get(where).text
    client.post(f"{where}/explain", data={f"why-{id_}": "own", f"own-{id_}": "Two trials."})
    deliver(service.desk, sender, id_of(where), service.clock())
    client.post(f"{where}/explain", data={f"why-{id_}": "own", f"own-{id_}": "Too late."})
    (finding,) = [f for f in seen(service, where).attempt.findings if f.explanation]
    assert finding.explanation == "Two trials."
    assert kinds(service).count("explained") == 2


def test_an_explanation_holds_for_the_next_attempt_with_the_same_figures(service, client):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "A long trial ended."})
    service.clock.passes(minutes=1)
    again = attempt_after(client, ASKED)
    assert again != where
    assert seen(service, again).attempt.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(
    "own, said",
    [("", "Write the sentence, or choose a reason."), ("x" * 501, "Write at most 500 characters.")],
)
def test_no_sentence_or_a_long_one_comes_back(service, client, own, said):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    answer = client.post(f"{where}/explain", data={f"why-{id_}": "own", f"own-{id_}": own})
    assert answer.status_code == 422
    assert said in answer.text
    assert own in answer.text
    assert seen(service, where).attempt.verdict is Verdict.NEEDS_EXPLANATION


def test_an_explanation_of_500_characters_is_kept(service, client):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "x" * 500})
    assert seen(service, where).attempt.verdict is Verdict.ACCEPTED


def test_saving_without_a_word_says_so(client):
    where = attempt_after(client, ASKED)
    answer = client.post(f"{where}/explain")
    assert answer.status_code == 422
    assert "Choose a reason, or write one sentence" in answer.text


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
    assert "coordinator.sint-maarten took the file away on 12 May 2026, 10:30" in said
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
