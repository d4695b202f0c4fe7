"""What a sender does about a verdict on its page: puts small faults right, explains."""

import pytest

from exchange.core.people import Role
from exchange.core.returns import Verdict
from exchange.core.versions import Channel
from exchange.deliveries.deliver import deliver
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from exchange.validation import Schemas
from tests.web.uploading import (
    ASKED,
    REPORTER,
    SUSPECTS,
    VERDICTS,
    VICTIMS,
    attempt_after,
    changed,
    errors,
    id_of,
    kinds,
    question,
    seen,
    text_of,
)


@pytest.fixture
def sender(service):
    return service.person(Role.COORDINATOR, REPORTER)


@pytest.fixture
def client(service, sender):
    return service.client(sender)


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


def test_two_clicks_on_the_button_make_one_attempt(client):
    where = attempt_after(client, "wrong/three-faults")
    made = [client.post(f"{where}/fix", data={VICTIMS: "96"}).location for _ in range(2)]
    assert made[0] == made[1]


def test_what_was_explained_in_the_file_stays_explained_in_the_corrected_form(service, client):
    schemas = Schemas(service.desk.codebook)
    content = changed(service, ASKED, {VICTIMS: "-"})
    told = judge(content, "a.xlsx", schemas, explanations={VERDICTS: "A long trial ended."})
    where = attempt_after(client, annotate(told, content, "en"))
    said = text_of(client.get(where))
    assert "A long trial ended." in said
    assert "written in the workbook" in said
    fixed = client.post(f"{where}/fix", data={VICTIMS: "96"}).location
    assert seen(service, fixed).attempt.verdict is Verdict.ACCEPTED
    assert "A long trial ended." in client.get(fixed).text


def test_an_explanation_given_on_the_page_is_in_the_file_with_marks(service, client):
    where = attempt_after(client, ASKED)
    client.post(f"{where}/explain", data={f"why-{question(client.get(where))}": "0"})
    marked = client.get(f"{where}/marked").data
    told = judge(marked, "marked.xlsx", Schemas(service.desk.codebook))
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


def test_what_was_explained_of_unreleased_figures_is_not_told_to_the_secretariat(service, client):
    service.person(Role.APPROVER, REPORTER)
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "A long trial ended."})
    assert client.post(f"{where}/deliver").status_code == 303
    service.clock.passes(minutes=1)
    theirs = service.client(service.person(Role.SECRETARIAT))
    same = attempt_after(theirs, ASKED)
    assert "A long trial ended." not in theirs.get(same).text
    assert seen(service, same).attempt.verdict is Verdict.NEEDS_EXPLANATION
    theirs.post(f"{same}/explain", data={f"own-{id_}": "They told us so."})
    assert seen(service, same).attempt.verdict is Verdict.ACCEPTED


def test_what_was_explained_of_released_figures_is_known_to_the_secretariat(service, client):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "A long trial ended."})
    assert client.post(f"{where}/deliver").status_code == 303
    service.clock.passes(minutes=1)
    same = attempt_after(service.client(service.person(Role.SECRETARIAT)), ASKED)
    assert seen(service, same).attempt.verdict is Verdict.ACCEPTED


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


def test_what_a_terminal_would_obey_is_made_visible(service, client):
    where = attempt_after(client, ASKED)
    id_ = question(client.get(where))
    client.post(f"{where}/explain", data={f"own-{id_}": "A long\x07trial\nended."})
    (said,) = [f.explanation for f in seen(service, where).attempt.findings if f.explanation]
    assert said == "A long\ufffdtrial ended."


def test_saving_without_a_word_says_so(client):
    where = attempt_after(client, ASKED)
    answer = client.post(f"{where}/explain")
    assert answer.status_code == 422
    assert "Choose a reason, or write one sentence" in answer.text
