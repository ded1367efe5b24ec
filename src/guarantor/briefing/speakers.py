"""Who speaks, as a sentence names them: a person with the office and an organ with its state at first, then shorter.

The name that the report itself gives stands where it says more than ours: a minister who speaks for a ministry, a body
that is told only as one of a state's.
"""

from __future__ import annotations

import re

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk
from guarantor.briefing.parts import Speaker
from guarantor.model.actor import Actor, People

WHOLES = ("state", "movement", "armed-group")
_NAME = re.compile(r"[A-Z][\w’'-]+")
_STEM = 4
"""Letters in which the name of a state and what is called after it agree: Norway, Norwegian."""


def speaker(citation: Citation, desk: Desk) -> Speaker:
    """Who says so, for the beginning of a sentence. Where the case does not know who it is, the outlet says whom it
    cites; one without a name is said to be so."""
    say, material = desk.wording, desk.material
    if not citation.resolved:
        outlet = citation.outlet or material.name(citation.root)
        return _alone(say("unresolved", outlet=outlet, holder=citation.holder or citation.root_name))
    if citation.anonymous:
        return _alone(say("unnamed", who=citation.holder or citation.root_name))
    actor = material.people.actors.get(citation.root)
    if actor is not None and citation.holder is not None and says_more(citation.holder, actor):
        found = _alone(citation.holder)
    elif citation.holder is None and citation.outlet and not _is_known(citation.root, material.people):
        found = _alone(citation.outlet)
    else:
        found = Speaker(long=upper_first(_long(citation.root, desk)), short=upper_first(named(citation.root, desk)),
                        known=citation.root)  # fmt: skip
    if citation.cited:
        return _alone(say("citing", who=found.long.rstrip(","), cited=material.name(citation.cited)))
    return found


def _is_known(root: str, people: People) -> bool:
    """Whether the case's files name somebody or some outlet; others have only the name that their report gives."""
    return root in people.actors or root in people.sources


def says_more(holder: str, actor: Actor) -> bool:
    """Whether a report's own name for who speaks says more than, or other than, the name that we have.

    >>> ministry = Actor(id="m", names=("Ministry of Trade", "trade ministry"), kind="organ")
    >>> says_more("Trade Minister Ada Lind", ministry), says_more("the trade ministry", ministry)
    (True, False)
    """
    ours = {name.casefold() for name in actor.names}
    if _bare(holder).casefold() in ours:
        return False
    if actor.kind in WHOLES:
        return True
    if actor.kind == "person":
        return False
    known = {word.casefold() for name in actor.names for word in name.split()}
    return sum(word.casefold() not in known for word in _NAME.findall(holder)) > 1


def named(root: str, desk: Desk) -> str:
    """A root by name, with "the" where it is an office or a body."""
    name = desk.material.name(root)
    return desk.wording.article(name) if root in desk.material.people.actors else name


def _long(root: str, desk: Desk) -> str:
    people = desk.material.people
    actor = people.actors.get(root)
    if actor is not None and actor.kind == "person" and actor.offices:
        office = actor.offices[-1]
        whole = _whole(office.of, people)
        if whole is not None:
            return desk.wording("office", who=actor.name, role=office.role, of=desk.wording.article(whole.name))
    if actor is not None and actor.kind == "organ":
        whole = _whole(actor.part_of, people)
        if whole is not None and whole.kind == "state" and not _tells(actor.name, whole):
            return desk.wording("organ", who=actor.name, of=possessive(desk.wording.article(whole.name)))
    return named(root, desk)


def _whole(of: str | None, people: People) -> Actor | None:
    """The state or movement that an office or organ belongs to in the end."""
    found = people.actors.get(of or "")
    while found is not None and found.kind not in WHOLES and found.part_of in people.actors:
        found = people.actors[found.part_of]
    return found


def _tells(name: str, whole: Actor) -> bool:
    """Whether a name says already of which state it is."""
    words = set(re.findall(r"\w+", name))
    stems = {word[:_STEM].casefold() for word in words}
    return any(
        set(known.split()) <= words or any(w[:_STEM].casefold() in stems for w in known.split() if len(w) >= _STEM)
        for known in whole.names
    )


def _alone(who: str) -> Speaker:
    return Speaker(long=upper_first(who), short=upper_first(who))


def _bare(holder: str) -> str:
    return " ".join(holder.split()).removeprefix("the ").removeprefix("The ")


def possessive(name: str) -> str:
    """A name as owner.

    >>> possessive("Norway"), possessive("the United States")
    ("Norway's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def upper_first(text: str) -> str:
    """The text with a capital at its beginning, names left as they are.

    >>> upper_first("the ministry")
    'The ministry'
    """
    return text[:1].upper() + text[1:]
