"""What the state page cannot see: provisions without a word, accounts silent for long, words that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guarantor.assessment.questions import compare
from guarantor.board.question import DAY, Question

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is not seen: a word for it, what exactly, and the provisions it is about."""

    name: str
    text: str
    provisions: tuple[tuple[str, str], ...] = ()


def gaps(question: Question, silent: Iterable[str] | None = None) -> tuple[Gap, ...]:
    """Everything of the kind that the record can tell of itself; ``silent`` are the provisions of which no account
    shown tells, where that is known already."""
    parts = (_quiet, _waiting, _texts, _uncounted)
    without = silent_in(question) if silent is None else silent
    return (*_silent(question, without), *(gap for part in parts for gap in part(question)))


def silent_in(question: Question) -> list[str]:
    """The provisions of which no account shown tells."""
    compared = compare({account: question.states[account] for account in question.shown})
    return [each.provision for each in compared if each.kind == "told by none"]


def quiet_accounts(question: Question) -> tuple[tuple[str, str], ...]:
    """The accounts that said nothing for more than a week, with the day of their last own word."""
    last: dict[str, int] = {}
    voices = {each.account: each for each in question.case.voices if each.account in question.shown[:-1]}
    for root, published in question.heard.last.items():
        for account, voice in voices.items():
            if voice.has(root):
                last[account] = max(last.get(account, 0), published)
    found = []
    for account in question.shown[:-1]:
        if account not in last:
            found.append((question.account(account), "no word of its own"))
        elif question.as_of - last[account] > WEEK * DAY:
            days = (question.as_of - last[account]) // DAY
            found.append((question.account(account), f"{days} days, since {question.when(last[account])}"))
    return tuple(found)


def _silent(question: Question, silent: Iterable[str]) -> Iterator[Gap]:
    told = question.heard.about
    names = [name for name in silent if name not in told]
    if names:
        titles = tuple((question.title(name), question.provision(name)) for name in names)
        yield Gap(
            name=f"{len(names)} provisions without a word.", text="Nobody in the record tells of", provisions=titles
        )


def _quiet(question: Question) -> Iterator[Gap]:
    found = quiet_accounts(question)
    if found:
        yield Gap(
            name="Accounts silent for more than a week.",
            text="; ".join(f"{title}: {since}" for title, since in found) + ".",
        )


def _waiting(question: Question) -> Iterator[Gap]:
    loose = question.heard.loose
    counted = question.tally
    if loose:
        text = f"{len(loose)} claims that bear on the agreement name nobody the case knows; they count for nobody."
        yield Gap(name="Words of nobody known.", text=text)
    if counted.waiting:
        text = f"{counted.waiting:,} of {counted.claims:,} claims stand as the reader proposed them."
        yield Gap(name="Seen by no person.", text=text)


def _texts(question: Question) -> Iterator[Gap]:
    counted = question.tally
    digests, other = counted.digests, counted.other_languages
    if digests:
        text = f"{digests} of {counted.held} reports are digests in the case’s own words; the originals are elsewhere."
        yield Gap(name="Digests.", text=text)
    if other:
        yield Gap(name="Languages.", text=f"{other} reports are in a language without reading rules.")
    annexes = [f"{text.title}: {text.annexes}" for text in question.agreement.texts if text.annexes]
    if annexes:
        yield Gap(name="Annexes.", text="; ".join(annexes) + ".")


def _uncounted(question: Question) -> Iterator[Gap]:
    told = question.heard.totals
    none = [
        f"{question.people.name_of(counter.roots[0])} ({counter.scope or question.title(counter.about[0])})"
        for counter in question.agreement.counters
        if counter.roots and counter.about and not any(root in told for root in counter.roots)
    ]
    if none:
        yield Gap(name="Counts that nobody gives.", text="No total in the record from " + "; ".join(none) + ".")
