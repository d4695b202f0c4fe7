"""What became of each figure from version to version."""

from __future__ import annotations

from exchange.core.codebook import Key
from exchange.core.history import Seen, Step, traces

VICTIMS, SUSPECTS = Key("trafficking", "victims"), Key("trafficking", "suspects")


def row(number, key, value, status="normal"):
    return (number, key, value, status)


def test_a_figure_that_never_changed_has_one_step():
    (trace,) = traces([VICTIMS], [1, 2], [row(1, VICTIMS, 4), row(2, VICTIMS, 4)])
    assert trace.steps == (Step(1, Seen(4, "normal")),)
    assert not trace.changed


def test_each_version_in_which_it_changed_is_a_step():
    rows = [row(1, VICTIMS, 4), row(2, VICTIMS, 4), row(3, VICTIMS, 5)]
    (trace,) = traces([VICTIMS], [1, 2, 3], rows)
    assert trace.steps == (Step(1, Seen(4, "normal")), Step(3, Seen(5, "normal")))
    assert trace.changed


def test_a_flag_that_went_is_a_change_although_the_count_is_the_same():
    rows = [row(1, VICTIMS, 4, "provisional"), row(2, VICTIMS, 4)]
    (trace,) = traces([VICTIMS], [1, 2], rows)
    assert [step.seen.status for step in trace.steps] == ["provisional", "normal"]


def test_a_figure_that_came_later_begins_there():
    (trace,) = traces([VICTIMS], [1, 2], [row(2, VICTIMS, 4)])
    assert trace.steps == (Step(2, Seen(4, "normal")),)


def test_a_figure_that_was_left_out_and_came_back_tells_both():
    rows = [row(1, VICTIMS, 4), row(3, VICTIMS, 4)]
    (trace,) = traces([VICTIMS], [3, 1, 2], rows)
    assert [step.number for step in trace.steps] == [1, 2, 3]
    assert trace.steps[1].seen is None


def test_traces_come_in_the_order_of_the_form_and_only_for_what_was_delivered():
    keys = [VICTIMS, Key("trafficking", "verdicts"), SUSPECTS]
    found = traces(keys, [1], [row(1, SUSPECTS, 2), row(1, VICTIMS, 4)])
    assert [trace.key for trace in found] == [VICTIMS, SUSPECTS]
