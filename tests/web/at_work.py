"""Coordinators, approvers and the secretariat at their browsers."""

from __future__ import annotations

import re
import zipfile
from copy import copy
from html import unescape
from io import BytesIO

from flask.testing import FlaskClient

from exchange.core.people import Role
from exchange.core.returns import Return
from exchange.core.versions import Version
from exchange.deliveries.desk import Sender
from exchange.deliveries.explain import explain
from exchange.deliveries.now import as_it_stands
from exchange.storage import observations, versions
from exchange.storage.attempts import attempt_of
from exchange.submissions.explanations import subject
from tests.check.making import FULL, Said, sent
from tests.web.running import Running
from tests.web.uploading import attempt_after, text_of

OWN, YEAR = "curacao", 2024
SECRET = 731
"""A figure that is easily found where it must not be."""


class Work:
    """One reporter's return in a running service."""

    def __init__(self, service: Running, reporter: str = OWN, year: int = YEAR) -> None:
        self.service, self.reporter, self.year = service, reporter, year
        self.sender = service.person(Role.COORDINATOR, reporter)
        self.browser = service.client(self.sender)
        self.here = f"/returns/{reporter}/{year}"

    def of(self, year: int) -> Work:
        """The same people at another year's return."""
        other = copy(self)
        other.year, other.here = year, f"/returns/{self.reporter}/{year}"
        return other

    def uploaded(
        self, cells: dict[str, Said] | None = None, by: FlaskClient | None = None, **more: Said
    ) -> str:
        """The address of the attempt; ``more`` is filled in beside ten figures that go together."""
        content = sent({**(FULL if cells is None else cells), **more}, **self._form)
        return attempt_after(by or self.browser, content, "mine.xlsx", self.reporter, self.year)

    def explained(self, where: str, reason: str = "Counted again.") -> str:
        id_ = int(where.rsplit("/", 1)[1])
        with self.service.store.reading() as connection:
            attempt = attempt_of(connection, id_)
            found = as_it_stands(connection, self.service.desk.codebook, attempt).findings
        given = {subject(finding): reason for finding in found if finding.is_open_question}
        explain(self.service.desk, self.sender, attempt, given, self.service.clock())
        return where

    def delivered(
        self, cells: dict[str, Said] | None = None, by: FlaskClient | None = None, **more: Said
    ) -> str:
        """The address of the receipt."""
        where = self.explained(self.uploaded(cells, by, **more))
        self.service.clock.passes(minutes=1)
        answer = (by or self.browser).post(f"{where}/deliver")
        assert answer.status_code == 303
        assert answer.location.endswith("/receipt"), answer.location
        return answer.location

    def page(self, path: str = "", by: FlaskClient | None = None) -> str:
        answer = (by or self.browser).get(f"{self.here}{path}")
        assert answer.status_code == 200
        return text_of(answer)

    @property
    def versions(self) -> list[Version]:
        """The latest first."""
        with self.service.store.reading() as connection:
            return versions.versions_for(connection, self.reporter, self.year)

    def figures(self) -> Return:
        """Those of the latest version."""
        with self.service.store.reading() as connection:
            return observations.return_of(connection, self.versions[0].id)

    def value(self, name: str) -> int | str | None:
        """A count of the latest version, or the reason why there is none."""
        key = next(key for key in self.figures().observations if key.name == name)
        entry = self.figures().entry(key)
        return entry.status if entry.value is None else entry.value

    @property
    def _form(self) -> dict[str, str | int]:
        return {"reporter": self.reporter, "year": self.year}


def approver(service: Running, reporter: str = OWN) -> tuple[Sender, FlaskClient]:
    who = service.person(Role.APPROVER, reporter)
    return who, service.client(who)


def words(page: str) -> str:
    """What is read on a page, without its markup."""
    markup = page.replace("<wbr>", "")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def sheets(content):
    """All text of a workbook, as it lies in the file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
