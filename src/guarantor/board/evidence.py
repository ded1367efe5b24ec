"""The page of one provision: where it stands in each account, the evidence for and against, its status over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.assessment.questions import timeline
from guarantor.board.asking import Ask
from guarantor.board.glyphs import LOOKS, Look
from guarantor.briefing.citation import Citation, by_date
from guarantor.briefing.standing import figure_words
from guarantor.case import Case
from guarantor.case.why import Why, why
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Explanation, Mark, Witness
from guarantor.model.moments import interval, show

SIDES = (("for", ("t", "late", "upholds")), ("against", ("f", "short")), ("start", ("trigger", "condition")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of a status over time."""

    since: str
    look: Look
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A provision in one account, with its evidence by side."""

    account: str
    title: str
    look: Look
    quantity: str
    marks: tuple[str, ...]
    why: Why
    sides: tuple[tuple[str, tuple[tuple[str, tuple[Citation, ...]], ...]], ...]
    steps: tuple[Line, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionPage:
    """The page's values."""

    provision: Provision
    ask: Ask
    standings: tuple[Standing, ...]
    intentions: tuple[Citation, ...]
    unresolved: tuple[Citation, ...]
    references: tuple[str, ...]


def provision_page(case: Case, ask: Ask, provision: str, account: str | None) -> ProvisionPage:
    """The page of a provision; ``account`` is the one whose evidence is open. Raises KeyError for one not there."""
    found = case.files.agreement.provision(provision)
    accounts = [name for name in ask.accounts if name != case.everybody] + [case.everybody]
    chosen = account if account in accounts else case.everybody
    standings = tuple(_standing(case, ask, found, name, chosen=name == chosen) for name in accounts)
    everybody = standings[-1].why
    cited = everybody.citations
    return ProvisionPage(
        provision=found, ask=ask, standings=standings,
        intentions=tuple(by_date(cited[c] for c in everybody.cell.intentions if c in cited)),
        unresolved=tuple(by_date(cited[c] for c in everybody.cell.unresolved if c in cited)),
        references=tuple(_reference(ref) for ref in found.references),
    )  # fmt: skip


def _standing(case: Case, ask: Ask, provision: Provision, account: str, *, chosen: bool) -> Standing:
    times = ask.times
    state = case.status(
        as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=account,
        reviewed_only=ask.reviewed,
    )  # fmt: skip
    explained = why(state, case.knowledge(times.known_at), provision.id)
    since = interval(case.files.info.since or "1970-01-01", case.zone)[0]
    return Standing(
        account=account, title=case.files.people.accounts[account].title, look=LOOKS[explained.cell.status],
        quantity=figure_words(explained.cell.owed, case.files.people.name_of),
        marks=tuple(_mark(case, mark) for mark in explained.cell.marks), why=explained,
        sides=tuple((side, _side(case, explained, bits)) for side, bits in SIDES),
        steps=tuple(
            Line(since="from the start" if step.since == since else show(step.since, case.zone),
                 look=LOOKS[step.status], text=step.text.partition(",")[2].strip())
            for step in timeline(state, provision.id, since=since)
        ),
        open=chosen,
    )  # fmt: skip


def _side(case: Case, explained: Why, bits: Iterable[str]) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
    wanted = set(bits)
    found: list[tuple[str, tuple[Citation, ...]]] = []
    for explanation in explained.explanations:
        for witness in explanation.witnesses:
            cited = tuple(explained.citations[claim] for claim in witness.claims if claim in explained.citations)
            if witness.bit in wanted and cited:
                found.append((_heading(case, explanation, witness), tuple(by_date(cited))))
    return tuple(dict.fromkeys(found))


def _heading(case: Case, explanation: Explanation, witness: Witness) -> str:
    names = [case.files.people.name_of(root) for root in witness.roots[:4]]
    debtor = explanation.instance.debtor
    of = f"{case.files.people.name_of(debtor)}: " if debtor else ""
    return f"{of}{witness.text or witness.kind}{' – ' + ', '.join(names) if names else ''}"


def _mark(case: Case, mark: Mark) -> str:
    names = ", ".join(case.files.people.name_of(root) for root in mark.roots[:4])
    return f"{mark.name}{' (' + names + ')' if names else ''}{': ' + mark.text if mark.text else ''}"


def _reference(reference: object) -> str:
    parts = [getattr(reference, name) for name in ("text", "clause", "url", "note")]
    return " ".join(str(part) for part in parts if part)
