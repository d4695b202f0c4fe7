"""``exchange overview``: the comparison from the store."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from exchange.core.people import Role
from tests.cli.service import SAMPLES, prepared


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    made = prepared(tmp_path_factory.mktemp("host"))
    for reporter in ("aruba", "curacao"):
        made.person(f"c@{reporter}.example", Role.COORDINATOR, reporter)
    for name in (
        "aruba-2019",
        "aruba-2018",
        "curacao-2019",
    ):  # none has a year before it to explain
        who = f"c@{name.partition('-')[0]}.example"
        assert made.run("submit", SAMPLES / f"{name}.xlsx", "--as", who).code == 0
    return made


def overview(host, out, *more):
    return host.run("overview", "-o", out, *more)


def test_it_is_the_comparison_of_what_was_released(host, tmp_path):
    done = overview(host, tmp_path / "o.json")
    assert (done.code, done.err) == (0, "")
    whole = json.loads((tmp_path / "o.json").read_text())
    assert whole["years"] == [2018, 2019]
    files = {seen["source"]["file"] for seen in whole["observations"] if seen["source"]}
    assert files == {"aruba-2018.xlsx", "aruba-2019.xlsx", "curacao-2019.xlsx"}
    assert whole["stamp"]["content_sha256"] in done.out


@pytest.mark.parametrize(
    "name, begins", [("o.xlsx", b"PK"), ("o.csv", b"area,year,"), ("o.sdmx.csv", b"STRUCTURE,")]
)
def test_the_format_is_what_the_ending_says(host, tmp_path, name, begins):
    assert overview(host, tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_asked_again_it_is_the_same_file(host, tmp_path):
    overview(host, tmp_path / "a.xlsx", "--language", "nl")
    overview(host, tmp_path / "b.xlsx", "--language", "nl")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("years", ["2019", "2019-2019", "2019-2025"])
def test_years_can_be_chosen(host, tmp_path, years):
    assert overview(host, tmp_path / "o.json", "--years", years).code == 0
    assert json.loads((tmp_path / "o.json").read_text())["years"] == [2019]


def test_as_of_an_instant_it_is_what_was_known_then(host, tmp_path):
    moment = datetime.now(UTC) - timedelta(days=1)
    told = overview(host, tmp_path / "o.json", "--as-of", moment.isoformat())
    assert told.code == 1
    assert "Nothing of that is released" in told.err
    assert not (tmp_path / "o.json").exists()
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert overview(host, tmp_path / "o.json", "--as-of", later.isoformat()).code == 0


@pytest.mark.parametrize(
    "given, said",
    [
        (("--as-of", "2026-06-02T17:00"), "distance from UTC"),
        (("--as-of", "yesterday"), "distance from UTC"),
        (("--years", "2019-2016"), "two years such as 2016-2019"),
        (("--years", "last"), "two years such as 2016-2019"),
        (("--format", "pdf"), "'xlsx'"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(host, tmp_path, given, said):
    told = overview(host, tmp_path / "o.csv", *given)
    assert (told.code, told.out) == (2, "")
    assert said in " ".join(told.err.split())
    assert not (tmp_path / "o.csv").exists()
