"""A file that ends its reader is a finding for its sender, and nobody else notices."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from exchange.core.returns import Finding, Severity, Verdict
from exchange.settings import Apart
from exchange.submissions.apart import Readers, ReadersBusy
from exchange.submissions.check import judge
from exchange.wording import translator
from exchange.wording.findings import message
from tests.apart.making import (
    ONE,
    SCHEMAS,
    WIDE,
    bomb,
    busy,
    comes,
    found,
    runs,
    sample,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no signals to stop a reader")
GOOD = sample("curacao-2018")
STOPPED = "reader-stopped"


def ready(readers: Readers) -> int:
    """The only reader, idle."""
    assert comes(lambda: len(readers._idle) == 1)
    (pid,) = readers.pids
    return pid


@contextmanager
def hanging(readers: Readers) -> Iterator[int]:
    """The only reader, stopped in its tracks as an endless loop would be."""
    pid = ready(readers)
    os.kill(pid, signal.SIGSTOP)
    yield pid
    if runs(pid):
        os.kill(pid, signal.SIGCONT)


def goes_on(readers: Readers, without: int) -> None:
    assert readers.judge(GOOD, "good.xlsx").verdict is Verdict.ACCEPTED
    assert without not in readers.pids
    assert not runs(without)


def test_a_reader_that_never_answers_is_ended_and_replaced() -> None:
    with Readers(apart=ONE._replace(seconds=1)) as readers, hanging(readers) as pid:
        told = readers.judge(GOOD, "slow.xlsx")
        assert found(told) == [(STOPPED, "time")]
        assert told.verdict is Verdict.UNREADABLE
        assert told.source == judge(GOOD, "slow.xlsx", SCHEMAS).source
        goes_on(readers, pid)


def test_processor_time_is_bounded_by_the_system() -> None:
    with Readers(limits=WIDE, apart=ONE._replace(cpu_seconds=1)) as readers:
        pid = ready(readers)
        assert found(readers.judge(busy(), "loop.xlsx")) == [(STOPPED, "time")]
        goes_on(readers, pid)


def test_each_task_has_the_whole_of_the_processor_time() -> None:
    with Readers(limits=WIDE, apart=ONE._replace(cpu_seconds=1)) as readers:
        pid = ready(readers)
        for _ in range(6):
            assert found(readers.judge(busy(500_000), "busy.xlsx")) == [("not-our-form", None)]
        assert readers.pids == (pid,)


def test_a_bomb_within_the_limits_meets_the_bound_on_memory() -> None:
    small = ONE._replace(memory_bytes=80 * 1024 * 1024)
    with Readers(limits=WIDE, apart=small) as readers:
        assert found(readers.judge(bomb(), "bomb.xlsx")) == [(STOPPED, "memory")]
        assert readers.judge(GOOD, "good.xlsx").verdict is Verdict.ACCEPTED
    with Readers(limits=WIDE, apart=ONE) as readers:
        assert found(readers.judge(bomb(), "bomb.xlsx")) == [("not-our-form", None)]


def test_a_reader_without_memory_to_take_a_file_is_ended_and_replaced() -> None:
    small = ONE._replace(memory_bytes=80 * 1024 * 1024)
    with Readers(limits=WIDE, apart=small) as readers:
        pid = ready(readers)
        assert found(readers.judge(bytes(60_000_000), "hog.xlsx")) == [(STOPPED, "memory")]
        goes_on(readers, pid)


def test_a_reader_killed_at_its_task_is_replaced() -> None:
    with Readers(apart=ONE) as readers, hanging(readers) as pid, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(readers.judge, GOOD, "k.xlsx")
        assert comes(lambda: not readers._idle)
        os.kill(pid, signal.SIGKILL)
        assert found(asked.result()) == [(STOPPED, "end")]
        goes_on(readers, pid)


def test_a_reader_killed_while_idle_costs_nobody_a_verdict() -> None:
    with Readers(apart=ONE) as readers:
        pid = ready(readers)
        os.kill(pid, signal.SIGKILL)
        assert comes(lambda: not runs(pid))
        goes_on(readers, pid)


def test_a_copy_is_none_where_its_reader_was_ended() -> None:
    with Readers(apart=ONE._replace(seconds=1)) as readers:
        judgement = readers.judge(GOOD, "good.xlsx")
        with hanging(readers):
            assert readers.annotate(judgement, GOOD, "nl") is None
        copy = readers.annotate(judgement, GOOD, "nl")
        assert copy is not None
        assert copy.startswith(b"PK")


def test_who_finds_no_reader_free_in_time_is_told_to_come_back() -> None:
    with Readers(apart=ONE._replace(wait_seconds=0.2)) as readers, ThreadPoolExecutor(1) as pool:
        with hanging(readers):
            asked = pool.submit(readers.judge, GOOD, "first.xlsx")
            assert comes(lambda: not readers._idle)
            with pytest.raises(ReadersBusy):
                readers.judge(GOOD, "second.xlsx")
        assert asked.result().verdict is Verdict.ACCEPTED


def test_one_file_that_kills_its_reader_among_twenty_good_ones() -> None:
    files = [(GOOD, f"{n}.xlsx") for n in range(20)]
    files.insert(3, (busy(), "killer.xlsx"))
    apart = Apart(readers=2, cpu_seconds=1, seconds=30, wait_seconds=30)
    with Readers(limits=WIDE, apart=apart) as readers, ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda one: readers.judge(*one), files))
        verdicts = [judgement.verdict for judgement in told]
        assert verdicts.count(Verdict.ACCEPTED) == 20
        assert {j.source.file: found(j) for j in told if j.verdict is Verdict.UNREADABLE} == {
            "killer.xlsx": [(STOPPED, "time")]
        }
        assert comes(lambda: len(readers._idle) == 2)


@pytest.mark.parametrize(
    "why, said", [("time", "too long"), ("memory", "too much memory"), ("end", "broke off")]
)
def test_the_sender_reads_what_happened_and_what_to_do(why: str, said: str) -> None:
    finding = Finding(Severity.ERROR, STOPPED, facts={"why": why})
    text = message(finding, SCHEMAS.codebook, translator("en"))
    assert said in text
    assert "Download a fresh form" in text
