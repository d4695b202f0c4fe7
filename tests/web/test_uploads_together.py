"""Many upload at once, one of them a file that ends its reader."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from exchange.core.people import Role
from exchange.settings import Apart
from exchange.storage.events import latest_events
from exchange.submissions.apart import Readers
from tests.apart.making import WIDE, busy
from tests.web.running import running
from tests.web.uploading import GOOD, REPORTER, attempt_after, sample, send, text_of


@pytest.mark.skipif(sys.platform == "win32", reason="has no bound on processor time")
def test_a_file_that_kills_its_reader_among_twenty_good_ones(tmp_path):
    apart = Apart(readers=2, cpu_seconds=1, seconds=30, wait_seconds=30)
    with Readers(limits=WIDE, apart=apart) as readers, running(tmp_path, readers) as service:
        senders = [
            service.person(Role.COORDINATOR, REPORTER, f"c{n}@example.org") for n in range(21)
        ]
        files = [sample(GOOD)] * 21
        files[3] = busy()

        def uploaded(sender, content):
            client = service.client(sender)
            return text_of(client.get(attempt_after(client, content)))

        with ThreadPoolExecutor(8) as pool:
            pages = list(pool.map(uploaded, senders, files))
        stopped = pages.pop(3)
        assert "The file could not be read to its end: it took too long." in stopped
        assert all("Nothing is in the way" in page for page in pages)
        assert "Nothing is in the way" in uploaded(senders[3], sample(GOOD))
        with service.store.reading() as connection:
            told = [e for e in latest_events(connection, 50) if e.kind == "reader-stopped"]
        assert [(e.person, dict(e.details)) for e in told] == [
            (senders[3].person.id, {"why": "time"})
        ]


def test_one_click_too_many_at_the_same_instant_is_one_attempt(service):
    sender = service.person(Role.COORDINATOR, REPORTER)
    with ThreadPoolExecutor(6) as pool:
        sent = pool.map(lambda _: attempt_after(service.client(sender), GOOD), range(6))
        assert len(set(sent)) == 1


def test_who_finds_no_reader_free_is_asked_to_come_back(tmp_path):
    readers = Readers()
    with running(tmp_path, readers) as service:
        client = service.client(service.person(Role.COORDINATOR, REPORTER))
        readers.close()
        answer = send(client, GOOD)
        assert answer.status_code == 503
        assert "Yours was not kept" in text_of(answer)
