"""A few readers ready at any time; one that had to be ended is replaced in the background."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Event, Thread, current_thread
from time import monotonic
from typing import Self

from exchange.codebooks import load
from exchange.core.form import Form
from exchange.core.returns import Finding, Return, Severity, Source, Verdict
from exchange.settings import Apart, Limits
from exchange.submissions.apart.messages import Orders, Task, Told, judgement_of, told_of
from exchange.submissions.apart.process import BROKE_OFF, Answer, Reader, Stopped
from exchange.submissions.apart.values import Odd
from exchange.submissions.check import digest
from exchange.submissions.explanations import Explanations
from exchange.submissions.judgement import Judgement

STOPPED = "reader-stopped"
PAUSE = 1.0
"""Seconds between a reader that did not start and the next try."""

log = logging.getLogger(__name__)


class ReadersBusy(Exception):
    """No reader was free within the time one waits for it."""


class Readers:
    """Judges workbooks in processes apart, from any thread; the processes start at once.

    None of them outlives ``close``, which also happens when the program ends.
    """

    def __init__(
        self,
        codebook_name: str | None = None,
        limits: Limits = Limits(),  # noqa: B008 - a value that never changes
        apart: Apart = Apart(),  # noqa: B008 - the same
    ) -> None:
        self._codebook = load(codebook_name)
        self._limits = limits
        self._apart = apart
        self._orders = Orders(codebook_name, limits, apart)
        self._changed = Condition()
        self._all: set[Reader] = set()
        self._idle: list[Reader] = []
        self._starting: set[Thread] = set()
        self._closed = Event()
        atexit.register(self.close)
        with self._changed:
            self._fill()

    def judge(
        self,
        content: bytes,
        file: str,
        *,
        earlier: tuple[Return, ...] = (),
        explanations: Explanations | None = None,
    ) -> Judgement:
        """The verdict on a workbook's bytes, as ``exchange.submissions.check.judge`` gives it.

        Where a reader had to be ended it is *unreadable* with the finding ``reader-stopped``.
        Raises ``ReadersBusy`` where none was free in time.
        """
        source = Source(file, digest(content, self._limits))
        task = Task(file, earlier, explanations or {})
        try:
            with self._reader() as reader:
                return self._judgement(reader.ask(task, content), source)
        except Stopped as stopped:
            finding = Finding(Severity.ERROR, STOPPED, facts={"why": stopped.why})
            return Judgement(source, Verdict.UNREADABLE, self._codebook, (finding,))

    def annotate(
        self,
        judgement: Judgement,
        content: bytes,
        language: str,
        earlier: tuple[Return, ...] = (),
    ) -> bytes | None:
        """The annotated copy as ``.xlsx``; None where there is none, or its reader was ended.

        Raises ``ReadersBusy`` where none was free in time.
        """
        told = told_of(judgement)._replace(returned=None)
        task = Task(judgement.source.file, earlier, told=told, language=language)
        try:
            with self._reader() as reader:
                return reader.ask(task, content).content or None
        except Stopped:
            return None

    def correct(
        self,
        content: bytes,
        form: Form,
        language: str,
        changes: Mapping[str, str],
        earlier: tuple[Return, ...] = (),
    ) -> bytes | None:
        """The workbook with some cells changed, as ``exchange.submissions.correct`` makes it.

        None where there is none, or its reader was ended. Raises ``ReadersBusy`` where none was
        free in time.
        """
        told = Told(Verdict.REJECTED, (), language, None, form.reporter, form.year, True, None)
        task = Task("", earlier, told=told, language=language, changes=changes)
        try:
            with self._reader() as reader:
                return reader.ask(task, content).content or None
        except Stopped:
            return None

    def _judgement(self, answer: Answer, source: Source) -> Judgement:
        told = answer.reply.told
        try:
            if told is not None:
                return judgement_of(told, source, self._codebook)
        except Odd as odd:
            raise Stopped(BROKE_OFF) from odd
        raise Stopped(BROKE_OFF)

    @property
    def limits(self) -> Limits:
        """How much a workbook may ask for."""
        return self._limits

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes there are, for whoever watches over them."""
        with self._changed:
            return tuple(sorted(reader.pid for reader in self._all))

    def close(self) -> None:
        """Ends every reader; who waits for one is told that there is none."""
        with self._changed:
            self._closed.set()
            readers, idle, starting = set(self._all), self._idle, set(self._starting)
            self._idle = []
            self._changed.notify_all()
        for reader in readers:
            reader.kill()
        for thread in starting:
            thread.join()
        # Who holds one of the others is told at this moment, and puts it away.
        for reader in idle:
            self._drop(reader)
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        """A reader for one task; one that did not come to its end with it is replaced."""
        reader = self._taken()
        try:
            yield reader
        except Stopped as stopped:
            self._replace(reader)
            if self._closed.is_set():
                raise ReadersBusy from None
            log.warning("A reader was ended: %s", stopped)
            raise
        except BaseException:
            self._replace(reader)
            raise
        self._give_back(reader)

    def _taken(self) -> Reader:
        until = monotonic() + self._apart.wait_seconds
        with self._changed:
            while not self._closed.is_set():
                while self._idle:
                    reader = self._idle.pop()
                    if reader.fit:
                        return reader
                    self._drop(reader)
                self._fill()
                if not self._changed.wait(until - monotonic()):
                    break
        raise ReadersBusy

    def _give_back(self, reader: Reader) -> None:
        with self._changed:
            if reader.fit and not self._closed.is_set():
                self._idle.append(reader)
                self._changed.notify()
                return
        self._replace(reader)

    def _replace(self, reader: Reader) -> None:
        self._drop(reader)
        with self._changed:
            self._fill()

    def _drop(self, reader: Reader) -> None:
        reader.end()
        with self._changed:
            self._all.discard(reader)

    def _fill(self) -> None:
        """Starts what is missing; the lock is held."""
        while not self._closed.is_set() and len(self._all) < self._apart.readers:
            try:
                reader = Reader(self._orders)
            except OSError as error:
                log.error("A reader cannot be started: %s", error)  # noqa: TRY400 - no news in it
                return
            self._all.add(reader)
            thread = Thread(target=self._welcome, args=(reader,), daemon=True)
            self._starting.add(thread)
            thread.start()

    def _welcome(self, reader: Reader) -> None:
        """Waits until a reader is ready, which takes it less than a second."""
        try:
            reader.greeting()
        except Stopped as stopped:
            if not self._closed.is_set():
                log.error("A reader did not start: %s", stopped)  # noqa: TRY400 - no news in it
            # What keeps one from starting will keep the next from it: not as fast as it can.
            self._closed.wait(PAUSE)
            self._drop(reader)
        else:
            self._give_back(reader)
        with self._changed:
            self._starting.discard(current_thread())
            self._changed.notify_all()
