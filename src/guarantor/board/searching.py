"""Search over claims and reports: every word has to begin one there; filters by time, speaker, outlet, kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from guarantor.board.asking import AskError
from guarantor.board.facets import Facet, facets_of, row_of
from guarantor.board.listing import SIZE, Part, first_of, part, part_of
from guarantor.board.question import Question
from guarantor.board.spelling import report_name
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.case.finding import Finder
from guarantor.case.folding import terms
from guarantor.case.indexed import spoken
from guarantor.case.sparse import kept_of
from guarantor.case.wanted import Counted, Wanted
from guarantor.linking.kept import Kept
from guarantor.model.assessment import Status
from guarantor.model.claim import ClaimType
from guarantor.model.moments import TimeError, interval
from guarantor.model.report import Report

KINDS: tuple[str, ...] = get_args(ClaimType)
REVIEWS = ("proposed", "accepted", "corrected")
STATUSES: tuple[str, ...] = get_args(Status)
"""Statuses of what a claim bears on, in everybody's account."""
SNIPPET = 90
FIELDS = ("q", "from", "to", "actor", "outlet", "kind", "provision", "review", "status")
MOST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report found: what it is, and the words around the first place."""

    id: str
    title: str
    outlet: str
    published: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The page's values: what was asked, what may be chosen, what was found."""

    asked: Mapping[str, str]
    actors: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]
    kinds: tuple[str, ...]
    provisions: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    claims: Part[Citation]
    reports: Part[Hit]
    facets: tuple[Facet, ...] = ()


def search_page(question: Question, params: Mapping[str, str], path: str, *, most: int = SIZE) -> SearchPage:
    """What a search finds, the newest first, so many claims at once at ``most``; raises :class:`AskError` for a filter
    that is not there."""
    asked = {name: (params.get(name) or "").strip() for name in FIELDS}
    _check(question, asked)
    words = terms(asked["q"]).split()[:MOST_WORDS]
    if question.finder is not None:
        return _looked_up(question, question.finder, asked, words, params, path, most)
    claims = [kept for kept in question.claims.values() if _fits(question, kept, asked, words)]
    roots = question.knowledge.roots
    cited = by_date(cite(kept, roots, digest=question.digest(kept.claim.report.id)) for kept in claims)[::-1]
    hits = list(_hits(question, asked, words))
    speakers = {roots.of(kept.claim).id for kept in question.claims.values()}
    named = [(id_, question.people.name_of(id_)) for id_ in speakers if not id_.startswith("unresolved:")]
    return SearchPage(
        asked=asked, actors=tuple(sorted(named, key=lambda pair: pair[1].casefold())),
        outlets=tuple(sorted({r.outlet for r in question.knowledge.reports.values() if r.outlet})), kinds=KINDS,
        provisions=tuple((each.id, each.title) for each in question.agreement.provisions),
        statuses=STATUSES, claims=part_of(cited, params, path, size=most),
        reports=part_of(hits, params, path, "reports", 10),
        facets=facets_of(
            question, (row_of(kept, roots.of(kept.claim).id) for kept in claims), asked, params, path
        ),
    )  # fmt: skip


def _looked_up(
    question: Question, finder: Finder, asked: Mapping[str, str], words: list[str], params: Mapping[str, str],
    path: str, most: int,
) -> SearchPage:  # fmt: skip
    """The same of a very large record, from its index: only what is shown is read from the record."""
    knowledge = question.knowledge
    by_role = [asked[name] for name in ("kind", "provision", "actor", "review", "status")]
    wanted = Wanted(
        asked=question.asked,
        words=tuple(words), since=asked["from"][:10], until=asked["to"][:10], outlet=asked["outlet"],
        type=asked["kind"], review=asked["review"], target=asked["provision"],
        roots=knowledge.roots.organs(asked["actor"]) if asked["actor"] else frozenset(),
        among=_having(question, asked["status"]) if asked["status"] else None,
    )  # fmt: skip
    at, counted, rows = finder.told(wanted, skip=first_of(params, size=most), most=most)
    found = (knowledge.view.claim_at(seq) for seq in at)
    kept = [kept_of(each) for each in found if each is not None and each.live]
    fitting = [each for each in kept if question.counts(each) and _fits(question, each, asked, words)]
    cited = [cite(each, knowledge.roots, digest=question.digest(each.claim.report.id)) for each in fitting]
    seqs: list[int] = []
    printed = Counted(total=0)
    if words and not any(by_role):
        seqs, printed = finder.reports(wanted, skip=first_of(params, "reports", 10), most=10)
    read = [report for seq in seqs if (report := knowledge.view.report_at(seq)) is not None]
    hits = [_hit(report.id, report, words) for report in read if report.id in knowledge.reports]
    named = [(id_, question.people.name_of(id_)) for id_ in finder.values("root") if not id_.startswith("unresolved:")]
    return SearchPage(
        asked=asked, actors=tuple(sorted(named, key=lambda pair: pair[1].casefold())),
        outlets=tuple(finder.values("printed")), kinds=KINDS,
        provisions=tuple((each.id, each.title) for each in question.agreement.provisions), statuses=STATUSES,
        claims=part(cited, counted.total, params, path, size=most, more=counted.more),
        reports=part(hits, printed.total, params, path, "reports", 10, more=printed.more),
        facets=facets_of(question, rows, asked, params, path),
    )  # fmt: skip


def _having(question: Question, status: str) -> frozenset[str]:
    """The provisions that have a status in everybody's account."""
    return frozenset(each.id for each in question.agreement.provisions if question.status(each.id) == status)


def _check(question: Question, asked: Mapping[str, str]) -> None:
    for name in ("from", "to"):
        if asked[name]:
            try:
                interval(asked[name])
            except TimeError as error:
                raise AskError(f"{name}: {error}.") from error
    if asked["kind"] and asked["kind"] not in KINDS:
        raise AskError(f"There is no kind of claim “{asked['kind']}”. There are: {', '.join(KINDS)}.")
    if asked["status"] and asked["status"] not in STATUSES:
        raise AskError(f"There is no status “{asked['status']}”. There are: {', '.join(STATUSES)}.")
    if asked["provision"] and asked["provision"] not in question.titles:
        raise AskError(f"There is no provision “{asked['provision']}” in this case.")


def _fits(question: Question, kept: Kept, asked: Mapping[str, str], words: list[str]) -> bool:
    claim = kept.claim
    if not _in_time(claim.report.published, asked):
        return False
    if asked["outlet"] and claim.report.outlet != asked["outlet"]:
        return False
    if asked["kind"] and claim.type != asked["kind"]:
        return False
    if asked["review"] and claim.review != asked["review"]:
        return False
    if asked["provision"]:
        targets = {link.target for link in question.knowledge.of_claim.get(kept.id, ())}
        if asked["provision"] not in targets:
            return False
    if asked["status"]:
        known = {each.id for each in question.agreement.provisions}
        targets = {link.target for link in question.knowledge.of_claim.get(kept.id, ())}
        if not any(target in known and question.status(target) == asked["status"] for target in targets if target):
            return False
    if asked["actor"]:
        whole = question.knowledge.roots.organs(asked["actor"])
        if question.knowledge.roots.of(claim).id not in whole:
            return False
    text = spoken(kept.claim) if words else ""
    return all(f" {word}" in text for word in words)


def _hits(question: Question, asked: Mapping[str, str], words: list[str]) -> Iterator[Hit]:
    if not words:
        return
    found = [
        report_id
        for report_id, text in question.folded_reports.items()
        if all(f" {word}" in text for word in words) and _report_fits(question.knowledge.reports[report_id], asked)
    ]
    reports = question.knowledge.reports
    for id_ in sorted(found, key=lambda each: reports[each].published or "", reverse=True):
        yield _hit(id_, reports[id_], words)


def _hit(id_: str, report: Report, words: list[str]) -> Hit:
    before, there, after = snippet(report.text, words)
    return Hit(
        id=id_, title=report_name(report), outlet=report.outlet or "", published=report.published or "",
        before=before, words=there, after=after,
    )  # fmt: skip


def _report_fits(report: Report, asked: Mapping[str, str]) -> bool:
    if any(asked[name] for name in ("kind", "provision", "actor", "review", "status")):
        return False
    return _in_time(report.published, asked) and (not asked["outlet"] or report.outlet == asked["outlet"])


def _in_time(published: str | None, asked: Mapping[str, str]) -> bool:
    day = (published or "")[:10]
    if asked["from"] and day < asked["from"][:10]:
        return False
    return not asked["to"] or ("" < day <= asked["to"][:10])


def snippet(text: str, words: list[str]) -> tuple[str, str, str]:
    """The words around the first place that any of the words asked for begins, with accents and vowel signs or without.

    >>> snippet("The party met in Istanbul for art.", ["art"])
    ('The party met in Istanbul for ', 'art', '.')
    >>> snippet("Bakanlar Münih'te", ["munih"])
    ('Bakanlar ', "Münih'te", '')
    """
    pattern = rf"(?<![^\W_])(?:{'|'.join(re.escape(word) for word in words)})"
    found = re.search(pattern, text, re.IGNORECASE) if words else None
    if found is None:
        marked = (each for each in re.finditer(r"\S+", text) if any(f" {word}" in terms(each[0]) for word in words))
        found = next(marked, None)
    if found is None:
        return "", "", text[: 2 * SNIPPET]
    low, high = max(0, found.start() - SNIPPET), min(len(text), found.end() + SNIPPET)
    before = ("…" if low else "") + text[low : found.start()]
    return before, found[0], text[found.end() : high] + ("…" if high < len(text) else "")
