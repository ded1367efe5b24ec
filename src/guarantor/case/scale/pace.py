"""How fast it goes and how long it still takes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Pace:
    """``whole`` is the size of all sources in bytes, 0 where it is not known; ``read`` how far it came, of which
    ``before`` was done by an earlier run."""

    whole: int = 0
    read: int = 0
    before: int = 0
    documents: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def rate(self) -> float:
        """Documents a second since the beginning."""
        return self.documents / max(1e-6, time.monotonic() - self.began)

    @property
    def share(self) -> float | None:
        """How much of it is done, from 0 to 1."""
        return min(1.0, self.read / self.whole) if self.whole else None

    @property
    def left(self) -> float | None:
        """Seconds that it still takes at the pace so far."""
        here = self.read - self.before
        if not self.whole or here <= 0:
            return None
        return (time.monotonic() - self.began) * max(0, self.whole - self.read) / here

    @property
    def words(self) -> str:
        """For people.

        >>> Pace(documents=2).words.split(",")[0]
        '2 documents'
        """
        parts = [f"{self.documents:,} document{'' if self.documents == 1 else 's'}", f"{self.rate:.1f} a second"]
        if self.share is not None:
            parts.append(f"{self.share:.0%}")
        if self.left is not None:
            parts.append(f"{span(self.left)} left")
        return ", ".join(parts)


def span(seconds: float) -> str:
    """A span of time in two parts.

    >>> span(42), span(61), span(7260), span(200_000)
    ('42 s', '1 min 1 s', '2 h 1 min', '2 d 7 h')
    """
    whole = round(seconds)
    days, hours, minutes = whole // 86400, whole // 3600 % 24, whole // 60 % 60
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"


def size_of(source: str | Path) -> int:
    """The bytes of a file, or of the files in a folder; 0 for what is neither."""
    path = Path(source)
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size if path.is_file() else 0


def sizes_of(sources: Sequence[str | Path]) -> list[int]:
    """Of each."""
    return [size_of(source) for source in sources]
