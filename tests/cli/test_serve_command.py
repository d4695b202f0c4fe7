"""``exchange serve``: it starts safely, with its worker or without, and ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.going import PATIENCE, SECRET, answered, free_port, held, mailing, started
from tests.cli.service import empty, prepared


@pytest.fixture
def host(tmp_path):
    return prepared(tmp_path)


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
    mailing(host, free_port())
    port = free_port()
    with started(host, "serve", "--port", port, "--no-worker") as process:
        assert answered(process, f"http://127.0.0.1:{port}/healthz") == "ok\n"
        assert held(host, wanted=True, seconds=2) is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_with_a_mail_server_its_worker_works_and_ends_with_it(host):
    mailing(host, free_port())
    port = free_port()
    with started(host, "serve", "--port", port) as process:
        answered(process, f"http://127.0.0.1:{port}/healthz")
        assert held(host, wanted=True) is not None
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert "No letters are sent" not in out
    assert held(host, wanted=False) is None


def test_without_a_mail_server_it_says_that_no_letter_goes(host):
    port = free_port()
    with started(host, "serve", "--port", port) as process:
        answered(process, f"http://127.0.0.1:{port}/healthz")
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=PATIENCE)
    assert "No letters are sent: EXCHANGE_SMTP_URL is not set.\n" in out


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
