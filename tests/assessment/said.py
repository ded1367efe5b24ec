"""Statements of ``docs/semantics.md`` tied to what runs: small agreements in YAML, words on them, the public calls.

Times are hours from the first of March 2031, UTC. Whoever registers a run with :func:`says` quotes the page: the run
fails where the words are no longer there, and a sentence that nothing quotes shows up (``test_semantics.py``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assessment import making
from guarantor.agreement.load import CaseFiles, load_case
from guarantor.assessment import State, assess
from guarantor.assessment.log import Log
from guarantor.model.assessment import InstanceStatus, ProvisionStatus
from guarantor.model.testimony import Coverage, Testimony

Word = Testimony
TEXT = (Path(__file__).resolve().parents[2] / "docs" / "semantics.md").read_text(encoding="utf-8")
PAGE = " ".join(TEXT.split())
SAID: list[tuple[str, Callable[[], None]]] = []
SECOND = 1 / 3600
DAY = 24
ZERO = 1_930_089_600
"""The first second of the first of March 2031, UTC."""

FILES = {
    "case": "case: lake\ntitle: Lake\nzone: {zone}\n",
    "actors": """
sides: {north: {name: North, kind: party}, front: {name: Front, kind: party}}
actors:
  north: {name: Northland, kind: state, side: north}
  north.army: {name: Northland Army, kind: organ}
  front: {name: Lake Front, kind: movement, side: front}
  monitors: {name: Monitors, kind: body}
  envoys: {name: Envoys, kind: body}
  monitors.south: {name: Monitors South, kind: organ}
""",
    "sources": "sources:\n  gazette: {name: Gazette, kind: outlet}\n",
    "accounts": """
accounts:
  north: {title: North, roots: north, reason: the state and its organs}
  front: {title: Front, roots: front, reason: the front}
  monitors: {title: Monitors, roots: monitors, reason: the monitors}
  everybody: {title: Everybody, roots: everybody, reason: whatever is told}
""",
    "agreement/base": """
texts:
  deal: {title: The Deal, date: 2031-03-01, ref: "https://example.org/deal"}
  annex: {title: The Annex, date: 2031-03-05, amends: deal, ref: "https://example.org/annex"}
roles:
  parties: {who: [north, front], text: deal 1}
objects:
  captives: {name: captives, words: [captive], unit: people}
  remains: {name: remains, words: [remains], unit: bodies}
events:
  signing: {act: sign, by: parties, of: deal, text: deal 1}
  second: {act: approve, by: north, of: deal, text: deal 1}
  found: {act: find, of: remains, by: front, text: deal 1}
  pause: {act: suspend, by: parties, of: deal, occurs: often, text: deal 1}
  go: {act: resume, by: parties, of: deal, occurs: often, text: deal 1}
  batch: {act: exchange, by: parties, occurs: often, text: deal 1}
""",
}
PLAIN = "do: {act: release, of: captives, quantity: 10}, within: 72h of signing"
STANDING = "refrain: {act: attack}, from: signing"


def says(*statements: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Tie words of the page to a run that shows them to be so."""

    def tied(run: Callable[[], None]) -> Callable[[], None]:
        SAID.extend((statement, run) for statement in statements)
        return run

    return tied


@lru_cache(maxsize=512)
def files(agreement: str, zone: str = "UTC") -> CaseFiles:
    """The small case with more in its agreement; raises CaseError with every fault."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "agreement").mkdir()
        for name, text in {**FILES, "agreement/more": agreement}.items():
            (folder / f"{name}.yaml").write_text(text.replace("{zone}", zone), encoding="utf-8")
        return load_case(folder)


def held(keys: str, name: str = "duty", *, debtor: str = "front") -> str:
    """One line of a file: a provision with some keys."""
    return f"  {name}: {{text: deal 4, debtor: {debtor}, {keys}}}\n"


def written(*provisions: str, more: str = "") -> str:
    """An agreement of some provisions."""
    return f"provisions:\n{''.join(provisions)}{more}"


def _at(at: Any) -> Any:
    shift = ZERO / making.HOUR
    return (at[0] + shift, at[1] + shift) if isinstance(at, tuple) else at + shift


def tell(effect: str, at: Any, **more: Any) -> Word:
    """A word of somebody on the duty, at an hour or over a stretch of hours; other times are given in hours, too."""
    for name in ("recorded", "published", "withdrawn", "since"):
        if more.get(name) is not None:
            more[name] = moment(more[name])
    return making.word(effect, _at(at), **more)


def start(at: Any = 0, *, by: str = "north", about: str = "signing", **more: Any) -> Word:
    """A word that the clock's event came."""
    return tell("triggered", at, by=by, about=about, **more)


def counts(by: str = "monitors", span: tuple[float, float] = (-1000, 100000), about: str = "duty") -> Coverage:
    """A root that counts everything in a span of hours."""
    return Coverage(root=by, about=about, covers=(moment(span[0]), moment(span[1])), recorded=0)


def moment(hours: float) -> int:
    """An hour as an instant."""
    return ZERO + making.h(hours)


def ask(
    agreement: str, words: Iterable[Word], counted: Iterable[Coverage] = (), *, at: float = 100,
    account: str = "everybody", zone: str = "UTC", **more: Any,
) -> State:  # fmt: skip
    """The state of an agreement in an account at an hour, by the call that ``guarantor status`` makes."""
    case = files(agreement, zone)
    voices = tuple(case.people.voices(name) for name in case.people.accounts)
    for name in ("known_at", "published_by"):
        if name in more:
            more[name] = moment(more[name])
    return assess(case.agreement, Log.of(words, counted), (), voices, account=account, as_of=moment(at), **more)


def cell(keys: str, words: Iterable[Word], counted: Iterable[Coverage] = (), **more: Any) -> ProvisionStatus:
    """The cell of one duty with some keys."""
    return ask(written(held(keys, debtor=more.pop("debtor", "front"))), words, counted, **more)["duty"]


def status(words: Iterable[Word], counted: Iterable[Coverage] = (), *, keys: str = PLAIN, **more: Any) -> str:
    """The word of one duty: ten captives within 72 hours, if nothing else is written."""
    return cell(keys, words, counted, **more).status


def instances(keys: str, words: Iterable[Word], counted: Iterable[Coverage] = (), **more: Any) -> list[InstanceStatus]:
    """Every instance of one duty."""
    return list(ask(written(held(keys)), words, counted, **more).instances("duty"))


def marks(found: ProvisionStatus | InstanceStatus) -> dict[str, tuple[str, ...]]:
    """The marks by name, with the roots that they are about."""
    return {mark.name: mark.roots for mark in found.marks}


def keyed(word: Word, key: str) -> Word:
    """The same word of the instances with a key, as a claim of its own."""
    return replace(word, key=key, claim=f"{word.claim} {key}")
