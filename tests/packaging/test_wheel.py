"""What a built wheel holds, and that it works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_SHIPPED = {".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder):
    return [
        path.relative_to(ROOT)
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in NOT_SHIPPED
    ]


@pytest.mark.parametrize("folder", ["schemas", "templates"])
def test_every_code_book_and_template_is_in_the_wheel(names, folder):
    expected = [f"exchange/{path.as_posix()}" for path in files_below(folder)]
    assert expected, f"{folder}/ is empty"
    assert [name for name in expected if name not in names] == []


def test_every_module_is_in_the_wheel(names):
    expected = [path.as_posix() for path in files_below("exchange")]
    assert [name for name in expected if name not in names] == []


def test_nothing_but_the_package_is_in_the_wheel(names):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"exchange"}


def test_the_licence_is_in_the_wheel_word_for_word(wheel, names):
    (name,) = [name for name in names if name.endswith("/licenses/LICENSE")]
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(name) == (ROOT / "LICENSE").read_bytes()


def test_the_wheel_names_its_licence_and_its_command(wheel, names):
    with zipfile.ZipFile(wheel) as archive:
        (info,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(info).decode())
        (entries,) = [name for name in names if name.endswith("/entry_points.txt")]
        commands = archive.read(entries).decode().split()
    assert metadata["License-Expression"] == "EUPL-1.2"
    assert commands == ["[console_scripts]", "exchange", "=", "exchange.cli:main"]


def test_an_unpacked_wheel_finds_its_own_code_books_and_templates(unpacked):
    script = (
        "from exchange import resources\n"
        "print(resources.schemas(), resources.templates(), sep='\\n')"
    )
    # Without the variables by which coverage would take this second copy for ours.
    environment = {key: text for key, text in os.environ.items() if not key.startswith("COV")}
    environment["PYTHONPATH"] = str(unpacked)
    command = [sys.executable, "-P", "-c", script]
    printed = subprocess.run(
        command, env=environment, cwd=unpacked, capture_output=True, text=True, check=True
    ).stdout
    assert printed.splitlines() == [
        str(unpacked / "exchange" / "schemas"),
        str(unpacked / "exchange" / "templates"),
    ]
