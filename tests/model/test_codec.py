"""The codec: the compiled reader and the careful one read the same, and refuse the same."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.model.claim import Claim, Quantity
from guarantor.model.encoded import encode, encode_claim
from guarantor.model.ids import canonical_json
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


HELD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(HELD)
def test_encoding_is_canonical_json(value: Any) -> None:
    assert encode(value).encode("utf-8", "surrogatepass") == canonical_json(plain(value))


@settings(max_examples=200, deadline=None)
@given(
    which=st.integers(0, 2), value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    texts=st.lists(st.text(), min_size=4, max_size=4), flag=st.sampled_from(["accepted", "proposed"]),
)  # fmt: skip
def test_an_encoded_claim_has_the_claims_id_and_payload(which: int, value: Any, texts: list[str], flag: Any) -> None:
    made = replace(
        claims(ONE)[which], quote=texts[0], rule=texts[1], notes=(texts[2],), review=flag, issues=(texts[3],),
        quantities=(Quantity(value=value, low=None, high=value, unit=texts[3]),),
    )  # fmt: skip
    payload = made.to_json()
    assert encode_claim(made) == (payload.pop("id"), canonical_json(payload))
    assert encode_claim(made)[0] == made.id
    for _, noun in NOUNS:
        assert encode(noun).encode() == canonical_json(plain(noun))
