"""What a reader's process has, may do, and that none is left."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.core.returns import Verdict
from exchange.settings import Apart
from exchange.submissions.apart import Readers, ReadersBusy
from exchange.submissions.apart.confine import MOST_OPEN_FILES
from tests.apart.making import comes, runs, sample

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
SECRET = "EXCHANGE_SECRET_KEY"
SERVICE = """
import os, sys, time
from exchange.submissions.apart import Readers
readers = Readers()
readers.judge(b"", "")
print(*readers.pids, flush=True)
if sys.argv[1] == "stays":
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SECRET, "xyz")
        readers = Readers()
    with readers:
        assert comes(lambda: len(readers._idle) == 2)
        readers.judge(sample("curacao-2018"), "r.xlsx")
        yield readers


def of(pid: int, what: str) -> str:
    return Path(f"/proc/{pid}/{what}").read_bytes().decode()


def test_a_reader_has_no_secrets(readers: Readers) -> None:
    for pid in readers.pids:
        names = {one.partition("=")[0] for one in of(pid, "environ").split("\0") if one}
        assert names == {"PYTHONPATH", "PYTHONUTF8"}
        assert "xyz" not in of(pid, "cmdline")


def test_a_reader_is_bounded_by_the_system(readers: Readers) -> None:
    for pid in readers.pids:
        rows = re.findall(r"^(Max .+?)  +(\S+) +(\S+)", of(pid, "limits"), re.MULTILINE)
        bounds = {name: (soft, hard) for name, soft, hard in rows}
        memory = str(Apart().memory_bytes)
        assert bounds["Max address space"] == (memory, memory)
        assert bounds["Max open files"] == (str(MOST_OPEN_FILES), str(MOST_OPEN_FILES))
        for nothing in ("Max file size", "Max core file size", "Max processes"):
            assert bounds[nothing] == ("0", "0")
    assert any(re.search(r"Max cpu time +\d", of(pid, "limits")) for pid in readers.pids)


def test_a_reader_has_three_open_files_and_a_session_of_its_own(readers: Readers) -> None:
    for pid in readers.pids:
        assert sorted(os.listdir(f"/proc/{pid}/fd")) == ["0", "1", "2"]  # noqa: PTH208 - names
        assert os.readlink(f"/proc/{pid}/fd/2") == os.devnull  # noqa: PTH115 - a text
        assert os.getsid(pid) == pid


def test_none_is_left_after_closing_at_whatever_moment() -> None:
    for moment in (0, 0.05, 0.3):
        readers = Readers()
        pids = readers.pids
        assert len(pids) == 2
        comes(lambda: False, moment)
        readers.close()
        assert not any(map(runs, pids))
        assert readers.pids == ()
        with pytest.raises(ReadersBusy):
            readers.judge(b"", "")


@pytest.mark.parametrize("end", ["ends", "stays"])
def test_none_outlives_the_service(end: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVICE, end], stdout=subprocess.PIPE, text=True
    ) as service:
        assert service.stdout is not None
        pids = [int(pid) for pid in service.stdout.readline().split()]
        assert len(pids) == 2
        if end == "stays":
            assert all(map(runs, pids))
            service.send_signal(signal.SIGKILL)
        service.wait()
        assert comes(lambda: not any(map(runs, pids)), 5)


def test_the_page_does_not_wait_for_readers_to_start() -> None:
    with Readers() as readers:
        assert readers._idle == []
        assert readers.judge(sample("curacao-2018"), "r.xlsx").verdict is Verdict.ACCEPTED
