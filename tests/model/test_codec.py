"""The codec: the compiled reader and the careful one read the same, and refuse the same."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.model.plain import ShapeError, _build, build, plain
from guarantor.model.report import Report
from record.made import claims, report

ONE = report(signals={"outlet": "the file"})
NOUNS: list[tuple[type, Any]] = [
    *((Claim, each) for each in claims(ONE)),
    (Report, ONE),
    (Link, Link(kind="copy", claims=("a", "b"), fields={"share": 0.5, "words": ["x"]})),
    (Judgement, Judgement(act="grade", about=("a",), by="A", when="t", why="w", value={"x": None})),
]
ODD = st.sampled_from([None, True, 0, 1.5, "", "figure", [], [1], [1, 2], {}, {"text": "x"}, {"a": 1}])


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a JSON value with every key of it."""
    if isinstance(value, dict):
        return [(value, key) for key in value] + [place for each in value.values() for place in _places(each)]
    if isinstance(value, list):
        return [(value, key) for key in range(len(value))] + [place for each in value for place in _places(each)]
    return []


def test_there_and_back() -> None:
    for cls, noun in NOUNS:
        data = json.loads(json.dumps(plain(noun)))
        assert build(cls, data) == _build(cls, data, "") == noun


@settings(max_examples=400, deadline=None)
@given(which=st.integers(0, len(NOUNS) - 1), data=st.data())
def test_both_readers_agree_on_anything(which: int, data: st.DataObject) -> None:
    cls, noun = NOUNS[which]
    value = json.loads(json.dumps(plain(noun)))
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(_places(value)))
        if isinstance(container, dict) and data.draw(st.booleans()):
            container.pop(key)
            container[data.draw(st.sampled_from(["kind", "odd", "text"]))] = deepcopy(data.draw(ODD))
        elif key in container or isinstance(container, list):
            container[key] = deepcopy(data.draw(ODD))
    try:
        careful = _build(cls, value, "x")
    except ShapeError as error:
        message = str(error)
    else:
        assert build(cls, value, "x") == careful
        return
    try:
        build(cls, value, "x")
    except ShapeError as error:
        assert str(error) == message
    else:
        raise AssertionError(f"only the careful reader says: {message}")
