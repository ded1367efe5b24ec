"""What reading by a model costs: reckoned before, counted after, and stopped in time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from guarantor.intake.language_model import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Money for a million tokens sent and received, in whatever currency the user reckons in; None where unknown."""

    sent: float | None = None
    came: float | None = None

    def of(self, sent: int, came: int) -> float | None:
        """The money for some tokens."""
        if self.sent is None and self.came is None:
            return None
        return (sent * (self.sent or 0.0) + came * (self.came or 0.0)) / 1_000_000

    @classmethod
    def from_settings(cls, settings: Mapping[str, str] | None = None) -> Prices:
        """From ``GUARANTOR_MODEL_PRICE_SENT`` and ``GUARANTOR_MODEL_PRICE_CAME``; raises ModelError."""
        found = os.environ if settings is None else settings
        values: list[float | None] = []
        for name in ("GUARANTOR_MODEL_PRICE_SENT", "GUARANTOR_MODEL_PRICE_CAME"):
            try:
                values.append(float(found[name]) if found.get(name, "").strip() else None)
            except ValueError as error:
                raise ModelError(f"{name} is no price for a million tokens") from error
        if any(value is not None and not 0 <= value < 1e9 for value in values):
            raise ModelError("GUARANTOR_MODEL_PRICE_SENT and GUARANTOR_MODEL_PRICE_CAME must be prices from 0 up")
        return cls(sent=values[0], came=values[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Questions, tokens sent and received. ``reckoned`` are tokens that we estimated since the server did not count."""

    questions: int = 0
    sent: int = 0
    came: int = 0
    reckoned: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            questions=self.questions + other.questions, sent=self.sent + other.sent, came=self.came + other.came,
            reckoned=self.reckoned + other.reckoned,
        )  # fmt: skip

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.sent + self.came

    def text(self, prices: Prices) -> str:
        """In words, with money where prices are known."""
        money = prices.of(self.sent, self.came)
        words = f"{self.questions:,} question{'' if self.questions == 1 else 's'}, {self.tokens:,} tokens"
        words += f" ({self.reckoned:,} of them reckoned here)" if self.reckoned else ""
        return words + (f", {money:,.4f} in money" if money is not None else ", price not set")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that one run may cost; None for no limit. Nothing is sent that could go beyond it."""

    tokens: int | None = None
    money: float | None = None

    def allows(self, cost: Cost, prices: Prices) -> bool:
        """Whether a cost stays within it."""
        if self.tokens is not None and cost.tokens > self.tokens:
            return False
        money = prices.of(cost.sent, cost.came)
        return self.money is None or (money is not None and money <= self.money)

    def check(self, prices: Prices) -> None:
        """A limit in money needs prices; raises ModelError."""
        if self.money is not None and (prices.sent is None or prices.came is None):
            raise ModelError("a limit in money needs GUARANTOR_MODEL_PRICE_SENT and GUARANTOR_MODEL_PRICE_CAME")


def reckoned(system: str, user: str) -> Cost:
    """What a question is likely to cost at most: a token for three bytes, and as much for the answer as for the text.

    English has about four letters a token, Arabic and Hebrew about two bytes a letter and two letters a token.
    """
    sent = _tokens(system) + _tokens(user)
    return Cost(questions=1, sent=sent, came=_tokens(user) + 200, reckoned=0)


def counted(system: str, user: str, content: str, sent: int | None, came: int | None) -> Cost:
    """What a question cost, by the server's count; by ours where it has none."""
    ours_sent, ours_came = _tokens(system) + _tokens(user), _tokens(content)
    guessed = (ours_sent if sent is None else 0) + (ours_came if came is None else 0)
    return Cost(
        questions=1, sent=ours_sent if sent is None else sent, came=ours_came if came is None else came,
        reckoned=guessed,
    )  # fmt: skip


def _tokens(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass")) // 3 + 1
