"""A verdict from a process apart is the verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exchange.core.returns import Verdict
from exchange.settings import Limits
from exchange.submissions.annotate import annotate
from exchange.submissions.apart import Readers
from exchange.submissions.check import judge
from exchange.submissions.explanations import subject
from exchange.submissions.judgement import Judgement
from tests.apart.making import SAMPLES, SCHEMAS, sample

RIGHT = sorted(file.stem for file in SAMPLES.glob("*.xlsx"))
WRONG = [f"wrong/{file.stem}" for file in sorted((SAMPLES / "wrong").glob("*.xlsx"))[::2]]
FAR = "wrong/far-cell"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


def same(one: Judgement, other: Judgement) -> bool:
    """Forms are the same where they ask the same of the same reporter for the same year."""
    forms = [j.form and (j.form.reporter, j.form.year, j.form.keys) for j in (one, other)]
    return forms[0] == forms[1] and one._replace(form=None) == other._replace(form=None)


@pytest.mark.parametrize("name", [*RIGHT, *WRONG, FAR])
def test_a_sample_has_the_same_verdict_apart(name: str, readers: Readers) -> None:
    content = sample(name)
    assert same(readers.judge(content, "r.xlsx"), judge(content, "r.xlsx", SCHEMAS))


def test_what_was_sent_before_and_what_was_explained_goes_along(readers: Readers) -> None:
    last = judge(sample("curacao-2016"), "2016.xlsx", SCHEMAS).returned
    version = judge(sample("curacao-2017"), "2017.xlsx", SCHEMAS).returned
    assert last is not None
    assert version is not None
    content, earlier = sample("curacao-2017"), (last, version)
    asked = readers.judge(content, "r.xlsx", earlier=earlier)
    assert asked.verdict is Verdict.NEEDS_EXPLANATION
    given = {subject(finding): "Ça va – yes 😀" for finding in asked.findings}
    told = readers.judge(content, "r.xlsx", earlier=earlier, explanations=given)
    assert told.verdict is Verdict.ACCEPTED
    here = judge(content, "r.xlsx", SCHEMAS, earlier=earlier, explanations=given)
    assert same(told, here)


@pytest.mark.parametrize("name", ["curacao-2017", "wrong/names-gone", "wrong/csv"])
def test_the_copy_with_marks_is_the_same_apart(name: str, readers: Readers) -> None:
    content = sample(name)
    last = judge(sample("curacao-2016"), "2016.xlsx", SCHEMAS).returned
    assert last is not None
    judgement = readers.judge(content, "r.xlsx", earlier=(last,))
    here = annotate(judgement, content, "pap-CW", (last,))
    assert readers.annotate(judgement, content, "pap-CW", (last,)) == here


def test_the_limits_hold_apart() -> None:
    limits = Limits(file_bytes=1_000, seconds=2)
    content = sample("curacao-2017")
    with Readers(limits=limits) as readers:
        told = readers.judge(content, "r.xlsx")
    assert [finding.code for finding in told.findings] == ["too-large-file"]
    assert same(told, judge(content, "r.xlsx", SCHEMAS, limits=limits))
