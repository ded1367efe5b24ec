"""How much a packed file has unpacked to, so that a bomb stops early whatever it is packed in."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.intake.refusal import UnreadableError


class SpentError(UnreadableError):
    """The whole of a packed file has unpacked to more than it may; nothing further of it is read."""


@dataclass(slots=True)
class Meter:
    """Bytes unpacked so far out of one source of ``packed`` bytes, and what it holds in all (``most``; 0: unbounded).

    One meter goes with a source and with everything that is packed in it, however deep.
    """

    packed: int = 0
    most: int = 0
    unpacked: int = 0

    @classmethod
    def of(cls, packed: int, *, least: int, ratio: int) -> Meter:
        """The meter of a source: it may unpack to ``least``, or to ``ratio`` times its size where that is more."""
        return cls(packed=packed, most=max(least, packed * ratio))

    def spend(self, count: int) -> None:
        """Count bytes that came out; raises SpentError beyond what is allowed."""
        self.unpacked += count
        if self.most and self.unpacked > self.most:
            raise SpentError(
                f"{self.packed:,} bytes that unpack to more than {self.most:,}", "unpack what you need of it by hand"
            )
