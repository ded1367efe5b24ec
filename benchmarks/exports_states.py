"""States made for a benchmark of exports: many duties with told acts, many alleged breaches, many counted figures."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction

from guarantor.assessment import Log, State, assess
from guarantor.exchange.selected import Found, Selected
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.actor import Account, People
from guarantor.model.agreement import Agreement, Amount, Anchor, Counter, Event, Offset, Provision, Window
from guarantor.model.claim import ChainLink, Claim, Holder, Quantity, ReportRef
from guarantor.model.link import Link
from guarantor.model.testimony import Testimony, Voices
from guarantor.positions.state import Positions

DAY = 86_400
START = 1_735_689_600
"""The first second of 2025."""
UNTIL = START + 365 * DAY - 1
ROOTS = ("army", "ministry", "monitors", "wire", "front")
EVERYBODY = "wire"


def accord(provisions: int) -> Agreement:
    """So many duties to do ten things within a month, each with its own start, and one standing duty."""
    window = [Window(anchor=Anchor(kind="event", name=f"t{n}"), end=Offset(days=30)) for n in range(provisions)]
    duties = tuple(
        Provision(
            id=f"p{n}", title=f"Duty {n}", debtors=("front",), window=window[n],
            quantity=Amount(value=Fraction(10), unit="things"),
        )
        for n in range(provisions)
    )  # fmt: skip
    standing = Provision(
        id="calm", title="No fire", polarity="refrain", debtors=("front",), incidents=True,
        window=Window(anchor=Anchor(kind="date", name="2025-01-01")),
    )  # fmt: skip
    events = tuple(Event(id=f"t{n}") for n in range(provisions))
    return Agreement(process="bench", title="Benchmark", events=events, provisions=(*duties, standing),
                     counters=(Counter(id="count", roots=ROOTS, title="A count"),))  # fmt: skip


def told(provisions: int, incidents: int) -> Iterator[Testimony]:
    """A start and four acts for each duty; each alleged breach with an answer for every second."""
    rng = random.Random(7)

    def word(about: str, effect: str, at: int, n: float | None = None, **more: object) -> Testimony:
        claim = f"{about}.{effect}.{at}.{rng.randrange(10**9)}"
        more = {"root": rng.choice(ROOTS), **more}
        return Testimony(claim=claim, about=about, effect=effect, happened=(at, at), recorded=at, low=n, high=n, **more)  # type: ignore[arg-type]

    for n in range(provisions):
        at = START + rng.randrange(300 * DAY)
        yield word(f"t{n}", "triggered", at)
        for _ in range(4):
            yield word(f"p{n}", "performed", at + rng.randrange(40 * DAY), float(rng.randrange(1, 5)), unit="things")
    for n in range(incidents):
        at = START + rng.randrange(364 * DAY)
        yield word("calm", "forbidden", at, occurrence=f"incident:{n}")
        if n % 2:
            yield word("calm", "answers", at, occurrence=f"incident:{n}", root="front")


def claims(incidents: int, counted: int) -> Iterator[tuple[str, Claim]]:
    """The claims of alleged breaches, and a count by a root for each of so many days."""
    for n in range(counted):
        day = f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}"
        yield f"claim:counted:{n}", Claim(
            report=ReportRef(id=f"report:{n}", location=f"r{n}", outlet="The Wire", published=day), span=(0, 20),
            quote="the count reached so many", type="figure", modality="happened", holder=Holder(text=ROOTS[n % 5]),
            chain=(ChainLink(role="outlet", name="The Wire"), ChainLink(role="holder", name=ROOTS[n % 5])),
            quantities=(Quantity(value=float(n), low=float(n), high=float(n), unit="things", as_of=day),),
        )  # fmt: skip


def chosen(provisions: int, incidents: int, counted: int) -> Selected:
    """A selection of states of that agreement in five accounts, and of counted figures."""
    agreement = accord(provisions)
    people = People(accounts={each: Account(id=each, title=each.title()) for each in ROOTS})
    log = Log.of(told(provisions, incidents))
    accounts = [Voices(account=each, roots=frozenset({each}), everybody=each == EVERYBODY) for each in ROOTS]

    def states() -> Mapping[str, State]:
        return {each: assess(agreement, log, (), accounts, account=each, as_of=UNTIL) for each in ROOTS}

    def stand() -> Positions:
        raise LookupError("there are no positions here")

    found = {id_: Kept(id=id_, claim=claim, recorded=START) for id_, claim in claims(incidents, counted)}
    links = {id_: (Link(kind="bearing", claims=(id_,), target="count", rule="made"),) for id_ in found}
    return Selected(
        process="bench", agreement=agreement, people=people, find=lambda: Found(found, links, {}),
        roots=Roots(people), assess=states, stand=stand, everybody=EVERYBODY, until=UNTIL,
        asked="as of the end of 2025", marking="TLP:CLEAR",
    )  # fmt: skip
