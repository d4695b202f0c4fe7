from hypothesis import given
from hypothesis import strategies as st

from exchange.workbook.form.measure import height, lines


def test_a_text_is_broken_between_words():
    assert lines("one two three", 30) == 1
    assert lines("one two three", 7) == 3
    assert lines("one\ntwo\n\nthree", 30) == 4


def test_a_word_wider_than_its_column_is_broken_within():
    assert lines("m" * 40, 10) > 4


def test_larger_type_and_indent_need_more_room():
    text = "Persons identified as victims by the national authorities"
    assert height(text, 30, 14) > height(text, 30, 9)
    assert height(text, 30, indent=8) > height(text, 30)
    assert height("", 30, least=22) == 22


@given(st.text(), st.floats(3, 120))
def test_more_room_never_takes_more_lines(text, digits):
    assert lines(text, digits + 10) <= lines(text, digits)
