from datetime import UTC, datetime

from exchange.core.returns import Finding, Return, Severity, Source, Verdict
from exchange.core.versions import Attempt, Channel
from exchange.deliveries.progress import Progress, progress

VICTIMS = "trafficking_victims"
FEMALE, MALE, ADULT = (f"{VICTIMS}_{c}" for c in ("sex_female", "sex_male", "age_adult"))


def fault(code, *names, severity=Severity.ERROR):
    return Finding(severity, code, names, names[-1] if names else None)


def attempt(*findings, form=True):
    returned = Return("aruba", 2025, {}, "nl") if form else None
    return Attempt(
        id=1,
        reporter="aruba",
        year=2025,
        person=1,
        assignment=1,
        made_at=datetime(2026, 5, 12, tzinfo=UTC),
        channel=Channel.UPLOAD,
        source=Source("a.xlsx", "0" * 64),
        size=1,
        verdict=Verdict.REJECTED,
        language="nl",
        findings=findings,
        returned=returned,
    )


def test_faults_that_are_gone_were_put_right_and_others_are_new():
    before = attempt(fault("negative", FEMALE), fault("date", MALE), fault("range", ADULT))
    after = attempt(fault("date", MALE), fault("negative", ADULT))
    assert progress(before, after) == Progress(put_right=2, of=3, new=1)


def test_a_blank_of_which_one_cell_was_filled_in_is_the_same_blank():
    before = attempt(fault("blank", "a", "b", "c"))
    assert progress(before, attempt(fault("blank", "b", "c"))) == Progress(0, 1, 0)
    assert progress(before, attempt(fault("blank", "a", "b"))) == Progress(0, 1, 0)


def test_two_breakdowns_of_one_total_are_two_faults():
    by_sex = fault("breakdown-does-not-add-up", FEMALE, MALE, VICTIMS)
    by_age = fault("breakdown-does-not-add-up", ADULT, VICTIMS)
    assert progress(attempt(by_sex), attempt(by_age)) == Progress(put_right=1, of=1, new=1)


def test_warnings_and_notes_are_no_faults():
    warning = fault("jump", VICTIMS, severity=Severity.WARNING)
    note = fault("comments", severity=Severity.NOTE)
    assert progress(attempt(warning, fault("date", MALE)), attempt(note)) == Progress(1, 1, 0)


def test_without_a_form_before_or_now_nothing_compares():
    faulty = attempt(fault("date", MALE))
    unreadable = attempt(fault("password-protected"), form=False)
    assert progress(None, faulty) is None
    assert progress(unreadable, faulty) is None
    assert progress(faulty, unreadable) is None


def test_after_an_attempt_without_faults_there_is_nothing_to_tell():
    assert progress(attempt(), attempt(fault("date", MALE))) is None
