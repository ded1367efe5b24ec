"""What is declared in a case, by kind: ids that files mention are looked up here, misspellings get a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from guarantor.agreement.faults import Mark, likely, one_of
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.section import Section, suggest_id

KINDS = (
    "actor", "side", "source", "account", "place", "text", "role", "act", "object", "event", "phase", "provision",
    "counter", "meeting", "issue", "consent", "tie",
)  # fmt: skip


class Names:
    """The ids of each kind with the place of their declaration."""

    def __init__(self) -> None:
        self._marks: dict[str, dict[str, Mark]] = {kind: {} for kind in KINDS}
        self._called: dict[tuple[str, str], str] = {}

    def declare(self, kind: str, name: Scalar, section: Section) -> bool:
        """Note an id; a second declaration of it is a fault, and False."""
        known = self._marks[kind]
        if (first := known.get(name.text)) is not None and first != name.mark:
            section.fault(
                name.mark, f"the {kind} {name.text!r} a second time (first in {first})", do="rename one of the two"
            )
            return False
        known[name.text] = name.mark
        return True

    def call(self, kind: str, name: str, words: Iterable[str]) -> None:
        """Note what else an id is called, so that its name in place of its id gets the id suggested."""
        for each in words:
            self._called.setdefault((kind, each.casefold()), name)

    def of(self, kind: str) -> Collection[str]:
        """The ids of a kind, in the order of the files."""
        return self._marks[kind].keys()

    def mark(self, kind: str, name: str) -> Mark | None:
        """Where an id was declared."""
        return self._marks[kind].get(name)

    def has(self, kind: str, name: str) -> bool:
        """Whether an id of a kind is declared."""
        return name in self._marks[kind]

    def resolve(self, section: Section, found: Scalar, *kinds: str, noun: str = "") -> str | None:
        """The id that a scalar names, or None with a fault that says what it may have meant."""
        if any(found.text in self._marks[kind] for kind in kinds):
            return found.text
        self.unknown(section, found.mark, found.text, *kinds, noun=noun)
        return None

    def resolve_all(self, section: Section, found: Iterable[Scalar], *kinds: str) -> tuple[str, ...]:
        """The ids that some scalars name; those that name nothing are noted and left out."""
        return tuple(name for each in found if (name := self.resolve(section, each, *kinds)) is not None)

    def unknown(self, section: Section, mark: Mark, word: str, *kinds: str, noun: str = "") -> None:
        """Note that a word names nothing of some kinds; ``noun`` calls them together."""
        known = [name for kind in kinds for name in self._marks[kind]]
        other = next((kind for kind in KINDS if kind not in kinds and word in self._marks[kind]), None)
        called = noun or " or ".join(kinds)
        meant = next(
            (self._called[kind, word.casefold()] for kind in kinds if (kind, word.casefold()) in self._called), None
        )
        if meant is None and not other and not section.faults.full:
            meant = likely(word, known)
        do = (
            f"name {_a(kinds[0])} here; {word!r} is {_a(other)}"
            if other
            else (
                f"write {meant!r}, or declare {word!r}"
                if meant
                else f"{_declare(word, kinds[0])}, or name {_a(kinds[0])} that is declared"
            )
        )
        section.fault(mark, f"the unknown {called} {word!r}", expected=one_of(known, 12), meant=meant, do=do)


def _declare(word: str, kind: str) -> str:
    """How to declare what a word names; what is no id gets one proposed."""
    made = suggest_id(word)
    return f"declare it under `{kind}s:` with an id, as {made!r}" if made and " " in word else f"declare {word!r}"


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
