"""The connections of a store, one a thread; those of threads that have ended are closed when another is made."""

from __future__ import annotations

import os
import threading
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """Anything that can be closed."""

    def close(self) -> None:
        """Close it."""
        ...


C = TypeVar("C", bound=Closable)


class Connections(Generic[C]):
    """A web server's threads come and go; without this, each would leave a connection behind.

    A forked process inherits its parent's connections and may neither use nor close them (closing would end them for
    the parent, too): they are set aside and kept.
    """

    def __init__(self) -> None:
        self._process = os.getpid()
        self._inherited: list[object] = []
        self._open: list[tuple[threading.Thread, C]] = []
        self._guard = threading.Lock()

    def note(self, made: C) -> None:
        """Remember this thread's connection, and close those that nobody can use any more."""
        with self._guard:
            self._set_inherited_aside()
            gone = [each for thread, each in self._open if not thread.is_alive()]
            self._open = [(thread, each) for thread, each in self._open if thread.is_alive()]
            self._open.append((threading.current_thread(), made))
        for each in gone:
            each.close()

    def let_go(self) -> None:
        """Forget all of them: each is closed when its thread asks for another one. To close one at which its thread is
        at work would bring the process down."""
        with self._guard:
            self._open = []

    def close(self) -> None:
        """Close all of them."""
        with self._guard:
            self._set_inherited_aside()
            made, self._open = self._open, []
        for _, each in made:
            each.close()

    def _set_inherited_aside(self) -> None:
        if self._process != os.getpid():
            self._process = os.getpid()
            self._inherited.append(self._open)
            self._open = []

    def __len__(self) -> int:
        return len(self._open)
