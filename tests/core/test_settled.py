"""The latest step that was settled, as keys tell it."""

from __future__ import annotations

import pytest

from exchange.core.settled import is_overtaken, latest_settled

DUE = "2027-06-02T21:00Z/2027-06-02"
HAD = latest_settled(frozenset({f"{DUE}/before-21/aruba/3", f"{DUE}/before-70/aruba/3"}))


@pytest.mark.parametrize(
    "key, overtaken",
    [
        (f"{DUE}/before-22/aruba/3", True),
        (f"{DUE}/before-21/aruba/3", False),
        (f"{DUE}/before-20/aruba/3", False),
        (f"{DUE}/before-0/aruba/3", False),
        (f"{DUE}/after-3/aruba/3", False),
        (f"{DUE}/before-22/aruba/33", False),
        (f"{DUE}/before-22/curacao/3", False),
        ("2027-06-02T21:00Z/2027-06-03/before-22/aruba/3", False),
        (f"unreachable/{DUE}/before-22/aruba/3", False),
        ("to-follow-2027-05-27/aruba/3", False),
        ("before/it/is/known", False),
        ("", False),
    ],
)
def test_only_an_earlier_step_of_the_same_deadline_reporter_and_person_is_overtaken(key, overtaken):
    assert is_overtaken(key, HAD) is overtaken


def test_what_the_secretariat_was_told_of_a_step_is_overtaken_as_well():
    latest = latest_settled(frozenset({f"unreachable/{DUE}/after-3/aruba/9", f"late/{DUE}/9"}))
    assert is_overtaken(f"unreachable/{DUE}/before-0/aruba/9", latest)
    assert not is_overtaken(f"late/{DUE}/9", latest)
