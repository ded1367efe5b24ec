"""Predictions for the benchmark of origins: which of the reports on one claim go back to one holder.

For each report the claim nearest to the group's is taken (by shared words), and its root found as in any case. Reports
with one root are put together; where the root is the outlet itself or nobody known, those that credit one agency, cite
one another, or share their words. A report in a language that no rule reads has no claims; where one person alone is
seen to speak in it, what a person would add from it has that root.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guarantor.intake.gather import gather
from guarantor.intake.refusal import Refusal
from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.claim import ChainLink, Claim, Holder, ReportRef
from guarantor.model.report import Report
from guarantor.reading import read_report
from guarantor.reading.heads import speaker_of
from guarantor.reading.language import language_of

SMALL = frozenset(
    {
        "the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "and", "or", "with", "from", "that", "this", "is",
        "was", "were", "had", "has", "have", "it", "its", "as", "not",
    }
)  # fmt: skip

STEM = 5


def predict(data_dir: Path) -> dict[str, list[list[str]]]:
    """For each group of ``groups.json`` its members, sorted into origins."""
    groups: list[dict[str, Any]] = json.loads((data_dir / "groups.json").read_text(encoding="utf-8"))
    wanted = {member for group in groups for member in group["members"]}
    reports = {name: report for name in sorted(wanted) if (report := _report(data_dir, name)) is not None}
    claims: dict[str, Sequence[Claim]] = {name: read_report(report).claims for name, report in reports.items()}
    return {group["id"]: _sorted(group, reports, claims) for group in groups}


def _report(data_dir: Path, name: str) -> Report | None:
    for suffix in (".json", ".txt"):
        path = data_dir / f"{name}{suffix}"
        if path.exists():
            found = next(iter(gather([path])), None)
            return None if isinstance(found, Refusal) else found
    return None


def _sorted(group: dict[str, Any], reports: dict[str, Report], claims: dict[str, Sequence[Claim]]) -> list[list[str]]:
    """The members by their origin in the lower count: what is presumed to be one is put together."""
    roots = Roots(People())
    origins = Origins(roots)
    told: dict[str, Kept] = {}
    for member in group["members"]:
        report = reports.get(member)
        if report is None:
            continue
        origins.add(report.id, report)
        for claim in claims[member]:
            origins.tie(claim.id, report.id, claim)
        nearest = told_of(group["claim"], claims[member], roots) or heard(report)
        if nearest is not None:
            told[member] = Kept(id=nearest.id, claim=nearest, recorded=0)
    lower = origins.lower(told.values())
    found: dict[str, list[str]] = {}
    for member in group["members"]:
        found.setdefault(lower[told[member].id] if member in told else f"report:{member}", []).append(member)
    return sorted(sorted(members) for members in found.values())


def heard(report: Report) -> Claim | None:
    """The statement that a report in a language not read hands on, if one known person alone speaks in it."""
    speaker = speaker_of(report.text, language_of(report.text).code)
    if speaker is None:
        return None
    name = report.text[slice(*speaker.name)]
    return Claim(
        report=ReportRef.of(report), span=speaker.sentence, quote=report.text[slice(*speaker.sentence)],
        type="statement", modality="unknown",
        holder=Holder(text=name, span=speaker.name, actor=speaker.actor, kind="named"),
        chain=(
            ChainLink(role="outlet", name=report.outlet or report.location),
            ChainLink(role="holder", name=name, span=speaker.name, actor=speaker.actor),
        ),
    )  # fmt: skip


def told_of(words: str, claims: Sequence[Claim], roots: Roots) -> Claim | None:
    """The claim of a report that tells a sentence: the nearest; one whose root is known where two are as near.

    A lead in the outlet's own voice is told again below it with whom it goes back to: among claims that share at least
    two thirds of the nearest one's words, the first with a known root is taken. None where none shares a word.
    """
    scored = [(_shared(words, claim.quote), claim) for claim in claims]
    best = max((score for score, _ in scored), default=0)
    if best == 0:
        return None
    near = [claim for score, claim in scored if score * 3 >= best * 2]
    top = next(claim for score, claim in scored if score == best)
    named = (claim for claim in near if roots.of(claim).kind == "actor")
    return top if roots.of(top).kind == "actor" else next(named, top)


def _shared(words: str, quote: str) -> int:
    """How many telling words of a sentence stand in a quote, whatever their endings ("denies", "denied")."""
    there = {_cut(word) for word in _telling(quote)}
    return len({_cut(word) for word in _telling(words)} & there)


def _cut(word: str) -> str:
    """A word without its ending: its first five letters at most, a letter fewer where it is short.

    >>> _cut("denies") == _cut("denied"), _cut("trucks") == _cut("truck"), _cut("met") == _cut("men")
    (True, True, False)
    """
    return word if len(word) < STEM else word[: min(STEM, max(STEM - 1, len(word) - 2))]


def _telling(text: str) -> set[str]:
    return set(Words.of(text).text.split()) - SMALL
