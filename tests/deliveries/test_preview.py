"""What delivering an attempt will do, before it is done."""

from __future__ import annotations

import pytest

from exchange.core.people import Role
from exchange.deliveries.deliver import NotReady, release, send_back
from exchange.deliveries.preview import preview
from tests.check.making import FULL, SMUGGLING, TRAFFICKING


def seen(office, attempt, *, own=True):
    return preview(office.desk, attempt, office.now, own=own)


def test_what_is_not_explained_has_no_preview(office):
    office.delivered(FULL)
    with pytest.raises(NotReady) as asked:
        seen(office, office.upload(FULL | {"trafficking_victims": 12}))
    (finding,) = (f for f in asked.value.attempt.findings if f.is_open_question)
    assert finding.code == "changed-since-last-version"


def test_the_difference_is_held_against_what_counts_and_not_against_what_waits(office):
    office.delivered(FULL)
    approver = office.named(Role.APPROVER)
    waits = office.delivered(FULL | {"trafficking_victims": 12})
    attempt = office.upload(FULL | {"trafficking_victims": 12, "trafficking_victims_note": "Yes."})
    found = seen(office, attempt)
    assert [(c.key.name, c.old.value, c.new.value) for c in found.changes] == [
        ("trafficking_victims", 10, 12)
    ]
    assert (found.counts.number, found.waiting.number) == (1, 2)
    assert found.approvers == ("approver",)
    release(office.desk, approver, waits.id, office.tick())
    assert seen(office, attempt).waiting is None


def test_a_version_before_one_that_was_sent_back_waits_for_nobody(office):
    approver = office.named(Role.APPROVER)
    office.delivered(FULL)
    later = office.delivered(FULL | {"trafficking_victims": 12})
    attempt = office.upload(FULL | {"trafficking_victims": 13})
    assert seen(office, attempt).waiting == later
    send_back(office.desk, approver, later.id, "Look again.", office.tick())
    assert seen(office, attempt).waiting is None


def test_an_offence_stays_as_of_the_version_it_came_in(office):
    first = office.delivered(SMUGGLING)
    office.delivered(TRAFFICKING)
    found = seen(office, office.upload(TRAFFICKING | {"trafficking_victims_note": "Yes."}))
    assert [(k.offence, k.delivered_at) for k in found.kept] == [("smuggling", first.delivered_at)]
    assert found.missing == ()


def test_what_was_sent_back_does_not_stay(office):
    approver = office.named(Role.APPROVER)
    version = office.delivered(SMUGGLING)
    send_back(office.desk, approver, version.id, "Look again.", office.tick())
    found = seen(office, office.upload(TRAFFICKING))
    assert (found.kept, found.missing, found.waiting) == ((), ("smuggling",), None)


def test_who_is_not_the_reporters_own_sees_the_offences_of_this_attempt_only(office):
    office.delivered(SMUGGLING)
    attempt = office.upload(TRAFFICKING, office.secretariat)
    own, foreign = seen(office, attempt), seen(office, attempt, own=False)
    assert {key.offence for key in own.returned.observations} == {"trafficking", "smuggling"}
    assert {key.offence for key in foreign.returned.observations} == {"trafficking"}
    assert [kept.offence for kept in foreign.kept] == ["smuggling"]
    assert {change.key.offence for change in foreign.changes} == {"trafficking"}


def test_a_delivered_attempt_names_its_version(office):
    attempt = office.upload(FULL)
    assert seen(office, attempt).delivered is None
    version = office.deliver(attempt)
    assert seen(office, attempt).delivered == version
