"""``exchange serve`` and ``exchange worker``: they start safely, and end cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from exchange.cli.worker import tidy
from exchange.core.people import Role
from exchange.service import Service
from exchange.storage import attempts, sessions
from tests.check.making import FULL, sent
from tests.cli.service import empty, prepared

SECRET = "0123456789abcdefghijklmnopqrstuv"
PATIENCE = 30


@pytest.fixture
def host(tmp_path):
    return prepared(tmp_path)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(host, *arguments):
    """A command that goes on until it is ended."""
    command = [sys.executable, "-m", "exchange.cli", *map(str, arguments)]
    with subprocess.Popen(
        command,
        env={**os.environ, **host.environment, "EXCHANGE_SECRET_KEY": SECRET},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def answered(process, url: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own, on this machine
                return answer.read().decode()
        except OSError:
            time.sleep(0.05)
    raise AssertionError(process.communicate(timeout=5))


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_cleanly_with_all_its_processes(host, how):
    port = free_port()
    with started(host, "serve", "--port", port) as process:
        assert answered(process, f"http://127.0.0.1:{port}/readyz") == "ok\n"
        readers = children_of(process.pid)
        assert len(readers) == 1
        process.send_signal(how)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert f"listens on http://127.0.0.1:{port}" in out
    assert [child for child in readers if is_alive(child)] == []


def test_without_its_own_worker_it_serves_as_well(host):
    port = free_port()
    with started(host, "serve", "--port", port, "--no-worker") as process:
        assert answered(process, f"http://127.0.0.1:{port}/healthz") == "ok\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_what_the_web_server_itself_refuses_is_protected_too(host):
    port = free_port()
    with started(host, "serve", "--port", port) as process:
        answered(process, f"http://127.0.0.1:{port}/healthz")
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
            line.sendall(b"GET / HTTP/1.1\r\nContent-Length: none\r\n\r\n")
            said = line.makefile("rb").read().decode()
    assert said.startswith("HTTP/1.1 400")
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"):
        assert f"\r\n{header}:" in said


def test_a_port_that_is_taken_is_told(host):
    host.environment["EXCHANGE_SECRET_KEY"] = SECRET
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = host.run("serve", "--port", taken.getsockname()[1])
    assert (told.code, told.out) == (2, "")
    assert "Choose another one with --port." in told.err


@pytest.mark.parametrize("secret, said", [("", "is not set"), ("changeme" * 5, "can be guessed")])
def test_it_does_not_start_with_a_secret_that_is_none(host, secret, said):
    host.environment["EXCHANGE_SECRET_KEY"] = secret
    told = host.run("serve")
    assert (told.code, told.out) == (2, "")
    assert f"EXCHANGE_SECRET_KEY {said}" in told.err


def test_every_unsafe_setting_is_named_at_once(host):
    host.environment.update(
        {
            "EXCHANGE_PUBLIC_URL": "http://exchange.example",
            "EXCHANGE_SMTP_URL": "mail.example",
            "EXCHANGE_COLOUR": "blue",
        }
    )
    told = host.run("serve").err
    for name in ("SECRET_KEY", "PUBLIC_URL", "SMTP_URL", "COLOUR"):
        assert f"EXCHANGE_{name}" in told


def test_readers_that_make_no_sense_are_named(host):
    host.environment.update({"EXCHANGE_SECRET_KEY": SECRET, "EXCHANGE_APART_READERS": "none"})
    told = host.run("serve")
    assert told.code == 2
    assert "EXCHANGE_APART_READERS is “none”" in told.err


def test_a_database_of_another_schema_is_left_alone(tmp_path):
    host = empty(tmp_path)
    host.environment["EXCHANGE_SECRET_KEY"] = SECRET
    told = host.run("serve")
    assert told.code == 2
    assert "exchange db upgrade" in told.err
    assert "None, not at" in host.run("db", "check").err


def test_the_worker_ends_when_it_is_told_to(host):
    with started(host, "worker") as process:
        assert process.stdout.readline() == "The worker runs.\n"
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")


def test_the_worker_forgets_files_and_sessions_that_are_old_enough(host, tmp_path):
    host.person("c@curacao.example", Role.COORDINATOR, "curacao")
    wrong = sent({**FULL, "trafficking_suspects": "12*"}, reporter="curacao", year=2019)
    (tmp_path / "wrong.xlsx").write_bytes(wrong)
    assert host.run("submit", tmp_path / "wrong.xlsx", "--as", "c@curacao.example").code == 1
    store, at = host.store, datetime.now(UTC)
    with store.writing() as connection:
        sessions.begin(connection, "a token", None, b"{}", at)

    def kept(after):
        tidy(store, Service(keep_files_days=90, session_idle_minutes=60), at + after)
        with store.reading() as connection:
            there = sessions.session_of(connection, "a token") is not None
            return attempts.has_file(connection, 1), there

    assert kept(timedelta(minutes=59)) == (True, True)
    assert kept(timedelta(minutes=61)) == (True, False)
    assert kept(timedelta(days=89)) == (True, False)
    assert kept(timedelta(days=91)) == (False, False)
