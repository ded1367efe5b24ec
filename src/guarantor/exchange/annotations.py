"""Spans as W3C Web Annotations: an annotation a claim, on its report, by position and by quotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guarantor.exchange.flat import as_json
from guarantor.exchange.selected import ClaimTold, Selected

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of the text before and after the words, so that they are found where the text has moved."""


def annotation_page(selected: Selected) -> Iterator[str]:
    """An annotation page in pieces: what stands before, an annotation each with the comma between them, what stands
    after. Positions count Unicode code points of the stored text."""
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "items": ['
    between = "\n"
    for each in selected.each(_annotation):
        yield f"{between}{as_json(each)}"
        between = ",\n"
    yield "\n]}\n"


def _annotation(told: ClaimTold) -> dict[str, Any]:
    data, report = told.data, told.data["report"]
    start, end = data["span"]
    text = told.report["text"] if told.report is not None else ""
    said = f"{data['holder']['text'] or report['outlet'] or 'nobody named'}: {data['type']}, {data['modality']}"
    return {
        "id": f"urn:{told.id}", "type": "Annotation", "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en", "purpose": "describing"},
            *({"type": "TextualBody", "value": each, "purpose": "tagging"} for each in told.provisions),
        ],
        "target": {
            "source": report["url"] or f"urn:{report['id']}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": data["quote"], "prefix": text[max(0, start - AROUND) : start],
                 "suffix": text[end : end + AROUND]},
            ],
        },
    }  # fmt: skip
