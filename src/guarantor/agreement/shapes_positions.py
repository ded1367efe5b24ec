"""The keys of consent rules and ties between options."""

from __future__ import annotations

from guarantor.agreement.shapes import FLAG, NUMBER, TEXT, WORD, WORDS, Key, Shape, choice, either, one
from guarantor.agreement.shapes_agreement import NOTE_KEY, REF_KEY, TEXT_KEY

AGREEING = either(TEXT, {"type": "array", "items": either(TEXT, one("agreeing"))})

AGREEING_KEYS = {
    "all-of": Key(doc="each of these has to agree: actors, roles, or groups with keys of their own", schema=AGREEING),
    "any-of": Key(doc="one of these has to agree", schema=AGREEING),
    "at-least": Key(doc="how many of those under `of` have to agree", schema=NUMBER),
    "of": Key(doc="those of whom `at-least` counts", schema=AGREEING),
    "weights": Key(doc="votes, by actor", schema={"type": "object", "additionalProperties": NUMBER}),
    "reach": Key(doc="how many votes of `weights` have to agree", schema=NUMBER),
}

AGREEING_SHAPE = Shape(
    name="agreeing",
    doc="A group whose agreement is needed: `all-of`, `any-of`, `at-least` and `of`, or `weights` and `reach`.",
    keys=AGREEING_KEYS,
)

CONSENT = Shape(
    name="consent",
    doc="Whose agreement a decision needs, and by which text.",
    keys={
        "title": Key(doc="the rule in words", schema=TEXT),
        "on": Key(doc="issues (each answer is then a decision), or single answers as issue/option", schema=WORDS,
                  required=True),
        **AGREEING_KEYS,
        "together": Key(doc="true where those under `on` are one decision and not each its own", schema=FLAG),
        "kind": Key(doc="whether law asks for this agreement, or only practice", schema=choice("legal", "practical")),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)  # fmt: skip

TIE = Shape(
    name="tie",
    doc="Options that cannot hold together, or not in any order.",
    keys={
        "never": Key(doc="answers, as issue/option, that cannot all hold", schema=WORDS),
        "option": Key(doc="an answer, as issue/option, that can only come after others", schema=WORD),
        "after": Key(doc="the answers that have to come before it", schema=WORDS),
        "because": Key(doc="why, in words", schema=TEXT),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)
