"""Claims: holder, kind, modality and span of made-up sentences and articles, and the real article where it is at
hand.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading import Reading, read_report, read_text
from guarantor.reading.bench_claims import predict
from guarantor.reading.explain import explain_report

PUBLISHED = "2025-05-06"

ROWS = [
    # words, holder, type, modality, polarity
    ("The Norwegian army said the rebels shelled the town on Monday.", "Norwegian army", "violation", "happened", "+"),
    ("Norway denied that its troops had shelled the town.", "Norway", "denial", "denied", "-"),
    ("Norway rejected claims that its troops had shelled the town.", "Norway", "denial", "denied", "-"),
    ("Norway accused the rebels of shelling the town.", "Norway", "violation", "happened", "+"),
    ("The rebels released 40 prisoners on Monday.", None, "fulfilment", "happened", "+"),
    ("The rebels would release 40 prisoners, Minister Ada Lund said.", "Ada Lund", None, "planned", "+"),
    ("The envoy called on both sides to open the road.", "The envoy", "demand", "ordered", "+"),
    ("Minister Ada Lund said her country would not sign the text.", "Ada Lund", "refusal", "planned", "-"),
    ("The UN said only 32 trucks reached the town in April.", "UN", "figure", "happened", "+"),
    ("Minister Ada Lund met the rebel leader in Geneva on Sunday.", None, "meeting", "happened", "+"),
    ("The envoys will meet in Geneva on Friday.", None, "plan", "planned", "+"),
    ("According to two diplomats, the talks will resume on Friday.", "two diplomats", "plan", "planned", "+"),
    ("The talks will resume on Friday, according to two diplomats.", "two diplomats", "plan", "planned", "+"),
    ("The rebels held the government responsible for the delay.", "The rebels", "violation", "ongoing", "+"),
    ("Norway said it remained committed to the accord.", "Norway", "commitment", "ongoing", "+"),
    ("The ministry said there had been no talks with the rebels.", "The ministry", "denial", "denied", "-"),
]  # fmt: skip


def read(text: str) -> list[Claim]:
    """The claims of a text, each checked."""
    claims = read_text(text, published=PUBLISHED, outlet="Lakes Post")
    for claim in claims:
        claim.check(text)
    return claims


@pytest.mark.parametrize(("text", "holder", "kind", "modality", "polarity"), ROWS)
def test_a_sentence(text: str, holder: str | None, kind: str | None, modality: str, polarity: str) -> None:
    claims = read(text)
    assert len(claims) == 1, [claim.quote for claim in claims]
    (claim,) = claims
    assert claim.holder.text == holder
    assert kind is None or claim.type == kind
    assert (claim.modality, claim.polarity) == (modality, polarity)
    assert (claim.rule and claim.predicate) or claim.type == "statement"


@pytest.mark.parametrize(
    "text",
    [
        "The meeting marks a strategic push by the capital to place itself at the centre of the process.",
        "Whether such engagement will produce results remains to be seen.",
        "Coordination between the states can be complex.",
        "Norway is expected to say on Monday that its troops have left.",
        "The rebels had not commented on the killings.",
    ],
)
def test_nothing_is_stated_as_done_that_is_not_told_as_done(text: str) -> None:
    assert not [
        claim for claim in read(text) if claim.type in {"fulfilment", "violation"} and claim.modality == "happened"
    ]


def test_two_propositions_are_two_claims_and_the_second_keeps_its_own_words() -> None:
    one, two = read("Minister Ada Lund said that the army had left the town but that the road would not open.")
    assert (one.holder.text, two.holder.text) == ("Ada Lund", "Ada Lund")
    assert two.quote == "the road would not open" and two.type == "refusal"
    assert one.quote.startswith("Minister Ada Lund said that the army had left")


def test_each_of_two_speakers_in_a_sentence_holds_his_own() -> None:
    claims = read("Norway said it had opened the road; the rebels said that no truck had passed.")
    assert [claim.holder.text for claim in claims] == ["Norway", "the rebels"]


def test_reports_of_reports_name_every_station() -> None:
    (claim,) = read("Haaretz reported, citing two officials, that the army had left the town.")
    assert [link.name for link in claim.chain] == ["Lakes Post", "Haaretz", "two officials"]
    assert claim.holder.text == "two officials" and claim.holder.kind == "anonymous"


def test_whose_words_are_not_made_out_are_not_the_outlet_s() -> None:
    for claim in read("The rebels left the town, allegedly after a bribe that somebody somewhere says was paid."):
        assert claim.holder.kind != "outlet"


# Long lines as a site has them.
ARTICLE = """Minister meets rebel delegation before summit

NAIROBI, May 6 (AFP) - Norway's Foreign Minister Ada Lund met leaders of the Lakes Front in Nairobi on 5 May 2025. \
Reuters Daily Nation
What happened According to Norwegian diplomatic sources, Lund and the Front's delegates discussed the truce and the
return of prisoners.
Lund later confirmed that on Friday the foreign ministers of five nations, including Kenya, Egypt, Qatar and Uganda \
would meet in Nairobi. (Source Reuters).
Why It Matters
The meeting marks a strategic push by Oslo to place itself at the centre of the process.
Summit talks in Nairobi will focus on two issues: a monitoring force and the reopening of the road. Xinhua
Uganda has voiced its opposition to Norwegian troops in the north. Arab News provides details.

Read more: the road to Nairobi
Copyright 2025 Lakes Post. All rights reserved.
"""


@pytest.fixture(scope="module")
def article() -> Reading:
    return read_report(Report(text=ARTICLE, location="-", published=PUBLISHED, outlet="Lakes Post"))


def one(reading: Reading, words: str) -> Claim:
    """The claim whose quote holds some words."""
    found = [claim for claim in reading.claims if words in claim.quote]
    assert len(found) == 1, (words, [claim.quote for claim in found])
    return found[0]


def test_the_made_up_article_s_meeting(article: Reading) -> None:
    claim = one(article, "met leaders of the Lakes Front")
    assert (claim.type, claim.modality) == ("meeting", "happened")
    assert claim.when is not None and (claim.when.start, claim.when.end) == ("2025-05-05", "2025-05-05")
    assert claim.where is not None and claim.where.text == "Nairobi"
    assert claim.actors[0].actor == "norway.mfa"
    assert [link.name for link in claim.chain] == ["Lakes Post", "AFP", "Reuters", "Daily Nation"]
    assert claim.quote.startswith("Norway's Foreign Minister")


def test_the_made_up_article_s_plan(article: Reading) -> None:
    claim = one(article, "would meet in Nairobi")
    assert (claim.type, claim.modality, claim.holder.text) == ("plan", "planned", "Lund")
    assert claim.when is not None and claim.when.start == "2025-05-09"
    assert claim.chain[-2].name == "Reuters" and claim.chain[-1].role == "holder"
    assert {m.actor for m in claim.actors} >= {"kenya", "egypt", "qatar", "uganda"}


def test_the_made_up_article_s_other_claims(article: Reading) -> None:
    talks = one(article, "discussed the truce")
    assert (talks.holder.text, talks.holder.actor, talks.holder.kind) == (
        "Norwegian diplomatic sources",
        "norway.mfa",
        "anonymous",
    )
    assert one(article, "will focus on two issues").modality == "planned"
    stance = one(article, "voiced its opposition")
    assert stance.holder.actor == "uganda" and stance.type in {"position", "refusal"} and stance.chain[1].name == "AFP"


def test_the_made_up_article_s_colour_and_notices_make_no_claims(article: Reading) -> None:
    for words in ("strategic push", "Read more", "Copyright", "Why It Matters"):
        assert not [claim for claim in article.claims if words in claim.quote]


def test_the_made_up_article_s_oddities(article: Reading) -> None:
    assert {one.kind for one in article.discrepancies} == {"count_and_names", "loose_credit"}
    assert any("5" in note and "4 named" in note for note in article.notes)


def test_explain_tells_what_fired_and_what_did_not() -> None:
    said = explain_report(Report(text=ARTICLE, location="-", published=PUBLISHED))
    for words in (
        "meeting_sides: plan",
        "did not fire: ",
        "passed over: a related",
        "telling: Lund / ",
        "no claim: ",
    ):
        assert words in said, words


# -- the real article and the development reports ------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(shared: Path) -> Reading:
    text = (shared / "reports" / "fidan-hamas-2025-11-01.txt").read_text(encoding="utf-8")
    return read_report(Report(text=text, location="-", published="2025-11-02"))


def test_the_real_article_s_meetings(real: Reading) -> None:
    held = one(real, "held a high-level meeting")
    assert (held.type, held.modality) == ("meeting", "happened")
    assert held.when is not None and held.when.start == held.when.end == "2025-11-01"
    assert held.where is not None and held.where.text == "Istanbul"
    assert [m.actor for m in held.actors] == ["hakan-fidan"] and [m.actor for m in held.targets] == [
        "hamas.political-bureau"
    ]
    assert [link.actor for link in held.chain[1:]] == ["anadolu", "daily-sabah"]
    sourced = one(real, "According to Turkish diplomatic sources")
    assert (sourced.holder.text, sourced.holder.actor) == ("Turkish diplomatic sources", "turkiye.mfa")
    assert (sourced.type, sourced.modality) == ("meeting", "happened")


def test_the_real_article_s_announced_meeting_is_no_meeting(real: Reading) -> None:
    claim = one(real, "would meet in Istanbul")
    assert (claim.type, claim.modality, claim.holder.actor) == ("plan", "planned", "hakan-fidan")
    assert claim.when is not None and claim.when.start == claim.when.end == "2025-11-03"
    assert [link.actor for link in claim.chain[1:]] == ["reuters", "hakan-fidan"]


def test_the_real_article_s_issues_objection_and_demands(real: Reading) -> None:
    issues = one(real, "three primary issues")
    assert issues.modality == "planned" and issues.chain[1].actor == "ilkha"
    objection = one(real, "disapproval of Turkish security forces")
    assert objection.holder.actor == "israel" and objection.type in {"position", "refusal"}
    assert objection.chain[1].actor == "arab-news"
    asked = one(real, "subject to demands")
    assert asked.type == "demand" and [m.actor for m in asked.targets] == ["hamas"] and asked.holder.text is None


def test_the_real_article_s_oddities(real: Reading) -> None:
    assert [d.kind for d in real.discrepancies].count("loose_credit") == 9
    (count,) = [d for d in real.discrepancies if d.kind == "count_and_names"]
    assert (count.told, count.found) == (8.0, 7.0)


def test_the_real_article_s_colour_makes_no_claim(real: Reading) -> None:
    for words in ("strategic push", "remains to be seen", "can be complex", "position itself as an intermediary"):
        assert not [claim for claim in real.claims if words in claim.quote]


def _scorer(folder: Path) -> ModuleType:
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score_claims", folder / "score_claims.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_floor_on_the_development_reports(shared: Path) -> None:
    """Precision .85 at recall .45 of claims found with holder, type and modality."""
    scorer = _scorer(shared / "bench")
    data = shared / "bench" / "data" / "reports"
    predictions: list[dict[str, Any]] = [json.loads(json.dumps(one)) for one in predict(data)]
    right = scorer.score(predictions, scorer.read_gold(data))["claim_right"]
    assert right["p"] >= 85 and right["r"] >= 45, right
