"""Words that people write where the language has another: for the messages of the check."""

from __future__ import annotations

OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "deadline": ("by", "within"), "due": ("by", "within"), "when-due": ("by",), "start": ("from",),
    "begin": ("from",), "end": ("until",), "to-date": ("until",), "frequency": ("every",), "period": ("every",),
    "who": ("debtor", "by"), "party": ("debtor",), "obligor": ("debtor",), "owes": ("debtor",),
    "owed-by": ("debtor",), "owed-to": ("creditor",), "beneficiary": ("creditor",), "must": ("do",),
    "shall": ("do",), "must-not": ("refrain",), "action": ("act", "do"), "verb": ("act", "does"), "object": ("of",),
    "amount": ("quantity",), "number": ("quantity",), "if": ("when", "while"), "condition": ("when", "while"),
    "except": ("unless",), "exception": ("unless",), "clause": ("text",), "article": ("text",),
    "source": ("ref", "by"), "reference": ("ref", "text"), "url": ("ref",), "link": ("ref",), "links": ("ref",),
    "description": ("about", "note"), "comment": ("note",), "comments": ("note",), "label": ("title", "name"),
    "name": ("title",), "title": ("name",), "type": ("kind",), "aliases": ("also",), "alias": ("also",),
    "synonyms": ("also", "words"), "parent": ("part-of", "in"), "organ-of": ("part-of",),
    "location": ("place", "at"), "where": ("place", "at"), "coordinates": ("at",), "verification": ("verify",),
    "monitor": ("verify",), "interpretations": ("readings",), "signed": ("date",), "participants": ("invited",),
    "supplements": ("amends",), "modifies": ("amends",), "replaces": ("amends",), "annex-to": ("amends",),
    "as-soon-as": ("from",), "as-soon-as-possible": ("soft",), "immediately": ("soft", "from"), "upon": ("from",),
    "after": ("from",), "starting": ("from",), "starts": ("from", "opens"), "before": ("by",), "on": ("by",),
    "not-later-than": ("by",), "no-later-than": ("by",), "at-the-latest": ("by",), "date": ("by",),
    "for": ("until",), "duration": ("until",), "lasts": ("until",), "repeat": ("every",), "recurring": ("every",),
    "interval": ("every",), "once": ("when",), "provided": ("when",), "provided-that": ("when",),
    "on-condition": ("when",), "as-long-as": ("while",), "during": ("while",), "in-return-for": ("while",),
    "forbid": ("refrain",), "prohibit": ("refrain",), "by": ("through", "of"),
    "not-do": ("refrain",), "shall-not": ("refrain",),
    "keep": ("maintain",), "verified-by": ("verify",), "monitored-by": ("verify",), "supervised-by": ("verify",),
    "soft-landing": ("soft",), "caveat": ("soft", "note"), "interpretation": ("readings",),
    "suspended-by": ("unless",), "suspended": ("unless",), "paused-by": ("unless",), "suspend": ("suspends",),
    "or-else": ("closes-otherwise",), "alternatively": ("closes-otherwise",), "tokens": ("words",),
    "terms": ("words",), "called": ("also", "words"), "actors": ("who", "by"), "holder": ("holders",),
    "origin": ("by",), "timezone": ("zone",), "id": ("case",),
}  # fmt: skip
"""Words that people write for a key, with the keys they may mean, likeliest first."""
OTHER_VALUES: dict[str, tuple[str, ...]] = {
    "mediator": ("neutral", "guarantor"), "facilitator": ("neutral",), "witness": ("neutral", "guarantor"),
    "observer": ("neutral",), "monitor": ("neutral", "body"), "side": ("party",), "belligerent": ("party",),
    "third-party": ("outside",), "country": ("state",), "party": ("movement",), "political-party": ("movement",),
    "rebels": ("armed-group",), "rebel-group": ("armed-group",), "militia": ("armed-group",), "army": ("organ",),
    "military": ("organ",), "ministry": ("organ",), "international-organisation": ("organisation",),
    "un": ("organisation",), "mission": ("body",), "commission": ("body",), "committee": ("body",),
    "individual": ("person",), "newspaper": ("outlet",), "media": ("outlet",), "wire": ("agency",),
    "news-agency": ("agency",), "website": ("outlet",), "total": ("cumulative", "sum"), "running": ("cumulative",),
    "per-period": ("each",), "daily": ("each",), "mean": ("average",), "sometimes": ("often",),
    "repeatedly": ("often",), "retroactive": ("open",), "future": ("later",),
}  # fmt: skip
"""Words that people write for a value, with the values they may mean, likeliest first."""
