"""An offence that comes alone: what was delivered before is neither asked about nor lost."""

from exchange.core.returns import Verdict
from tests.check.making import FULL, SMUGGLING, TRAFFICKING

SOURCES = {"trafficking_source": "KPC", "smuggling_source": "Coast Guard"}


def test_with_a_fault_in_the_form_nothing_is_asked_about_the_offence_left_out(office):
    office.delivered(FULL)
    attempt = office.upload({**TRAFFICKING, "trafficking_victims": "12.5"})
    assert attempt.verdict is Verdict.REJECTED
    assert [f.code for f in attempt.findings if f.severity.value != "note"] == ["not-whole"]


def test_without_a_fault_it_can_be_delivered_as_it_is(office):
    office.delivered(FULL)
    assert office.upload(TRAFFICKING).verdict is Verdict.ACCEPTED


def test_each_offence_keeps_who_supplied_it(office):
    office.delivered({**TRAFFICKING, "trafficking_source": SOURCES["trafficking_source"]})
    version = office.delivered({**SMUGGLING, "smuggling_source": SOURCES["smuggling_source"]})
    suppliers = office.return_of(version).suppliers
    assert suppliers == {"trafficking": "KPC", "smuggling": "Coast Guard"}
