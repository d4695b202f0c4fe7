"""Names that were destroyed: the rows' hidden keys give the figures back, for a look."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from exchange.core.returns import Severity, Verdict
from exchange.submissions.annotate import annotate
from exchange.submissions.check import judge
from tests.check.making import FULL, SCHEMAS, errors, figures, judged, sent, told


def without_names(*prefixes: str) -> bytes:
    book = load_workbook(io.BytesIO(sent(FULL)))
    for name in list(book.defined_names):
        if name.startswith(prefixes):
            del book.defined_names[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def check(content: bytes):
    return judge(content, "t.xlsx", SCHEMAS)


@pytest.mark.parametrize(
    "lost,code",
    [
        (("trafficking",), "cells-missing"),
        (("trafficking_victims",), "cells-missing"),
        (("codebook",), "names-missing"),
        (("reporter",), "names-missing"),
        (("year", "smuggling"), "names-missing"),
        (("",), "names-missing"),
    ],
)
def test_the_annotated_copy_has_every_figure_again(lost, code):
    content = without_names(*lost)
    judgement = check(content)
    assert [found for found, _ in errors(judgement)] == [code]
    copy = annotate(judgement, content, "en")
    assert copy is not None
    again = check(copy)
    assert again.verdict is Verdict.ACCEPTED
    assert figures(again) == figures(judged(FULL))


def test_a_sheet_of_the_form_that_lost_its_names_is_not_called_foreign():
    codes = [code for code, _ in told(check(without_names("trafficking")), Severity.NOTE)]
    assert "foreign-sheet" not in codes


def test_a_breakdown_alone_does_not_deliver_its_offence():
    alone = {name: said for name, said in FULL.items() if not name.startswith("smuggling")}
    judgement = judged({**alone, "smuggling_suspects_sex_female": 3})
    assert judgement.verdict is Verdict.ACCEPTED
    assert ("not-delivered", "smuggling_victims") in told(judgement, Severity.NOTE)
    assert figures(judgement)["smuggling_suspects_sex_female"] == 3
    assert judgement.returned is not None
    assert not judgement.returned.delivered("smuggling")


def test_breakdowns_alone_are_nothing_filled_in():
    judgement = judged({"smuggling_suspects_sex_female": 3})
    assert [code for code, _ in errors(judgement)] == ["nothing-filled-in"]


@pytest.mark.parametrize("note", ["Arubaanse politie", "sint-maarten", "smuggling_victims"])
def test_included_elsewhere_is_not_in_the_cell_itself_nor_nowhere(note):
    said = {"smuggling_victims_status": "included-elsewhere", "smuggling_victims_note": note}
    cells = {name: cell for name, cell in FULL.items() if not name.startswith("smuggling_victims")}
    assert errors(judged({**cells, **said})) == [("included-where", "smuggling_victims_note")]


def test_a_note_that_is_a_formula_without_result_is_told():
    book = load_workbook(io.BytesIO(sent(FULL)))
    sheet, _, address = book.defined_names["trafficking_victims_note"].attr_text.rpartition("!")
    book[sheet.strip("'")][address.replace("$", "")] = "=A1"
    out = io.BytesIO()
    book.save(out)
    found = told(check(out.getvalue()), Severity.NOTE)
    assert ("formula-without-result", "trafficking_victims_note") in found
