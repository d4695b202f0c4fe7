from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.core.cells import Place
from exchange.core.delivery import (
    changes,
    combined,
    offences_in,
    questions_about_changes,
)
from exchange.core.delivery import content_sha256 as salted
from exchange.core.form import Form
from exchange.core.returns import Observation, Return, Source
from tests.core.answering import BOOK, Said, entry, flagged, keys

FORM = Form(BOOK, "aruba", 2020)
KEYS = keys(FORM)
TRAFFICKING = {key.name: 4 for key in FORM.headlines_of("trafficking")}
SMUGGLING = {key.name: 2 for key in FORM.headlines_of("smuggling")}
FIRST, SECOND = Source("first.xlsx", "1" * 64), Source("second.xlsx", "2" * 64)


def sent(cells: Mapping[str, Said], source: Source | None = None, **more: object) -> Return:
    entries = [entry(KEYS[name], said) for name, said in cells.items()]
    observations = {each.key: Observation(each) for each in entries}
    return Return("aruba", 2020, observations, "en", source=source, **more)  # type: ignore[arg-type]


def said(returned: Return) -> dict[str, int | str]:
    return {
        key.name: each.status if each.value is None else each.value
        for key, (each, _) in returned.observations.items()
    }


def test_the_first_delivery_is_what_was_sent() -> None:
    assert said(combined(sent(TRAFFICKING), None)) == TRAFFICKING


def test_classes_of_an_offence_without_its_headlines_are_not_delivered() -> None:
    early = sent({**TRAFFICKING, "smuggling_suspects_sex_female": 1})
    assert offences_in(early) == ("trafficking",)
    assert said(combined(early, None)) == TRAFFICKING
    assert said(combined(early, sent(SMUGGLING))) == {**TRAFFICKING, **SMUGGLING}


def test_an_offence_left_out_stays_as_it_was_with_its_classes() -> None:
    before = sent({**TRAFFICKING, "trafficking_victims_sex_female": 3})
    assert said(combined(sent(SMUGGLING), before)) == {**said(before), **SMUGGLING}


def test_an_offence_sent_again_takes_the_place_of_all_that_was_said_of_it() -> None:
    before = sent({**TRAFFICKING, "trafficking_victims_sex_female": 3, **SMUGGLING})
    again = dict.fromkeys(TRAFFICKING, 9)
    assert said(combined(sent(again), before)) == {**again, **SMUGGLING}
    assert said(combined(sent({**again, **SMUGGLING}), before)) == {**again, **SMUGGLING}


def test_each_offence_brings_its_own_origin_along() -> None:
    before = sent(
        {**TRAFFICKING, **SMUGGLING},
        FIRST,
        suppliers={"trafficking": "Police", "smuggling": "Coast guard"},
        drawn_on={"trafficking": "2021-01-05", "smuggling": "2021-01-06"},
        explanations={"trafficking_victims": "So.", "smuggling_victims": "Thus."},
    )
    new = sent(SMUGGLING, SECOND, suppliers={"smuggling": "Police"}, explanations={})
    found = combined(new, before)
    assert found.source_of("trafficking") == FIRST
    assert found.source_of("smuggling") == SECOND
    assert found.suppliers == {"trafficking": "Police", "smuggling": "Police"}
    assert found.drawn_on == {"trafficking": "2021-01-05"}
    assert found.explanations == {"trafficking_victims": "So."}


def test_an_origin_survives_any_number_of_deliveries() -> None:
    first = combined(sent(TRAFFICKING, FIRST), None)
    second = combined(sent(SMUGGLING, SECOND), first)
    third = combined(sent(SMUGGLING, Source("third.xlsx", "3" * 64)), second)
    assert third.source_of("trafficking") == FIRST
    assert third.source_of("smuggling") == Source("third.xlsx", "3" * 64)


def test_changes_are_the_figures_that_differ_in_the_order_of_the_form() -> None:
    old = sent(TRAFFICKING)
    new = sent({**TRAFFICKING, "trafficking_verdicts": 5, "trafficking_victims": 3, **SMUGGLING})
    found = list(changes(BOOK, old, new))
    order = [key.name for key in FORM.keys]
    assert [change.key.name for change in found] == sorted(
        ["trafficking_victims", "trafficking_verdicts", *SMUGGLING], key=order.index
    )
    assert all(change.of_the_figure for change in found)
    assert list(changes(BOOK, new, new)) == []


def test_everything_is_a_change_where_there_was_nothing() -> None:
    assert {change.key.name for change in changes(BOOK, None, sent(SMUGGLING))} == set(SMUGGLING)


def test_a_figure_taken_away_is_a_change() -> None:
    (change,) = changes(BOOK, sent({"trafficking_victims": 4}), sent({}))
    assert (change.new, change.of_the_figure) == (None, True)


def test_another_note_is_a_change_but_not_of_the_figure() -> None:
    old = flagged(4)
    (change,) = changes(
        BOOK,
        sent({"trafficking_victims": old}),
        sent({"trafficking_victims": old._replace(note="See page 3.")}),
    )
    assert not change.of_the_figure


def test_only_figures_that_were_there_are_asked_about() -> None:
    old = sent({**TRAFFICKING, "trafficking_suspects": "to-follow"})
    new = sent({**TRAFFICKING, "trafficking_victims": 3, "trafficking_suspects": 1, **SMUGGLING})
    (found,) = questions_about_changes(BOOK, old, new)
    assert (found.code, found.name) == ("changed-since-last-version", "trafficking_victims")
    assert found.facts == {"old": 4, "new": 3}
    assert questions_about_changes(BOOK, None, new) == []


def test_a_question_knows_its_cell() -> None:
    key = KEYS["trafficking_victims"]
    seen = Observation(entry(key, 3), Place("Figures", "D9"))
    new = replace(sent(TRAFFICKING), observations=sent(TRAFFICKING).observations | {key: seen})
    (found,) = questions_about_changes(BOOK, sent(TRAFFICKING), new)
    assert found.places == (Place("Figures", "D9"),)


def content_sha256(returned: Return) -> str:
    return salted(returned, "salt")


def test_the_proof_says_nothing_to_who_does_not_know_its_salt() -> None:
    figures = sent({"trafficking_victims": 4})
    assert salted(figures, "one") != salted(figures, "another")


def test_the_proof_of_figures_does_not_change_with_the_program() -> None:
    found = content_sha256(sent({"trafficking_victims": 4, "smuggling_victims": "not-applicable"}))
    assert found == "509b7734cc22b5d7e23c86bb4b6d1145e22d1e9b53e949915fe86765606094fb"


@given(st.permutations([*TRAFFICKING, *SMUGGLING]))
def test_the_proof_does_not_depend_on_the_order(names: list[str]) -> None:
    figures = TRAFFICKING | SMUGGLING
    shuffled = sent({name: figures[name] for name in names})
    assert content_sha256(shuffled) == content_sha256(sent(figures))


def test_the_proof_is_of_the_figures_and_not_of_where_they_stood() -> None:
    plain = sent(TRAFFICKING, FIRST)
    key = KEYS["trafficking_victims"]
    moved = Observation(plain.observations[key].entry, Place("Figures", "D9"))
    elsewhere = replace(plain, observations=plain.observations | {key: moved}, source=SECOND)
    assert content_sha256(elsewhere) == content_sha256(plain)


@pytest.mark.parametrize(
    "other",
    [
        {"trafficking_victims": 5},
        {"trafficking_victims": "not-available"},
        {"trafficking_victims": flagged(4, "provisional", "identified")},
        {"trafficking_victims": flagged(4, basis="registered")},
        {"trafficking_victims": flagged(4, basis="identified")._replace(note="-")},
        {"trafficking_victims_sex_female": 0},
    ],
    ids=["count", "reason", "flag", "basis", "note", "one figure more"],
)
def test_the_proof_changes_with_anything_said(other: dict[str, Said]) -> None:
    assert content_sha256(sent(TRAFFICKING | other)) != content_sha256(sent(TRAFFICKING))


def test_the_proof_changes_with_the_reporter_and_the_year() -> None:
    plain = sent(TRAFFICKING)
    proofs = {
        content_sha256(plain),
        content_sha256(replace(plain, reporter="curacao")),
        content_sha256(replace(plain, year=2021)),
    }
    assert len(proofs) == 3


def test_no_note_can_pass_for_another_figure() -> None:
    note = '"]\n["trafficking_verdicts",4,"normal","persons",""]'
    tricked = {"trafficking_victims": flagged(4, basis="identified")._replace(note=note)}
    both = {**tricked, "trafficking_verdicts": 4}
    assert content_sha256(sent(tricked)) != content_sha256(sent(both))
