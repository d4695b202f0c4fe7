"""``exchange worker`` goes on, whatever one of its rounds met."""

import logging
from threading import Event

from exchange.cli.worker import work
from exchange.service import Service


class Rounds(Event):
    """Stopped after the second round; there is no waiting between them."""

    made = 0

    def wait(self, timeout=None):
        self.made += 1
        if self.made == 2:
            self.set()
        return self.is_set()


class Broken:
    """A store that fails as no database does."""

    def writing(self):
        raise RuntimeError("out of order")


def test_a_round_that_fails_is_logged_and_the_next_one_tried(caplog):
    rounds = Rounds()
    with caplog.at_level(logging.ERROR, "exchange.worker"):
        work(Broken(), Service(), rounds)
    assert [record.exc_info[1].args for record in caplog.records] == [("out of order",)] * 2
    assert rounds.made == 2
