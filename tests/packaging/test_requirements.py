"""The pinned requirements are complete, hashed, and free of addresses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; .+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(name):
    """One list for each package: its pin, then its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "\n")
    lines = [line.strip() for line in text.splitlines()]
    found = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        if line.startswith("--hash"):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def pins(name):
    return {PIN.fullmatch(pin)["name"]: PIN.fullmatch(pin)["version"] for pin, *_ in entries(name)}


def declared(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower()


def groups(project, name):
    for item in project["dependency-groups"][name]:
        if isinstance(item, str):
            yield declared(item)
        else:
            yield from groups(project, item["include-group"])


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_one_version_with_hashes(name):
    for pin, *hashes in entries(name):
        assert PIN.fullmatch(pin), pin
        assert len(hashes) >= 1, f"{pin} has no hash"
        assert [line for line in hashes if not HASH.fullmatch(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_address_stands_in_the_requirements(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for trace in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", " @ "):
        assert trace not in text


def test_what_runs_is_pinned_for_running(project):
    assert {declared(item) for item in project["project"]["dependencies"]} <= set(
        pins("requirements.txt")
    )


def test_what_works_on_it_is_pinned_for_working(project):
    assert set(groups(project, "dev")) <= set(pins("requirements-dev.txt"))


def test_both_files_pin_the_same_versions():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
