"""Verbs and words that mean another thing beside certain nouns: blame is traded, a town liberated, a date awaited."""

from __future__ import annotations

from dataclasses import replace

from guarantor.reading.judging.clause import ClauseView, Judged, word_list

_TRADING = frozenset({"trade", "exchange", "swap"})
_CLOSED = frozenset({"hypothetical", "conditional", "planned", "denied"})


def _object(view: ClauseView, reach: int = 5) -> set[str]:
    """The words right behind the deed's verb."""
    if view.main is None:
        return set()
    after = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[1]]
    return set(after[:reach])


def traded_words(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Trade blame", "exchanged fire": words or blows go to and fro, and nothing is handed over."""
    if judged.predicate not in _TRADING or judged.type not in {"fulfilment", "plan", "statement"}:
        return None
    after = _object(view, 3)
    if after & word_list("nouns", "blows"):
        return replace(judged.by("traded blows", "violation"), event="ASSAULT", targets=())
    if after & word_list("nouns", "words-traded"):
        return replace(judged.by("traded words", "statement"), event="ACCUSE", targets=())
    return None


def was_able(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was able to collect 96 of them": what somebody was able to do he did."""
    if judged.modality != "hypothetical" or not judged.rule.endswith("< able") or judged.polarity == "-":
        return None
    if view.finite < 0 or view.words[view.finite] not in {"was", "were", "has", "have", "had"}:
        return None
    return judged.by("was able", modality="happened")


def liberated(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Liberated the village": a place is taken, whatever the word for it; only people are set free."""
    if judged.predicate not in {"liberate", "free"} or judged.type not in {"fulfilment", "statement"}:
        return None
    if not _object(view) & word_list("nouns", "places") or judged.modality not in {"happened", "ongoing"}:
        return None
    return replace(judged.by("place taken", "violation"), event="ASSAULT")


def hosting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Already hosts 600,000 people": a count of those who are there."""
    hosts = judged.rule.split(" < ")[0] in {"refugees-taken", "border-refugees"} and judged.type == "fulfilment"
    if not hosts or judged.predicate not in {"host", "shelter", "house", "accommodate"} or not view.figures:
        return None
    return judged.by("hosting", "figure", "happened")


def driven_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Half a million people had been displaced": a count of those it happened to, by nobody's hand."""
    if judged.type != "violation" or judged.predicate not in {"displace", "uproot"} or judged.actors:
        return None
    return judged.by("count", "figure", "happened") if view.figures and judged.polarity == "+" else None


def ruled_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is unacceptable", "was out of the question": a stance against what is named."""
    if judged.type not in {"statement", "position"} or not view.told or view.finite < 0:
        return None
    if view.tokens[view.finite].lemma not in {"be", "remain"}:
        return None
    near = view.words[view.finite + 1 : view.finite + 6]
    said = word_list("nouns", "ruled-out").intersection(near) or "out of the question" in " ".join(near)
    if not said or not {"not", "n't", "n’t"}.isdisjoint(near):
        return None
    return replace(judged.by("ruled out", "position", "ongoing", "-"), event=None)


def may_take_place(view: ClauseView, judged: Judged) -> Judged | None:
    """ "A new round may take place in May": a meeting foreseen, though not sure."""
    if judged.type != "statement" or judged.modality != "hypothetical" or judged.polarity == "-":
        return None
    modal = {"modal may", "modal might", "modal could"}.intersection(judged.rule.split(" < "))
    before = view.words[: max(view.finite, 0)]
    if not modal or word_list("nouns", "talks").isdisjoint(before):
        return None
    holding = judged.event == "CONSULT" or judged.predicate in {"hold", "take", "resume", "begin", "start", "happen"}
    return judged.by("may take place", "plan") if holding else None


def awaiting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We are waiting for them to confirm the date": waiting goes on; what is waited for is nobody's plan."""
    if judged.modality in {"conditional", "denied"} or "wait-for" not in judged.rule or not view.told:
        return None
    return replace(judged.by("awaiting", "statement", "ongoing"), event=None)


def empowered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The Council authorised it to support the truce": approval is given, nothing handed over."""
    if judged.predicate not in {"authorise", "authorize", "mandate", "empower"} or judged.type != "fulfilment":
        return None
    return judged.by("empowered", "commitment")


def none_done(view: ClauseView, judged: Judged) -> Judged | None:
    """ "No strikes had been carried out there", told by a side: a charge is turned down."""
    if not view.told or judged.type != "statement" or judged.polarity != "-" or judged.modality in _CLOSED:
        return None
    harm = word_list("nouns", "breach")
    stands = any(
        view.words[i] == "no" and not harm.isdisjoint(view.words[i + 1 : i + 3]) for i in range(min(4, len(view.words)))
    )
    if not stands or view.teller_side is None:
        return None
    return judged.by("none done", "denial", "denied", "-")


def accord_reached(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The exchange was agreed in Istanbul last week": an accord, of which the number is only a part."""
    if judged.type != "figure" or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    if view.finite < 0 or view.words[view.finite : view.finite + 2] not in {("was", "agreed"), ("were", "agreed")}:
        return None
    return replace(judged.by("accord reached", "commitment", "happened"), event="AGREE")
