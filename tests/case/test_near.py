"""Who stands behind a cell of a very large record: the same whether all of a report is read, or what tells it alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from guarantor.case import Case
from guarantor.case import knowledge as knowing
from guarantor.case.knowledge import Knowledge
from guarantor.case.near import NearOrigins
from guarantor.linking.kept import Kept
from guarantor.model.link import Link
from guarantor.model.report import Report

GROUPS = yaml.safe_load((Path(__file__).parent / "data" / "origin_groups.yaml").read_text(encoding="utf-8"))["groups"]


def near(knowledge: Knowledge) -> NearOrigins:
    def nothing() -> NearOrigins:
        raise AssertionError

    return NearOrigins(
        knowledge.roots,
        knowledge.view,
        knowledge.reports,
        zone=knowledge.zone,
        everything=nothing,  # type: ignore[arg-type]
    )


def whole(knowledge: Knowledge) -> NearOrigins:
    """The same, to which every report tells everything before anything is asked."""
    made = near(knowledge)
    for id_ in knowledge.reports:
        made._report(id_)
        made._tell(id_)
    return made


@pytest.mark.parametrize("decided", [False, True])
def test_few_reports_tell_all_that_counts(own: Case, monkeypatch: pytest.MonkeyPatch, *, decided: bool) -> None:
    own.read_reports([
        Report(text=text, location=f"{name}-{n}.txt", outlet=outlet, published=str(day))
        for name, group in GROUPS.items() for n, (outlet, day, text) in enumerate(group["reports"])
    ])  # fmt: skip
    monkeypatch.setattr(knowing, "LARGE", 0)
    chance = random.Random(3)
    if decided:
        apart = chance.sample(sorted(own.knowledge().claims), 40)
        own.record.add_links(
            [Link(kind="origin", claims=(one, other), effect=effect, reason="as a person says")
             for one, other, effect in zip(apart[::2], apart[1::2], ["joined", "apart"] * 10, strict=True)],
        )  # fmt: skip
        own.forget()
    knowledge = own.knowledge()
    claims: list[Kept] = list(knowledge.claims.values())
    nobody = [kept for kept in claims if knowledge.roots.of(kept.claim).kind == "unresolved"]
    assert any(knowledge.roots.of(kept.claim).anonymous for kept in nobody)
    few, every = near(knowledge), whole(knowledge)
    groups = [chance.sample(chance.choice([claims, nobody]), chance.randrange(1, 9)) for _ in range(60)]
    counts = [few.count(group) for group in groups]
    assert counts == [every.count(group) for group in groups]
    assert [few.lower(group) for group in groups] == [every.lower(group) for group in groups]
    assert any(count.high < len(group) for count, group in zip(counts, groups, strict=True))
    assert decided == bool(few._decisions) and (decided or len(few._told) < len(few._near))
