"""Issues, consent rules and ties as plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.agreement.wording import Wording, series
from guarantor.model.agreement import Agreement
from guarantor.model.position import ConsentRule, Needs, Option, Tie


def issue_lines(agreement: Agreement, say: Wording, *, evidence: bool = False) -> Iterator[str]:
    """Each open question with its answers; with ``evidence`` the phrases by which reports speak of them."""
    for issue in agreement.issues:
        order = ", in this order" if issue.ordered else ""
        refs = f"; {say.references(issue.references)}" if issue.references else ""
        touches = f" It touches {series(map(say.provision, issue.provisions))}." if issue.provisions else ""
        note = f" Note: {issue.note.rstrip('.')}." if issue.note else ""
        answers = series((f"{each.title} ({_answer(each, say)})" for each in issue.choices), "or") or "none yet"
        yield f"{issue.title} ({issue.id}{refs}). Answers{order}: {answers}.{touches}{note}"
        if evidence and issue.words:
            yield f"  spoken of as {series(issue.words, 'or')}."
        if evidence:
            yield from (f"  {each.id}: told by {series(each.words, 'or')}." for each in issue.choices if each.words)


def _answer(option: Option, say: Wording) -> str:
    refs = [say.references(option.references)] if option.references else []
    return "; ".join([option.id, *refs, *([option.note] if option.note else [])])


def consent_lines(agreement: Agreement, say: Wording) -> Iterator[str]:
    """Whose agreement each answer needs."""
    for rule in agreement.consent:
        yield _rule(rule, say)


def tie_lines(agreement: Agreement, say: Wording) -> Iterator[str]:
    """What cannot hold together."""
    for tie in agreement.ties:
        yield _tie(tie, say)


def _rule(rule: ConsentRule, say: Wording) -> str:
    force = "by law" if rule.force == "legal" else "in practice"
    together = ", taken together," if rule.together else ""
    needs, references = _needs(rule.needs, say), say.references(rule.references)
    title = f"{rule.title}: " if rule.title else ""
    note = f" Note: {rule.note.rstrip('.')}." if rule.note else ""
    return f"{title}{series(rule.on, 'and')}{together} needs {force} {needs} ({references}).{note}"


def _needs(needs: Needs, say: Wording) -> str:
    if needs.kind == "actor":
        return say.actors([needs.actor or ""])
    parts = [_needs(part, say) if part.kind == "actor" else f"({_needs(part, say)})" for part in needs.parts]
    if needs.kind == "all":
        return series(parts, "and")
    if needs.kind == "at-least":
        return f"at least {needs.threshold} of {series(parts, 'and')}"
    votes = (f"{part} with {weight}" for part, weight in zip(parts, needs.weights, strict=True))
    return f"{needs.threshold} votes of {series(votes, 'and')}"


def _tie(tie: Tie, say: Wording) -> str:
    because = f", because {tie.because}" if tie.because else ""
    refs = f" ({say.references(tie.references)})"
    if tie.never:
        return f"{series(tie.never, 'and')} cannot all hold{because}{refs}."
    return f"{tie.option} can only come after {series(tie.after, 'and')}{because}{refs}."
