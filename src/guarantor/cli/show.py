"""Tables and trees for a terminal: a status is a word with its figure and whose word it is, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from guarantor.assessment import State
from guarantor.briefing.citation import Citation
from guarantor.briefing.standing import earlier_words, figure_words
from guarantor.case import Case
from guarantor.case.support import holders, joined
from guarantor.case.why import Why
from guarantor.linking.answers import Answers
from guarantor.linking.origins import Count
from guarantor.model.assessment import Explanation, InstanceStatus, Mark, ProvisionStatus, Witness, amount_text
from guarantor.model.claim import Bound
from guarantor.model.moments import show

SHAPES: Mapping[str, str] = {
    "fulfilled": "●", "fulfilled late": "◍", "in progress": "◐", "due": "◎", "overdue": "◔", "holding": "■",
    "unverified": "□", "breached": "◩", "disputed": "◧", "no information": "◌", "not yet due": "▷", "suspended": "⏸",
    "lapsed": "○", "excepted": "○", "closed otherwise": "◉",
}  # fmt: skip
MOST = 8
"""So many origins are named a side; the rest are counted."""
SHORT_MARKS = (
    "figures differ", "timing not told", "two readings", "single origin", "derived", "allegation denied",
    "called a breach", "called no breach",
)  # fmt: skip


def spoken(status: str) -> str:
    """A status as it is said: a breach is always said by somebody."""
    return "said breached" if status == "breached" else status


def status_table(case: Case, states: Mapping[str, State], head: str) -> Table:
    """A row a provision, a column an account."""
    accounts = case.files.people.accounts
    table = Table(title=head, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False,
                  expand=True)  # fmt: skip
    table.add_column("Provision", ratio=3, min_width=20, overflow="fold")
    for account in states:
        table.add_column(accounts[account].title, ratio=2, overflow="fold")
    for provision in case.files.agreement.provisions:
        name = Text.assemble(provision.title, "\n", (provision.id, "dim"))
        table.add_row(name, *(cell_text(case, state[provision.id]) for state in states.values()))
    return table


def cell_text(case: Case, cell: ProvisionStatus) -> Text:
    """One cell: shape and word, figure, whose word."""
    text = Text(f"{SHAPES[cell.status]} {spoken(cell.status)}")
    if figure := figure_words(cell.owed, case.files.people.name_of):
        text.append(f"\n{figure}")
    if cell.status in ("breached", "disputed", "fulfilled late") and cell.against:
        text.append(f"\nsaid by {names(case, cell.against)}", style="dim")
    if earlier := earlier_words(cell):
        text.append(f"\n{earlier}", style="dim")
    marks = [mark.name for mark in cell.marks if mark.name in SHORT_MARKS]
    if marks:
        text.append(f"\n{', '.join(dict.fromkeys(marks))}", style="dim")
    return text


def told_differently(case: Case, told: Iterable[Answers]) -> Iterator[Text]:
    """The open questions to which different roots tell different answers, a line each."""
    differing = [each for each in told if each.differ]
    if differing:
        yield Text("Told differently", style="bold")
    for each in differing:
        answers = "; ".join(f"{answer.title} ({names(case, answer.roots)})" for answer in each.told)
        yield Text(f"{each.issue.title} {answers}")


def names(case: Case, roots: Iterable[str], most: int = 3) -> str:
    """Roots by name, a few of them."""
    found = [case.files.people.name_of(root) for root in roots]
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more


def why_tree(case: Case, why: Why) -> Tree:
    """The explanation of one cell down to the quoted words."""
    cell, zone = why.cell, case.zone
    account = case.files.people.accounts[cell.account].title
    told = figure_words(cell.owed, case.files.people.name_of)
    figure = f", {told}" if told else ""
    tree = Tree(Text(f"{why.provision.title} ({why.provision.id}): {spoken(cell.status)}{figure}", style="bold"))
    tree.add(f"in the account of {account}, as of {show(cell.as_of, zone)}")
    if why.provision.references:
        tree.add("the text: " + "; ".join(_reference(ref) for ref in why.provision.references))
    for mark in cell.marks:
        tree.add(Text(_mark(case, mark)))
    for each in why.explanations:
        _explanation(case, tree, each, why.citations)
    for name, other in why.readings:
        tree.add(f"read as “{name}”: {spoken(other.status)}{', ' + other.owed.text if other.owed else ''}")
    _support(tree, why)
    _beside(tree, "told as an intention; counts for nothing", cell.intentions, why.citations)
    _beside(tree, "not resolved; waits for a person", cell.unresolved, why.citations)
    return tree


def _explanation(case: Case, tree: Tree, each: Explanation, citations: Mapping[str, Citation]) -> None:
    instance, zone = each.instance, case.zone
    debtor = f"{names(case, [instance.debtor])}: " if instance.debtor else ""
    branch = tree.add(Text(f"{debtor}{spoken(instance.status)}"))
    if instance.window is not None:
        branch.add(f"due by {show(instance.window[1], zone)}, from {show(instance.window[0], zone)}")
    for witness in each.witnesses:
        _witness(case, branch, witness, citations)
    for label, value in (("above what is owed", each.margin), ("still missing", each.shortfall)):
        if value:
            branch.add(f"{label}: {amount_text(value, _opened(instance, label))}")
    for change in each.would_change:
        branch.add(f"would change it: {change}")


def _opened(instance: InstanceStatus, label: str) -> Bound:
    """How a distance from what is owed is put: with a figure of up to so much, up to so much is above it, and at least
    so much missing."""
    bound = instance.owed.ends[-1].bound if instance.owed is not None and instance.owed.ends else ""
    turned: Mapping[Bound, Bound] = {"up to": "at least", "at least": "up to"}
    return turned.get(bound, bound) if label == "still missing" else bound


def _witness(case: Case, branch: Tree, witness: Witness, citations: Mapping[str, Citation]) -> None:
    who = f", by {names(case, witness.roots)}" if witness.roots else ""
    leaf = branch.add(Text(f"{witness.text or witness.kind}{who}"))
    for claim in witness.claims:
        if claim in citations:
            leaf.add(citation_text(citations[claim], critical=claim in witness.critical))


def citation_text(citation: Citation, *, critical: bool = False) -> Text:
    """A quotation with its chain, date, state of review and address."""
    text = Text(f"“{citation.quote}”\n")
    text.append(f"{citation.chain_text}, {citation.published or 'undated'}", style="dim")
    if citation.review == "proposed":
        text.append("; not reviewed", style="dim")
    if citation.digest:
        text.append("; words of a digest", style="dim")
    if critical:
        text.append("; the status rests on this", style="dim")
    if citation.url:
        text.append(f"\n{citation.url}", style="dim")
    return text


def _support(tree: Tree, why: Why) -> None:
    do = why.provision.polarity == "do"
    sides = (
        ("told done, in whole or part" if do else "told kept, or a breach denied", why.origins_for),
        ("told not done, or still owed" if do else "told broken", why.origins_against),
    )
    for label, count in sides:
        if not count.high:
            tree.add(f"{label}: by nobody in this account")
            continue
        leaf = tree.add(f"{label}: {count.text} ({_range(count)}), carried by {_carriers(count.attestations)}")
        found = holders(count, why.citations)
        for holder in found[:MOST]:
            more = f"; and {len(holder.ways) - 3} more" if len(holder.ways) > 3 else ""
            leaf.add(f"{holder.name}: {'; '.join(holder.ways[:3])}{more}")
        if len(found) > MOST:
            leaf.add(f"and {len(found) - MOST} more origins")
        for sentence in joined(count, why.citations):
            leaf.add(Text(sentence, style="dim"))
    if why.distortions:
        branch = tree.add("what copies changed (which of the two is right is not said)")
        for each in why.distortions:
            branch.add(f"{each.kind}: {each.text}")
    if why.discrepancies:
        branch = tree.add("what does not fit within a report (nothing is corrected)")
        for odd in why.discrepancies:
            branch.add(odd.text)
    if why.joined:
        branch = tree.add("what is held to be one meeting or incident, or two")
        for step in why.joined:
            branch.add(step.text)


def _range(count: Count) -> str:
    if count.low == count.high:
        return "independent as far as the texts show" if count.high > 1 else "one holder, however often printed"
    return f"at least {count.low}, at most {count.high} independent holders"


def _carriers(number: int) -> str:
    return f"{number} outlet{'' if number == 1 else 's'} or agencies that do not copy one another"


def _beside(tree: Tree, label: str, claims: Iterable[str], citations: Mapping[str, Citation]) -> None:
    found = [citations[claim] for claim in claims if claim in citations]
    if found:
        branch = tree.add(label)
        for citation in found[:5]:
            branch.add(citation_text(citation))
        if len(found) > 5:
            branch.add(f"and {len(found) - 5} more")


def _mark(case: Case, mark: Mark) -> str:
    by = f" ({names(case, mark.roots)})" if mark.roots else ""
    return f"{mark.name}{by}{': ' + mark.text if mark.text else ''}"


def _reference(reference: object) -> str:
    parts = [getattr(reference, name) for name in ("text", "clause", "url", "note")]
    return " ".join(part for part in parts if part)
