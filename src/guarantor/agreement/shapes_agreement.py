"""The shapes of what stands in agreement/*.yaml, all but provisions (those are in ``shapes_provisions``)."""

from __future__ import annotations

from guarantor.agreement.shapes import (
    ANYTHING,
    DAY,
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

TEXT_KEY = Key(doc="where it stands: the id of a text and the clause, as `steps 5`; several in a list", schema=WORDS)
REF_KEY = Key(doc="web addresses, or the words of a reference that is no clause of a text", schema=WORDS)
NOTE_KEY = Key(doc="anything else a colleague should know", schema=TEXT)
TITLE_KEY = Key(doc="its name, as readers see it", schema=TEXT)
ALSO_KEY = Key(doc="other words by which reports call it", schema=WORDS)
EVIDENCE_KEY = Key(doc="which claims bear on it, beside the patterns made from its own act", schema=listed("evidence"))
DEFAULTS_KEY = Key(doc="false leaves out the patterns made from its own act", schema=FLAG)

TEXT_SHAPE = Shape(
    name="text",
    doc="A version of an agreement: a plan, a signed paper, a resolution.",
    keys={
        "title": Key(doc="its title", schema=TEXT, required=True),
        "date": Key(doc="the day it was signed, published or adopted", schema=DAY, required=True),
        "also": ALSO_KEY,
        "amends": Key(doc="the text that it amends", schema=WORD),
        "endorses": Key(doc="the text that it endorses", schema=WORD),
        "annexes": Key(doc="what is known of its annexes: unpublished, …", schema=TEXT),
        "ref": Key(doc="where it can be read", schema=WORDS, required=True),
        "note": NOTE_KEY,
    },
)

ROLE = Shape(
    name="role",
    doc="Actors under one name in the agreement: signatories, guarantors, a commission. Its id stands for all of them.",
    keys={
        "who": Key(doc="the actors that have it", schema=WORDS, required=True),
        "title": TITLE_KEY,
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "contested": Key(doc="who disputes the role, in words; a contested role is a matter of claims", schema=TEXT),
        "note": NOTE_KEY,
    },
)

ACT = Shape(
    name="act",
    doc="An act, and the English words by which reports tell it.",
    keys={
        "does": Key(doc="verbs whose subject does it: hand over, return", schema=WORDS, required=True),
        "receives": Key(doc="verbs whose subject is the one it is done to: receive", schema=WORDS),
        "nouns": Key(doc="nouns for it: handover, return", schema=WORDS),
        "undoes": Key(doc="verbs that say the opposite was done: withhold, resume", schema=WORDS),
        "events": Key(doc="PLOVER event types of it, where the words alone are not enough", schema=WORDS),
        "note": NOTE_KEY,
    },
)

OBJECT = Shape(
    name="object",
    doc="What an act is done to, and the phrases by which reports call it.",
    keys={
        "name": Key(doc="its name, with an article where it wants one", schema=TEXT, required=True),
        "words": Key(doc="phrases that mean it: captured soldiers, prisoners of war", schema=WORDS, required=True),
        "not": Key(doc="phrases that mean something else though they hold one of the words", schema=WORDS),
        "unit": Key(doc="what it is counted in: people, bodies, trucks", schema=TEXT),
        "scopes": Key(doc="words of a figure that say how much it counts: {aid only: narrower, all cargo: same}",
                      schema={"type": "object", "additionalProperties": choice("same", "narrower", "wider")}),
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)  # fmt: skip

ACT_KEYS: dict[str, Key] = {
    "act": Key(doc="the act, from `acts` or the built-in table", schema=WORD, required=True),
    "by": Key(doc="who does it: actors or roles", schema=WORDS),
    "of": Key(doc="what it is done to: an object, text, phase or place", schema=WORD),
    "to": Key(doc="to whom, or to where: actors, roles or places", schema=WORDS),
    "at": Key(doc="at which place", schema=WORD),
}

ACT_PATTERN = Shape(name="act-pattern", doc="An act in the agreement's own words.", keys=ACT_KEYS)

EVENT = Shape(
    name="event",
    doc="Something that clocks hang on. It is told by claims, and everybody may tell it differently.",
    keys={
        "title": TITLE_KEY,
        **ACT_KEYS,
        "occurs": Key(doc="once, or often (each occurrence opens its own clock)", schema=choice("once", "often")),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "evidence": EVIDENCE_KEY,
        "defaults": DEFAULTS_KEY,
        "note": NOTE_KEY,
    },
)

CONDITION_KEYS: dict[str, Key] = {
    "all": Key(doc="all of these", schema=either(WORD, {"type": "array"})),
    "any": Key(doc="any of these", schema=either(WORD, {"type": "array"})),
    "at-least": Key(doc="at least so many of the conditions under `of`", schema=NUMBER),
    "of": Key(doc="the conditions of `at-least`, or the provision of `grade`", schema=ANYTHING),
    "not": Key(doc="the contrary of a condition", schema=ANYTHING),
    "told": Key(doc="an event is told to have come: its id, or an act", schema=either(WORD, one("act-pattern"))),
    "since": Key(doc="an event is told, and the one under `until` not since", schema=WORD),
    "until": Key(doc="the event that ends what `since` began", schema=WORD),
    "status": Key(doc="a provision has one of the statuses under `is` (without it: fulfilled)", schema=WORD),
    "is": Key(doc="the statuses meant by `status`", schema=WORDS),
    "performs": Key(doc="an actor is told in breach of nothing and behind with nothing (told so, where all is kept)",
                    schema=WORD),
    "phase": Key(doc="a phase has begun", schema=WORD),
    "grade": Key(doc="the provision under `of` is fulfilled at this grade of evidence",
                 schema=choice("asserted", "corroborated", "verified")),
    "text": TEXT_KEY,
    "ref": REF_KEY,
    "note": NOTE_KEY,
}  # fmt: skip

CONDITION = Shape(
    name="condition",
    doc="A condition over what is told: exactly one of the operators.",
    keys=CONDITION_KEYS,
)

READING_OF_KEY = Key(
    doc="what it is a reading of: a clause (`plan 3`), or a statement in words with its `ref`", schema=WORDS
)

GATE = Shape(
    name="gate",
    doc="What must be so before a phase opens: a condition, or readings of it side by side.",
    keys={
        "readings": Key(doc="readings of the gate, by name", schema=many("gate-reading")),
        **CONDITION_KEYS,
        "reading-of": READING_OF_KEY,
    },
)

GATE_READING = Shape(
    name="gate-reading",
    doc="One reading of a gate.",
    keys={**CONDITION_KEYS, "reading-of": READING_OF_KEY},
)

PHASE = Shape(
    name="phase",
    doc="A group of provisions behind a gate.",
    keys={
        "title": TITLE_KEY,
        "also": ALSO_KEY,
        "opens": Key(doc="the event that starts it: its id, or an act", schema=either(WORD, one("act-pattern"))),
        "gate": Key(doc="what must be so before it opens", schema=either(WORD, {"type": "array"}, one("gate"))),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)

COUNTER = Shape(
    name="counter",
    doc="A measured series by one origin. Two counters are never added.",
    keys={
        "title": TITLE_KEY,
        "by": Key(doc="whose count it is: actors or sources", schema=WORDS, required=True),
        "about": Key(doc="the provisions it bears on", schema=WORDS),
        "of": Key(doc="what it counts: an object", schema=WORD),
        "act": Key(doc="the act it counts (without it: that of its provisions)", schema=WORD),
        "unit": Key(doc="what it counts in (without it: the unit of the object)", schema=TEXT),
        "kind": Key(doc="what its figures are", schema=choice("flow", "stock", "cumulative", "rate")),
        "scope": Key(doc="what it counts in, in words: all cargo entered", schema=TEXT),
        "scope-is": Key(doc="how that lies to what the provision owes", schema=choice("same", "narrower", "wider")),
        "since": Key(doc="first day counted", schema=DAY),
        "complete": Key(doc="true where it counts every act of the kind, so that its silence speaks", schema=FLAG),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "evidence": EVIDENCE_KEY,
        "defaults": DEFAULTS_KEY,
        "note": NOTE_KEY,
    },
)

MEETING = Shape(
    name="meeting",
    doc="A meeting that is prepared or was held.",
    keys={
        "title": Key(doc="its name", schema=TEXT, required=True),
        "also": ALSO_KEY,
        "date": Key(doc="its day", schema=DAY),
        "place": Key(doc="its place", schema=WORD),
        "invited": Key(doc="the actors invited or expected", schema=WORDS),
        "issues": Key(doc="the issues on its table", schema=WORDS),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "evidence": EVIDENCE_KEY,
        "defaults": DEFAULTS_KEY,
        "note": NOTE_KEY,
    },
)

OPTION = Shape(
    name="option",
    doc="A possible answer to an issue.",
    keys={
        "title": Key(doc="the answer in words", schema=TEXT, required=True),
        "words": Key(doc="phrases by which reports name it", schema=WORDS),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)

ISSUE = Shape(
    name="issue",
    doc="An open question with its possible answers.",
    keys={
        "title": Key(doc="the question", schema=TEXT, required=True),
        "words": Key(doc="phrases by which reports speak of it", schema=WORDS),
        "options": Key(doc="the answers, by id", schema=many("option")),
        "ordered": Key(doc="true where the answers stand in an order, neighbours closest", schema=FLAG),
        "provisions": Key(doc="the provisions it touches", schema=WORDS),
        "text": TEXT_KEY,
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)

AMENDMENT = Shape(
    name="amendment",
    doc="A dated act that changes provisions.",
    keys={
        "title": TITLE_KEY,
        "text": Key(doc="the amending text and clause", schema=WORDS, required=True),
        "since": Key(doc="first day in force (without it: the date of the text)", schema=DAY),
        "applies": Key(doc="to duties that begin later, or also to those still open", schema=choice("later", "open")),
        "changes": Key(doc="for each provision, the keys that change with their new values",
                       schema={"type": "object", "additionalProperties": one("change")}, required=True),
        "ref": REF_KEY,
        "note": NOTE_KEY,
    },
)  # fmt: skip

AGREEMENT = Shape(
    name="agreement",
    doc="What the texts of a process say. All files in agreement/ together are one agreement; each id stands once.",
    keys={
        "process": Key(doc="the id of the process (without it: that of the case)", schema=WORD),
        "title": TITLE_KEY,
        "zone": Key(doc="the zone of days and times (without it: that of the case)", schema=WORD),
        "texts": Key(doc="the texts, by id, in the order of their dates", schema=many("text")),
        "roles": Key(doc="parties, guarantors, bodies: names for groups of actors", schema=many("role")),
        "acts": Key(doc="words for acts, beside the built-in table",
                    schema={"type": "object", "additionalProperties": either(WORDS, one("act"))}),
        "objects": Key(doc="words for what acts are done to", schema=many("object")),
        "events": Key(doc="what clocks hang on", schema=many("event")),
        "phases": Key(doc="phases with their gates", schema=many("phase")),
        "provisions": Key(doc="who owes what, by id, in the order of the texts", schema=many("provision")),
        "counters": Key(doc="who counts what", schema=many("counter")),
        "meetings": Key(doc="meetings that are prepared or were held", schema=many("meeting")),
        "issues": Key(doc="open questions", schema=many("issue")),
        "amendments": Key(doc="dated acts that change provisions", schema=many("amendment")),
        "consent": Key(doc="whose agreement decisions need, by id", schema=many("consent")),
        "links": Key(doc="answers that cannot hold together or not in any order, by id", schema=many("tie")),
        "packages": Key(doc="one option for each issue (read with positions)", schema=ANYTHING),
    },
)  # fmt: skip
