"""What became of a letter: sent, failed, skipped, or sent once more after a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from exchange.core.letters import Fate
from exchange.storage import Store, outbox
from tests.store.faults import constraint_of
from tests.store.postbox import (
    LETTER,
    MINUTE,
    claimed,
    failed,
    letter,
    put,
    put_off,
    sent,
    taken_over,
)
from tests.store.refusals import changed_letter
from tests.store.rows import NOW


def test_what_was_sent_keeps_its_words_but_not_its_files(store: Store) -> None:
    put(store, "a", letter=LETTER)
    message = claimed(store)
    assert message is not None
    assert sent(store, message)
    found = letter(store, "a")
    assert (found.fate, found.subject, found.settled_at) == (
        Fate.SENT,
        LETTER.subject,
        NOW + MINUTE,
    )
    with store.reading() as connection:
        kept = outbox.written(connection, message.id)
    assert (kept.text, kept.html, kept.enclosures) == (LETTER.text, "", ())


def test_one_that_failed_can_be_tried_again_its_time_beginning_anew(store: Store) -> None:
    put(store, "a")
    message = claimed(store)
    assert message is not None
    failed(store, message)
    found = letter(store, "a")
    assert (found.fate, found.reason) == (Fate.FAILED, "550 No such person")
    assert claimed(store, after=timedelta(days=9)) is None
    with store.writing() as connection:
        assert outbox.try_again(connection, message.id, NOW + 5 * MINUTE)
        assert not outbox.try_again(connection, message.id, NOW + 5 * MINUTE)
    assert claimed(store) is None
    again = claimed(store, after=5 * MINUTE)
    assert again is not None
    assert again.first_tried_at == NOW + 5 * MINUTE
    assert sent(store, again)


def test_what_is_not_to_go_after_all_is_skipped_with_its_reason(store: Store) -> None:
    put(store, "a", letter=LETTER)
    message = claimed(store)
    assert message is not None
    with store.writing() as connection:
        outbox.mark_skipped(connection, message.id, "one", "nothing-missing", NOW)
    found = letter(store, "a")
    assert (found.fate, found.reason) == (Fate.SKIPPED, "nothing-missing")
    with store.reading() as connection:
        assert outbox.written(connection, message.id).enclosures == ()


def test_what_was_enclosed_with_a_letter_that_failed_is_forgotten_in_the_end(store: Store) -> None:
    put(store, "a", letter=LETTER)
    message = claimed(store)
    assert message is not None
    failed(store, message)
    for before, kept in ((NOW, 2), (NOW + 2 * MINUTE, 0)):
        with store.writing() as connection:
            outbox.forget_files(connection, before)
            assert len(outbox.written(connection, message.id).enclosures) == kept


def test_letters_of_a_worker_that_ended_go_once_more_and_are_counted(store: Store) -> None:
    put(store, "a", "b", "c")
    first, second = claimed(store), claimed(store)
    assert first is not None
    assert second is not None
    assert sent(store, first)
    assert taken_over(store) == 1
    assert letter(store, "b").crashes == 1
    keys = [found.key for _ in range(2) if (found := claimed(store, "other", MINUTE))]
    assert sorted(keys) == ["b", "c"]
    assert [letter(store, key).tries for key in ("a", "b", "c")] == [1, 2, 1]


def test_who_was_taken_for_dead_still_says_that_it_was_sent(store: Store) -> None:
    put(store, "a")
    message = claimed(store)
    assert message is not None
    assert taken_over(store) == 1
    assert sent(store, message)
    assert claimed(store, "other", after=timedelta(days=1)) is None
    assert letter(store, "a").fate is Fate.SENT


def test_sent_by_two_it_is_sent_and_the_second_learns_that_it_was(store: Store) -> None:
    put(store, "a")
    message = claimed(store)
    assert message is not None
    taken_over(store)
    again = claimed(store, "other", MINUTE)
    assert again is not None
    assert sent(store, message)
    assert not sent(store, again)
    failed(store, again, "other")
    assert letter(store, "a").fate is Fate.SENT


def test_who_lost_a_letter_says_no_more_of_it_than_that_it_was_sent(store: Store) -> None:
    put(store, "a")
    message = claimed(store)
    assert message is not None
    taken_over(store)
    again = claimed(store, "other", MINUTE)
    assert again is not None
    failed(store, message)
    put_off(store, message)
    assert letter(store, "a") == again


@pytest.mark.parametrize(
    "changes",
    [
        {"fate": "queued", "settled_at": None, "next_try_at": NOW},
        {"fate": "failed"},
        {"reason": "otherwise"},
    ],
)
@pytest.mark.parametrize("skipped", ["", "outdated"])
def test_what_is_over_stays_so(store: Store, changes: dict[str, Any], skipped: str) -> None:
    put(store, "a", skipped=skipped)
    if (message := claimed(store)) is not None:
        sent(store, message)
    with store.reading() as connection:
        id_ = outbox.messages(connection)[0].id
    assert refused(store, id_, changes) == "message_that_is_over_stays_so"


@pytest.mark.parametrize(
    "changes", [{"fate": "sent"}, {"fate": "skipped"}, {"key": "another"}], ids=str
)
def test_one_that_failed_is_only_ever_tried_again(store: Store, changes: dict[str, Any]) -> None:
    put(store, "a")
    message = claimed(store)
    assert message is not None
    failed(store, message)
    assert refused(store, message.id, changes) == "message_that_is_over_stays_so"


def refused(store: Store, id_: int, changes: dict[str, Any]) -> str | None:
    with pytest.raises(IntegrityError) as refusal, store.writing() as connection:
        connection.execute(changed_letter(id_, **changes))
    return constraint_of(refusal.value)


def test_whose_letter_it_is_is_known_until_it_is_not_theirs_any_more(store: Store) -> None:
    def is_of(sender: str) -> bool:
        with store.reading() as connection:
            return outbox.is_sending(connection, message.id, sender)

    put(store, "a")
    message = claimed(store)
    assert message is not None
    assert [is_of("one"), is_of("other")] == [True, False]
    taken_over(store)
    assert [is_of("one"), is_of("other")] == [False, False]


def test_who_gives_up_a_letter_learns_whether_it_was_still_theirs(store: Store) -> None:
    def given_up(sender: str) -> bool:
        with store.writing() as connection:
            return outbox.mark_failed(connection, message.id, sender, "550 No", NOW)

    put(store, "a")
    message = claimed(store)
    assert message is not None
    assert [given_up("other"), given_up("one"), given_up("one")] == [False, True, False]
