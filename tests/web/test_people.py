"""People and their roles: invited, handed over, ended, closed; and who may see or do it."""

import re

import pytest

from exchange.accounts.assignments import everyone
from exchange.core.people import Role
from exchange.mail import Undelivered
from exchange.storage import events, people
from exchange.web.frame import Frame


@pytest.fixture
def secretariat(service):
    return service.person(Role.SECRETARIAT)


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao")


def holding(service, role, reporter):
    """The addresses of who holds a role now."""
    return [
        held.person.email
        for held in everyone(service.store)
        if (held.assignment.role, held.assignment.reporter) == (role, reporter)
        and held.assignment.holds(service.clock())
    ]


def test_everybody_with_a_role_is_listed_by_area(service, secretariat, coordinator):
    page = service.client(secretariat).get("/people").text
    of_curacao = page.split('colspan="4">Curaçao</th>')[1].split("rowgroup")[0]
    assert "coordinator.curacao@example.org" in of_curacao
    assert "12 April 2026" in of_curacao
    assert "invited, not set up yet" in of_curacao
    assert "Vacant: Curaçao" not in page
    assert "Vacant: Aruba" in page


def test_a_vacancy_is_pointed_out(service, secretariat, coordinator):
    page = service.client(secretariat).get("/people").text
    assert page.count("Nobody can be reached who coordinates there.") == 4
    with service.store.writing() as connection:
        people.change_person(connection, coordinator.person.id, disabled_at=service.clock())
    page = service.client(secretariat).get("/people").text
    assert page.count("Nobody can be reached who coordinates there.") == 5


def test_a_coordinator_sees_people_and_changes_nothing(service, coordinator):
    client = service.client(coordinator)
    page = client.get("/people").text
    assert "coordinator.curacao@example.org" in page
    assert "/people/persons/" not in page
    assert "Invite somebody" not in page
    assert client.get("/people/areas/curacao").status_code == 200
    assert client.get("/people/areas/aruba").status_code == 403
    for path in ("invite", "persons/1/invite", "persons/1/disable", "assignments/1/end"):
        assert client.post(f"/people/{path}").status_code == 403


def test_an_invitation_goes_by_mail_and_is_shown_to_nobody(service, secretariat):
    client = service.client(secretariat)
    sent = {"email": " New@Aruba.example ", "role": "coordinator aruba"}
    answer = client.post("/people/invite", data=sent)
    assert answer.status_code == 303
    (letter,) = service.letters
    assert letter.address == "new@aruba.example"
    token = re.search(r"/welcome/(\S+)", letter.text)[1]
    page = client.get("/people").text
    assert "new@aruba.example gets a letter" in page
    assert token not in page
    assert holding(service, Role.COORDINATOR, "aruba") == ["new@aruba.example"]


@pytest.mark.parametrize(
    "email, role, said",
    [
        ("nobody", "reader", "Write the whole address"),
        ("a@b.example\nBcc: c@d.example", "reader", "Write the whole address"),
        ("a@b.example", "", "Choose what the person will do."),
        ("a@b.example", "coordinator", "Choose what the person will do."),
        ("a@b.example", "reader aruba", "Choose what the person will do."),
        ("a@b.example", "coordinator mars", "Choose what the person will do."),
    ],
)
def test_an_invitation_that_says_too_little_is_asked_again(service, secretariat, email, role, said):
    answer = service.client(secretariat).post("/people/invite", data={"email": email, "role": role})
    assert answer.status_code == 422
    assert said in answer.text
    assert service.letters == []
    assert len(everyone(service.store)) == 1


def test_a_role_is_handed_over_to_a_successor(service, secretariat, coordinator):
    client = service.client(secretariat)
    path = f"/people/assignments/{coordinator.assignment.id}/hand-over"
    answer = client.post(path, data={"successor": "next@curacao.example"})
    assert answer.location == "/people/areas/curacao"
    assert holding(service, Role.COORDINATOR, "curacao") == ["next@curacao.example"]
    assert service.letters[0].address == "next@curacao.example"
    history = " ".join(client.get("/people/areas/curacao").text.split())
    former = history.split("coordinator.curacao@example.org")[1]
    assert "<td>12 April 2026</td> <td>12 May 2026</td>" in former.split("</tr>")[0]
    assert history.index("next@curacao.example") < history.index("coordinator.curacao@example.org")


def test_what_the_former_holder_may_do_ends_at_once(service, secretariat, coordinator):
    theirs = service.client(coordinator)
    assert theirs.get("/returns/curacao/2019/form").status_code == 200
    path = f"/people/assignments/{coordinator.assignment.id}/end"
    assert service.client(secretariat).post(path).status_code == 303
    assert theirs.get("/returns/curacao/2019/form").status_code == 403
    assert "You have no role now" in theirs.get("/").text


@pytest.mark.parametrize("successor", ["", "nobody", "coordinator.curacao@example.org"])
def test_a_successor_is_somebody_else_with_an_address(service, secretariat, coordinator, successor):
    path = f"/people/assignments/{coordinator.assignment.id}/hand-over"
    answer = service.client(secretariat).post(path, data={"successor": successor})
    assert answer.status_code == 422
    assert f'href="#successor-{coordinator.assignment.id}"' in answer.text
    assert holding(service, Role.COORDINATOR, "curacao") == ["coordinator.curacao@example.org"]


def test_a_role_that_is_over_is_not_there_to_end(service, secretariat, coordinator):
    client = service.client(secretariat)
    path = f"/people/assignments/{coordinator.assignment.id}"
    client.post(f"{path}/end")
    assert client.post(f"{path}/end").status_code == 404
    sent = {"successor": "next@curacao.example"}
    assert client.post(f"{path}/hand-over", data=sent).status_code == 404


def invites(client, coordinator):
    client.post("/people/invite", data={"email": "a@b.example", "role": "approver curacao"})


def hands_over(client, coordinator):
    path = f"/people/assignments/{coordinator.assignment.id}/hand-over"
    client.post(path, data={"successor": "next@curacao.example"})


def ends(client, coordinator):
    client.post(f"/people/assignments/{coordinator.assignment.id}/end")


def closes(client, coordinator):
    client.post(f"/people/persons/{coordinator.person.id}/disable")


@pytest.mark.parametrize("change", [invites, hands_over, ends, closes])
def test_the_others_of_a_reporter_are_told_who_came_and_who_left(
    service, secretariat, coordinator, change
):
    deputy = service.person(Role.DEPUTY, "curacao")
    change(service.client(secretariat), coordinator)
    told = [letter.address for letter in service.letters if letter.kind == "role-given"]
    assert deputy.person.email in told


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.OPERATOR])
def test_who_gives_roles_takes_none(service, coordinator, role):
    mine = service.person(role)
    client, own = service.client(mine), mine.person.email.upper()
    sent = {"email": f" {own} ", "role": "approver curacao"}
    assert client.post("/people/invite", data=sent).status_code == 403
    path = f"/people/assignments/{coordinator.assignment.id}/hand-over"
    assert client.post(path, data={"successor": own}).status_code == 403
    assert holding(service, Role.APPROVER, "curacao") == []
    assert holding(service, Role.COORDINATOR, "curacao") == [coordinator.person.email]
    assert service.letters == []


def test_nobody_ends_the_own_role_or_account(service, secretariat):
    client = service.client(secretariat)
    assert client.post(f"/people/assignments/{secretariat.assignment.id}/end").status_code == 403
    assert client.post(f"/people/persons/{secretariat.person.id}/disable").status_code == 403
    assert "Hand over" not in client.get(f"/people/persons/{secretariat.person.id}").text


def test_a_new_link_goes_by_mail(service, secretariat, coordinator):
    path = f"/people/persons/{coordinator.person.id}/invite"
    assert service.client(secretariat).post(path).status_code == 303
    assert [letter.address for letter in service.letters] == ["coordinator.curacao@example.org"]


def test_a_closed_account_is_let_in_no_longer(service, secretariat, coordinator):
    theirs, client = service.client(coordinator), service.client(secretariat)
    assert theirs.get("/").status_code == 200
    client.post(f"/people/persons/{coordinator.person.id}/disable")
    assert theirs.get("/").status_code == 302
    assert "is closed" in client.get("/people").text
    assert coordinator.person.email not in client.get("/people").text
    page = " ".join(client.get(f"/people/persons/{coordinator.person.id}").text.split())
    assert "This account is closed" in page
    assert "Holds no role now." in page
    history = " ".join(client.get("/people/areas/curacao").text.split())
    assert "<td>12 April 2026</td> <td>12 May 2026</td>" in history
    again = f"/people/persons/{coordinator.person.id}/invite"
    assert client.post(again).status_code == 404


def test_who_is_not_there_has_no_page(service, secretariat):
    assert service.client(secretariat).get("/people/persons/999").status_code == 404


def test_a_letter_that_no_server_took_is_told_and_kept(service, secretariat):
    def refuses(_letter):
        raise Undelivered("no server")

    frame: Frame = service.app.extensions["exchange"]
    service.app.extensions["exchange"] = frame._replace(post=refuses)
    client = service.client(secretariat)
    client.post("/people/invite", data={"email": "a@b.example", "role": "reader"})
    assert "the letter could not be sent" in client.get("/people").text
    with service.store.reading() as connection:
        kinds = [event.kind for event in events.latest_events(connection, 5)]
    assert "letter-undelivered" in kinds
