"""Sentences from statuses: what each account makes of a provision, with its figures, in equal words.

Accounts stand in the order of the case (that of the parties in the text); figures by the day of the words and then by
name. A figure that nobody printed is marked *derived*. An account for which only the clock speaks has no word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from guarantor.agreement.wording import Wording as Plain
from guarantor.assessment.questions import compare
from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Material
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.saying import (
    DERIVED,
    days,
    each_of,
    listed,
    lower_article,
    marks,
    named,
    ordered,
    review_marks,
    say,
    upper_first,
)
from guarantor.model.agreement import Amount, ByReference, Provision, Ratio
from guarantor.model.assessment import Change, Comparison, Owed, ProvisionStatus, RootFigure
from guarantor.model.clauses import TextAmount

OPEN = ("disputed", "overdue", "breached", "in progress", "fulfilled late", "due")
SILENT = ("no information", "not yet due", "unverified")
NOTABLE = ("breached", "disputed", "overdue", "fulfilled late")
_RUNNING = re.compile(r"(.+) in (\d+) \((.+?) a (\w+)")
NAMES = 3
"""At most so many names stand before one figure."""
NOTES = 4
"""At most so many notes stand behind one sentence; the board shows the others."""
AGAINST = ("breached", "forbidden", "not_performed")
FOR = ("answers", "upholds")
"""What words do to a disputed point that tell against it and for it without a figure."""
SIDE = 2
"""At most so many words stand on each side of a disputed point."""
SUMMED = 12
"""At most so many notes stand behind a sum over the words of several."""


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


def speaks(material: Material, cell: ProvisionStatus) -> bool:
    """Whether an account has words of its own on a provision, beyond what started its clock."""
    told = cell.tellers or cell.against or (cell.owed is not None and cell.owed.by_root)
    return bool(told) or bool(own_words(material, [cell]))


def open_provisions(material: Material) -> list[Comparison]:
    """The provisions that somebody speaks of and that are not simply done: disputed, late, short, differing."""
    found = []
    for comparison in compare(material.states):
        cells = [state[comparison.provision] for state in material.states.values()]
        told = [cell for cell in cells if speaks(material, cell)]
        differs = comparison.kind == "disputed" or _figures_differ(told)
        if told and (differs or any(cell.status in OPEN for cell in told)) and material.keeps(comparison.provision):
            found.append(comparison)
    return found


def _figures_differ(cells: Iterable[ProvisionStatus]) -> bool:
    return any(mark.name == "figures differ" for cell in cells for mark in cell.marks)


def where_each_stands(desk: Desk, name: str) -> list[Paragraph]:
    """One provision: the figures by root, then what each account makes of it."""
    provision = desk.material.provision(name)
    told = list(figures(desk, provision))
    owed = [] if told and isinstance(provision.quantity, ByReference) else list(_what_is_owed(desk, provision))
    sentences = [*owed, *told, *_judged(desk, provision), *_accounts(desk, provision)]
    return paragraph(sentences, lead=f"{provision.title}{clause(provision)}.")


def _judged(desk: Desk, provision: Provision) -> Iterator[Sentence]:
    """Of a disputed point the newest words of each who tells against it, and of each who tells for it, side by side in
    the order of the day; a figure stands as a figure."""
    material = desk.material
    cell = material.states[material.everybody][provision.id]
    if cell.status != "disputed":
        return
    counted = {claim for figure in (cell.owed.by_root if cell.owed else ()) for claim in figure.claims}
    newest: dict[tuple[str, bool], Citation] = {}
    effects = {claim: link.effect for claim, link in material.tied(provision.id)}
    for citation in material.cited(claim for claim in effects if claim in cell.claims and claim not in counted):
        for side in (AGAINST, FOR):
            if effects[citation.claim] in side and citation.resolved:
                newest[citation.root, side is FOR] = citation
    sides = [[[citation] for (_, mine), citation in newest.items() if mine is done] for done in (False, True)]
    if all(sides):
        groups = ordered([group for side in sides for group in side[-SIDE:]], desk)
        yield from (replace(say(group, desk, most=1), pair=True) for group in groups)


def figures(desk: Desk, provision: Provision) -> Iterator[Sentence]:
    """The figures told of a provision against what is owed, those that tell the same together, by day and name; before
    them what is only added up from the words of several."""
    cell = desk.material.states[desk.material.everybody][provision.id]
    if cell.owed is not None:
        yield from _figures_of(desk, provision, cell.owed)
        return
    for instance in cell.current:
        if instance.owed is not None and instance.owed.by_root:
            by = named(instance.debtor, desk) if instance.debtor else ""
            after = desk.wording("owed_by", who=by) if by else ""
            yield from _figures_of(desk, provision, instance.owed, after)


def _figures_of(desk: Desk, provision: Provision, owed: Owed, after: str = "") -> Iterator[Sentence]:
    """The figures of one debtor, or of all of them together; ``after`` says who owes, where each does for himself."""
    groups = _same_figures(owed.by_root, desk)
    apart = [group for group in groups if not _summed_over(group, desk)]
    printed = [figure for group in apart for figure in group]
    joint = [each for group in groups if group not in apart for each in group]
    joint = _still_of_use(joint, printed, owed, desk, provision)
    yield from _added_up(desk, provision, owed, joint, after)
    for group in apart:
        told = [desk.material.cited(figure.claims) for figure in group]
        cited = list(dict.fromkeys(citation for each in told for citation in each))
        if not cited:
            continue
        reckoned = any(f.derived for f in group) or _running(owed, group[0]) is not None or _reckoned(provision)
        shown = _of_each([(figure.root, list(each)) for figure, each in zip(group, told, strict=True)])
        figure = _figure(desk, owed, group[0]) + after + _against_told(desk, provision)
        text = desk.wording(
            "counts" if len(group) == 1 else "counts_many", days=days(shown, desk.material), figure=figure,
            who=upper_first(_tellers([each.root for each in group], desk)),
        )  # fmt: skip
        yield _figure_sentence(desk, provision, text, shown, (*marks(cited, desk), *((DERIVED,) if reckoned else ())))


def _still_of_use(
    joint: list[RootFigure], printed: list[RootFigure], owed: Owed, desk: Desk, provision: Provision
) -> list[RootFigure]:
    """The sums that say more than what somebody told: each is at least what was done, so that one below a figure that
    was told, or below the lowest that stands, says nothing; nor does one of single acts where another begins with a
    count of all."""
    beyond = max((figure.value for figure in printed), default=0.0)
    lowest = owed.ends[0].value if owed.ends else 0.0
    above = [figure for figure in joint if figure.value > beyond and figure.value >= lowest]
    counted = [figure for figure in above if any(_counts_all(desk, provision, claim) for claim in figure.claims)]
    return counted or above


def _counts_all(desk: Desk, provision: Provision, claim: str) -> bool:
    return (provision.id, "total") in desk.material.ties(claim)


def _added_up(
    desk: Desk, provision: Provision, owed: Owed, joint: list[RootFigure], after: str = ""
) -> Iterator[Sentence]:  # fmt: skip
    """What the words of several come to, which none of them told, in one sentence. Sums differ by the count with which
    they begin; each is at least what was done, so that the lower ones are no rival counts."""
    if not joint:
        return
    highest = max(joint, key=lambda figure: (figure.value, figure.until, figure.root))
    lowest = min(figure.value for figure in joint)
    figure = _figure(desk, owed, highest) + after + _against_told(desk, provision)
    cited = list(dict.fromkeys(desk.material.cited(claim for each in joint for claim in each.claims)))
    mine = list(desk.material.cited(highest.claims))
    rest = [citation for citation in cited if citation not in mine]
    shown = sorted([*mine, *rest[-SUMMED:]][:SUMMED], key=cited.index)
    text = desk.wording(
        "counts_joint" if lowest == highest.value else "counts_joint_range",
        who=_tellers(sorted({each.root for each in cited}, key=desk.material.name), desk),
        figure=figure, low=f"{lowest:,.10g}", days=days(shown, desk.material),
    )  # fmt: skip
    yield _figure_sentence(desk, provision, text, shown, (*marks(cited, desk), DERIVED))


def _figure_sentence(
    desk: Desk, provision: Provision, text: str, shown: list[Citation], signs: tuple[str, ...]
) -> Sentence:
    notes = tuple(sorted({*desk.notes.numbers(*shown), desk.text_note(provision.id)}))
    return Sentence(text=text, notes=notes, marks=signs)


def _tellers(roots: list[str], desk: Desk) -> str:
    names = [named(root, desk) for root in roots]
    more = [f"{desk.wording.number(len(names) - NAMES)} more"] if len(names) > NAMES + 1 else []
    return listed([*(names[:NAMES] if more else names), *more])


def _summed_over(group: list[RootFigure], desk: Desk) -> list[str]:
    """Those from whose words a figure is added up, where they are several: none of them told it. Acts that several tell
    of are added up for each of them, with what the others told."""
    if not any(figure.derived for figure in group):
        return []
    told = {citation.root for figure in group for citation in desk.material.cited(figure.claims)}
    return sorted(told, key=desk.material.name) if len(told) > 1 else []


def _reckoned(provision: Provision) -> bool:
    """Whether the number that is owed is our own reckoning: so many for each of another."""
    return isinstance(provision.quantity, Ratio)


def _of_each(told: list[tuple[str, list[Citation]]]) -> list[Citation]:
    """What is noted of several tellers: of each that is named its own newest word (one act is told by several), then
    as many of the others' as fit."""
    own = [[citation for citation in cited if citation.root == root] or cited for root, cited in told if cited]
    first = list(dict.fromkeys(cited[-1] for cited in own[: NAMES + 1]))
    others = [citation for _, cited in told for citation in cited if citation not in first]
    return [*first, *others[len(others) - max(0, NOTES - len(first)) :]]


def _against_told(desk: Desk, provision: Provision) -> str:
    """What is owed as others tell it, where the text gives no number: behind each figure."""
    if not isinstance(provision.quantity, ByReference) or not provision.quantity.told:
        return ""
    say = Plain(desk.material.agreement, desk.material.people)
    told = []
    for each in provision.quantity.told:
        names = [] if _holds(each) else [f"“{each.name}”"]
        by = ", ".join((*names, *([desk.wording.article(say.actor(each.told_by))] if each.told_by else [])))
        often = f" {say.often(provision.recurrence.every)}" if provision.recurrence is not None else ""
        amount = f"“{each.name}”" if _holds(each) else f"{say.amount(each.amount)}{often}"
        told.append(amount + (f" ({by})" if by else ""))
    return desk.wording("against_told", amounts=listed(told, "or"))


def _holds(told: TextAmount) -> bool:
    """Whether the name of an amount that is told has its number in it: "600 a day"."""
    value = told.amount.value
    return value is not None and re.search(rf"\b{float(value):,.10g}\b", told.name) is not None


def _running(owed: Owed, figure: RootFigure) -> str | None:
    """The running text of a root's quota: "3,203 in 22 (145.6 a day)"."""
    parts = (part.partition(": ") for part in owed.text.split("; "))
    return next((rest for root, _, rest in parts if root == figure.root and rest), None)


def _figure(desk: Desk, owed: Owed, figure: RootFigure) -> str:
    unit = owed.unit or _unit(desk, figure)
    after = f" {unit}" if unit else ""
    if (running := _RUNNING.match(_running(owed, figure) or "")) is not None:
        value, count, rate, period = running.groups()
        periods = period if count == "1" else f"{period}s"
        return f"{value}{after} in {count} {periods}, {rate} a {period}"
    of = f" of {owed.target:,.10g}" if owed.target else ""
    return f"{figure.text}{of}{after}"


def _unit(desk: Desk, figure: RootFigure) -> str | None:
    """The unit that the words themselves count in, else that of other words of the same root with the same number:
    "put the trucks that entered at 3,203" has it elsewhere in the sentence."""
    material = desk.material
    own = [claim for claim in figure.claims if claim in material.claims]
    beside = (
        claim for target in sorted({each for claim in own for each in material.targets(claim)})
        for claim, _ in material.tied(target) if material.root(claim).id == figure.root
    )  # fmt: skip
    claims = map(material.claim, chain(own, beside))
    return next((q.unit for claim in claims for q in claim.quantities if q.value == figure.value and q.unit), None)


def _what_is_owed(desk: Desk, provision: Provision) -> Iterator[Sentence]:
    """What is owed, where no plain number stands beside each figure."""
    owed = provision.quantity
    if owed is None or isinstance(owed, Amount):
        return
    say = Plain(desk.material.agreement, desk.material.people)
    if isinstance(owed, Ratio) or not owed.told:
        text = desk.wording("owed", quantity=say.quantity(owed))
    else:
        told = [
            desk.wording("owed_as_told", amount=say.amount(each.amount), name=each.name, who=say.actor(each.told_by))
            if each.told_by else say.amount(each.amount) for each in owed.told
        ]  # fmt: skip
        text = desk.wording("owed_told", amounts=listed(told, "or"))
    yield Sentence(text=text, notes=(desk.text_note(provision.id),), detail=not isinstance(owed, Ratio))


def _same_figures(by_root: Iterable[RootFigure], desk: Desk) -> list[list[RootFigure]]:
    """Figures that are told alike; of those added up over several tellers, the ones that rest on the same words."""
    groups: dict[tuple[str, bool, frozenset[str]], list[RootFigure]] = {}
    for figure in by_root:
        over = frozenset(figure.claims) if _summed_over([figure], desk) else frozenset[str]()
        groups.setdefault((figure.text, figure.derived, over), []).append(figure)
    return sorted(groups.values(), key=lambda group: (min(figure.until for figure in group), group[0].root))


def _accounts(desk: Desk, provision: Provision) -> Iterator[Sentence]:
    """What the accounts make of it: those that agree in one sentence, the silent ones in the last."""
    material = desk.material
    own = {account: state[provision.id] for account, state in material.states.items() if account != material.everybody}
    groups: dict[str, list[str]] = {}
    for account, cell in own.items():
        groups.setdefault(status_words(desk, cell) if speaks(material, cell) else "", []).append(account)
    silent = groups.pop("", [])
    for status, accounts in groups.items():
        cells = [own[account] for account in accounts]
        cited = material.cited(own_words(material, cells))
        by = _against(desk, cells) if cells[0].status in ("breached", "disputed") else ""
        who = in_accounts(desk, accounts)
        yield Sentence(
            text=desk.wording("standing_one", who=who, status=f"{status}{by}"),
            notes=desk.notes.numbers(*cited[-NOTES:]) or (desk.text_note(provision.id),),
            marks=review_marks(cited),
        )
    if not groups:
        yield from _by_all_that_is_told(desk, material.states[material.everybody][provision.id])
    if groups and silent:
        who = each_of("from", [material.account(account) for account in silent])
        yield Sentence(text=desk.wording("no_word", who=who), notes=(desk.text_note(provision.id),), detail=True)


def _by_all_that_is_told(desk: Desk, cell: ProvisionStatus) -> Iterator[Sentence]:
    """What a provision is by words that are in no account told here."""
    cited = desk.material.cited(own_words(desk.material, [cell]))[-NOTES:]
    if cited:
        text = desk.wording("standing_all", status=desk.wording.status(cell.status))
        yield Sentence(text=text, notes=desk.notes.numbers(*cited), marks=review_marks(cited))


def status_words(desk: Desk, cell: ProvisionStatus) -> str:
    """A status as it is said; where an account only judges, what it says: called a breach, or none."""
    judged = [mark.name for mark in cell.marks if mark.name in ("called a breach", "called no breach")]
    status = desk.wording.status(cell.status)
    if cell.status != "no information" or not judged:
        return status
    return desk.wording("standing_judged", judged=listed(judged), status=status)


def in_accounts(desk: Desk, accounts: Iterable[str]) -> str:
    """Some accounts in a row: "the account of X", "the accounts of X and of Y"."""
    titles = [desk.material.account(account) for account in accounts]
    if len(titles) == 1:
        return desk.wording("in_account", who=lower_article(titles[0]))
    return desk.wording("in_accounts", who=each_of("of", titles))


def own_words(material: Material, cells: Iterable[ProvisionStatus]) -> list[str]:
    """The claims of cells that speak of the provision itself and not of what started its clock."""
    found: list[str] = []
    for cell in cells:
        counted = {claim for figure in (cell.owed.by_root if cell.owed else ()) for claim in figure.claims}
        found.extend(
            claim for claim in cell.claims
            if claim in counted or cell.provision in material.targets(claim)
        )  # fmt: skip
    return found


def _against(desk: Desk, cells: Iterable[ProvisionStatus]) -> str:
    roots = sorted({root for cell in cells for root in cell.against}, key=desk.material.name)
    return f", by the word of {listed([named(root, desk) for root in roots[:3]])}" if roots else ""


def changed(desk: Desk, change: Change) -> Sentence:
    """What became of a provision since the last moment, and by whose words."""
    provision, material = desk.material.provision(change.provision), desk.material
    before_cell = material.before[change.account][change.provision]
    after_cell = material.states[change.account][change.provision]
    figures_of = material.cited([*_figure_claims(before_cell), *_figure_claims(after_cell)])
    others = [*material.cited(own_words(material, [before_cell]))[-2:], *material.cited(change.because)]
    cited = list(dict.fromkeys([*figures_of, *reversed(others)]))[: max(NOTES, len(figures_of))]
    name = f"{provision.title}{clause(provision)}"
    before, after = _said(desk, change.before), _said(desk, change.after)
    template = "by_time" if change.by_time else "stays" if before == after else "turns"
    text = desk.wording(
        template, name=name, before=_bracketed(before), after=_bracketed(after), status=_bracketed(after)
    )  # fmt: skip
    word, _, figure = after.partition(", ")
    if template == "turns" and before.partition(", ")[0] == word and ", " in before and figure:
        text = desk.wording("moves", name=name, status=word, before=before.partition(", ")[2], after=figure)
    noted = desk.notes.numbers(*cited)
    if not noted or " of " in before.partition(", ")[2] + after.partition(", ")[2]:
        noted = tuple(sorted({*noted, desk.text_note(provision.id)}))  # the text says what is owed
    summed = any(end.derived for cell in (before_cell, after_cell) if cell.owed for end in cell.owed.ends)
    derived = (DERIVED,) if _reckoned(provision) or summed else ()
    return Sentence(text=text, notes=noted, marks=(*review_marks(cited), *derived))


def _bracketed(said: str) -> str:
    """A status with its figure in brackets, within a sentence.

    >>> _bracketed("overdue, 6 of 28"), _bracketed("holding")
    ('overdue (6 of 28)', 'holding')
    """
    word, _, figure = said.partition(", ")
    return f"{word} ({figure})" if figure else word


def _figure_claims(cell: ProvisionStatus) -> list[str]:
    """The claims behind the figures that a cell prints: of one that is added up the newest few, else the last."""
    ends = cell.owed.ends if cell.owed is not None else ()
    return [claim for end in ends for claim in (end.claims[-NOTES:] if end.derived else end.claims[-1:])]


def reads_the_same(change: Change) -> bool:
    """Whether a change brings new words but leaves the status and a plain figure as they were."""
    same_word = change.before.partition(",")[0] == change.after.partition(",")[0]
    return not change.by_time and (change.before == change.after or (same_word and ": " in change.after))


def unchanged(desk: Desk, changes: list[Change]) -> Sentence:
    """The provisions on which new words are told and nothing reads differently, in one sentence."""
    material = desk.material
    cited = [citation for change in changes for citation in material.cited(change.because)[-2:]]
    names = [f"“{material.provision(c.provision).title}” ({_said(desk, c.after)})" for c in changes]
    return Sentence(
        text=desk.wording("same", names=listed(names)), notes=desk.notes.numbers(*cited), marks=review_marks(cited)
    )


def _said(desk: Desk, text: str) -> str:
    """A status with its figure, roots by name: "said breached, 6 of 28"; running quotas are told where they belong."""
    word, comma, rest = text.partition(", ")
    return desk.wording.status(word) + (f", {rest}" if comma and ": " not in rest else "")
