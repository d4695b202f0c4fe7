"""The outbox: letters put in once, and claimed by one."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from exchange.core.letters import Fate, Message
from exchange.core.meetings import Meeting
from exchange.storage import Store, meetings, outbox
from tests.store.postbox import LETTER, MINUTE, TWICE, claimed, draft, letter, put, put_off, sent
from tests.store.rows import NOW
from tests.store.stores import Databases

# ── Putting in ─────────────────────────────────────────────────────────────────────────────────


def test_what_no_column_takes_keeps_no_transaction_from_ending(store: Store) -> None:
    put(store, "a", letter=LETTER._replace(subject="Somebody " * 40, text="No\0body"))
    found = letter(store, "a")
    assert found.subject == ("Somebody " * 40)[:250]
    with store.reading() as connection:
        assert outbox.written(connection, found.id).text == "Nobody"


def test_a_letter_is_put_in_once_whoever_tries_again(store: Store) -> None:
    assert put(store, "a", "a", "b") == [True, False, True]
    assert put(store, "b", "a") == [False, False]
    with store.reading() as connection:
        assert [each.key for each in outbox.messages(connection)] == ["b", "a"]


def test_of_many_who_put_the_same_in_at_once_one_does(store: Store) -> None:
    gate, keys = Barrier(4), [f"meeting/{n}" for n in range(25)]

    def tick(_: int) -> list[bool]:
        gate.wait(60)
        return [put(store, key)[0] for key in keys]

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(tick, range(4)))
    assert [sum(each) for each in zip(*done, strict=True)] == [1] * len(keys)


def test_a_letter_stays_as_it_was_put_in_with_its_files(store: Store) -> None:
    put(store, "a", letter=LETTER, facts={"years": [2024]}, reporter="curacao")
    made = letter(store, "a")
    assert made == Message(
        made.id,
        "a",
        "receipt",
        "c@a.example",
        "nl",
        NOW,
        NOW,
        reporter="curacao",
        facts={"years": [2024]},
        next_try_at=NOW,
        subject=LETTER.subject,
    )
    with store.reading() as connection:
        kept = outbox.written(connection, made.id)
    assert kept == LETTER._replace(enclosures=LETTER.enclosures[::-1])


def test_what_is_put_in_goes_with_what_it_tells_of_or_not_at_all(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as connection:
        outbox.put(connection, draft("a", letter=LETTER._replace(enclosures=(TWICE, TWICE))), NOW)
    with store.reading() as connection:
        assert outbox.message_with(connection, "a") is None


def test_one_that_is_not_to_go_says_why_and_is_never_claimed(store: Store) -> None:
    put(store, "a", skipped="outdated")
    found = letter(store, "a")
    assert (found.fate, found.reason, found.settled_at) == (Fate.SKIPPED, "outdated", NOW)
    assert claimed(store, after=timedelta(days=1)) is None


# ── Claiming ───────────────────────────────────────────────────────────────────────────────────


def test_what_waits_longest_is_claimed_first(store: Store) -> None:
    put(store, "a", "b", "c")
    first = claimed(store)
    assert first is not None
    put_off(store, first)
    after = [claimed(store, after=2 * MINUTE) for _ in range(4)]
    assert [first.key, *(each and each.key for each in after)] == ["a", "b", "c", "a", None]


def test_a_claim_says_whose_it_is_and_how_often_it_was_tried(store: Store) -> None:
    put(store, "a")
    first = claimed(store)
    assert first is not None
    assert (first.fate, first.tries, first.first_tried_at) == (Fate.SENDING, 1, NOW)
    assert letter(store, "a") == first
    put_off(store, first)
    assert claimed(store, after=MINUTE) is None
    again = claimed(store, after=2 * MINUTE)
    assert again is not None
    assert (again.tries, again.first_tried_at, again.reason) == (2, NOW, "451 Later")


def test_claims_made_at_once_never_get_the_same_letter(store: Store) -> None:
    keys = [f"{number}" for number in range(40)]
    put(store, *keys)
    gate = Barrier(4)

    def work(number: int) -> list[str]:
        gate.wait(60)
        found = []
        while (message := claimed(store, f"worker {number}")) is not None:
            found.append(message.key)
        return found

    with ThreadPoolExecutor(4) as pool:
        theirs = list(pool.map(work, range(4)))
    assert Counter(key for each in theirs for key in each) == Counter(keys)


def test_who_claims_does_not_wait_for_another_claim_on_postgresql(databases: Databases) -> None:
    with databases.migrated("postgresql") as store:
        put(store, "a", "b")
        with store.writing() as one, store.writing() as other:
            other.execute(text("SET LOCAL lock_timeout = '5s'"))
            both = outbox.claim(one, "one", NOW), outbox.claim(other, "other", NOW)
        assert [each and each.key for each in both] == ["a", "b"]


# ── Looking ────────────────────────────────────────────────────────────────────────────────────


def test_letters_are_listed_the_latest_first_page_by_page(store: Store) -> None:
    put(store, *"abcde")
    message = claimed(store)
    assert message is not None
    sent(store, message)
    with store.reading() as connection:
        page = outbox.messages(connection, most=2)
        rest = outbox.messages(connection, before=page[-1].id, most=9)
        gone = outbox.messages(connection, fate=Fate.SENT)
        counted = outbox.how_many(connection)
    assert "".join(each.key for each in [*page, *rest]) == "edcba"
    assert gone == [letter(store, "a")]
    assert counted == {**dict.fromkeys(Fate, 0), Fate.SENT: 1, Fate.QUEUED: 4}


def test_it_is_known_since_when_the_oldest_one_on_its_way_waits(store: Store) -> None:
    def since() -> object:
        with store.reading() as connection:
            return outbox.waiting_since(connection)

    assert since() is None
    put(store, "a", "b")
    first = claimed(store, after=MINUTE)
    assert first is not None
    assert since() == NOW
    second = claimed(store, after=2 * MINUTE)
    assert since() == NOW + MINUTE
    sent(store, first)
    assert second is not None
    assert since() == NOW + 2 * MINUTE
    sent(store, second)
    assert since() is None


def test_there_is_something_to_do_where_a_letter_is_to_go_or_was_left_on_its_way(
    store: Store,
) -> None:
    def is_there(after: timedelta = timedelta()) -> bool:
        with store.reading() as connection:
            return outbox.is_something_to_do(connection, NOW + after)

    assert not is_there()
    put(store, "a", "b", skipped="outdated")
    assert not is_there()
    put(store, "c")
    assert [is_there(-MINUTE), is_there()] == [False, True]
    message = claimed(store)
    assert message is not None
    assert is_there(-MINUTE)
    put_off(store, message)
    assert [is_there(MINUTE), is_there(2 * MINUTE)] == [False, True]
    again = claimed(store, after=2 * MINUTE)
    assert again is not None
    sent(store, again)
    assert not is_there(timedelta(days=9))


def test_letters_about_a_meeting_are_found_by_it(store: Store) -> None:
    ids = []
    for year in (2023, 2024):
        deadline = NOW + timedelta(days=year)
        with store.writing() as connection:
            day = deadline.date()
            draft = Meeting(0, "jvo", day, "", "America/Curacao", deadline, (year,))
            ids.append(meetings.add_meeting(connection, draft).id)
        put(store, f"one {year}", f"two {year}", meeting=ids[-1])
    put(store, "about nothing")
    with store.reading() as connection:
        assert [each.key for each in outbox.messages(connection, meeting=ids[1])] == [
            "two 2024",
            "one 2024",
        ]
        assert outbox.keys_about(connection, ids[:1]) == {"one 2023", "two 2023"}
        assert outbox.keys_about(connection, ()) == frozenset()
