"""Random agreements and logs from a seed: five roots, coverage, denials, withdrawals, on a grid that hits the edges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from assessment.making import h
from guarantor.model.agreement import Agreement, Amount, Anchor, Cond, Event, Offset, Provision, Window
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Coverage, Voices
from guarantor.model.testimony import Testimony as Word

ROOTS = ("a", "b", "c", "d", "e")
GRID = 6
LAST = 40
VOICES = (
    Voices(account="a", roots=frozenset({"a"})),
    Voices(account="bc", roots=frozenset({"b", "c"})),
    Voices(account="all", everybody=True),
)
DUTY_EFFECTS = ("performed",) * 5 + ("total", "total", "not_performed", "outstanding", "intends")
JUDGED_EFFECTS = (*DUTY_EFFECTS, *DUTY_EFFECTS, "breached", "answers")
STANDING_EFFECTS = ("forbidden", "forbidden", "answers", "upholds")


@dataclass(frozen=True)
class Asked:
    """An account, as-of and cuts."""

    voices: Voices
    as_of: int
    known_at: int | None
    published_by: int | None


def some_time(rng: Random) -> tuple[int, int]:
    """An instant on the grid, a stretch, or an instant one second off."""
    lo = rng.randrange(LAST) * h(GRID)
    kind = rng.randrange(6)
    if kind == 0:
        return lo, lo + h(GRID) * rng.randint(1, 6)
    return (lo + 1, lo + 1) if kind == 1 else (lo, lo)


def some_word(rng: Random, index: int, *, standing: bool, totals: bool = True) -> Word:
    """One word on the provision or one of its events."""
    about = rng.choice(("p", "p", "p", "start", "pause", "go") if standing else ("p", "p", "p", "p", "start"))
    effects = STANDING_EFFECTS if standing else JUDGED_EFFECTS if totals else DUTY_EFFECTS
    effect = rng.choice(effects if about == "p" else ("triggered",) * 4 + ("not_triggered",))
    if not totals and effect == "total":
        effect = "performed"
    happened = some_time(rng)
    low = rng.choice((None, 1.0, 2.0, 3.0, 5.0))
    high = None if low is None else rng.choice((low, low, low, low + 2, None))
    recorded = happened[1] + h(GRID) * rng.randrange(6)
    counts = effect in ("performed", "total")
    occurrence = rng.choice((None, None, None, "x", "y", "z"))
    found = Word(
        claim=f"c{index}", about=about, root=rng.choice((*ROOTS, *ROOTS, "a", "b", "unresolved:x")), effect=effect,
        happened=None if rng.randrange(30) == 0 else happened, recorded=recorded,
        published=rng.choice((None, recorded - 1, recorded - h(GRID))),
        withdrawn=recorded + h(GRID) * rng.randrange(9) if rng.randrange(7) == 0 else None,
        low=low if counts else None, high=high if counts else None,
        whole=effect in ("performed", "not_performed") and totals and rng.randrange(9) == 0,
        since=rng.choice((None, None, 0, h(24) * (1 + index % 6), h(96))) if effect == "total" else None,
        scope=rng.choice(("same", "same", "same", "narrower", "wider")) if counts else "same",
        occurrence=occurrence, pooled=occurrence in ("x", "y"), origin=None,
        item=rng.choice((None, None, None, "i", "j")) if effect == "performed" else None,
        key=rng.choice((None, None, "k", "l")) if about in ("p", "start") and not standing else None,
    )  # fmt: skip
    if effect == "triggered" and found.happened is not None and happened[0] < happened[1]:  # a start told vaguely
        found = replace(found, happened=(happened[0], happened[1] + h(72)), recorded=recorded + h(72))
    long = (
        effect == "performed"
        and not found.whole
        and found.item is None
        and low is not None
        and happened[0] < happened[1]
    )
    return replace(found, stretch=totals and long and index % 3 > 0)


def some_log(rng: Random, *, standing: bool, most: int = 16, totals: bool = True) -> tuple[list[Word], list[Coverage]]:
    """A log of up to ``most`` words and a few coverages."""
    words = [some_word(rng, i, standing=standing, totals=totals) for i in range(rng.randint(0, most))]
    coverages = [
        Coverage(
            root=rng.choice(ROOTS),
            about="p",
            recorded=rng.randrange(20) * h(GRID),
            claim=f"v{i}",
            covers=rng.choice(((EARLIEST, LATEST), (0, LATEST), (h(24), h(200)), (0, h(72)))),
            key=None if standing else rng.choice((None, None, "k")),
            withdrawn=rng.choice((None, None, h(120))),
        )
        for i in range(rng.randrange(3))
    ]
    return words, coverages


def some_accord(rng: Random, *, standing: bool) -> Agreement:
    """An agreement of one provision that hangs on one event."""
    length = rng.choice((None, 24, 48, 72))
    window = Window(
        anchor=Anchor(kind="event", name="start"), end=None if length is None else Offset(seconds=h(length))
    )
    quantity = Amount(op=">=", value=Fraction(rng.choice((1, 3, 5, 8))))
    provision = Provision(
        id="p", title="p", debtors=("x",), window=window, polarity="refrain" if standing else "do",
        quantity=None if standing or rng.randrange(5) == 0 else quantity,
    )  # fmt: skip
    if standing and rng.random() < 0.5:
        provision = replace(provision, unless=Cond(op="since", event="pause", until="go"), suspends="duty")
    occurs = rng.choice(("once", "often"))
    return Agreement(
        process="p", title="p", provisions=(provision,),
        events=tuple(Event(id=n, occurs=occurs if n == "start" else "often") for n in ("start", "pause", "go")),
    )  # fmt: skip


def some_question(rng: Random) -> Asked:
    """As-of, known-at, published-by and an account."""

    def moment() -> int:
        return rng.randrange(LAST + 20) * h(GRID)

    return Asked(
        voices=rng.choice(VOICES), as_of=moment() + rng.choice((0, 0, 1)),
        known_at=rng.choice((None, None, moment())), published_by=rng.choice((None, None, moment())),
    )  # fmt: skip
