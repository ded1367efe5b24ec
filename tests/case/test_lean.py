"""Claims and links read in part give the same testimonies as read whole."""

from __future__ import annotations

from dataclasses import replace

from guarantor.case import Case
from guarantor.case.lean import Told, link_told
from guarantor.model.claim import Claim
from guarantor.model.link import Link


def test_a_claim_told_is_the_claim_in_part(demo: Case) -> None:
    told, seen = Told(), 0
    for entry in demo.record.store.entries(["claim"]):
        assert entry.payload is not None
        whole = Claim.from_json(entry.payload)
        part = replace(
            whole, cue=None, content=(), event=None, predicate=None, actors=(), targets=(), where=None, notes=(),
            issues=(), provisions=(), quantities=tuple(replace(each, span=None) for each in whole.quantities),
            when=None if whole.when is None else replace(whole.when, span=None), review="proposed",
        )  # fmt: skip
        read = told.claim(entry.payload)
        assert replace(
            read, quantities=tuple(replace(each, span=None) for each in read.quantities),
            when=None if read.when is None else replace(read.when, span=None),
        ) == part  # fmt: skip
        seen += 1
    assert seen


def test_a_link_told_is_the_link(demo: Case) -> None:
    for entry in demo.record.store.entries(["link"]):
        assert entry.payload is not None
        assert link_told(entry.payload) == Link.from_json(entry.payload)
