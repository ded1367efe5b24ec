"""Predictions for the benchmark of origins: which of the reports on one claim go back to one holder.

For each report the claim nearest to the group's is taken (by shared words), and its root found as in any case. Reports
with one root are put together; where the root is the outlet itself or nobody known, those that credit one agency, cite
one another, or share their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from guarantor.intake.gather import gather
from guarantor.intake.refusal import Refusal
from guarantor.linking.fitting import Words
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Root, Roots, folded
from guarantor.model.actor import People
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading import read_report

SMALL = frozenset(
    {
        "the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "and", "or", "with", "from", "that", "this", "is",
        "was", "were", "had", "has", "have", "it", "its", "as", "not",
    }
)  # fmt: skip


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
    roots = Roots(People())
    origins = Origins(roots)
    members = [member for member in group["members"] if member in reports]
    told = {member: nearest(group["claim"], claims[member]) for member in members}
    for member in members:
        report = reports[member]
        origins.add(report.id, report)
        if (claim := told[member]) is not None:
            origins.tie(claim.id, report.id)
    found: list[tuple[set[str], list[str]]] = []
    for member in group["members"]:
        names = _names(member, reports.get(member), told.get(member), roots, origins)
        same = [entry for entry in found if entry[0] & names]
        for entry in same:
            found.remove(entry)
        found.append((names.union(*(e[0] for e in same)), [name for e in same for name in e[1]] + [member]))
    return [sorted(entry[1]) for entry in sorted(found, key=lambda entry: entry[1])]


def _names(member: str, report: Report | None, claim: Claim | None, roots: Roots, origins: Origins) -> set[str]:
    """What may tie a report to another: its root's names, its text's group, the outlets it cites."""
    if report is None or claim is None:
        return {f"report:{member}"}
    root = roots.of(claim)
    if root.kind == "actor" or (root.kind == "unresolved" and not root.id.endswith(":nobody")):
        return {root.id, *_spellings(root, claim)}
    carried = {f"outlet:{folded(s.name)}" for s in claim.chain if s.role in ("agency", "cited", "holder")}
    own = {f"outlet:{folded(report.outlet)}"} if report.outlet else set()
    return {origins.of(claim.id, root), *carried, *own}


def _spellings(root: Root, claim: Claim) -> set[str]:
    """The names by which the root is known: whole, and its last word ("Sa'ar" for "Gideon Sa'ar")."""
    names = {folded(root.name), folded(claim.holder.text or root.name)}
    return {f"name:{name}" for name in names} | {f"name:{name.split()[-1]}" for name in names if name.split()}


def nearest(words: str, claims: Iterable[Claim]) -> Claim | None:
    """The claim that shares most words with a sentence; the earlier of two alike; None where none shares any."""
    wanted = _telling(words)
    best: tuple[int, Claim] | None = None
    for claim in claims:
        shared = len(wanted & _telling(claim.quote))
        if shared and (best is None or shared > best[0]):
            best = (shared, claim)
    return None if best is None else best[1]


def _telling(text: str) -> set[str]:
    return set(Words.of(text).text.split()) - SMALL
