"""Whom "the official" was: the side that an unnamed role's first mention gives."""

from __future__ import annotations

import pytest

from guarantor.linking.backward import Backward
from guarantor.model.actor import Actor, People
from guarantor.model.claim import Holder
from linking.making import claim

LAKELAND = Actor(id="lakeland", names=("Lakeland",), kind="state", adjectives=("Lakelandic",))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A senior Lakelandic official denied it. The official said more.", "lakeland"),
        ("A Lakelandic foreign ministry official denied it. The official said more.", "lakeland"),
        ("A senior Norwegian official left. A Lakelandic official came. The official said more.", "lakeland"),
        ("A senior official denied it. The official said more.", None),
        ("A Lakelandic diplomat denied it. The official said more.", None),
        ("It was denied. The official said more. A Lakelandic official came.", None),
    ],
)
def test_the_last_fuller_mention_gives_the_side(text: str, side: str | None) -> None:
    start = text.index("The official")
    said = claim(quote=text[start:], holder=Holder(text="The official", span=(start, start + 12), kind="anonymous"))
    assert Backward(People(actors={"lakeland": LAKELAND})).side(said, text) == side


def test_a_full_name_refers_to_nobody_before() -> None:
    text = "A Lakelandic official came. An official said more."
    said = claim(quote=text, holder=Holder(text="An official", span=(28, 39), kind="anonymous"))
    assert Backward(People(actors={"lakeland": LAKELAND})).side(said, text) is None
