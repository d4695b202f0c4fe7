"""Two of the secretariat who change one meeting at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from exchange.core.people import Role
from exchange.reminders.meetings import NotThere, cancel, change_meeting
from tests.meetings.planning import NOW, WANTED

ROUNDS = 8


def test_every_change_counts_and_is_told(office):
    office.person("coordinator@example.org", (Role.COORDINATOR, "aruba"))
    made = office.is_set()
    gate = Barrier(2)

    def changing(who):
        for number in range(ROUNDS):
            gate.wait(30)
            place = WANTED._replace(place=f"{who} {number}")
            change_meeting(office.office, made.id, place, NOW)

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(changing, ("one", "other")))
    assert office.kept(made.id).sequence == 2 * ROUNDS
    keys = [each.key for each in office.queued() if each.kind == "meeting-changed"]
    assert keys == [f"meeting-changed/1/{number}/1" for number in range(1, 2 * ROUNDS + 1)]


def test_only_one_of_two_cancels(office):
    made = office.is_set()
    gate = Barrier(2)

    def cancelling(_who):
        gate.wait(30)
        try:
            return cancel(office.office, made.id, NOW).meeting.sequence
        except NotThere:
            return None

    with ThreadPoolExecutor(2) as hands:
        assert {*hands.map(cancelling, "ab")} == {1, None}
    assert office.kept(made.id).sequence == 1
