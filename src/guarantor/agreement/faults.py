"""What is wrong in a case's files, said so that its author can mend it.

A fault always says where (file, line, column), what was found, what was expected and what to do. Faults are collected:
an author sees all of them at once, never only the first.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["fault", "advice"]
MOST = 1000
"""How many faults are listed at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in a file of the case; lines and columns count from 1. Line 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to mend. ``meant`` is the likely intended word; ``advice`` is what works but looks like a slip.

    >>> print(Fault(file="actors.yaml", line=4, column=5, where="actor north", found="the unknown key 'naem'",
    ...             expected="name, side", do="rename it, or remove the line", meant="name"))
    actors.yaml:4:5: actor north: found the unknown key 'naem'; expected name, side. Did you mean 'name'? \
Rename it, or remove the line.
    """

    file: str
    line: int = 0
    column: int = 0
    where: str = ""
    found: str
    expected: str = ""
    do: str = ""
    meant: str | None = None
    level: Level = "fault"

    @property
    def place(self) -> str:
        """``file:line:column``, or the file alone where the whole of it is meant."""
        return str(Mark(file=self.file, line=self.line, column=self.column))

    def __str__(self) -> str:
        head = f"{self.place}: {'advice: ' if self.level == 'advice' else ''}{self.where + ': ' if self.where else ''}"
        expected = f"; expected {self.expected}" if self.expected else ""
        meant = f" Did you mean {self.meant!r}?" if self.meant else ""
        return f"{head}found {self.found}{expected}.{meant}{_sentence(self.do)}"

    def block(self) -> str:
        """The same on several lines, for a terminal."""
        lines = [f"{self.place}{'  ' + self.where if self.where else ''}", f"    found     {self.found}"]
        if self.expected:
            lines.append(f"    expected  {self.expected}")
        if self.meant:
            lines.append(f"    perhaps   {self.meant}")
        if self.do:
            lines.append(f"    do        {self.do}")
        return "\n".join(lines)


class CaseError(ValueError):
    """A case that cannot be loaded; ``faults`` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """The collector that every reader of a file writes into."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}
        self._more = 0

    def add(
        self,
        mark: Mark,
        found: str,
        *,
        expected: str = "",
        do: str = "",
        meant: str | None = None,
        where: str = "",
        level: Level = "fault",
    ) -> None:
        """Note one fault; the same fault at the same place is noted once."""
        fault = Fault(
            file=mark.file, line=mark.line, column=mark.column, where=where, found=found, expected=expected, do=do,
            meant=meant, level=level,
        )  # fmt: skip
        self.keep(fault)

    def keep(self, fault: Fault) -> None:
        """Note a fault that was made elsewhere."""
        if self.full:
            self._more += fault not in self._found
            return
        self._found[fault] = None

    @property
    def full(self) -> bool:
        """Whether so many are noted that more would help nobody."""
        return len(self._found) >= MOST

    def sorted(self) -> list[Fault]:
        """All faults in the order of the files and lines."""
        listed = sorted(self._found, key=lambda fault: (fault.file, fault.line, fault.column, fault.found))
        if not self._more:
            return listed
        do = "mend these first, then run the check again"
        return [*listed, Fault(file=listed[-1].file, found=f"{self._more:,} faults more, which are not listed", do=do)]

    @property
    def serious(self) -> list[Fault]:
        """Those that keep the case from being loaded."""
        return [fault for fault in self.sorted() if fault.level == "fault"]

    def __len__(self) -> int:
        return len(self._found)


def likely(word: str, known: Iterable[str], *, least: float = 0.72) -> str | None:
    """The known word that a misspelt one most likely stands for, or None. ``least`` is what they share, of 1.

    >>> likely("debtors", ["debtor", "creditor"])
    'debtor'
    >>> likely("xyz", ["debtor"]) is None
    True
    """
    names = sorted(set(known))
    folded = {_fold(name): name for name in reversed(names)}
    if (same := folded.get(_fold(word))) is not None:
        return same
    close = difflib.get_close_matches(_fold(word), list(folded), n=1, cutoff=least)
    begun = [name for name in folded if len(word) > 1 and name.startswith(_fold(word))]
    return folded[close[0]] if close else (folded[begun[0]] if len(begun) == 1 else None)


def one_of(names: Sequence[str] | Iterable[str], limit: int = 24) -> str:
    """The names in their order as "one of a, b, c"; long lists are cut with their count.

    >>> one_of(["a", "b"])
    'one of a, b'
    >>> one_of(["a"])
    'a'
    """
    listed = list(names)
    if not listed:
        return "none (nothing is declared yet)"
    if len(listed) == 1:
        return listed[0]
    shown = ", ".join(listed[:limit])
    return f"one of {shown}" + (f" … ({len(listed)} in all)" if len(listed) > limit else "")


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _sentence(words: str) -> str:
    return f" {words[0].upper()}{words[1:]}." if words else ""
