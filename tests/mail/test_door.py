import pytest

from exchange.mail import Letter, Undelivered, smtp


@pytest.mark.parametrize(
    "address",
    ["a..b@example.org", "[a]@example.org", "a@x..example", "a@x.example)", "é@x.example"],
)
def test_an_address_that_no_header_holds_is_a_letter_undelivered(address):
    send = smtp("smtp://127.0.0.1:9", "exchange@example.org")
    with pytest.raises(Undelivered) as refused:
        send(Letter("receipt", address, "A subject", "A text"))
    assert not isinstance(refused.value.__cause__, OSError)
