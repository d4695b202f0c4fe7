"""The parts of a workbook and how they hang together: content types and relationships."""

from __future__ import annotations

from typing import NamedTuple

from .budget import Budget
from .markup import Attributes, Reading
from .refusals import Unreadable

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships "
_TYPES_PART = "[content_types].xml"
_IWORK = (".iwa", "index.zip")


class Relation(NamedTuple):
    """What a part refers to: ``kind`` is the last word of the type, ``target`` a part's name."""

    kind: str
    target: str
    external: bool


class Package(NamedTuple):
    """All parts by their names in lower case, and what they say of each other."""

    parts: dict[str, bytes]
    types: dict[str, str]
    relations: dict[str, dict[str, Relation]]

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the parts that ``source`` refers to as ``kind`` and that are there."""
        return [
            relation.target
            for relation in self.relations.get(source, {}).values()
            if relation.kind == kind and relation.target in self.parts
        ]


def open_package(parts: dict[str, bytes], budget: Budget) -> Package:
    """Read the content types and every relationship; raises `Unreadable` without them."""
    if _TYPES_PART not in parts:
        iwork = any(name.endswith(_IWORK) for name in parts)
        raise Unreadable("numbers" if iwork else "not-a-workbook")
    types = _types(parts[_TYPES_PART], budget)
    relations = {
        _source(name): _relations(name, parts[name], budget)
        for name in parts
        if name.endswith(".rels")
    }
    return Package(parts, types, relations)


def _types(data: bytes, budget: Budget) -> dict[str, str]:
    """Content types by part name, or by ``.`` and file name extension for the defaults."""
    types = {}

    def default(attributes: Attributes) -> None:
        budget.spend_row(_TYPES_PART)
        types["." + attributes["Extension"].lower()] = attributes["ContentType"].lower()

    def override(attributes: Attributes) -> None:
        budget.spend_row(_TYPES_PART)
        types[attributes["PartName"].lower().lstrip("/")] = attributes["ContentType"].lower()

    reading = Reading(_TYPES_PART, data, budget)
    reading.actions = {_TYPES + "Default": default, _TYPES + "Override": override}
    reading.run()
    return types


def _relations(name: str, data: bytes, budget: Budget) -> dict[str, Relation]:
    folder = name.partition("_rels/")[0]
    found: dict[str, Relation] = {}

    def relation(attributes: Attributes) -> None:
        budget.spend_row(name)
        external = attributes.get("TargetMode", "").lower() == "external"
        target = attributes["Target"]
        kind = attributes["Type"].rpartition("/")[2].lower()
        place = target if external else _resolved(folder, target)
        found[attributes["Id"]] = Relation(kind, place, external)

    reading = Reading(name, data, budget)
    reading.actions = {_RELATIONS + "Relationship": relation}
    reading.run()
    return found


def _source(name: str) -> str:
    """The part that a relationships part speaks for; the file as a whole is the empty name."""
    return name.replace("_rels/", "").removesuffix(".rels")


def _resolved(folder: str, target: str) -> str:
    """The part a target names, absolute or relative to its source's folder."""
    path = _unquoted(target.partition("#")[0].replace("\\", "/")).lower()
    steps: list[str] = []
    for step in (path if path.startswith("/") else folder + path).split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote  # noqa: PLC0415 - costs 2 ms, and targets hardly ever need it

    return unquote(target)
