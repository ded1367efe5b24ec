"""The shapes of case.yaml, actors.yaml, sources.yaml, accounts.yaml, places.yaml and watch.yaml."""

from __future__ import annotations

from typing import get_args

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
)
from guarantor.model.actor import ActorKind, SideKind, SourceKind

ACTOR_KINDS = get_args(ActorKind)
SIDE_KINDS = get_args(SideKind)
SOURCE_KINDS = get_args(SourceKind)
GRADES = ("A", "B", "C", "D", "E", "F")
MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")

CASE = Shape(
    name="case",
    doc="The case as a whole: case.yaml.",
    keys={
        "case": Key(doc="the id of the case", schema=WORD, required=True),
        "title": Key(doc="its title, as readers see it", schema=TEXT, required=True),
        "zone": Key(doc="the time zone of the place, from the tz database", schema=WORD, required=True),
        "about": Key(doc="two or three sentences on what the case is about", schema=TEXT),
        "since": Key(
            doc="first day that belongs to the case; what is told of earlier days bears on nothing", schema=DAY
        ),
        "until": Key(doc="last day, where the case is closed", schema=DAY),
        "languages": Key(doc="languages of the reports, as ISO 639-1 codes", schema=WORDS),
        "marking": Key(doc="who may see the case (TLP 2.0)", schema=choice(*MARKINGS)),
        "shown": Key(doc="the accounts that stand as columns, in order", schema=WORDS),
        "reports": Key(doc="folders or files of reports, from the case's folder", schema=WORDS),
        "brief-for": Key(doc="whom the brief is written for", schema=TEXT),
        "note": Key(doc="anything else a colleague should know", schema=TEXT),
    },
)

SIDE = Shape(
    name="side",
    doc="An interest that actors belong to.",
    keys={
        "name": Key(doc="its name", schema=TEXT, required=True),
        "kind": Key(doc="what it is to the agreement", schema=choice(*SIDE_KINDS)),
        "ref": Key(doc="where that is said", schema=WORDS),
    },
)

OFFICE = Shape(
    name="office",
    doc="What a person is, and when.",
    keys={
        "role": Key(doc="the office in words: foreign minister", schema=TEXT, required=True),
        "of": Key(doc="the actor it is an office of", schema=WORD),
        "from": Key(doc="first day in office", schema=DAY),
        "until": Key(doc="last day in office", schema=DAY),
        "ref": Key(doc="where that is said", schema=WORDS),
    },
)

ACTOR = Shape(
    name="actor",
    doc="Somebody who acts or speaks.",
    keys={
        "name": Key(doc="the full name", schema=TEXT, required=True),
        "kind": Key(doc="what it is", schema=choice(*ACTOR_KINDS), required=True),
        "side": Key(doc="the side it belongs to; an organ or official takes that of its whole", schema=WORD),
        "also": Key(doc="other names by which texts call it", schema=WORDS),
        "adjectives": Key(doc="words for what is its own: Northlandic, Northlander", schema=WORDS),
        "roles": Key(doc="words for people who speak for it without a name: Turkish diplomatic sources", schema=WORDS),
        "part-of": Key(doc="the actor whose organ, member or official it is (without it: the id before the last dot)",
                       schema=WORD),
        "members": Key(doc="the actors of a group", schema=WORDS),
        "offices": Key(doc="what a person is, and when", schema=listed("office")),
        "code": Key(doc="ISO 3166-1 alpha-3 code of a state", schema=WORD),
        "note": Key(doc="anything else a colleague should know", schema=TEXT),
        "ref": Key(doc="where what stands here is said", schema=WORDS),
    },
)  # fmt: skip

ACTORS = Shape(
    name="actors",
    doc="Sides and actors: actors.yaml.",
    keys={
        "sides": Key(doc="the interests, by id", schema=many("side"), required=True),
        "actors": Key(doc="everybody who acts or speaks, by id; a dot makes an organ: northland.army",
                      schema=many("actor"), required=True),
    },
)  # fmt: skip

SOURCE = Shape(
    name="source",
    doc="An outlet, agency or official channel.",
    keys={
        "name": Key(doc="the full name", schema=TEXT, required=True),
        "kind": Key(doc="what it is", schema=choice(*SOURCE_KINDS)),
        "also": Key(doc="other names by which texts call it", schema=WORDS),
        "hosts": Key(doc="its web hosts: aa.com.tr", schema=WORDS),
        "credits": Key(doc="credit lines that mean it: (Reuters), AFP", schema=WORDS),
        "grade": Key(doc="reliability, A to F of the Admiralty scale", schema=choice(*GRADES)),
        "country": Key(doc="ISO 3166-1 alpha-3 code", schema=WORD),
        "speaks-for": Key(doc="the actor whose own voice it is (a ministry's channel)", schema=WORD),
        "aligned": Key(doc="the side it is close to, where that is known", schema=WORD),
        "note": Key(doc="anything else a colleague should know", schema=TEXT),
        "ref": Key(doc="where what stands here is said", schema=WORDS),
    },
)

SOURCES = Shape(
    name="sources",
    doc="Who publishes: sources.yaml.",
    keys={"sources": Key(doc="outlets, agencies and channels, by id", schema=many("source"), required=True)},
)

COVER = Shape(
    name="covers",
    doc="A root that counted every act of a kind, so that its silence speaks.",
    keys={
        "about": Key(doc="the provision or counter", schema=WORD, required=True),
        "by": Key(doc="the root that counts", schema=WORD, required=True),
        "from": Key(doc="first day counted", schema=DAY),
        "until": Key(doc="last day counted", schema=DAY),
        "reason": Key(doc="why it is taken to count all of them", schema=TEXT, required=True),
    },
)

ACCOUNT = Shape(
    name="account",
    doc="A list of roots whose words make one account.",
    keys={
        "title": Key(doc="its name as a column", schema=TEXT, required=True),
        "roots": Key(doc="actors and sources that tell it, or `everybody`", schema=WORDS, required=True),
        "organs": Key(doc="whether organs and officials of a root speak for it (without it: yes)", schema=FLAG),
        "without": Key(doc="organs or roots left out again", schema=WORDS),
        "reason": Key(doc="why these roots are one account", schema=TEXT, required=True),
        "covers": Key(doc="what its roots count completely", schema=listed("covers")),
    },
)

ACCOUNTS = Shape(
    name="accounts",
    doc="Whose accounts are told: accounts.yaml.",
    keys={"accounts": Key(doc="the accounts, by id", schema=many("account"), required=True)},
)

PLACE = Shape(
    name="place",
    doc="A place with its names.",
    keys={
        "name": Key(doc="the full name", schema=TEXT, required=True),
        "also": Key(doc="other names and spellings", schema=WORDS),
        "kind": Key(doc="what it is: city, crossing, line, area", schema=TEXT),
        "in": Key(doc="the place that holds it", schema=WORD),
        "at": Key(doc="latitude and longitude in degrees: [41.01, 28.98]",
                  schema=either({"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}, ANYTHING)),
        "ref": Key(doc="where what stands here is said", schema=WORDS),
    },
)  # fmt: skip

PLACES = Shape(
    name="places",
    doc="The places of the case: places.yaml.",
    keys={"places": Key(doc="the places, by id", schema=many("place"), required=True)},
)

WATCHED = Shape(
    name="watched",
    doc="A feed or page that is followed.",
    keys={
        "address": Key(doc="its address: https://gazette.example/feed.xml", schema=WORD, required=True),
        "every": Key(doc="how often it is looked at: 15 minutes", schema=TEXT),
        "outlet": Key(doc="who publishes it, where it does not say so itself", schema=TEXT),
        "language": Key(doc="its language as an ISO 639-1 code, where it does not say so itself", schema=WORD),
        "follow": Key(doc="of a feed: read the pages that its items lead to, not the items' words", schema=FLAG),
        "recheck": Key(doc="of a feed that is followed: how long its pages are looked at again (without it: 7 days)",
                       schema=TEXT),
        "note": Key(doc="anything else a colleague should know", schema=TEXT),
    },
)  # fmt: skip

WATCH = Shape(
    name="watch",
    doc="What `guarantor watch` follows: watch.yaml.",
    keys={
        "feeds": Key(doc="RSS and Atom feeds", schema=listed("watched")),
        "pages": Key(doc="pages that change, or may vanish", schema=listed("watched")),
        "every": Key(doc="how often each is looked at where it does not say so (without it: 30 minutes)", schema=TEXT),
        "gap": Key(doc="the pause between two requests to one host (without it: 3 seconds)", schema=TEXT),
        "contact": Key(doc="an address or page told to servers, so that they can complain to somebody", schema=TEXT),
        "private-hosts": Key(doc="whether hosts in private networks may be asked (without it: no)", schema=FLAG),
    },
)

FILES: dict[str, tuple[Shape, tuple[Shape, ...]]] = {
    "case": (CASE, ()),
    "actors": (ACTORS, (SIDE, ACTOR, OFFICE)),
    "sources": (SOURCES, (SOURCE,)),
    "accounts": (ACCOUNTS, (ACCOUNT, COVER)),
    "places": (PLACES, (PLACE,)),
    "watch": (WATCH, (WATCHED,)),
}
"""File name without ``.yaml`` to its root shape and the shapes that this one speaks of."""
