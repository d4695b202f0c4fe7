"""Parts that no return needs and that can do harm, by name, content type or relationship."""

from __future__ import annotations

import re
from typing import NamedTuple

from .budget import Budget
from .markup import SHEET, Attributes, Reading
from .package import Package
from .refusals import Unreadable


class _Harm(NamedTuple):
    """How a harmful part gives itself away: by any of three words, in lower case."""

    code: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    relations: tuple[str, ...]


_HARMS = (
    _Harm(
        "macros",
        ("vbaproject", "/macrosheets/", "/intlmacrosheets/", "vbadata"),
        ("macroenabled", "vbaproject", "macrosheet", "vbadata"),
        ("vbaproject", "xlmacrosheet", "xlintlmacrosheet", "wordvbadata"),
    ),
    _Harm("activex", ("/activex/",), ("activex",), ("control", "activexcontrolbinary")),
    _Harm(
        "embedded-objects",
        ("/embeddings/", "oleobject"),
        ("oleobject",),
        ("oleobject", "package"),
    ),
    _Harm("dde", ("ddelink",), ("ddelink",), ("ddelink",)),
    _Harm(
        "data-connections",
        ("/connections.xml", "/querytables/", "/volatiledependencies", "/model/item.data"),
        ("connections+xml", "querytable", "volatiledependencies", "model+data"),
        ("connections", "querytable", "volatiledependencies", "powerpivotdata"),
    ),
)
_HARMLESS_OUTSIDE = {"hyperlink"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def refuse_harm(package: Package, budget: Budget) -> None:
    """Raise `Unreadable` with the code of the first harmful part."""
    names, types = "\n".join(package.parts), "\n".join(package.types.values())
    kinds = {relation.kind for found in package.relations.values() for relation in found.values()}
    for harm in _HARMS:
        # Looked for in all at once: which part it is need be known only where there is one.
        if any(word in names for word in harm.names) or any(word in types for word in harm.types):
            _refuse_parts(harm, package)
        if not kinds.isdisjoint(harm.relations):
            _refuse_relations(harm, package)
    for name in package.parts:
        if "externallinks/" in name and name.endswith(".xml"):
            _refuse_dde(name, package.parts[name], budget)


def has_external_links(package: Package) -> bool:
    """Whether anything but a hyperlink refers outside the file; it is never followed."""
    return any(
        relation.kind == "externallink"
        or (relation.external and relation.kind not in _HARMLESS_OUTSIDE)
        for found in package.relations.values()
        for relation in found.values()
    )


def _refuse_parts(harm: _Harm, package: Package) -> None:
    for name in package.parts:
        if any(word in name for word in harm.names):
            raise Unreadable(harm.code, part=name)
    for name, kind in package.types.items():
        if any(word in kind for word in harm.types) and _is_there(name, package):
            raise Unreadable(harm.code, part=name)


def _is_there(name: str, package: Package) -> bool:
    """A default for an extension without a part is idle talk, as some programs write it."""
    if name.startswith("."):
        return any(part.endswith(name) for part in package.parts)
    return name in package.parts


def _refuse_relations(harm: _Harm, package: Package) -> None:
    for source, found in package.relations.items():
        if any(relation.kind in harm.relations for relation in found.values()):
            raise Unreadable(harm.code, part=source)


def _refuse_dde(name: str, data: bytes, budget: Budget) -> None:
    def refuse(_: Attributes) -> None:
        raise Unreadable("dde", part=name)

    reading = Reading(name, data, budget)
    reading.actions = {
        space + element: refuse for space in SHEET for element in ("ddeLink", "oleLink")
    }
    reading.run()


def is_dde(formula: str) -> bool:
    """Whether a formula calls another program: ``program|topic!item`` outside any quotes."""
    return "|" in formula and "|" in _QUOTED.sub("", formula)
