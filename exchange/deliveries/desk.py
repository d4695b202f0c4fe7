"""What every use case works with, and as whom somebody acts."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook
from exchange.core.people import Assignment, Person, Role
from exchange.storage import Store
from exchange.submissions.apart import Readers


class Desk(NamedTuple):
    """The store, the readers of workbooks, and the code book in force.

    ``public_url`` is the service's own address, to which letters about a delivery lead; without it
    nobody is written to, as where samples are put in.
    """

    store: Store
    readers: Readers
    codebook: CodeBook
    public_url: str = ""


class Sender(NamedTuple):
    """Somebody acting by one of the own assignments."""

    person: Person
    assignment: Assignment

    @property
    def on_behalf(self) -> bool:
        """Whether it is done for a reporter that is not the sender's own."""
        return self.assignment.role is Role.SECRETARIAT
