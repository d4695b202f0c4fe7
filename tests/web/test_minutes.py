"""What is kept of a meeting: who attended, notes, what was agreed; and who sees it."""

import pytest

from exchange.core.people import Role
from exchange.storage import events, meetings
from tests.web.at_work import words
from tests.web.planning import is_set


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


@pytest.fixture
def desk(service, secretariat):
    return service.client(secretariat)


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao")


@pytest.fixture
def where(desk):
    return is_set(desk)


def minutes(service):
    with service.store.reading() as connection:
        return meetings.minutes_of(connection, 1)


def write(desk, where, *attended, **texts):
    """Keeps minutes of somebody attending."""
    sent = {"attended": [each.person.id for each in attended], **texts}
    return desk.post(f"{where}/minutes", data=sent)


def agree(desk, where, text="Ask the prosecutor", **more):
    return desk.post(f"{where}/actions", data={"text": text, **more})


def test_who_attended_is_ticked_among_those_with_a_role(service, desk, coordinator, where):
    page = desk.get(f"{where}/minutes").text
    assert "coordinator.curacao (coordinator, Curaçao)" in page
    assert "checked" not in page
    write(desk, where, coordinator, guests="Police\r\nProsecutor", notes="One.\r\n\r\nTwo.")
    kept = minutes(service)
    assert kept.attended == (coordinator.person.id,)
    assert (kept.guests, kept.notes) == ("Police\nProsecutor", "One.\n\nTwo.")
    assert desk.get(f"{where}/minutes").text.count(" checked") == 1


def test_who_looks_after_the_machine_is_not_among_them(service, desk, where):
    service.person(Role.OPERATOR)
    assert "operator" not in desk.get(f"{where}/minutes").text


def test_who_is_nobody_here_cannot_have_attended(service, desk, where):
    desk.post(f"{where}/minutes", data={"attended": ["77", "x"]})
    assert minutes(service).attended == ()


def test_who_attended_stays_so_when_the_role_is_over(service, desk, coordinator, where):
    write(desk, where, coordinator)
    desk.post(f"/people/assignments/{coordinator.assignment.id}/end")
    assert "coordinator.curacao" in desk.get(f"{where}/minutes").text
    assert "coordinator.curacao" in words(desk.get(where).text)


def test_the_minutes_are_on_the_page_line_by_line(service, desk, coordinator, where):
    write(desk, where, coordinator, guests="Police", notes="One <b>thing</b>.\nAnother.")
    page = service.client(coordinator).get(where).text
    assert "One &lt;b&gt;thing&lt;/b&gt;.<br>Another." in page
    assert "Police (guest)" in words(page)


def test_who_looks_after_the_machine_sees_no_minutes(service, desk, coordinator, where):
    write(desk, where, coordinator, notes="Notes of ours")
    agree(desk, where, owner=coordinator.person.id)
    for role in (Role.READER, Role.APPROVER):
        page = service.client(service.person(role, "aruba")).get(where).text
        assert "Notes of ours" in page
        assert "Ask the prosecutor" in page
    page = service.client(service.person(Role.OPERATOR)).get(where).text
    assert "Meeting of the coordinators" in page
    for hidden in ("Notes of ours", "Ask the prosecutor", "coordinator.curacao"):
        assert hidden not in page


def test_what_was_agreed_has_who_does_it_and_by_when(service, desk, coordinator, where):
    answer = agree(
        desk, where, " Ask the\r\nprosecutor ", owner=coordinator.person.id, due="2026-05-20"
    )
    assert answer.location == where
    page = words(desk.get(where).text)
    assert "Ask the prosecutor not yet coordinator.curacao, by 20 May 2026" in page
    agree(desk, where, "Think")
    assert "Think not yet nobody in particular, no day" in words(desk.get(where).text)


@pytest.mark.parametrize(
    "text, due, said",
    [("  ", "", "Write what was agreed."), ("Ask", "soon", "“soon” is no day")],
)
def test_what_is_to_be_put_right_is_said(service, desk, where, text, due, said):
    answer = agree(desk, where, text, due=due)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert minutes(service).actions == ()


def test_the_form_begins_without_faults(desk, where):
    assert "put right" not in desk.get(f"{where}/actions").text


def test_what_is_done_is_marked_and_can_be_opened_again(service, desk, coordinator, where):
    agree(desk, where)
    assert desk.post(f"{where}/actions/1").location == where
    (action,) = minutes(service).actions
    assert action.done_at == service.clock()
    page = words(desk.get(where).text)
    assert "done on 12 May 2026" in page
    assert "Open again" in page
    desk.post(f"{where}/actions/1", data={"done": "no"})
    (action,) = minutes(service).actions
    assert action.done_at is None
    assert service.client(coordinator).get(where).text.count("Mark as done") == 0


def test_an_action_of_another_meeting_is_not_there(desk, where):
    agree(desk, where)
    other = is_set(desk)
    assert desk.post(f"{other}/actions/1").status_code == 404


def test_what_is_late_says_so(service, desk, secretariat, where):
    agree(desk, where, due="2026-05-13")
    assert "status late" not in desk.get(where).text
    service.clock.passes(days=2)
    assert "status late" in service.client(secretariat).get(where).text


def test_what_happened_is_kept(service, desk, secretariat, where):
    write(desk, where, notes="One.")
    agree(desk, where)
    desk.post(f"{where}/actions/1")
    desk.post(f"{where}/actions/1", data={"done": "no"})
    with service.store.reading() as connection:
        found = events.latest_events(connection, 4)
    kinds = ["action-reopened", "action-done", "action-agreed", "minutes-kept"]
    assert [each.kind for each in found] == kinds
    assert {each.person for each in found} == {secretariat.person.id}


def test_what_one_agreed_to_stands_on_the_own_first_page(service, desk, coordinator, where):
    agree(desk, where, owner=coordinator.person.id, due="2026-05-20")
    agree(desk, where, "Think", owner=coordinator.person.id)
    agree(desk, where, "Not mine")
    page = words(service.client(coordinator).get("/").text)
    assert "Ask the prosecutor Agreed at the meeting of 16 June 2026, by 20 May 2026." in page
    assert "Think Agreed at the meeting of 16 June 2026." in page
    assert "Not mine" not in page
    desk.post(f"{where}/actions/1")
    assert "Ask the prosecutor" not in service.client(coordinator).get("/").text
