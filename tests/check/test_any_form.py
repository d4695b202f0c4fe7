"""Properties of whole workbooks: what is written is read, and nothing raises."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exchange.core.form import Form, role_name
from exchange.core.returns import Severity, Verdict
from exchange.core.understanding import LARGEST
from exchange.submissions.check import judge
from exchange.submissions.document import document
from exchange.wording import LANGUAGES, translator
from exchange.workbook.form import write_form
from tests.check.making import (
    BOOK,
    FULL,
    SCHEMAS,
    Stored,
    blank,
    figures,
    filled,
    judged,
    parts,
    sent,
    zipped,
)

FORM = Form(BOOK, "sint-maarten", 2024)
REASONS = [s for s in BOOK.statuses.values() if not s.value and s.slug != "included-elsewhere"]
FLAGS = [status for status in BOOK.statuses.values() if status.value]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"]))
COUNTS = st.one_of(st.integers(0, 20), st.integers(0, LARGEST))


@st.composite
def rows(draw, language):
    """Cells of one headline or class, and what must come back: (value or reason, note)."""
    note = draw(st.one_of(st.just(""), WORDS.map(lambda text: f"n{text}"[:100])))
    if draw(st.booleans()):
        value, flag = draw(COUNTS), draw(st.sampled_from(FLAGS))
        word = None if flag.slug == "normal" else flag.label[language]
        return {"value": value, "status": word, "note": note}, (value, flag.slug, note)
    reason = draw(st.sampled_from(REASONS))
    word = draw(st.sampled_from([reason.slug, reason.label[language]]))
    return {"value": None, "status": word, "note": note}, (None, reason.slug, note)


@st.composite
def returns(draw):
    """A reporter, a year, a language, the cells to fill in by name, and the entries expected."""
    reporter = draw(st.sampled_from(list(BOOK.reporters)))
    year, language = draw(st.integers(2011, 2040)), draw(st.sampled_from(list(LANGUAGES)))
    form = Form(BOOK, reporter, year)
    classes = draw(st.lists(st.sampled_from(form.keys[10:]), max_size=5, unique=True))
    cells, expected = {}, {}
    for key in (*form.headlines, *classes):
        row, entry = draw(rows(language))
        cells |= {role_name(key, role): said for role, said in row.items() if said}
        cells[key.name] = row["value"]
        expected[key.name] = entry
    for block in form.blocks:
        cells[block.multiple] = "ja" if language == "nl" else "yes"
    return form, language, cells, expected


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(returns())
def test_what_is_filled_in_with_openpyxl_is_what_is_read(case):
    form, language, cells, expected = case
    book = load_workbook(io.BytesIO(write_form(form, language)))
    for name, value in cells.items():
        ((sheet, address),) = book.defined_names[name].destinations
        cell = book[sheet][address.replace("$", "")]
        cell.value = value
    file = io.BytesIO()
    book.save(file)
    judgement = judge(file.getvalue(), "t.xlsx", SCHEMAS)
    assert [f for f in judgement.findings if f.severity is Severity.ERROR] == []
    assert judgement.language == language
    read = {o.key.name: o.entry for o in judgement.observations}
    assert {n: (e.value, e.status, e.note) for n, e in read.items()} == expected


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from([key.name for key in FORM.keys]), COUNTS, min_size=1))
def test_every_count_that_is_kept_is_the_one_that_was_written(cells):
    kept = figures(judged(cells))
    assert kept.items() <= cells.items()


ODD = st.one_of(
    st.text(st.characters(exclude_characters="\x00{"), max_size=30),
    st.integers(),
    st.floats().map(lambda number: Stored(f"><v>{number}</v>")),
    st.sampled_from(["#REF!", "#N/A", "1"]).map(lambda code: Stored(f' t="e"><v>{code}</v>')),
    st.sampled_from(
        [Stored("><f>1</f>"), Stored(' t="b"><v>1</v>'), Stored(' t="d"><v>2024-01-01</v>')]
    ),
)
NAMES = [role_name(key, role) for key in FORM.keys[:30] for role in FORM.roles(key)]
NAMES += [block.multiple for block in FORM.blocks]
NAMES += ["codebook", "reporter", "year", "language", "trafficking_asof", "smuggling_source"]


def cleaned(said):
    """XML holds no control characters; Excel writes them as escapes."""
    if isinstance(said, Stored) or not isinstance(said, str):
        return said
    return re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", said)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(NAMES), ODD.map(cleaned), max_size=12),
       st.sampled_from(list(LANGUAGES)))  # fmt: skip
def test_no_cells_make_a_check_raise_or_a_message_fail(cells, language):
    judgement = judge(sent({**FULL, **cells}), "t.xlsx", SCHEMAS)
    assert judgement.verdict is not Verdict.UNREADABLE
    said = document(judgement, translator(language))
    for finding in said["findings"]:
        assert finding["message"]
        assert "{" not in finding["message"]
    errors = {f["name"] for f in said["findings"] if f["severity"] == "error"}
    for observation in said["observations"]:
        assert observation["value"] is None or 0 <= observation["value"] <= LARGEST
        assert "_".join(
            observation[k] for k in ("offence", "figure", "breakdown", "category") if observation[k]
        ) not in errors - {key.name for key in FORM.headlines}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_bytes_make_a_check_raise(data):
    form = dict(filled(blank(), FULL))
    part = data.draw(st.sampled_from(sorted(form)))
    where = data.draw(st.integers(0, len(form[part])))
    length = data.draw(st.integers(0, 40))
    new = data.draw(st.one_of(st.binary(max_size=20), st.just(b""), st.just(b"<v>9</v>")))
    form[part] = form[part][:where] + new + form[part][where + length :]
    judgement = judge(zipped(form), "t.xlsx", SCHEMAS)
    assert document(judgement, translator("en"))["verdict"]


@given(st.binary(max_size=200))
def test_no_file_makes_a_check_raise(content):
    assert judge(content, "t.xlsx", SCHEMAS).verdict is Verdict.UNREADABLE


@pytest.mark.parametrize("role", ["", "_status", "_note"])
def test_one_long_text_shared_by_all_cells_is_read_once(role):
    names = [f"{key.name}{role}" for key in FORM.keys]
    form = filled(blank(), dict.fromkeys(names, Stored(' t="s"><v>0</v>')))
    relation = (
        '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    form[rels] = form[rels].replace(b"</Relationships>", relation.encode())
    form["xl/sharedStrings.xml"] = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "é " * 300_000
        + "</t></si></sst>"
    ).encode()
    judgement = judge(zipped(form), "t.xlsx", SCHEMAS)
    assert judgement.verdict is Verdict.REJECTED
    assert all(len(f.found or "") <= 32_767 for f in judgement.findings)


def test_two_blank_forms_have_the_same_names():
    assert parts(write_form(FORM, "en")).keys() == blank().keys()
