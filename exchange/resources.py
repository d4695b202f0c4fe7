"""Where the code books and the templates are, in a wheel as in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourcesMissing(RuntimeError):
    """The installation is incomplete: a folder that belongs to it was found in neither place."""


def schemas() -> Path:
    """The folder of code books, one TOML file per version of the memorandum.

    Raises ResourcesMissing where the installation has none.
    """
    return _folder("schemas", _PACKAGE)


def templates() -> Path:
    """The folder of what people read: message catalogues, blank returns.

    Raises ResourcesMissing where the installation has none.
    """
    return _folder("templates", _PACKAGE)


def _folder(name: str, package: Path) -> Path:
    # A wheel carries the folders inside the package; in a checkout, and so in an editable
    # install, they lie beside it. Plain paths: importlib.resources takes twice as long to load.
    places = (package / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " and ".join(str(place) for place in places)
    raise ResourcesMissing(
        f"The folder '{name}' of mou-exchange was not found; looked in {looked}. "
        "Install the package again, or run it from a complete checkout."
    )
