"""The first page: what it says to each role."""

import re
from datetime import date, timedelta

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.deliveries.deliver import deliver, send_back
from exchange.deliveries.explain import explain
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import events, meetings, people
from exchange.storage.events import Event
from exchange.submissions.explanations import subject
from tests.web.running import SAMPLES, START, running

DAY = date(2026, 6, 16)


@pytest.fixture
def coordinator(service):
    return service.person(Role.COORDINATOR, "curacao")


@pytest.fixture
def asked(service):
    """A meeting that asks for 2019, three weeks after the start."""
    draft = Meeting(
        0, "coordinators", DAY, "", "America/Curacao", START + timedelta(days=21), (2019,)
    )
    with service.store.writing() as connection:
        return meetings.add_meeting(connection, draft)


def uploaded(service, who, name):
    reporter, _, year = name.rpartition("-")
    content = (SAMPLES / f"{name}.xlsx").read_bytes()
    incoming = Incoming(reporter, int(year), f"{name}.xlsx", content)
    attempt = upload(service.desk, who, incoming, service.clock())
    told = {subject(each): "As published." for each in attempt.findings if each.is_open_question}
    explain(service.desk, who, attempt, told, service.clock())
    return attempt


def delivered(service, who, name):
    attempt = uploaded(service, who, name)
    return deliver(service.desk, who, attempt.id, service.clock())


def home(service, who):
    answer = service.client(who).get("/")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def cells(page, area):
    """The words in a reporter's row."""
    row = page.split(f'<th scope="row">{area}</th>')[1].split("</tr>")[0]
    return [cell.split("</a>")[0].rpartition(">")[2] for cell in row.split("<td>")[1:]]


def test_the_coordinator_sees_what_is_asked_and_by_when(service, coordinator, asked):
    page = home(service, coordinator)
    assert "<h1>Figures for 2019</h1>" in page
    assert "Deadline 2 June 2026, 10:30" in page
    assert "21 days left" in page
    assert page.count("nothing yet") == 2
    assert 'href="/returns/curacao/2019/form"' in page
    assert 'action="/returns/curacao/2019/upload"' in page
    assert 'href="/returns/curacao/2019/none/smuggling"' in page


def test_without_a_meeting_it_is_the_year_before(service, coordinator):
    page = home(service, coordinator)
    assert "<h1>Figures for 2025</h1>" in page
    assert "No meeting has set a deadline for 2025 yet." in page


def test_a_cancelled_meeting_asks_for_nothing(service, coordinator, asked):
    with service.store.writing() as connection:
        meetings.cancel_meeting(connection, asked.id, START)
    assert "<h1>Figures for 2025</h1>" in home(service, coordinator)


def test_the_first_deadline_stands_though_a_later_meeting_asks_again(service, coordinator, asked):
    later = asked._replace(day=date(2026, 10, 6), deadline=START + timedelta(days=120))
    with service.store.writing() as connection:
        meetings.add_meeting(connection, later)
    assert "Deadline 2 June 2026, 10:30" in home(service, coordinator)


def test_after_the_deadline_the_days_are_told(service, coordinator, asked):
    service.clock.passes(days=23)
    assert "2 days late" in home(service, coordinator)


def test_what_was_delivered_completely_is_not_said_to_be_late(service, coordinator, asked):
    delivered(service, coordinator, "curacao-2019")
    service.clock.passes(days=23)
    page = home(service, coordinator)
    assert "Deadline 2 June 2026, 10:30" in page
    assert "days late" not in page
    assert 'class="deadline late"' not in page


def test_a_year_that_is_asked_for_is_no_earlier_one(service, coordinator, asked):
    with service.store.writing() as connection:
        meetings.add_meeting(connection, asked._replace(years=(2018,)))
    delivered(service, coordinator, "curacao-2018")
    delivered(service, coordinator, "curacao-2017")
    page = home(service, coordinator)
    assert 'name="years" value="2018"' not in page
    assert 'name="years" value="2017"' in page


@pytest.mark.parametrize(
    "place, said", [("Willemstad", False), ("invented for the demonstration", True)]
)
def test_only_of_its_own_meeting_the_demonstration_says_that_it_invented_it(
    tmp_path, readers, place, said
):
    with running(tmp_path, readers, demonstration=True) as service:
        closes = START + timedelta(days=21)
        draft = Meeting(0, "coordinators", DAY, place, "America/Curacao", closes, (2019,))
        with service.store.writing() as connection:
            meetings.add_meeting(connection, draft)
        page = home(service, service.person(Role.COORDINATOR, "curacao"))
        assert ("The demonstration invented the meeting" in page) is said


def test_the_secretariat_sees_the_next_meeting_and_nobody_else_does_so(service, coordinator, asked):
    secretariat = service.person(Role.SECRETARIAT)
    page = home(service, secretariat)
    assert f'<a href="/meetings/{asked.id}">Meeting of the coordinators, 16 June 2026</a>' in page
    assert "Deadline 2 June 2026, 10:30" in page
    assert "21 days left" in page
    assert f'href="/meetings/{asked.id}"' not in home(service, coordinator)
    service.clock.passes(days=40)
    later = service.person(Role.SECRETARIAT, email="second@example.org")
    assert f'href="/meetings/{asked.id}"' not in home(service, later)


def test_what_is_delivered_is_counted(service, coordinator, asked):
    delivered(service, coordinator, "curacao-2019")
    page = home(service, coordinator)
    assert "5 of 5" in page
    assert "nothing yet" not in page
    assert cells(page, "Curaçao")[-1] == "on time"


def test_two_years_asked_stand_one_below_the_other(service, coordinator, asked):
    with service.store.writing() as connection:
        meetings.add_meeting(connection, asked._replace(years=(2018,)))
    page = home(service, coordinator)
    assert "<h1>Figures for 2019, 2018</h1>" in page
    assert page.index("<h2>Curaçao 2019</h2>") < page.index("<h2>Curaçao 2018</h2>")


def test_an_upload_that_was_not_delivered_waits(service, coordinator, asked):
    attempt = uploaded(service, coordinator, "curacao-2019")
    page = home(service, coordinator)
    assert "Everything is in order; it is not delivered yet." in page
    assert f'href="/attempts/{attempt.id}"' in page
    deliver(service.desk, coordinator, attempt.id, service.clock())
    assert "it is not delivered yet" not in home(service, coordinator)


def test_the_approver_sees_first_what_waits_for_release(service, coordinator, asked):
    approver = service.person(Role.APPROVER, "curacao")
    delivered(service, coordinator, "curacao-2019")
    page = home(service, approver)
    assert page.index("Look and release") < page.index("Who has delivered")
    assert 'href="/returns/curacao/2019"' in page
    assert "Look and release" not in home(service, coordinator)
    assert cells(page, "Curaçao")[-1] == "waiting"


def test_a_revision_that_waits_leaves_others_the_state_of_what_is_released(
    service, coordinator, asked
):
    delivered(service, coordinator, "curacao-2019")
    approver = service.person(Role.APPROVER, "curacao")
    service.clock.passes(minutes=1)
    delivered(service, coordinator, "curacao-2019")
    assert cells(home(service, approver), "Curaçao")[-1] == "waiting"
    others = home(service, service.person(Role.COORDINATOR, "aruba"))
    assert cells(others, "Curaçao")[-1] == "on time"


def test_what_was_returned_says_why_to_its_reporter_alone(service, coordinator, asked):
    approver = service.person(Role.APPROVER, "curacao")
    version = delivered(service, coordinator, "curacao-2019")
    send_back(service.desk, approver, version.id, "Ask the police again.", service.clock())
    page = home(service, coordinator)
    assert "Returned to you: “Ask the police again.”" in page
    assert cells(page, "Curaçao")[-1] == "returned"
    others = home(service, service.person(Role.COORDINATOR, "aruba"))
    assert "police" not in others
    assert cells(others, "Curaçao")[-1] == "missing"


def test_what_waited_before_another_version_was_returned_waits_no_longer(
    service, coordinator, asked
):
    approver = service.person(Role.APPROVER, "curacao")
    delivered(service, coordinator, "curacao-2019")
    assert "waiting for release" in home(service, coordinator)
    service.clock.passes(minutes=1)
    version = delivered(service, coordinator, "curacao-2019")
    send_back(service.desk, approver, version.id, "Ask the police again.", service.clock())
    page = home(service, coordinator)
    assert "waiting for release" not in page
    assert "returned with a reason" in page


def test_what_the_secretariat_entered_waits_for_the_coordinator(service, coordinator, asked):
    delivered(service, service.person(Role.SECRETARIAT), "curacao-2019")
    assert "The secretariat entered them for you" in home(service, coordinator)


def test_earlier_years_are_asked_about_until_they_are_answered(service, coordinator, asked):
    delivered(service, coordinator, "curacao-2018")
    page = home(service, coordinator)
    assert 'name="years" value="2018"' in page
    client = service.client(coordinator)
    client.post("/returns/curacao/2019/still-right", data={"years": "2018", "next": "/"})
    assert 'name="years" value="2018"' not in home(service, coordinator)
    service.clock.passes(days=365)
    with service.store.writing() as connection:
        meetings.add_meeting(connection, asked._replace(day=date(2027, 6, 16)))
    assert 'name="years" value="2018"' in home(service, coordinator)


def test_the_secretariat_is_told_who_is_late(service, asked):
    secretariat = service.person(Role.SECRETARIAT)
    assert "The deadline has passed" not in home(service, secretariat)
    service.clock.passes(days=22)
    page = home(service, secretariat)
    assert "Aruba: figures for 2019 are not complete" in page
    assert 'href="/comparison"' in page
    assert 'href="/people"' in page


def test_what_came_after_the_deadline_is_late(service, coordinator, asked):
    service.clock.passes(days=22)
    delivered(service, coordinator, "curacao-2019")
    assert cells(home(service, coordinator), "Curaçao")[-1] == "late"


def test_a_reader_is_led_to_the_comparison(service):
    page = home(service, service.person(Role.READER))
    assert "See the comparison" in page
    assert "Upload" not in page


def test_the_operator_sees_the_last_faults_by_their_reference(service, coordinator):
    with service.store.writing() as connection:
        events.record(connection, Event(START, "fault", details={"reference": "7F3KAA"}))
    assert "7F3KAA" in home(service, service.person(Role.OPERATOR))
    assert "7F3KAA" not in home(service, coordinator)


def test_a_fault_is_shown_however_much_happened_since_and_the_latest_five_are(service):
    with service.store.writing() as connection:
        for number in range(1, 7):
            events.record(
                connection, Event(START, "fault", details={"reference": f"7F3KA{number}"})
            )
        for _ in range(501):
            events.record(connection, Event(START, "letter-undelivered"))
    page = home(service, service.person(Role.OPERATOR))
    shown = re.findall(r"7F3KA\d", page)
    assert shown == ["7F3KA6", "7F3KA5", "7F3KA4", "7F3KA3", "7F3KA2"]


def test_who_holds_no_role_any_more_is_told_so(service, coordinator):
    with service.store.writing() as connection:
        people.end_assignment(connection, coordinator.assignment.id, START)
    page = home(service, coordinator)
    assert "You have no role now" in page
    assert "Who has delivered" not in page
    assert 'href="/account"' in page
