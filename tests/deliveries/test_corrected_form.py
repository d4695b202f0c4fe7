"""A corrected form says all that the sender wrote, and the changes."""

import pytest

from exchange.codebooks import load
from exchange.core.form import Form
from exchange.core.returns import Severity, Verdict
from exchange.submissions.annotate import filled_in
from exchange.submissions.cells import FormCells, NamedCells
from exchange.submissions.check import judge
from exchange.submissions.correct import correct
from exchange.validation import Schemas
from exchange.workbook.reader import read
from tests.web.running import SAMPLES

SCHEMAS = Schemas(load())
FORM = Form(SCHEMAS.codebook, "sint-maarten", 2016)
VICTIMS = "trafficking_victims"


def sample(name):
    return (SAMPLES / f"{name}.xlsx").read_bytes()


def written(content, form=FORM):
    workbook = read(content)
    return filled_in(FormCells(form, NamedCells(workbook)), workbook)


def corrected(name, changes, language="en"):
    made = correct(sample(name), FORM, language, changes)
    assert made is not None
    return made


def test_every_other_input_is_kept_to_the_letter():
    before = written(sample("wrong/three-faults"))
    after = written(corrected("wrong/three-faults", {VICTIMS: "96"}))
    assert after == {**before, VICTIMS: 96}


def test_what_is_still_wrong_is_still_wrong():
    made = corrected("wrong/three-faults", {VICTIMS: "96", "trafficking_suspects": "0"})
    judged = judge(made, "a.xlsx", SCHEMAS)
    errors = [f.code for f in judged.findings if f.severity is Severity.ERROR]
    assert errors == ["breakdown-does-not-add-up"]


def test_a_number_is_a_number_however_it_was_typed():
    assert written(corrected("wrong/about", {VICTIMS: "1 372"}))[VICTIMS] == 1372
    assert written(corrected("wrong/about", {VICTIMS: "some"}))[VICTIMS] == "some"


def test_a_status_is_written_as_the_list_of_the_form_has_it():
    changes = {VICTIMS: "", f"{VICTIMS}_status": "not-available"}
    filled = written(corrected("wrong/about", changes, "nl"))
    assert VICTIMS not in filled
    assert filled[f"{VICTIMS}_status"] == "niet beschikbaar"
    judged = judge(corrected("wrong/about", changes, "nl"), "a.xlsx", SCHEMAS)
    assert judged.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("language, said", [("en", "yes"), ("nl", "ja")])
def test_whether_classes_overlap_is_answered_in_the_forms_language(language, said):
    name = f"{VICTIMS}_sex_multiple"
    assert written(corrected("wrong/about", {name: "yes"}, language))[name] == said


def test_the_corrected_form_carries_no_marks():
    names = read(corrected("wrong/three-faults", {VICTIMS: "96"})).names
    assert "issues" not in names


def test_what_is_no_input_of_the_form_is_not_changed():
    made = corrected("wrong/about", {"reporter": "aruba", "nonsense": "1"})
    assert written(made) == written(sample("wrong/about"))
    assert judge(made, "a.xlsx", SCHEMAS).reporter == "sint-maarten"


def test_a_file_that_cannot_be_read_cannot_be_corrected():
    assert correct(sample("wrong/password"), FORM, "en", {VICTIMS: "96"}) is None
