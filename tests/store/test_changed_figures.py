from __future__ import annotations

from datetime import timedelta

import pytest

from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.core.returns import Finding, Severity, Verdict
from exchange.core.versions import Attempt
from exchange.deliveries.deliver import NotReady, release
from exchange.storage import meetings
from tests.check.making import FULL, SMUGGLING, TRAFFICKING
from tests.store.office import BECAUSE, YEAR, Office

CHANGED = "changed-since-last-version"


def with_victims(number: int) -> dict[str, int | str]:
    return {**TRAFFICKING, "trafficking_victims": number}


def asked(office: Office, attempt: Attempt) -> list[tuple[str, str | None, dict[str, object]]]:
    """What keeps an attempt from being delivered."""
    with pytest.raises(NotReady) as refused:
        office.deliver(attempt)
    found = refused.value.attempt.findings
    return [(f.code, f.name, dict(f.facts)) for f in found if f.is_open_question]


def test_a_changed_figure_wants_a_reason(office: Office) -> None:
    office.delivered(with_victims(10))
    attempt = office.upload(with_victims(8))
    assert asked(office, attempt) == [(CHANGED, "trafficking_victims", {"old": 10, "new": 8})]
    assert office.counting() == with_victims(10)


def test_with_a_reason_it_is_delivered_and_the_reason_kept(office: Office) -> None:
    office.delivered(with_victims(10))
    attempt = office.upload(with_victims(8))
    version = office.deliver_explained(attempt)
    assert version.released
    assert office.return_of(version).explanations == {"trafficking_victims": BECAUSE}
    assert office.counting() == with_victims(8)


def test_a_change_is_asked_about_that_came_between_upload_and_delivery(office: Office) -> None:
    early = office.upload(with_victims(8))
    assert early.verdict is Verdict.ACCEPTED
    office.delivered(with_victims(10))
    assert asked(office, early) == [(CHANGED, "trafficking_victims", {"old": 10, "new": 8})]


def test_no_reason_is_wanted_any_more_where_the_same_was_released_meanwhile(
    office: Office,
) -> None:
    office.delivered(with_victims(10))
    early = office.upload(with_victims(8))
    office.delivered(with_victims(8))
    assert office.deliver(early).released


def test_a_reason_for_the_new_figure_stands_whatever_it_was_before(office: Office) -> None:
    office.delivered(with_victims(10))
    early = office.upload(with_victims(8))
    office.explain(early, [f for f in early.findings if f.code == CHANGED])
    office.delivered(with_victims(9))
    version = office.deliver(early)
    assert version.released
    assert office.return_of(version).explanations == {"trafficking_victims": BECAUSE}


def test_the_reason_given_last_is_the_one_that_stands(office: Office) -> None:
    office.delivered(with_victims(10))
    early = office.upload(with_victims(8))
    office.explain(early, early.findings, "A first thought.")
    office.delivered(with_victims(9))
    later = office.upload(with_victims(8))
    office.explain(later, [f for f in later.findings if f.code == CHANGED], "On second thought.")
    office.delivered(with_victims(11))
    version = office.deliver(later)
    assert office.return_of(version).explanations == {"trafficking_victims": "On second thought."}


def test_what_waits_is_not_asked_about_with_the_offence_that_follows(office: Office) -> None:
    office.delivered(with_victims(10))
    approver = office.named(Role.APPROVER)
    in_its_file = Finding(
        Severity.WARNING,
        CHANGED,
        ("trafficking_victims",),
        "trafficking_victims",
        facts={"old": 10, "new": 8},
        explanation=BECAUSE,
    )
    assert office.deliver(office.attempt(with_victims(8), (in_its_file,))).waiting
    following = office.upload(SMUGGLING)
    version = office.deliver(following)
    assert office.return_of(version).explanations == {"trafficking_victims": BECAUSE}
    release(office.desk, approver, version.id, office.tick())
    assert office.counting() == {**FULL, "trafficking_victims": 8}


def test_two_reasons_at_one_figure_are_both_kept(office: Office) -> None:
    office.delivered({"trafficking_victims": 100, **_nothing_else("trafficking")})
    year_before = office.upload({**FULL, "trafficking_victims": 20}, year=YEAR - 1)
    office.deliver_explained(year_before)
    attempt = office.upload({"trafficking_victims": 60, **_nothing_else("trafficking")})
    open_ones = [f for f in attempt.findings if f.is_open_question]
    assert {(f.code, f.name) for f in open_ones} >= {
        (CHANGED, "trafficking_victims"),
        ("jump", "trafficking_victims"),
    }
    for finding in open_ones:
        office.explain(attempt, [finding], f"Because of {finding.code}.")
    found = office.return_of(office.deliver(attempt)).explanations["trafficking_victims"]
    assert set(found.split("; ")) == {f"Because of {CHANGED}.", "Because of jump."}


def _nothing_else(offence: str) -> dict[str, str]:
    names = ("investigations", "suspects", "prosecutions", "verdicts")
    return {f"{offence}_{name}_status": "to-follow" for name in names}


def test_what_comes_after_the_deadline_is_taken_and_marked(office: Office) -> None:
    deadline = office.now + timedelta(hours=1)
    meeting = Meeting(
        0, "coordinators", deadline.date(), "Oranjestad", "America/Aruba", deadline, (YEAR,)
    )
    with office.store.writing() as connection:
        meeting = meetings.add_meeting(connection, meeting)
    early = office.delivered(TRAFFICKING)
    office.now = deadline
    late = office.delivered(SMUGGLING)
    assert not early.late
    assert late.late
    assert late.released
    with office.store.writing() as connection:
        assert meetings.cancel_meeting(connection, meeting.id, office.tick())
    assert office.version(late.id).late
    assert office.counting() == FULL
