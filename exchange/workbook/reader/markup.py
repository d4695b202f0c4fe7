"""XML read by expat with nothing but handlers: no tree, no entities, no outside world."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from .budget import Budget
from .refusals import Unreadable

if TYPE_CHECKING:
    from pyexpat import XMLParserType

Attributes = dict[str, str]
Action = Callable[[Attributes], None]

SHEET: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
"""Namespaces of workbook parts, as ISO 29500 transitional and strict have them."""

RELATED: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships ",
    "http://purl.oclc.org/ooxml/officeDocument/relationships ",
)
_CHUNK = 1 << 16
_HEAD = 1 << 12
_LARGE = 1 << 20


class Reading:
    """One pass over one part: an action for each element of interest, text where asked for.

    Text between elements is collected too, and dropped when text that matters begins: switching
    the collector costs more than that.
    """

    __slots__ = ("actions", "budget", "data", "name", "parser", "pieces", "spaces", "spent")

    def __init__(self, name: str, data: bytes, budget: Budget) -> None:
        budget.check_time()
        self.name = name
        self.data = data
        self.budget = budget
        self.spent = 0
        self.pieces: list[str] = []
        self.actions: dict[str, Action] = {}
        plain = has_plain_names(data)
        self.spaces = ("",) if plain else SHEET
        self.parser = _parser(name, budget, None if plain else " ")
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self.pieces.append

    def run(self) -> None:
        """Read the part to its end; a long one in bites, within the time and text allowed."""
        self.parser.StartElementHandler = self.starter()
        try:
            if len(self.data) > _LARGE:
                _weigh(self.name, self.data, self.budget)
            for start in range(0, len(self.data), _CHUNK):
                self.parser.Parse(self.data[start : start + _CHUNK], False)
                self._settle()
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            raise Unreadable("corrupt-file", part=self.name) from None
        finally:
            self._let_go()

    def starter(self) -> Callable[[str, Attributes], None]:
        """What expat calls for every element that begins."""
        look_up = self.actions.get

        def start(name: str, attributes: Attributes) -> None:
            action = look_up(name)
            if action is not None:
                action(attributes)

        return start

    def _let_go(self) -> None:
        """Part from the parser: a circle of references would wait for the garbage collector."""
        self.actions.clear()
        self.parser.StartElementHandler = self.parser.EndElementHandler = None
        del self.parser, self.data

    def expect_text(self, done: Callable[[str], None]) -> None:
        """Collect what follows until the next element ends, then call ``done``."""
        self.pieces.clear()
        self.parser.EndElementHandler = done

    def take_text(self) -> str:
        """The text collected; called once its element has ended."""
        self.parser.EndElementHandler = None
        text = "".join(self.pieces)
        self.spent += len(text)
        return text

    def _settle(self) -> None:
        """Charge what was read so far, the text that has not ended yet included."""
        self.budget.check_time()
        self.budget.check_names(self.name)
        self.budget.spend_text(self.spent)
        self.spent = 0
        if self.parser.EndElementHandler is None:
            self.pieces.clear()
        else:
            self.budget.check_text(sum(map(len, self.pieces)))


_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>&]*\?>)?\s*"
    rb'<(worksheet|sst|styleSheet|workbook)((?:\s+[A-Za-z][A-Za-z0-9:]*="[^"<&]*")+)\s*/?>'
)
_DEFAULT = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATED = b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OTHER_ENCODING = re.compile(rb"""encoding=["'](?!utf-8["'])""", re.IGNORECASE)


def has_plain_names(data: bytes) -> bool:
    """Whether an element without prefix, and no other, is one of a sheet.

    So it is in what the usual programs write: the root declares the namespace of sheets as the
    default, under no prefix beside it, and no other element declares any. Names then need no
    resolving, which would take a fifth of the time. Whatever is in the least unusual is resolved.
    A workbook's sheets refer to their parts by an attribute ``r:id``, and so ``r`` must be bound.
    """
    head = _ROOT.match(data[:_HEAD])
    if head is None or _OTHER_ENCODING.search(head[0]):
        return False
    root, declared = head.groups()
    if root == b"workbook" and _RELATED not in declared:
        return False
    return (
        _DEFAULT in declared
        and declared.count(b"spreadsheetml") == 1
        and declared.count(b"xmlns") == data.count(b"xmlns")
    )


class _PrologOver(Exception):
    """Says whether a document type was declared there."""


def has_doctype(name: str, data: bytes, budget: Budget) -> bool:
    """Whether the part declares a document type; only a part that might is parsed for it.

    No further than to its root element, since nothing can be declared after that.
    """
    if b"<!DOCTYPE" not in data and b"\0" not in data[:4]:
        return False

    def declared(*_: object) -> None:
        raise _PrologOver(True)

    def begun(*_: object) -> None:
        raise _PrologOver(False)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        _feed(parser, name, data, budget)
    except _PrologOver as prolog:
        return prolog.args == (True,)
    except expat.ExpatError:
        pass
    return False


def _parser(name: str, budget: Budget, separator: str | None = " ") -> XMLParserType:
    def refuse(*_: object) -> None:
        raise Unreadable("doctype", part=name)

    parser = expat.ParserCreate(None, separator, budget.names)
    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Scale:
    """Counts elements and their nesting, which cost expat memory of its own."""

    __slots__ = ("depth", "elements", "limits", "name")

    def __init__(self, name: str, budget: Budget) -> None:
        self.name = name
        self.limits = budget.limits
        self.elements = self.depth = 0

    def start(self, _name: str, _attributes: Attributes) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > self.limits.elements or self.depth > self.limits.depth:
            raise Unreadable("too-many-elements", part=self.name, limit=self.limits.elements)

    def end(self, _name: str) -> None:
        self.depth -= 1

    def bind(self, _prefix: str | None, _address: str) -> None:
        """Nothing to do: the parser notes both among the names met."""


def _weigh(name: str, data: bytes, budget: Budget) -> None:
    """A first pass over a large part, so that the second cannot exhaust the memory."""
    scale = _Scale(name, budget)
    parser = _parser(name, budget)
    parser.StartElementHandler = scale.start
    parser.EndElementHandler = scale.end
    # Names and addresses of namespaces are kept by the parser as those of elements are.
    parser.StartNamespaceDeclHandler = scale.bind
    _feed(parser, name, data, budget)


def _feed(parser: XMLParserType, name: str, data: bytes, budget: Budget) -> None:
    """Parse in bites, of which each costs time and none may be one endless tag or remark."""
    token = 0
    for start in range(0, len(data), _CHUNK):
        parser.Parse(data[start : start + _CHUNK], False)
        budget.check_time()
        budget.check_names(name)
        token = max(token, parser.CurrentByteIndex)
        if start + _CHUNK - token > budget.limits.tag_bytes + _CHUNK:
            raise Unreadable("too-many-elements", part=name, limit=budget.limits.elements)
    parser.Parse(b"", True)
