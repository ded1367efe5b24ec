"""A citation: everything a reader needs to trace a statement to its words, in plain values and plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.agreement.explain import duty_sentence
from guarantor.agreement.wording import Wording
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Root, Roots
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, Provision
from guarantor.model.claim import Claim
from guarantor.model.clauses import Reference
from guarantor.model.report import Report
from guarantor.model.spans import Span

UNREAD = "not read as a claim"
"""The state of review of a note that leads to words of a report from which no claim was read."""
TEXT = "text"
"""The state of review of a note that leads to the case's own files: an agreement's text, a meeting, an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One claim as it is cited.

    ``chain`` runs from the outlet to the root, names only; ``digest`` says that the quoted words are those of a digest
    and not the outlet's. ``published`` is an ISO day or None.
    """

    claim: str
    report: str
    span: Span
    quote: str
    holder: str | None
    root: str
    root_name: str
    chain: tuple[str, ...]
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    review: str
    type: str
    modality: str
    anonymous: bool = False
    resolved: bool = True
    cited: str | None = None
    notes: tuple[str, ...] = ()
    digest: bool = False

    @property
    def who(self) -> str:
        """Who says so, for a note: the holder as the text names it, else the outlet; a bare word ("the office") with
        the name of whom it stands for."""
        if self.holder and self.resolved and not self.anonymous and self.holder.islower():
            return f"{self.holder} ({self.root_name})"
        return self.holder or self.root_name

    @property
    def chain_text(self) -> str:
        """The chain in one line, outlet first.

        "The Post ← Wire ← the ministry": the ministry said it, Wire carried it, The Post printed it.
        """
        return " ← ".join(self.chain)


def cite(kept: Kept, roots: Roots, *, digest: bool = False) -> Citation:
    """The citation of a claim."""
    claim, root = kept.claim, roots.of(kept.claim)
    return Citation(
        claim=kept.id,
        report=claim.report.id,
        span=claim.span,
        quote=claim.quote,
        holder=claim.holder.text,
        root=root.id,
        root_name=_name(root, roots),
        chain=_chain(claim),
        outlet=claim.report.outlet,
        title=claim.report.title,
        published=claim.report.published,
        url=claim.report.url,
        review=claim.review,
        type=claim.type,
        modality=claim.modality,
        anonymous=root.anonymous,
        resolved=root.resolved,
        cited=root.cited,
        notes=claim.notes,
        digest=digest,
    )


def cite_report(id_: str, report: Report, words: str) -> Citation:
    """The citation of words of a report from which no claim was read."""
    start = max(0, report.text.find(words))
    outlet = report.outlet or report.location
    return Citation(
        claim=id_, report=id_, span=(start, start + len(words)), quote=words, holder=None, root=f"report:{outlet}",
        root_name=outlet, chain=(outlet,), outlet=outlet, title=report.title, published=report.published,
        url=report.url, review=UNREAD, type=UNREAD, modality=UNREAD, digest=report.digest,
    )  # fmt: skip


def cite_text(agreement: Agreement, people: People, provision: Provision) -> Citation:
    """The citation of what a provision says, in our plain sentence of it, with text, clause and date behind it."""
    words = " ".join(duty_sentence(provision, Wording(agreement, people)).split())
    return cite_files(agreement, f"provision:{provision.id}", words, provision.references)


def cite_files(agreement: Agreement, id_: str, words: str, references: Iterable[Reference]) -> Citation:
    """The citation of something that the case's files say, with the text, clause and date (or address) behind it."""
    texts = {text.id: text for text in agreement.texts}
    found = list(references)
    reference = next((each for each in found if each.text in texts), found[0] if found else None)
    text = texts.get(reference.text or "") if reference is not None else None
    name = text.title if text else agreement.title
    if text is not None and reference is not None and reference.clause:
        name = f"{name}, {reference.clause}"
    return Citation(
        claim=id_,
        report="",
        span=(0, 0),
        quote=words,
        holder=name,
        root=f"text:{text.id}" if text else f"files:{agreement.process}",
        root_name=name,
        chain=(name,),
        outlet=name,
        title=None,
        published=text.date if text else None,
        url=(reference.url if reference else None) or (text.url if text else None),
        review=TEXT,
        type=TEXT,
        modality=TEXT,
    )


def by_date(citations: Iterable[Citation]) -> list[Citation]:
    """Citations in the order of publication, then of place in their report; undated ones last."""
    return sorted(citations, key=lambda c: (c.published is None, c.published or "", c.report, c.span, c.claim))


def _chain(claim: Claim) -> tuple[str, ...]:
    """The stations' names, each once: an agency that is its own outlet stands for both."""
    names: list[str] = []
    for station in claim.chain:
        if not names or names[-1].casefold() != station.name.casefold():
            names.append(station.name)
    return tuple(names)


def _name(root: Root, roots: Roots) -> str:
    return roots.name(root.id) if root.kind != "unresolved" else root.name
