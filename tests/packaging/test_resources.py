"""Code books and templates are found in a wheel, in a checkout, and missed in plain words."""

from pathlib import Path

import pytest

from exchange import resources

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_has_them_beside_the_package():
    assert resources.schemas() == ROOT / "schemas"
    assert resources.templates() == ROOT / "templates"


def test_the_folder_inside_the_package_comes_first(tmp_path):
    package = tmp_path / "exchange"
    inside, beside = package / "schemas", tmp_path / "schemas"
    inside.mkdir(parents=True)
    beside.mkdir()
    assert resources._folder("schemas", package) == inside


def test_a_missing_folder_is_named_with_both_places_and_what_to_do(tmp_path):
    package = tmp_path / "exchange"
    with pytest.raises(resources.ResourcesMissing) as missing:
        resources._folder("schemas", package)
    assert str(missing.value) == (
        f"The folder 'schemas' of mou-exchange was not found; looked in {package / 'schemas'} "
        f"and {tmp_path / 'schemas'}. "
        "Install the package again, or run it from a complete checkout."
    )
