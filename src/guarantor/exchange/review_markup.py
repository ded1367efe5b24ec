"""Claims as schema.org Claim, with ClaimReview where a person reviewed what we read: JSON-LD, an object a line.

The rating is of our reading ("the report says so"), never of whether it is so: that is what this program does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guarantor.exchange.flat import as_json
from guarantor.exchange.selected import Selected
from guarantor.linking.kept import Kept

RATINGS = {
    "accepted": (3, "The report says so"), "corrected": (3, "The report says so, as corrected by a person"),
    "proposed": (2, "Read by a program, not reviewed"),
}  # fmt: skip


def claim_reviews(selected: Selected) -> Iterator[str]:
    """One JSON-LD object a line."""
    for id_, kept in selected.claims.items():
        yield as_json(_claim(selected, id_, kept)) + "\n"


def _claim(selected: Selected, id_: str, kept: Kept) -> dict[str, Any]:
    claim = kept.claim
    root = selected.roots.of(claim)
    appearance: dict[str, Any] = {"@type": "CreativeWork", "identifier": claim.report.id}
    if claim.report.url:
        appearance["url"] = claim.report.url
    if claim.report.published:
        appearance["datePublished"] = claim.report.published
    if claim.report.outlet:
        appearance["publisher"] = {"@type": "Organization", "name": claim.report.outlet}
    kind = "Organization" if root.kind in ("source", "outlet") else "Thing"
    actor = selected.people.actors.get(root.id)
    if actor is not None:
        kind = "Person" if actor.kind == "person" else "Organization"
    said = {
        "@type": "Claim", "@id": f"urn:{id_}", "identifier": id_, "text": claim.quote, "appearance": appearance,
        "author": {"@type": kind, "name": selected.roots.name(root.id)},
    }  # fmt: skip
    rating, words = RATINGS.get(claim.review, RATINGS["proposed"])
    return {
        "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": claim.quote, "itemReviewed": said,
        "author": {"@type": "SoftwareApplication", "name": "Guarantor"},
        "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 3, "worstRating": 1,
                         "alternateName": words},
    }  # fmt: skip
