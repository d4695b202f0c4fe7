"""The README says what is so."""

import re
import tomllib
from pathlib import Path

from exchange.codebooks.load import load_file
from exchange.settings import Limits

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_limit_is_documented_with_its_default():
    rows = dict(re.findall(r"^\| `EXCHANGE_LIMIT_(\w+)` \| (\S+) \|", README, re.MULTILINE))
    limits = {name.upper(): str(default) for name, default in Limits._field_defaults.items()}
    assert rows == limits


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
