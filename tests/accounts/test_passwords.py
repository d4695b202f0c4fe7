import time

import pytest
from argon2 import PasswordHasher

from exchange.accounts import passwords
from exchange.accounts.passwords import Fault, fault_of

OWN = ("mariana.winkel@example.org", "Mariana Winkel")
GOOD = "boot tafel regen lamp"


@pytest.mark.parametrize(
    "password",
    [GOOD, "mangoboom regen lamp", "ñandú pelikan brug kaas", "kW8#pLx2!vQz", "x7" + "ab 9f" * 25],
)
def test_a_long_password_that_nobody_guesses_will_do(password):
    assert fault_of(password, OWN) is None


@pytest.mark.parametrize(
    "password, fault",
    [
        ("kW8#pLx2!vQ", Fault.TOO_SHORT),
        ("a b" * 43, Fault.TOO_LONG),
        ("ﷺ" * 12, Fault.TOO_LONG),
        ("a" * 500_000, Fault.TOO_LONG),
        ("passwordpassword", Fault.COMMON),
        ("1234567890123", Fault.COMMON),
        ("qwertyuiop123", Fault.COMMON),
        ("Welkom2024!!", Fault.COMMON),
        ("Zomer2025!Zomer", Fault.COMMON),
        ("a" * 128, Fault.COMMON),
        ("aA1!" * 30, Fault.COMMON),
        ("regen lamp Mariana", Fault.OWN),
        ("regen WINKEL lamp", Fault.OWN),
        ("regen mariana-winkel", Fault.OWN),
        ("mou exchange regen", Fault.OWN),
    ],
)
def test_what_will_not_do_says_why(password, fault):
    assert fault_of(password, OWN) is fault


def test_short_words_of_a_name_are_no_reason_to_refuse():
    assert fault_of("de boot en de lamp", ("jan@example.org", "Jan de Wit")) is None


@pytest.mark.parametrize("password", ["4@8({[6917!|5$0+%2" * 7, "a4@" * 42, "0o" * 64, "é́" * 64])
def test_judging_takes_no_longer_for_what_was_made_to_take_long(password):
    began = time.perf_counter()
    fault_of(password)
    assert time.perf_counter() - began < 3


def test_a_password_fits_however_its_signs_were_typed():
    kept = passwords.hashed("cafe\u0301 boot lamp")
    assert kept.startswith("$argon2id$")
    assert passwords.fits("caf\u00e9 boot lamp", kept)
    assert not passwords.fits("cafe boot lamp", kept)


def test_nothing_fits_where_there_is_no_password():
    assert not passwords.fits("", None)
    assert not passwords.fits("", "not a hash")


def test_a_wrong_address_takes_as_long_as_a_wrong_password():
    kept = passwords.hashed(GOOD)
    passwords.fits("once", None)

    def spent(hash_: str | None) -> float:
        began = time.process_time()
        for _ in range(3):
            passwords.fits("not the password", hash_)
        return time.process_time() - began

    assert spent(None) == pytest.approx(spent(kept), rel=0.5)


def test_a_longer_password_than_is_ever_kept_does_not_fit_by_its_beginning():
    kept = passwords.hashed("ab" * 64)
    assert not passwords.fits("ab" * 64 + "c", kept)


def test_a_hash_of_lower_cost_is_made_anew():
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    assert passwords.fits(GOOD, passwords.hashed_anew(GOOD, cheap))
    assert passwords.hashed_anew(GOOD, passwords.hashed(GOOD)) is None
