"""Reading one mapping of a case file key by key, noting every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guarantor.agreement.faults import Faults, Mark, likely, one_of
from guarantor.agreement.nodes import Items, Mapping, Node, Scalar, is_empty
from guarantor.agreement.shapes import Shape
from guarantor.agreement.slips import OTHER_VALUES, OTHER_WORDS

ID = re.compile(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*\Z")
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


def kind_of(node: Node | None) -> str:
    """What a node is, for messages."""
    if node is None or is_empty(node):
        return "nothing"
    if isinstance(node, Scalar):
        return f"{node.text!r}"
    return "a list" if isinstance(node, Items) else "keys with values"


class Section:
    """A mapping read against its shape. Unknown, missing and empty keys are noted when it is opened."""

    def __init__(self, node: Mapping, shape: Shape, where: str, faults: Faults) -> None:
        self.node, self.shape, self.where, self.faults = node, shape, where, faults
        for key, value in node.pairs:
            if key.text not in shape.keys:
                self._unknown(key)
            elif is_empty(value):
                self.fault(key.mark, f"the key {key.text!r} without a value", do="give it a value, or remove the line")
        for name in shape.required:
            if node.get(name) is None:
                doc = shape.keys[name].doc
                self.fault(node.mark, f"no key {name!r}", expected=f"{name}: {doc}", do=f"add `{name}:`")

    @property
    def mark(self) -> Mark:
        """Where the mapping begins."""
        return self.node.mark

    def fault(self, mark: Mark, found: str, *, expected: str = "", do: str = "", meant: str | None = None) -> None:
        """Note a fault of this section."""
        self.faults.add(mark, found, expected=expected, do=do, meant=meant, where=self.where)

    def advise(self, mark: Mark, found: str, *, do: str = "") -> None:
        """Note what works but looks like a slip."""
        self.faults.add(mark, found, do=do, where=self.where, level="advice")

    def _unknown(self, key: Scalar) -> None:
        if (place := self.shape.elsewhere.get(key.text)) is not None:
            self.fault(key.mark, f"the key {key.text!r}", expected=f"it {place}", do="move it there")
            return
        other = OTHER_WORDS.get(key.text.casefold().replace("_", "-").replace(" ", "-"), ())
        meant = next((name for name in other if name in self.shape.keys), None)
        if meant is None and not self.faults.full:
            meant = likely(key.text, self.shape.keys)
        self.fault(
            key.mark,
            f"the unknown key {key.text!r}",
            expected=one_of(self.shape.keys),
            meant=meant,
            do=f"write `{meant}:` instead" if meant else "remove the line, or see the keys of this part in the docs",
        )

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        return not is_empty(self.node.get(key))

    def get(self, key: str) -> Node | None:
        """The value of a key, None where it is absent or empty."""
        node = self.node.get(key)
        return None if is_empty(node) else node

    def place(self, key: str) -> Mark:
        """Where a key's value stands; the section where the key is absent."""
        node = self.node.get(key)
        return self.mark if node is None else node.mark

    def scalar(self, key: str) -> Scalar | None:
        """The single value of a key."""
        node = self.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.fault(
            node.mark, f"{kind_of(node)} under {key!r}", expected="one value", do="write a single word or sentence"
        )
        return None

    def text(self, key: str) -> str:
        """The value of a key as text, blanks folded; empty where it is absent."""
        found = self.scalar(key)
        return " ".join(found.text.split()) if found else ""

    def maybe(self, key: str) -> str | None:
        """The value of a key as text, or None."""
        return self.text(key) or None

    def words(self, key: str) -> tuple[Scalar, ...]:
        """One value or a list of values."""
        return self.scalars(self.get(key), key)

    def scalars(self, node: Node | None, key: str) -> tuple[Scalar, ...]:
        """The values of a node that may be one value or a list of values."""
        if node is None or is_empty(node):
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Items):
            for item in node.items:
                if not isinstance(item, Scalar):
                    self.fault(item.mark, f"{kind_of(item)} in the list {key!r}", expected="a word or sentence")
            return tuple(item for item in node.items if isinstance(item, Scalar) and not is_empty(item))
        self.fault(node.mark, f"{kind_of(node)} under {key!r}", expected="a word, or a list of words in [ ]")
        return ()

    def choice(self, key: str, options: Sequence[str], default: str) -> str:
        """One of some words, ``default`` where the key is absent or wrong."""
        found = self.scalar(key)
        if found is None:
            return default
        if found.text not in options:
            meant = likely(found.text, options) or _meant(found.text, options)
            self.fault(found.mark, f"{found.text!r} under {key!r}", expected=one_of(options), meant=meant)
            return default
        return found.text

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        found = self.scalar(key)
        if found is None:
            return default
        word = found.text.casefold()
        if word not in _TRUE | _FALSE:
            self.fault(found.mark, f"{found.text!r} under {key!r}", expected="true or false")
        return word in _TRUE

    def section(self, key: str, shape: Shape, where: str | None = None) -> Section | None:
        """The mapping under a key."""
        return self.open(self.get(key), shape, where or f"{self.where}, {key}", key)

    def open(self, node: Node | None, shape: Shape, where: str, key: str) -> Section | None:
        """A node as a section; a fault where it is something else."""
        if node is None or is_empty(node):
            return None
        if isinstance(node, Mapping):
            return Section(node, shape, where, self.faults)
        self.fault(node.mark, f"{kind_of(node)} under {key!r}", expected=f"keys with values: {', '.join(shape.keys)}")
        return None

    def named(
        self, key: str, shape: Shape, noun: str, *, free: bool = False, inside: str = ""
    ) -> Iterator[tuple[Scalar, Section]]:
        """The entries ``id: {…}`` under a key. Ids are checked unless they are ``free`` names; ``inside`` what they
        stand is said before their own names in messages."""
        node = self.get(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.fault(node.mark, f"{kind_of(node)} under {key!r}", expected=f"an id for each {noun}, with its keys")
            return
        for name, value in node.pairs:
            if not free and not ID.match(name.text):
                self.fault(
                    name.mark,
                    f"the {noun} id {name.text!r}",
                    expected="small letters, digits, dots and hyphens",
                    meant=suggest_id(name.text),
                    do="rename it",
                )
            if not isinstance(value, Mapping):
                self.fault(value.mark, f"{kind_of(value)} for the {noun} {name.text!r}", expected=one_of(shape.keys))
                continue
            where = f"{inside}, {noun} {name.text}" if inside else f"{noun} {name.text}"
            yield name, Section(value, shape, where, self.faults)

    def listed(self, key: str, shape: Shape, noun: str) -> Iterator[Section]:
        """The mappings of a list under a key; a single mapping stands for a list of one."""
        node = self.get(key)
        if node is None:
            return
        if isinstance(node, Scalar):
            self.fault(node.mark, f"{kind_of(node)} under {key!r}", expected=f"a list of {noun}s, each with its keys")
            return
        for number, item in enumerate(node.items if isinstance(node, Items) else (node,), start=1):
            if isinstance(item, Mapping):
                yield Section(item, shape, f"{self.where}, {noun} {number}", self.faults)
            else:
                self.fault(item.mark, f"{kind_of(item)} in the list {key!r}", expected=one_of(shape.keys))


def _meant(word: str, options: Sequence[str]) -> str | None:
    others = OTHER_VALUES.get(word.casefold().replace("_", "-").replace(" ", "-"), ())
    return next((name for name in others if name in options), None)


def suggest_id(words: str) -> str | None:
    """A proper id made of some words.

    >>> suggest_id("Soldiers, captured")
    'soldiers-captured'
    """
    made = re.sub(r"[^a-z0-9.]+", "-", words.casefold()).strip("-.")
    return made if ID.match(made) and made != words else None
