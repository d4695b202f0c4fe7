"""A broken code book is refused with file, place and reason."""

from __future__ import annotations

import pytest

from exchange.codebooks import BrokenCodeBook, installed, load, load_file
from tests.codebooks.editing import TEXT, edited, loaded, said

FAULTS = {
    "a text is missing in a language": (
        ('label = { en = "Aruba", nl = "Aruba", pap-CW = "Aruba", pap-AW = "Aruba" }',
         'label = { en = "Aruba", nl = "Aruba" }'),
        "reporters.aruba.label: the text in pap-CW, pap-AW is missing.",
    ),
    "a text is in a language nobody knows": (
        ('confirmed = { en = "confirmed only"', 'confirmed = { fr = "confirmé", en = "confirmed"'),
        "bases.confirmed: “fr” is no language of this code book.",
    ),
    "a text is a number": (
        ('female = { en = "Female"', "female = { en = 5"),
        "breakdowns.sex.classes.female: a text in each language was expected.",
    ),
    "a text is empty": (
        ('female = { en = "Female"', 'female = { en = ""'),
        "breakdowns.sex.classes.female: the text in en is missing.",
    ),
    "a key is missing": (
        ('zone = "America/Aruba"\n', ""),
        "reporters.aruba.zone: a text is missing.",
    ),
    "a key is misspelled": (
        ('zone = "America/Aruba"\n', 'zone = "America/Aruba"\nzones = "x"\n'),
        "reporters.aruba.zones: this key means nothing here.",
    ),
    "a group is missing": (
        ("[asked]\n", "[askd]\n"),
        "askd: this key means nothing here.",
    ),
    "a list is empty": (
        ('languages = ["en", "nl"]', "languages = []"),
        "reporters.sint-maarten.languages: a list of texts was expected.",
    ),
    "a year is no number": (
        ("first_year = 2011 ", 'first_year = "2011" '),
        "first_year: a whole number was expected.",
    ),
    "a year is below zero": (
        ("first_year = 2011 ", "first_year = -1 "),
        "first_year: a whole number from 0 on was expected.",
    ),
    "a year is true": (
        ("first_year = 2011 ", "first_year = true "),
        "first_year: a whole number from 0 on was expected.",
    ),
    "years leave none": (
        ("[breakdowns.sex]\n", "[breakdowns.sex]\nsince = 2020\nuntil = 2019\n"),
        "breakdowns.sex: since 2020 and until 2019 leave no year.",
    ),
    "a class's years leave none": (
        ("female = { en", "female = { since = 2020, until = 2019, en"),
        "breakdowns.sex.classes.female: since 2020 and until 2019 leave no year.",
    ),
    "a name has capitals": (
        ("[reporters.aruba]", "[reporters.Aruba]"),
        "reporters.Aruba: a name is written in small letters",
    ),
    "a hyphen would stand in a cell's name": (
        ("female = { en", "fe-male = { en"),
        "breakdowns.sex.classes.fe-male: a hyphen cannot stand in a cell's name",
    ),
    "two cells would have one name": (
        ("[breakdowns.age.classes]\n",
         f"[breakdowns.age.classes]\nunknown_status = {said('x')}\n"),
        "two cells of a form would have the name “trafficking_victims_age_unknown_status”.",
    ),
    "a reporter speaks a language nobody knows": (
        ('languages = ["en", "nl"]', 'languages = ["en", "fr"]'),
        "reporters.sint-maarten: “fr” is no language of this code book.",
    ),
    "an article is of no offence": (
        ('articles = { trafficking = "2:239 Sr" }', 'articles = { piracy = "2:239 Sr" }'),
        "reporters.sint-maarten: “piracy” is no offence of this code book.",
    ),
    "an area is made of nothing known": (
        ('parts = ["aruba", ', 'parts = ["mars", '),
        "areas.kingdom.parts: “mars” is no reporter or earlier area of this code book.",
    ),
    "an area counts a reporter twice": (
        ('parts = ["aruba", ', 'parts = ["european-netherlands", "aruba", '),
        "areas.kingdom.parts: “european-netherlands” would be counted twice.",
    ),
    "an area has a reporter's name": (
        ("[areas.kingdom]",
         f'[areas.aruba]\nlabel = {said("A")}\nparts = ["curacao"]\narea = "X"\n[areas.kingdom]'),
        "areas.aruba: a reporter has this name.",
    ),
    "a figure has a basis nobody knows": (
        ('bases = ["opened"]', 'bases = ["closed"]'),
        "figures.investigations.bases: “closed” is no basis of this code book.",
    ),
    "two bases have one name": (
        ('cases = { en = "cases"', 'cases = { en = "Persons"'),
        "bases.cases: “Persons” already means “persons”.",
    ),
    "a definition is of no offence": (
        ("[figures.verdicts.definitions.smuggling]", "[figures.verdicts.definitions.piracy]"),
        "figures.verdicts.definitions: the one for smuggling is missing.",
    ),
    "a breakdown divides nothing known": (
        ('of = ["trafficking_victims"]', 'of = ["trafficking_victim"]'),
        "breakdowns.form.of: “trafficking_victim” is no figure of this code book.",
    ),
    "a breakdown is of no reporter known": (
        ('reporters = ["caribbean-netherlands"]', 'reporters = ["bes"]'),
        "breakdowns.island.reporters: “bes” is no reporter of this code book.",
    ),
    "a breakdown follows a rule that is none of sums": (
        ('rule = "islands-do-not-add-up"', 'rule = "jump"'),
        "breakdowns.island.rule: “jump” is no rule of sums of this code book.",
    ),
    "a status is missing that rules know": (
        ("[statuses.not-available]", "[statuses.not-there]"),
        "statuses: “not-available” is missing.",
    ),
    "a status has a code nobody knows": (
        ('obs = "K"', 'obs = "KK"'),
        "statuses.included-elsewhere.obs: “KK” is none of A, P, E, B, D, O, L, M, K, Q.",
    ),
    "a status is neither with nor without a value": (
        ('value = true\nobs = "P"', 'value = "yes"\nobs = "P"'),
        "statuses.provisional.value: true or false was expected.",
    ),
    "a marker means two things": (
        ('typed = ["geheim"]', 'typed = ["geheim", "NVT"]'),
        "“NVT” already means “not-applicable”.",
    ),
    "a marker is asked about and means something": (
        ('typed = ["geheim"]', 'typed = ["X"]'),
        "statuses.withheld: “X” already means “asked”.",
    ),
    "a rule is missing": (
        ('[rules.islands-do-not-add-up]\nseverity = "warning"\n', ""),
        "rules.islands-do-not-add-up.severity: a text is missing.",
    ),
    "a rule is left out": (
        ('[rules.breakdown-does-not-add-up]\nseverity = "error"\n', ""),
        "rules: “breakdown-does-not-add-up” is missing.",
    ),
    "a rule has a name nobody knows": (
        ("[rules.basis-changed]", '[rules.odd]\nseverity = "note"\n[rules.basis-changed]'),
        "rules: “odd” is no rule the check knows",
    ),
    "a severity is unheard of": (
        ('[rules.jump]\nseverity = "warning"', '[rules.jump]\nseverity = "fatal"'),
        "rules.jump.severity: “fatal” is none of error, warning, note.",
    ),
    "a threshold is missing": (
        ("at_least = 5\n", ""),
        "rules.victims-without-investigation: “at_least” is missing.",
    ),
    "a threshold is below zero": (
        ("at_least = 5\n", "at_least = -5\n"),
        "rules.victims-without-investigation.at_least: a whole number from 0 on was expected.",
    ),
    "a threshold is misspelled": (
        ("at_least = 5\n", "at_least = 5\nat_most = 9\n"),
        "rules.victims-without-investigation.at_most: this key means nothing here.",
    ),
    "a rule does not say of which figures": (
        ('lower = "suspects"\n', ""),
        "rules.prosecutions-above-suspects: “lower” is missing.",
    ),
    "a rule is about no figure known": (
        ('lower = "suspects"\n', 'lower = "arrests"\n'),
        "rules.prosecutions-above-suspects: “arrests” is no figure of this code book.",
    ),
    "a reason is missing in a language": (
        ('pap-AW = "Un caso grandi"\n', ""),
        "rules.jump.reasons.2: the text in pap-AW is missing.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change, reason", FAULTS.values(), ids=FAULTS)
def test_it_is_refused_where(tmp_path, change, reason):
    with pytest.raises(BrokenCodeBook) as refused:
        loaded(tmp_path, change)
    assert any(reason in found for found in refused.value.reasons), refused.value.reasons
    assert refused.value.file.name == "mou-edited.toml"
    assert "mou-edited.toml: " in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(BrokenCodeBook) as refused:
        loaded(tmp_path, ('zone = "America/Aruba"\n', ""), ('obs = "K"', 'obs = "KK"'))
    assert refused.value.reasons == [
        "reporters.aruba.zone: a text is missing.",
        "statuses.included-elsewhere.obs: “KK” is none of A, P, E, B, D, O, L, M, K, Q.",
    ]
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "title: a text in each language is missing."),
        (b"id = ", "not TOML"),
        (b"\xff\xfe", "cannot be read"),
        (b'reporters = "none"', "reporters: a table was expected."),
        (b"[reporters]", "reporters: at least one was expected."),
        (b"[reporters]\naruba = 3", "reporters.aruba: a table was expected."),
        (b"reasons = [1]", "reasons.1: a text in each language was expected."),
        (b'reasons = "x"', "reasons: a list of texts in each language was expected."),
    ],
)
def test_what_is_no_code_book_at_all_is_refused(tmp_path, content, reason):
    file = tmp_path / "odd.toml"
    file.write_bytes(content)
    with pytest.raises(BrokenCodeBook) as refused:
        load_file(file)
    assert any(reason in found for found in refused.value.reasons), refused.value.reasons


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BrokenCodeBook, match=r"nowhere\.toml: cannot be read"):
        load_file(tmp_path / "nowhere.toml")


def test_the_real_one_is_whole_and_loaded_once(tmp_path):
    file = tmp_path / "copy.toml"
    file.write_text(edited(), encoding="utf-8")
    assert load_file(file) == load()
    assert load() is load()
    assert installed() == ("mou-2023",)
    assert TEXT
