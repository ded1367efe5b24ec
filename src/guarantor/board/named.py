"""What a provision is called, where a page needs no more of it than that."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.agreement import Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The id and the title of a provision."""

    id: str
    title: str

    @classmethod
    def of(cls, provision: Provision) -> Name:
        """The name of a provision."""
        return cls(id=provision.id, title=provision.title)
