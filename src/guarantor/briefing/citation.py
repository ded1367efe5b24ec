"""A citation: everything a reader needs to trace a statement to its words, in plain values and plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.kept import Kept
from guarantor.linking.roots import Root, Roots
from guarantor.model.claim import Claim
from guarantor.model.spans import Span


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
        """Who says so, for a sentence: the holder as the text names it, else the outlet."""
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
