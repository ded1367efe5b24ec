"""Claims as schema.org Claim, with ClaimReview where a person reviewed what we read: JSON-LD, an object a line.

The rating is of our reading ("the report says so"), never of whether it is so: that is what this program does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guarantor.exchange.flat import as_json
from guarantor.exchange.selected import ClaimTold, Selected

RATINGS = {
    "accepted": (3, "The report says so"), "corrected": (3, "The report says so, as corrected by a person"),
    "proposed": (2, "Read by a program, not reviewed"),
}  # fmt: skip


def claim_reviews(selected: Selected) -> Iterator[str]:
    """One JSON-LD object a line."""
    for each in selected.each(lambda told: _review(selected, told), provisions=False):
        yield as_json(each) + "\n"


def _review(selected: Selected, told: ClaimTold) -> dict[str, Any]:
    data, report = told.data, told.data["report"]
    root, name = selected.root_of(data)
    appearance: dict[str, Any] = {"@type": "CreativeWork", "identifier": report["id"]}
    if report["url"]:
        appearance["url"] = report["url"]
    if report["published"]:
        appearance["datePublished"] = report["published"]
    if report["outlet"]:
        appearance["publisher"] = {"@type": "Organization", "name": report["outlet"]}
    kind = "Organization" if root.kind in ("source", "outlet") else "Thing"
    actor = selected.people.actors.get(root.id)
    if actor is not None:
        kind = "Person" if actor.kind == "person" else "Organization"
    said = {
        "@type": "Claim", "@id": f"urn:{told.id}", "identifier": told.id, "text": data["quote"],
        "appearance": appearance, "author": {"@type": kind, "name": name},
    }  # fmt: skip
    rating, words = RATINGS.get(told.review, RATINGS["proposed"])
    return {
        "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": data["quote"], "itemReviewed": said,
        "author": {"@type": "SoftwareApplication", "name": "Guarantor"},
        "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 3, "worstRating": 1,
                         "alternateName": words},
    }  # fmt: skip
