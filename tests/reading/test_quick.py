"""Quick frozen dataclasses are frozen dataclasses: the same values, equal, hashed, replaced and as shut as others."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from guarantor.reading.quick import maker, quick
from guarantor.reading.quick import replace as quick_replace


@quick
@dataclass(frozen=True, slots=True)
class Plain:
    """Given by place."""

    first: int
    second: str = "b"


@dataclass(frozen=True, slots=True)
class Slow:
    """The same, made the plain way."""

    first: int
    second: str = "b"


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Given by name."""

    one: int
    two: tuple[int, ...] = ()
    three: dict[int, int] = field(default_factory=dict)


def test_values_are_those_given_or_the_defaults() -> None:
    assert (Plain(1).first, Plain(1).second, Plain(1, "c").second) == (1, "b", "c")
    assert Named(one=2) == Named(one=2, two=()) != Named(one=2, two=(1,))
    assert Named(one=2).three == {}
    assert Named(one=2).three is not Named(one=2).three
    assert Named(one=2, three={1: 1}).three == {1: 1}
    assert repr(Plain(1)) == "Plain(first=1, second='b')"
    assert hash(Plain(1)) == hash(Slow(1))
    assert type(Plain(1)) is Plain


def test_it_is_frozen() -> None:
    one = Plain(1)
    with pytest.raises(FrozenInstanceError):
        one.first = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        one.third = 2  # type: ignore[attr-defined]


def test_replacing_copying_and_pickling() -> None:
    one = Plain(1, "x")
    assert replace(one, first=3) == Plain(3, "x") == quick_replace(one, first=3)
    assert type(quick_replace(one, second="y")) is Plain
    assert quick_replace(Named(one=1, three={1: 2}), two=(3,)) == Named(one=1, two=(3,), three={1: 2})
    with pytest.raises(TypeError):
        quick_replace(one, fourth=1)  # type: ignore[call-arg]
    assert copy.copy(one) == one == pickle.loads(pickle.dumps(one))


@pytest.mark.parametrize("given", [{}, {"one": 1, "four": 3}])
def test_wrong_arguments_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Named(**given)  # type: ignore[arg-type]


def test_what_it_cannot_do_is_refused() -> None:
    @dataclass(frozen=True)
    class Open:
        one: int

    @dataclass(frozen=True, slots=True)
    class Made:
        many: int = field(default=0, init=False)

    for each in (Open, Made):
        with pytest.raises(TypeError):
            quick(each)


def test_a_maker_makes_what_the_class_makes() -> None:
    plain, named = maker(Plain), maker(Named)
    assert plain(1) == Plain(1)
    assert plain(1, second="c") == Plain(1, "c")
    assert named(one=2) == Named(one=2)
    assert named(one=2).three is not named(one=2).three
    assert maker(Slow)(1) == Slow(1)
    assert type(plain(1)) is Plain
    with pytest.raises(FrozenInstanceError):
        plain(1).first = 2  # type: ignore[misc]
    for wrong in ({}, {"one": 1, "four": 3}):
        with pytest.raises(TypeError):
            named(**wrong)  # type: ignore[arg-type]


def test_a_maker_of_what_it_cannot_do_is_refused() -> None:
    @dataclass(frozen=True)
    class Open:
        one: int

    with pytest.raises(TypeError):
        maker(Open)
