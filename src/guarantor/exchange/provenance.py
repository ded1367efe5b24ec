"""The way from report to status as W3C PROV-JSON: reports, claims, whose word, statuses, and what made which."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from guarantor import __version__
from guarantor.exchange.selected import Selected

PREFIX = {
    "g": "https://guarantor.example/ns#", "case": "https://guarantor.example/case#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def prov_json(selected: Selected) -> Iterator[str]:
    """The document (PROV-JSON, member submission of 24 April 2013), a record at a time."""
    parts: dict[str, Iterable[tuple[str, Any]]] = {
        "prefix": PREFIX.items(), "entity": _entities(selected), "activity": _activities(selected),
        "agent": _agents(selected), "wasDerivedFrom": _derived(selected), "wasGeneratedBy": _generated(selected),
        "wasAttributedTo": _attributed(selected),
        "wasAssociatedWith": [("_:a1", {"prov:activity": "case:reading", "prov:agent": "case:guarantor"})],
        "used": _used(selected),
    }  # fmt: skip
    yield "{"
    for number, (name, records) in enumerate(parts.items()):
        yield ("," if number else "") + f"\n{json.dumps(name)}: {{"
        for place, (key, value) in enumerate(records):
            yield ("," if place else "") + f"\n{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        yield "}"
    yield "\n}\n"


def _id(id_: str) -> str:
    """An id as a qualified name: colons are not allowed in its local part. Two ids are never one name: where more than
    colons had to go, a digest of the id follows."""
    name = "".join(sign if sign.isalnum() or sign in ".-" else "_" for sign in id_)
    if name == id_.replace(":", "_") and "_" not in id_:
        return f"case:{name}"
    return f"case:{name}-{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _entities(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    for id_, report in selected.cited_reports():
        yield _id(id_), {"prov:type": "g:Report", "prov:label": report.title or report.location, "g:id": id_,
                         "g:url": report.url or "", "g:published": report.published or ""}  # fmt: skip
    for id_, kept in selected.claims.items():
        yield _id(id_), {"prov:type": "g:Claim", "prov:value": kept.claim.quote, "g:id": id_,
                         "g:start": kept.claim.span[0], "g:end": kept.claim.span[1],
                         "g:review": kept.claim.review}  # fmt: skip
    for account, state in selected.states.items():
        for provision, cell in state.items():
            yield _status(account, provision), {
                "prov:type": "g:Status", "prov:value": cell.text, "g:provision": provision, "g:account": account,
            }  # fmt: skip


def _status(account: str, provision: str) -> str:
    return _id(f"status.{account}.{provision}")


def _activities(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "case:reading", {"prov:type": "g:Reading", "g:program": f"guarantor {__version__}"}
    yield "case:assessment", {"prov:type": "g:Assessment", "g:asked": selected.asked}


def _agents(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "case:guarantor", {"prov:type": {"$": "prov:SoftwareAgent", "type": "xsd:QName"}}
    for root in sorted({selected.roots.of(kept.claim).id for kept in selected.claims.values()}):
        yield _id(f"root.{root}"), {"prov:label": selected.roots.name(root), "g:id": root}


def _derived(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for id_, kept in selected.claims.items():
        number += 1
        yield f"_:d{number}", {"prov:generatedEntity": _id(id_), "prov:usedEntity": _id(kept.claim.report.id)}
    for account, state in selected.states.items():
        for provision, cell in state.items():
            for claim in cell.claims:
                if claim in selected.claims:
                    number += 1
                    yield (
                        f"_:d{number}",
                        {"prov:generatedEntity": _status(account, provision), "prov:usedEntity": _id(claim)},
                    )


def _generated(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, id_ in enumerate(selected.claims, 1):
        yield f"_:g{number}", {"prov:entity": _id(id_), "prov:activity": "case:reading"}
    statuses = ((a, p) for a, state in selected.states.items() for p in state)
    for number, (account, provision) in enumerate(statuses, 1):
        yield f"_:s{number}", {"prov:entity": _status(account, provision), "prov:activity": "case:assessment"}


def _attributed(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, (id_, kept) in enumerate(selected.claims.items(), 1):
        yield f"_:t{number}", {"prov:entity": _id(id_), "prov:agent": _id(f"root.{selected.roots.of(kept.claim).id}")}


def _used(selected: Selected) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, (id_, _) in enumerate(selected.cited_reports(), 1):
        yield f"_:u{number}", {"prov:activity": "case:reading", "prov:entity": _id(id_)}
