"""Values that objects keep: worked out once for each object, and no object waits for another."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from guarantor.model.lasting import lasting


class Slow:
    def __init__(self) -> None:
        self.begun, self.go, self.made = Event(), Event(), 0

    @lasting
    def value(self) -> int:
        self.begun.set()
        assert self.go.wait(10)
        self.made += 1
        return self.made


def test_no_object_waits_for_another() -> None:
    slow, quick = Slow(), Slow()
    quick.go.set()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: slow.value)
        assert slow.begun.wait(10)
        assert quick.value == 1
        slow.go.set()
        assert waiting.result(10) == 1


def test_many_at_once_have_it_worked_out_once() -> None:
    slow = Slow()
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(lambda: slow.value) for _ in range(8)]
        assert slow.begun.wait(10)
        slow.go.set()
        assert [each.result(10) for each in waiting] == [1] * 8


class Failing:
    tries = 0

    @lasting
    def value(self) -> int:
        self.tries += 1
        if self.tries == 1:
            raise KeyError("the first time")
        return self.tries


def test_what_failed_is_tried_again() -> None:
    failing = Failing()
    with pytest.raises(KeyError):
        _ = failing.value
    assert failing.value == 2
    assert failing.value == 2
    assert vars(pickle.loads(pickle.dumps(failing))) == {"tries": 2, "value": 2}
