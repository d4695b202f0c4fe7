"""A warning wants one sentence; it stays explained while its values stand."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from exchange.core.returns import Verdict
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from exchange.submissions.explanations import subject
from tests.check.making import (
    BOOK,
    FULL,
    SCHEMAS,
    errors,
    judged,
    only,
    returned,
    sent,
    told,
    warnings,
)

NAME = "trafficking_prosecutions"
RULE = "prosecutions-above-suspects"
ASKED = {**FULL, NAME: 20}
SENTENCE = "Cases from earlier years"


def marked(cells, **options):
    """The annotated copy of a return, open in openpyxl."""
    content = sent(cells)
    judgement = judge(content, "t.xlsx", SCHEMAS, **options)
    copy = annotate(judgement, content, "en", options.get("earlier", ()))
    assert copy is not None
    return load_workbook(io.BytesIO(copy))


def put(book, name, said):
    ((sheet, address),) = book.defined_names[name].destinations
    book[sheet][address.replace("$", "")].value = said


def again(book, **options):
    """The copy sent back, judged."""
    file = io.BytesIO()
    book.save(file)
    return judge(file.getvalue(), "again.xlsx", SCHEMAS, **options)


def test_a_warning_needs_an_explanation():
    judgement = judged(ASKED)
    assert judgement.verdict is Verdict.NEEDS_EXPLANATION
    assert warnings(judgement) == [(RULE, NAME)]
    assert only(judgement, RULE).is_open_question


def test_an_explained_warning_is_accepted_and_kept():
    judgement = judged(ASKED, explanations={NAME: SENTENCE})
    assert judgement.verdict is Verdict.ACCEPTED
    assert only(judgement, RULE).explanation == SENTENCE
    assert judgement.returned.explanations == {NAME: SENTENCE}


def test_an_explanation_of_another_cell_explains_nothing():
    judgement = judged(ASKED, explanations={"trafficking_verdicts": SENTENCE})
    assert judgement.verdict is Verdict.NEEDS_EXPLANATION


def test_an_error_cannot_be_explained_away():
    judgement = judged({**FULL, NAME: "13*"}, explanations={NAME: SENTENCE})
    assert judgement.verdict is Verdict.REJECTED
    assert judgement.findings[0].explanation is None


def test_every_open_question_must_be_explained():
    cells = {**ASKED, "smuggling_verdicts": 30}
    assert judged(cells, explanations={NAME: SENTENCE}).verdict is Verdict.NEEDS_EXPLANATION
    both = {NAME: SENTENCE, "smuggling_verdicts": SENTENCE}
    assert judged(cells, explanations=both).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("sentence", [SENTENCE, "  Two cases\u200b of 2022 ", "=1+1", "12"])
def test_an_explanation_written_beside_the_warning_is_read(sentence):
    book = marked(ASKED)
    assert [cell.value for cell in _explained(book)] == [None]
    put(book, "explanation_1", sentence)
    if sentence.startswith("="):
        _explained(book)[0].data_type = "s"
    judgement = again(book)
    assert told(judgement) == [(RULE, NAME)]
    assert judgement.verdict is Verdict.ACCEPTED
    assert only(judgement, RULE).explanation == " ".join(sentence.replace("\u200b", "").split())


def _explained(book):
    names = [name for name in book.defined_names if name.startswith("explanation_")]
    cells = []
    for name in sorted(n for n in names if not n.endswith("_for")):
        ((sheet, address),) = book.defined_names[name].destinations
        cells.append(book[sheet][address.replace("$", "")])
    return cells


@pytest.mark.parametrize("sentence", [None, "", "   ", "\u200b"])
def test_an_empty_explanation_explains_nothing(sentence):
    book = marked(ASKED)
    put(book, "explanation_1", sentence)
    assert again(book).verdict is Verdict.NEEDS_EXPLANATION


@pytest.mark.parametrize("name", [NAME, "trafficking_suspects"])
def test_an_explanation_lapses_when_a_value_it_was_given_for_changed(name):
    book = marked(ASKED)
    put(book, "explanation_1", SENTENCE)
    put(book, name, {NAME: 21, "trafficking_suspects": 11}[name])
    judgement = again(book)
    assert warnings(judgement) == [(RULE, NAME)]
    assert only(judgement, RULE).is_open_question


def test_an_explanation_stands_when_other_values_change():
    book = marked(ASKED)
    put(book, "explanation_1", SENTENCE)
    put(book, "smuggling_victims", 4)
    put(book, f"{NAME}_note", "see there")
    assert again(book).verdict is Verdict.ACCEPTED


def test_an_explanation_belongs_to_one_rule_at_its_cell():
    earlier = (returned({**FULL, NAME: 2}, year=2023),)
    book = marked(ASKED, earlier=earlier)
    put(book, "explanation_1", SENTENCE)
    judgement = again(book, earlier=earlier)
    assert warnings(judgement) == [(RULE, NAME), ("jump", NAME)]
    assert [f.is_open_question for f in judgement.findings] == [False, True]
    put(book, "explanation_2", "One large case")
    assert again(book, earlier=earlier).verdict is Verdict.ACCEPTED


def test_an_explanation_stands_though_the_row_before_it_was_deleted():
    earlier = (returned({**FULL, NAME: 2}, year=2023),)
    book = marked(ASKED, earlier=earlier)
    put(book, "explanation_2", "One large case")
    del book.defined_names["explanation_1"], book.defined_names["explanation_1_for"]
    judgement = again(book, earlier=earlier)
    assert [f.is_open_question for f in judgement.findings] == [True, False]


def test_what_is_explained_by_the_command_goes_before_what_is_written():
    book = marked(ASKED)
    put(book, "explanation_1", SENTENCE)
    judgement = again(book, explanations={NAME: "Other"})
    assert only(judgement, RULE).explanation == "Other"


def test_an_explanation_given_for_a_finding_is_only_that_findings():
    earlier = (returned({**FULL, NAME: 2}, year=2023),)
    asked = judged(ASKED, earlier=earlier)
    given = {subject(only(asked, "jump")): SENTENCE}
    again = judged(ASKED, earlier=earlier, explanations=given)
    assert only(again, "jump").explanation == SENTENCE
    assert only(again, RULE).is_open_question
    changed = judged({**ASKED, NAME: 21}, earlier=earlier, explanations=given)
    assert only(changed, "jump").is_open_question


def test_an_explanation_already_given_stands_in_the_next_copy():
    book = marked(ASKED, explanations={NAME: SENTENCE})
    assert [cell.value for cell in _explained(book)] == [SENTENCE]
    assert again(book).verdict is Verdict.ACCEPTED


def test_ready_made_reasons_are_offered_beside_each_warning():
    sheet = _explained(marked(ASKED))[0].parent
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert len(lists) == 1
    reasons = {reason["en"] for reason in BOOK.rules[RULE].reasons}
    listed = {c.value for s in sheet.parent for row in s for c in row if c.value in reasons}
    assert listed == reasons


def test_a_corrected_copy_is_accepted():
    book = marked({**FULL, NAME: "13*", "smuggling_victims": None})
    put(book, NAME, 13)
    put(book, "smuggling_victims", 3)
    judgement = again(book)
    assert (judgement.verdict, told(judgement)) == (Verdict.ACCEPTED, [])


def test_a_copy_that_is_not_corrected_has_the_same_errors():
    cells = {**FULL, NAME: "13*", "smuggling_victims": None, "trafficking_victims": "1.372"}
    assert errors(again(marked(cells))) == errors(judged(cells))
