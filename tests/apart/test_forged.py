"""What a reader answers is taken for data, and only where a reader of ours could have said it."""

from __future__ import annotations

import io
import json
import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.core.codebook import Key
from exchange.core.returns import Entry, Finding, Observation, Severity, Verdict
from exchange.submissions.apart import Readers
from exchange.submissions.apart.messages import (
    MOST_TAKEN,
    Message,
    Reply,
    Told,
    judgement_of,
    receive,
    send,
    told_of,
)
from exchange.submissions.apart.values import Odd, packed, unpacked
from exchange.submissions.check import judge
from tests.apart.making import ONE, SCHEMAS, comes, found, sample

GOOD = sample("curacao-2018")
JUDGED = judge(GOOD, "r.xlsx", SCHEMAS)
TOLD = told_of(JUDGED)
FORGER = """
import sys
from pathlib import Path
sys.stdout.buffer.write(Path(__file__).with_name("forged").read_bytes())
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""


def framed(words: bytes) -> bytes:
    pipe = io.BytesIO()
    send(pipe, Message(words))
    return pipe.getvalue()


def told(**changed: Any) -> bytes:
    """The right answer but for something in the judgement."""
    return framed(packed(Reply(TOLD._replace(**changed))))


def returned(**changed: Any) -> bytes:
    """The right answer but for something in the return."""
    assert JUDGED.returned is not None
    return told(returned=replace(JUDGED.returned, **changed))


def observed(key: Key, entry: Entry) -> bytes:
    return returned(observations={key: Observation(entry)})


VICTIMS = Key("trafficking", "victims")
STRANGE = Key("trafficking", "dreams")
FORGED = {
    "a pickle": framed(pickle.dumps(Reply(TOLD))),
    "no judgement": framed(packed(Reply())),
    "no JSON": framed(b"{"),
    "deep JSON": framed(b"[" * 100_000),
    "a number of thousands of digits": framed(b"9" * 10_000),
    "another shape": framed(json.dumps([[1, 2], False]).encode()),
    "more than is taken": (MOST_TAKEN.words + 1).to_bytes(8, "big") + bytes(8),
    "no end": (1000).to_bytes(8, "big") + bytes(8),
    "no verdict": framed(packed(Reply(TOLD)).replace(b'"accepted"', b'"fine"', 1)),
    "an unknown finding": told(findings=(Finding(Severity.NOTE, "nonsense"),)),
    "a list among the facts": told(findings=(Finding(Severity.NOTE, "blank", facts={"a": []}),)),
    "a language of no form": told(language="../../etc"),
    "a form of nobody": told(reporter="atlantis"),
    "a return without a form": told(has_form=False),
    "a return of another reporter": returned(reporter="aruba"),
    "a return of another file": returned(source=None),
    "a figure that nobody asked for": observed(STRANGE, Entry(STRANGE, 1)),
    "a figure under another's name": observed(VICTIMS, Entry(STRANGE, 1)),
    "a status of no kind": observed(VICTIMS, Entry(VICTIMS, status="dreamt")),
    "less than none": observed(VICTIMS, Entry(VICTIMS, -1)),
    "a basis of no kind": observed(VICTIMS, Entry(VICTIMS, 1, basis="dreamt")),
    "a text for a number": observed(VICTIMS, Entry(VICTIMS, "12")),  # type: ignore[arg-type]
}


@pytest.fixture
def forger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of Python, which says it is ready and then what lies here."""
    (tmp_path / "forger.py").write_text(FORGER, encoding="utf-8")
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tmp_path}/forger.py"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return tmp_path / "forged"


def answered(forged: Path, answer: bytes) -> list[tuple[str, object]]:
    forged.write_bytes(framed(packed(Reply())) + answer)
    with Readers(apart=ONE._replace(seconds=2)) as readers:
        assert comes(lambda: len(readers._idle) == 1)
        (pid,) = readers.pids
        told = found(readers.judge(GOOD, "r.xlsx"))
        assert (pid in readers.pids) is (told == found(JUDGED))
        return told


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell")
@pytest.mark.parametrize("answer", ["a pickle", "another shape", "a return of another reporter"])
def test_a_forged_answer_ends_the_reader(answer: str, forger: Path) -> None:
    assert answered(forger, FORGED[answer]) == [("reader-stopped", "end")]


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell")
def test_the_same_program_is_believed_what_a_reader_says(forger: Path) -> None:
    assert answered(forger, told()) == found(JUDGED)


@pytest.mark.parametrize("answer", FORGED)
def test_what_no_reader_says_is_refused(answer: str) -> None:
    assert TOLD.verdict is Verdict.ACCEPTED
    assert taken(told()) == JUDGED._replace(form=None)
    with pytest.raises(Odd):
        taken(FORGED[answer])


def taken(answer: bytes) -> object:
    """The judgement in an answer, as the service takes it."""
    message = receive(io.BytesIO(answer), MOST_TAKEN)
    if message is None:
        raise Odd("no end")
    reply = unpacked(message.words, Reply)
    if reply.told is None:
        raise Odd("no judgement")
    return judgement_of(reply.told, JUDGED.source, SCHEMAS.codebook)._replace(form=None)


def test_a_judgement_comes_back_as_it_was() -> None:
    for name in ("curacao-2017", "wrong/jump", "wrong/author", "wrong/csv"):
        travels = told_of(judge(sample(name), "r.xlsx", SCHEMAS))
        assert unpacked(packed(travels), Told) == travels


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
DATA = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(), inner)
)


@settings(max_examples=50, deadline=None)
@given(st.lists(DATA, min_size=8, max_size=8) | DATA)
def test_no_data_does_more_than_be_refused(data: object) -> None:
    with pytest.raises(Odd):
        unpacked(json.dumps(data).encode(), Told)
