"""The shapes of provisions and of evidence patterns."""

from __future__ import annotations

from typing import get_args

from guarantor.agreement.shapes import (
    FLAG,
    NUMBER,
    TEXT,
    WORD,
    WORDS,
    Key,
    Shape,
    choice,
    either,
    listed,
    many,
    one,
)
from guarantor.agreement.shapes_agreement import (
    ACT,
    ACT_KEYS,
    ACT_PATTERN,
    AMENDMENT,
    CONDITION,
    COUNTER,
    DEFAULTS_KEY,
    EVENT,
    EVIDENCE_KEY,
    GATE,
    GATE_READING,
    ISSUE,
    MEETING,
    NOTE_KEY,
    OBJECT,
    OPTION,
    PHASE,
    READING_OF_KEY,
    REF_KEY,
    ROLE,
    TEXT_KEY,
    TEXT_SHAPE,
    TITLE_KEY,
)
from guarantor.agreement.shapes_positions import AGREEING_SHAPE, CONSENT, TIE
from guarantor.model.claim import ClaimType, Modality, QuantityKind
from guarantor.model.provision import Effect

EFFECTS = get_args(Effect)
CLAIM_TYPES = get_args(ClaimType)
MODALITIES = get_args(Modality)
QUANTITY_KINDS = get_args(QuantityKind)
PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONCEDE", "RETREAT",
)  # fmt: skip
"""The event types of PLOVER, with the two that some codebooks fold into YIELD."""

_CONDITION = either(WORD, {"type": "array"}, one("condition"))
_DEBTORS = either(WORDS, one("debtors"))

DUTY = Shape(
    name="duty",
    doc="The act that is owed, forbidden or to be kept up.",
    keys={
        "act": ACT_KEYS["act"],
        "of": ACT_KEYS["of"],
        "to": ACT_KEYS["to"],
        "at": ACT_KEYS["at"],
        "through": Key(doc="who may do it for the debtor: actors or roles", schema=WORDS),
        "quantity": Key(doc="how much: 20, at least 20 people, at most 3, exactly 28, 600/day, or by reference",
                        schema=either(TEXT, one("by-reference"))),
        "ratio": Key(doc="so many for each one of another provision or event: 5 per handover",
                     schema=either(TEXT, one("ratio"))),
        "distinct": Key(doc="true where different things or people are counted, each once", schema=FLAG),
    },
    elsewhere=dict.fromkeys(
        ("within", "from", "until", "every", "quota", "carry-over", "when", "while", "unless", "suspends", "verify",
         "debtor", "creditor", "text"),
        "in the provision, beside `do:`, `refrain:` or `maintain:`",
    ),
)  # fmt: skip

DEBTORS = Shape(
    name="debtors",
    doc="Who owes: each for himself, or all together.",
    keys={
        "each": Key(doc="each of these for himself", schema=WORDS),
        "jointly": Key(doc="these together", schema=WORDS),
    },
)

BY_REFERENCE = Shape(
    name="by-reference",
    doc="A quantity that another text sets.",
    keys={
        "by-reference": Key(doc="the text that sets it", schema=WORD, required=True),
        "told": Key(doc="the numbers that are told for it, by name of the reading",
                    schema={"type": "object", "additionalProperties": one("told-amount")}),
        "note": NOTE_KEY,
    },
)  # fmt: skip

TOLD_AMOUNT = Shape(
    name="told-amount",
    doc="A number that somebody tells for a quantity by reference.",
    keys={
        "quantity": Key(doc="the amount: 600 trucks", schema=TEXT, required=True),
        "by": Key(doc="who tells it: an actor or source", schema=WORD),
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)

RATIO = Shape(
    name="ratio",
    doc="So many of this act for each one of another.",
    keys={
        "times": Key(doc="how many", schema=NUMBER, required=True),
        "per": Key(doc="the provision or event whose amounts are multiplied", schema=WORD, required=True),
        "unit": Key(doc="which of those count, in words of the figure: officers", schema=TEXT),
        "mode": Key(doc="everything against everything, each occurrence for itself, or first in, first out",
                    schema=choice("cumulative", "trigger", "fifo")),
        "lag": Key(doc="how long after the other act it is owed: 72h", schema=TEXT),
        "note": NOTE_KEY,
    },
)  # fmt: skip

VERIFY = Shape(
    name="verify",
    doc="Who verifies. A grade of evidence, not a truth value.",
    keys={
        "who": Key(doc="actors or roles", schema=WORDS, required=True),
        "within": Key(doc="how long after the act: 48h", schema=TEXT),
        "quorum": Key(doc="how many of them must say so", schema=NUMBER),
    },
)

CLOSING = Shape(
    name="closing",
    doc="An event that settles the duty otherwise than owed.",
    keys={
        **ACT_KEYS,
        "act": Key(doc=ACT_KEYS["act"].doc, schema=WORD),
        "told": Key(doc="the event, by id, instead of an act", schema=WORD),
        "from": Key(doc="first moment at which it counts, as an offset from the clock's anchor", schema=TEXT),
        "until": Key(doc="last moment at which it counts, as an offset from the clock's anchor", schema=TEXT),
        "note": NOTE_KEY,
    },
)

_CHANGEABLE: dict[str, Key] = {
    "title": TITLE_KEY,
    "debtor": Key(doc="who owes: one, a list (together), {each: […]} or {jointly: […]}", schema=_DEBTORS),
    "creditor": Key(doc="to whom it is owed", schema=WORDS),
    "do": Key(doc="the act that is owed", schema=one("duty")),
    "refrain": Key(doc="the act that is forbidden", schema=one("duty")),
    "maintain": Key(doc="the act or state that is to be kept up", schema=one("duty")),
    "quantity": Key(doc="how much (in place of the same key under do)", schema=either(TEXT, one("by-reference"))),
    "ratio": Key(doc="so many for each (in place of the same key under do)", schema=either(TEXT, one("ratio"))),
    "within": Key(doc="the time allowed: 72h of pull-back, 7 days of approval", schema=TEXT),
    "from": Key(doc="when it begins: an event, phase, date, or 2 days after one", schema=TEXT),
    "until": Key(doc="when it ends: an event, phase, date, or 14 days after one", schema=TEXT),
    "by": Key(doc="the last day or time for it: 2015-12-31; or an event by whose moment it is due", schema=TEXT),
    "every": Key(doc="how often: day, week, 6 months, 6 months from r2803", schema=TEXT),
    "quota": Key(doc="whether each period owes the amount, all on average, or their sum by the end",
                 schema=choice("each", "average", "sum")),
    "carry-over": Key(doc="true where too much in one period counts for the next, and too little is owed on",
                      schema=FLAG),
    "rounding": Key(doc="31 January and a month: down (28 February), up (1 March)", schema=choice("down", "up")),
    "when": Key(doc="what must be told for anything to be owed", schema=_CONDITION),
    "while": Key(doc="what keeps the duty alive; unknown, it binds", schema=_CONDITION),
    "unless": Key(doc="what excepts from it", schema=_CONDITION),
    "suspends": Key(doc="what the exception takes out: the duty, or time from the clock",
                    schema=choice("duty", "clock")),
    "for-each": Key(doc="one duty for each key that this event is told with", schema=WORD),
    "consume": Key(doc="whether one act may count for several duties", schema=choice("shared", "exclusive")),
    "incidents": Key(doc="true where each alleged breach is listed with its own status (counted they are in any case)",
                     schema=FLAG),
    "verify": Key(doc="who verifies", schema=either(WORD, one("verify"))),
    "closes-otherwise": Key(doc="events that settle it otherwise", schema=either(one("closing"), listed("closing"))),
    "soft": Key(doc="what the text says to soften it, in words; shown beside overdue, late and breached", schema=TEXT),
    "phase": Key(doc="the phase it belongs to; without any other clock it begins with it", schema=WORD),
    "note": NOTE_KEY,
}  # fmt: skip

READING = Shape(
    name="reading",
    doc="Another way to read the text: the keys that differ. Both stand until a person chooses.",
    keys={
        "reading-of": READING_OF_KEY,
        "text": TEXT_KEY,
        "ref": REF_KEY,
        **_CHANGEABLE,
        "chosen": Key(doc="true where a person chose this reading", schema=FLAG),
        "reason": Key(doc="why it was chosen", schema=TEXT),
    },
)

CHANGE = Shape(name="change", doc="The keys of a provision that an amendment sets.", keys=_CHANGEABLE)

PROVISION = Shape(
    name="provision",
    doc="One thing that a text obliges somebody to do, not to do, or to keep up.",
    keys={
        "text": Key(doc=TEXT_KEY.doc, schema=WORDS, required=True),
        "ref": REF_KEY,
        **_CHANGEABLE,
        "readings": Key(doc="other ways to read the text, by name; a clause is a good name", schema=many("reading")),
        "evidence": EVIDENCE_KEY,
        "defaults": DEFAULTS_KEY,
        "issues": Key(doc="the issues that touch it", schema=WORDS),
    },
    elsewhere={
        "counters": "under `counters:` beside `provisions:`, with `about:` this provision",
        "amendments": "under `amendments:` beside `provisions:`, with this provision under `changes:`",
        "amended": "under `amendments:` beside `provisions:`, with this provision under `changes:`",
        "gate": "under a phase; for a provision, `when:`",
        "trigger": "in the clock: `within: 72h of an-event`, or a condition under `when:`",
        "act": "under `do:`, `refrain:` or `maintain:`",
        "of": "under `do:`, `refrain:` or `maintain:`, beside `act:`",
        "to": "under `do:`, `refrain:` or `maintain:`, beside `act:` (to whom it is owed is `creditor:`)",
        "at": "under `do:`, `refrain:` or `maintain:`, beside `act:`",
        "through": "under `do:`, `refrain:` or `maintain:`, beside `act:`",
        "distinct": "under `do:`, beside `act:`",
        "unit": "under `ratio:`, or on the object",
    },
)

EVIDENCE = Shape(
    name="evidence",
    doc="Which claims bear, and what they do. Keys that are absent ask for nothing; those that are there must all "
        "fit (of acts, words and events, one is enough).",
    keys={
        "name": Key(doc="a name for it, shown where it made a link", schema=TEXT),
        "effect": Key(doc="what such a claim does", schema=choice(*EFFECTS), required=True),
        "acts": Key(doc="acts of the table, by id: any of their words", schema=WORDS),
        "words": Key(doc="verbs or nouns of the act, in their plain form", schema=WORDS),
        "types": Key(doc="types of claims", schema=either(choice(*CLAIM_TYPES), {"type": "array"})),
        "events": Key(doc="PLOVER event types, beside the words of the act",
                      schema=either(choice(*PLOVER), {"type": "array"})),
        "modalities": Key(doc="modalities (without it: those that the effect needs)",
                          schema=either(choice(*MODALITIES), {"type": "array"})),
        "polarity": Key(doc="whether the claim says it is so, or is not so", schema=choice("+", "-", "any")),
        "by": Key(doc="who acts: actors or roles, with their organs and members", schema=WORDS),
        "by-silent": Key(doc="true where a claim that names nobody as doer fits too", schema=FLAG),
        "to": Key(doc="whom it is done to: actors or roles; a claim that names nobody fits too", schema=WORDS),
        "of": Key(doc="what it is done to: objects by id, or phrases", schema=WORDS),
        "not-of": Key(doc="objects or phrases that it must not be", schema=WORDS),
        "holders": Key(doc="who must say it: actors, roles or sources", schema=WORDS),
        "scope": Key(doc="words of the figure that say what it counts", schema=WORDS),
        "scope-is": Key(doc="how that lies to what is owed", schema=choice("same", "narrower", "wider")),
        "place": Key(doc="places, by id, with all that lies in them", schema=WORDS),
        "period": Key(doc="words of the figure's period: per day, so far", schema=WORDS),
        "unit": Key(doc="units of the figure", schema=WORDS),
        "kind": Key(doc="kinds of figure", schema=either(choice(*QUANTITY_KINDS), {"type": "array"})),
        "debtor": Key(doc="the debtor of whom it speaks, where several owe", schema=WORD),
        "key": Key(doc="the key that binds it to one occurrence", schema=TEXT),
        "whole": Key(doc="true where it says that all that is owed is done", schema=FLAG),
        "catches": Key(doc="sentences that it must catch", schema=WORDS),
        "misses": Key(doc="sentences that it must not catch", schema=WORDS),
        "note": NOTE_KEY,
    },
)  # fmt: skip

AGREEMENT_PARTS: tuple[Shape, ...] = (
    TEXT_SHAPE, ROLE, ACT, OBJECT, ACT_PATTERN, EVENT, CONDITION, GATE, GATE_READING, PHASE, PROVISION, DUTY, DEBTORS,
    BY_REFERENCE, TOLD_AMOUNT, RATIO, VERIFY, CLOSING, READING, CHANGE, EVIDENCE, COUNTER, MEETING, OPTION, ISSUE,
    AMENDMENT, CONSENT, AGREEING_SHAPE, TIE,
)  # fmt: skip
