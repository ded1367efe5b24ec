"""Incidents as GeoJSON (RFC 7946): a feature an incident and account; without a known place the geometry is null."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guarantor.exchange.selected import Selected
from guarantor.exchange.tables import rows


def geojson(selected: Selected) -> Iterator[str]:
    """The document in pieces. Coordinates are longitude, latitude (WGS 84) of the named place, not of the event."""
    head = json.dumps(f"{selected.agreement.title}: incidents, {selected.asked}", ensure_ascii=False)
    yield f'{{"type": "FeatureCollection", "title": {head}, "features": ['
    for number, row in enumerate(rows("incidents", selected)):
        latitude, longitude = row.pop("latitude"), row.pop("longitude")
        known = latitude is not None and longitude is not None
        feature = {
            "type": "Feature", "id": f"{row['account']}/{row['incident']}",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None, "properties": row,
        }  # fmt: skip
        yield ("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"
