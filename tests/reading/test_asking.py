"""Rules of judging are found by what they ask; that must come to the same as trying each of them in turn."""

from __future__ import annotations

import pytest

from guarantor.model.report import Report
from guarantor.reading.claims import parts_of, view_of
from guarantor.reading.judging import ClauseView, Judged
from guarantor.reading.judging.asking import Asked, Rule, Table, asks
from guarantor.reading.judging.opening import opened
from guarantor.reading.judging.rules import RULES, TABLE
from guarantor.reading.patterns import read_table
from reading.gold import ARTICLES

TABLES = ("stances", "charges", "phrases")
NAMES = sorted(path.name for path in ARTICLES.glob("*.txt"))[::4]


def views_of(text: str) -> list[ClauseView]:
    """The units of a text as the rules see them."""
    parts = parts_of(Report(text=text, location="-", published="2025-11-05", outlet="Lakes Post"))
    return [view_of(parts, unit) for unit in parts.units]


def one_by_one(view: ClauseView, judged: Judged) -> Judged:
    """Every rule asked by itself, in its order."""
    for rule in RULES:
        judged = rule(view, judged) or judged
    return judged


def hold(text: str) -> int:
    """Hold both ways against each other; how many rules fired."""
    fired = 0
    for view in views_of(text):
        begun = opened(view)
        if begun is not None:
            found = TABLE.read(view, begun)
            assert found == one_by_one(view, begun), text[slice(*view.unit.span)]
            fired += found != begun
    return fired


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_judged_as_by_every_rule_in_turn(name: str) -> None:
    assert hold((ARTICLES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", TABLES)
def test_examples_are_judged_as_by_every_rule_in_turn(table: str) -> None:
    rows = [row for row in read_table(f"judging/{table}.tsv") if row["example"] != "-"]
    assert hold("\n\n".join(row["example"] for row in rows))


def test_a_rule_is_tried_where_what_it_asks_is_so_and_nowhere_else() -> None:
    view = next(one for one in views_of("The envoy said that the army would open the road.") if one.told)
    begun = opened(view)
    assert begun is not None
    asked = [
        Asked(), Asked(types=frozenset({begun.type})), Asked(not_types=frozenset({begun.type})),
        Asked(words=frozenset({"road"})), Asked(words=frozenset({"bridge"})), Asked(told=True), Asked(told=False),
        Asked(predicates=frozenset({begun.predicate or ""})), Asked(predicates=frozenset({"close"})),
        Asked(modalities=frozenset({begun.modality})), Asked(not_modalities=frozenset({begun.modality})),
        Asked(polarity="+"), Asked(polarity="-"), Asked(finite=True), Asked(headline=True), Asked(figures=True),
    ]  # fmt: skip
    tried: list[int] = []

    def noting(number: int) -> Rule:
        return Rule(lambda _view, _judged: tried.append(number), asked[number])

    Table([noting(number) for number in range(len(asked))]).read(view, begun)
    assert tried == [0, 1, 3, 5, 7, 9, 11, 13]


def test_what_a_rule_changes_decides_on_those_behind_it() -> None:
    view = next(one for one in views_of("The envoy said that the army would open the road.") if one.told)
    begun = opened(view)
    assert begun is not None and begun.type != "denial"
    denies = asks()(lambda _view, judged: judged.by("denies", "denial"))
    behind = asks(types={"denial"})(lambda _view, judged: judged.by("behind"))
    rules = [behind, denies, behind, asks(not_types={"denial"})(lambda _view, judged: judged.by("never"))]
    assert Table(rules).read(view, begun).rule == f"{begun.rule} < denies < behind"


@pytest.mark.parametrize("named", [{"types": {"statment"}}, {"not_modalities": {"done"}}])
def test_an_unknown_kind_is_refused(named: dict[str, set[str]]) -> None:
    with pytest.raises(ValueError, match="no kind or stand"):
        asks(**named)  # type: ignore[arg-type]
