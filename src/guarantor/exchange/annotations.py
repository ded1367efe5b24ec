"""Spans as W3C Web Annotations: an annotation a claim, on its report, by position and by quotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guarantor.exchange.flat import as_json
from guarantor.exchange.selected import Selected

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of the text before and after the words, so that they are found where the text has moved."""


def annotation_page(selected: Selected) -> Iterator[str]:
    """An annotation page in pieces. Positions count Unicode code points of the stored text."""
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "items": ['
    for number, id_ in enumerate(selected.claims):
        yield ("," if number else "") + "\n" + as_json(_annotation(selected, id_))
    yield "\n]}\n"


def _annotation(selected: Selected, id_: str) -> dict[str, Any]:
    claim = selected.claims[id_].claim
    report = selected.reports.get(claim.report.id)
    start, end = claim.span
    text = report.text if report is not None else ""
    said = f"{claim.holder.text or claim.report.outlet or 'nobody named'}: {claim.type}, {claim.modality}"
    return {
        "id": f"urn:{id_}", "type": "Annotation", "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en", "purpose": "describing"},
            *({"type": "TextualBody", "value": each, "purpose": "tagging"} for each in selected.provisions(id_)),
        ],
        "target": {
            "source": claim.report.url or f"urn:{claim.report.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": text[max(0, start - AROUND) : start],
                 "suffix": text[end : end + AROUND]},
            ],
        },
    }  # fmt: skip
