"""One reader as the service sees it: a process that is asked, or ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Timer
from typing import IO, NamedTuple

import exchange
from exchange.submissions.apart.messages import (
    MOST_TAKEN,
    OUT_OF_MEMORY,
    Message,
    Orders,
    Reply,
    Task,
    receive,
    send,
)
from exchange.submissions.apart.values import Odd, packed, unpacked

MODULE = "exchange.submissions.apart.child"
PLACE = str(Path(exchange.__file__).resolve().parents[1])
NEEDED = ("SYSTEMROOT",)
"""What Python cannot start without on Windows; nothing else of our environment is passed on."""

SECONDS_TO_START = 60.0
"""It takes less than one; a machine that is being started has much else to do."""

TIME, MEMORY, BROKE_OFF = "time", "memory", "end"


class Stopped(Exception):
    """A reader that ended before it answered, or answered what no reader of ours would."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Answer(NamedTuple):
    """What a reader made of a task."""

    reply: Reply
    content: bytes


class Reader:
    """A process of its own; whoever holds it is alone with it."""

    def __init__(self, orders: Orders) -> None:
        self._seconds = orders.apart.seconds
        self._worn = False
        self._process = subprocess.Popen(  # noqa: S603 - no word of a user is in it
            [sys.executable, "-P", "-s", "-m", MODULE, packed(orders).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            close_fds=True,
            start_new_session=True,
            env=_bare_environment(),
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def fit(self) -> bool:
        """Whether it can take a task; one can also be ended from outside while it is idle."""
        return not self._worn and self._process.poll() is None

    def greeting(self) -> None:
        """Waits until it is ready; raises ``Stopped`` where it never is."""
        self._exchange(None, SECONDS_TO_START)

    def ask(self, task: Task, content: bytes) -> Answer:
        """What it makes of a task within the time; raises ``Stopped`` and is of no use then."""
        return self._exchange(Message(packed(task), content), self._seconds)

    def kill(self) -> None:
        """Ends the process for sure, whatever it is doing."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Ends the process and puts its pipes away; for whoever holds it, and nobody else."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _exchange(self, message: Message | None, seconds: float) -> Answer:
        late = Event()
        stopwatch = Timer(seconds, self._too_late, (late,))
        stopwatch.daemon = True
        stopwatch.start()
        try:
            answer = _answer(self._process, message)
        except (OSError, Odd):
            answer = None
        finally:
            stopwatch.cancel()
        if answer is None:
            self._process.kill()
            raise Stopped(TIME if late.is_set() else _why(self._process.wait()))
        self._worn = answer.reply.worn or late.is_set()
        return answer

    def _too_late(self, late: Event) -> None:
        late.set()
        self._process.kill()


def _answer(process: subprocess.Popen[bytes], message: Message | None) -> Answer | None:
    tasks, replies = _pipes(process)
    if message is not None:
        send(tasks, message)
    came = receive(replies, MOST_TAKEN)
    return Answer(unpacked(came.words, Reply), came.content) if came else None


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError
    return process.stdin, process.stdout


def _why(exit_code: int) -> str:
    if exit_code == OUT_OF_MEMORY:
        return MEMORY
    spent = getattr(signal, "SIGXCPU", None)
    return TIME if spent is not None and exit_code == -spent else BROKE_OFF


def _bare_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {**kept, "PYTHONPATH": PLACE, "PYTHONUTF8": "1"}
