"""One state asked by many threads at once says what it says to one."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from guarantor.case import open_case


def test_many_threads_ask_one_state(read_demo: Path) -> None:
    with open_case(read_demo) as case:
        expected = {name: cell.text for name, cell in case.status().items()}
        before = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            for _ in range(6):
                state, start = case.status(), Barrier(6)

                def ask(turn: int, state=state, start=start) -> dict[str, str]:  # type: ignore[no-untyped-def]
                    start.wait()
                    names = list(expected)
                    return {name: state[name].text for name in names[turn:] + names[:turn]}

                with ThreadPoolExecutor(6) as pool:
                    for found in pool.map(ask, range(6)):
                        assert found == expected
        finally:
            sys.setswitchinterval(before)
