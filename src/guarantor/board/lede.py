"""The sentences under the title: what the parties tell as done, what is told both ways, what is past its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guarantor.board.question import Question
from guarantor.briefing.saying import listed
from guarantor.model.agreement import Provision

DONE = ("fulfilled", "fulfilled late", "closed otherwise")
MOST = 4
Statuses = Mapping[str, Mapping[str, str]]
"""The status of each provision in each account, where it is known already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence: what is said of which provisions (title and address), and how many more there are."""

    text: str
    provisions: tuple[tuple[str, str], ...]
    more: int = 0


def lede(question: Question, statuses: Statuses | None = None) -> tuple[Finding, ...]:
    """At most three sentences. The parties are the first two accounts, which stand in the order of the texts' list."""
    parties = [account for account in question.ask.accounts if account != question.everybody][:2]
    both = listed([question.account(account) for account in parties])
    taken: set[str] = set()

    def status(provision: Provision, account: str) -> str:
        if statuses is not None:
            return statuses[provision.id][account]
        return question.states[account][provision.id].status

    def done(provision: Provision) -> bool:
        return bool(parties) and all(status(provision, account) in DONE for account in parties)

    def disputed(provision: Provision) -> bool:
        return status(provision, question.everybody) == "disputed"

    def late(provision: Provision) -> bool:
        return status(provision, question.everybody) in ("overdue", "breached")

    found = [
        _finding(
            question, f"Told done in the accounts of both {both}" if len(parties) > 1 else "Told done", done, taken
        ),
        _finding(question, "Told both ways", disputed, taken),
        _finding(question, "Past its time or said breached, and nobody tells it done", late, taken),
    ]
    return tuple(each for each in found if each is not None)


def _finding(question: Question, text: str, holds: Callable[[Provision], bool], taken: set[str]) -> Finding | None:
    fitting = [each for each in question.agreement.provisions if each.id not in taken and holds(each)]
    taken.update(each.id for each in fitting)
    if not fitting:
        return None
    shown = tuple((each.title, question.provision(each.id)) for each in fitting[:MOST])
    return Finding(text=text, provisions=shown, more=len(fitting) - len(shown))
