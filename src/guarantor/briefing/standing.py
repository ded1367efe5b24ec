"""Sentences from statuses: what each account makes of a provision, with its figures, in equal words.

Accounts stand in the order of the case (that of the parties in the text); inside a pair of figures, by the date of the
claim and then by name. A figure that nobody printed is marked *derived*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guarantor.assessment import State
from guarantor.assessment.questions import compare, deadlines
from guarantor.briefing.material import Material
from guarantor.briefing.parts import Notes, Paragraph, Sentence
from guarantor.briefing.saying import listed, marks, upper_first
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Change, Comparison, Deadline, Owed, ProvisionStatus, RootFigure

OPEN = ("disputed", "overdue", "breached", "in progress", "fulfilled late", "due")
NOTABLE = ("breached", "disputed", "overdue", "fulfilled late")
SILENT = ("no information", "not yet due", "unverified")


def spoken(status: str) -> str:
    """A status as it is said; a breach is always said by somebody."""
    return "said breached" if status == "breached" else status


def figure_words(owed: Owed | None, name: Callable[[str], str]) -> str:
    """The figure of a cell with roots by name, those that tell the same together; empty where nothing is counted.

    A quota over many periods tells each root's figure for itself; other figures are one short form.
    """
    if owed is None:
        return ""
    roots = {figure.root for figure in owed.by_root}
    groups: dict[str, list[str]] = {}
    for part in owed.text.split("; "):
        root, colon, rest = part.partition(": ")
        if colon and root in roots:
            groups.setdefault(rest, []).append(name(root))
        else:
            groups.setdefault(part, [])
    return "; ".join(f"{text}: {listed(names)}" if names else text for text, names in groups.items())


def earlier_words(cell: ProvisionStatus) -> str:
    """What other periods and incidents of a standing or recurring duty come to: "earlier: 5 said breached, 2 disputed".

    Only what asks to be looked at is told; empty where there is nothing of the kind.
    """
    counts = {status: number for status, number in cell.counts if status in NOTABLE}
    now = sum(each.status == cell.status for each in cell.current)
    if cell.status in counts:
        counts[cell.status] -= now
    told = [f"{number} {spoken(status)}" for status, number in counts.items() if number > 0]
    return f"earlier: {', '.join(told)}" if told else ""


def clause(provision: Provision) -> str:
    """Where a provision stands: " (steps 5)"."""
    places = [f"{ref.text} {ref.clause or ''}".strip() for ref in provision.references if ref.text]
    return f" ({', '.join(dict.fromkeys(places))})" if places else ""


def open_provisions(material: Material) -> list[Comparison]:
    """The provisions that somebody speaks of and that are not simply done: disputed, late, short, differing."""
    found = []
    for comparison in compare(material.states):
        cells = [state[comparison.provision] for state in material.states.values()]
        told = [cell for cell in cells if cell.status not in SILENT]
        differs = comparison.kind == "disputed" or comparison.figures_differ or _figures_differ(told)
        if told and (differs or any(cell.status in OPEN for cell in told)):
            found.append(comparison)
    return found


def _figures_differ(cells: Iterable[ProvisionStatus]) -> bool:
    return any(mark.name == "figures differ" for cell in cells for mark in cell.marks)


def where_each_stands(material: Material, notes: Notes, comparison: Comparison) -> Paragraph:
    """One provision: the figures by root, then what each account makes of it."""
    provision = material.provision(comparison.provision)
    sentences = list(_figures(material, notes, provision))
    sentences.extend(_accounts(material, notes, provision))
    lead = f"{provision.title}{clause(provision)}."
    if not sentences:
        return Paragraph(sentences=(Sentence(text="Nobody tells of it.", lead=lead),))
    first = sentences[0]
    head = Sentence(text=first.text, notes=first.notes, marks=first.marks, lead=lead)
    return Paragraph(sentences=(head, *sentences[1:]))


def _figures(material: Material, notes: Notes, provision: Provision) -> Iterator[Sentence]:
    owed = material.states[material.everybody][provision.id].owed
    if owed is None or not owed.by_root:
        return
    for figures in _same_figures(owed.by_root):
        cited = [citation for figure in figures for citation in material.cited(figure.claims)]
        if not cited:
            continue
        first = figures[0]
        of = f" of {owed.target:,.10g}" if owed.target else ""
        unit = f" {owed.unit}" if owed.unit else ""
        who = listed([upper_first(material.name(figure.root)) for figure in figures])
        verb = "count" if len(figures) > 1 else "counts"
        said = (*marks(cited, material), *(("derived by us",) if any(f.derived for f in figures) else ()))
        yield Sentence(text=f"{who} {verb} {first.value:,.10g}{of}{unit}.", notes=notes.numbers(*cited[:4]), marks=said)


def _same_figures(figures: Iterable[RootFigure]) -> list[list[RootFigure]]:
    groups: dict[tuple[float, bool], list[RootFigure]] = {}
    for figure in figures:
        groups.setdefault((figure.value, figure.derived), []).append(figure)
    return sorted(groups.values(), key=lambda group: (min(figure.until for figure in group), group[0].root))


def _accounts(material: Material, notes: Notes, provision: Provision) -> Iterator[Sentence]:
    """What the accounts make of it, those that agree in one sentence."""
    groups: dict[str, list[str]] = {}
    for account, state in material.states.items():
        if account != material.everybody:
            groups.setdefault(state[provision.id].status, []).append(account)
    silent = [account for status in SILENT for account in groups.pop(status, [])]
    for status, accounts in groups.items():
        cells = [material.states[account][provision.id] for account in accounts]
        cited = material.cited(claim for cell in cells for claim in cell.claims)
        who = listed([material.account(account) for account in accounts])
        by = _against(material, cells) if status in ("breached", "disputed") else ""
        yield Sentence(
            text=f"In the account of {who}: {spoken(status)}{by}.",
            notes=notes.numbers(*cited[:3]),
            marks=marks(cited, material)[-1:] if cited else (),
        )
    if groups and silent:
        yield Sentence(text=f"{listed([material.account(account) for account in silent])}: no word of their own.")


def _against(material: Material, cells: Iterable[ProvisionStatus]) -> str:
    roots = sorted({root for cell in cells for root in cell.against})
    return f", by the word of {listed([material.name(root) for root in roots[:3]])}" if roots else ""


def changed(material: Material, notes: Notes, change: Change) -> Sentence:
    """What became of a provision since the last moment, and by whose words."""
    provision = material.provision(change.provision)
    cited = material.cited(change.because)
    name = f"{provision.title}{clause(provision)}"
    if _word(change.before) == _word(change.after):
        text = f"{name} stays {spoken(_word(change.after))}; new words are told."
        if change.before != change.after:
            text = f"{name}: {_said(change.before)} becomes {_said(change.after)}."
    else:
        text = f"{name}: from {_said(change.before)} to {_said(change.after)}."
    if change.by_time:
        text += " Nothing new is told; time has passed."
    return Sentence(text=text, notes=notes.numbers(*cited[:4]), marks=marks(cited, material)[-1:] if cited else ())


def _word(text: str) -> str:
    return text.partition(",")[0]


def _said(text: str) -> str:
    word, comma, rest = text.partition(",")
    return spoken(word) + comma + rest


def main_deadlines(state: State) -> list[Deadline]:
    """The deadlines of the text's own reading, the earliest first; of a recurring duty only the latest period."""
    recurring = {each.id for each in state.engine.agreement.provisions if each.recurrence is not None}
    found: dict[tuple[str, int], Deadline] = {}
    for deadline in deadlines(state):
        if deadline.reading is None:
            found[deadline.provision, 0 if deadline.provision in recurring else deadline.due[1]] = deadline
    return sorted(found.values(), key=lambda deadline: (deadline.due[1], deadline.provision))


def falling_due(material: Material) -> Iterator[Sentence]:
    """What falls due from now on, and what is past due and not told done, by the clocks of the texts."""
    for deadline in main_deadlines(material.states[material.everybody]):
        title = material.provision(deadline.provision).title
        if not deadline.past:
            yield Sentence(text=f"{title}: due by {material.hour(deadline.due[1])}.")
        elif deadline.status in ("overdue", "breached", "disputed"):
            yield Sentence(text=f"{title}: past due since {material.hour(deadline.due[1])}, {spoken(deadline.status)}.")
