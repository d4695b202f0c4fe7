"""The README says what is so."""

import re
import tomllib
from pathlib import Path

import pytest

from exchange.cli.main import COMMANDS
from exchange.codebooks.load import load_file
from exchange.service import VARIABLES, Service
from exchange.settings import Apart, Limits

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("prefix, settings", [("LIMIT", Limits), ("APART", Apart)])
def test_every_limit_is_documented_with_its_default(prefix, settings):
    table = re.findall(rf"^\| `EXCHANGE_{prefix}_(\w+)` \| (\S+) \|", README, re.MULTILINE)
    defaults = {name.upper(): str(default) for name, default in settings._field_defaults.items()}
    assert dict(table) == defaults


def test_every_setting_of_the_service_is_documented_with_its_default():
    rows = re.findall(r"^\| `EXCHANGE_(\w+)` \| (\S+) \|", README, re.MULTILINE)
    table = {name: told for name, told in rows if not name.startswith(("LIMIT_", "APART_"))}
    defaults = {name: Service._field_defaults[name] for name in VARIABLES}
    assert table == {name.upper(): str(told or "none") for name, told in defaults.items()}


def test_every_command_is_named():
    assert [name for name in COMMANDS if f"exchange {name}" not in README] == []


def test_every_dependency_is_named_with_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    wanted = {
        re.match(r"[a-z0-9-]+", item)[0] for some in lists for item in some if isinstance(item, str)
    }
    section = README.split("## Dependencies")[1].split("\n## ")[0]
    assert set(re.findall(r"\*\*([a-z0-9-]+)\*\*", section)) == wanted


def test_every_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= targets


def test_the_breakdown_shown_can_be_added_as_it_stands(tmp_path):
    (shown,) = re.findall(r"^```toml\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    codebook = tmp_path / "mou-2023.toml"
    present = (ROOT / "schemas" / codebook.name).read_text(encoding="utf-8")
    codebook.write_text(present + "\n" + shown, encoding="utf-8")
    assert "nationality" in load_file(codebook).breakdowns
