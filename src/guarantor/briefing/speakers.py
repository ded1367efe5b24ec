"""Who speaks, as a sentence names them: a person with the office and an organ with its state at first, then shorter.

The name that the report itself gives stands where it says more than ours: a minister who speaks for a ministry, a body
that is told only as one of a state's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk
from guarantor.briefing.offices import office_told
from guarantor.briefing.parts import Speaker
from guarantor.model.actor import Actor, Office, People

WHOLES = ("state", "movement", "armed-group")
_NAME = re.compile(r"[A-Z][\w’'-]+")
_PRONOUNS = ("its", "his", "her", "their")
_STEM = 4
"""Letters in which the name of a state and what is called after it agree: Norway, Norwegian."""


def speaker(citation: Citation, desk: Desk) -> Speaker:
    """Who says so, for the beginning of a sentence. Where the case does not know who it is, the outlet says whom it
    cites; one without a name is said to be so."""
    say, material = desk.wording, desk.material
    if not citation.resolved:
        outlet = citation.outlet or material.name(citation.root)
        if (citation.holder or "").casefold() in say.data["pronouns"]:
            return _alone(say("unresolved_again", outlet=outlet))
        return _alone(say("unresolved", outlet=outlet, holder=as_reported(citation, desk)))
    actor = material.people.actors.get(citation.root)
    holder = owned(citation.holder, actor, desk) if citation.holder else None
    if citation.anonymous:
        return _alone(say("unnamed", who=holder or citation.root_name))
    found = _with_its_office(_by_name(citation, actor, holder, desk), citation, desk)
    if citation.cited:
        return _alone(say("citing", who=found.long.rstrip(","), cited=named(citation.cited, desk)))
    return found


def _with_its_office(found: Speaker, citation: Citation, desk: Desk) -> Speaker:
    """A speaker whom only the report names, with the office that its words give; the case has that of others."""
    if citation.holder is None or citation.holder not in found.long:
        return found
    known = desk.material.people.actors.get(citation.root)
    if known is not None and (known.kind == "person" or citation.holder in known.names):
        return found
    office = office_told(citation.quote, citation.holder, desk.wording)
    if office is None or office in found.long:
        return found
    return replace(found, long=desk.wording("office_told", who=found.long.rstrip(","), office=office))


def as_reported(citation: Citation, desk: Desk) -> str:
    """A name that leads to nobody, as the report has it, with the office before it."""
    holder = citation.holder or citation.root_name
    office = office_told(citation.quote, holder, desk.wording)
    whole = f"{office} {holder}"
    return whole if office is not None and whole in citation.quote else holder


def _by_name(citation: Citation, actor: Actor | None, holder: str | None, desk: Desk) -> Speaker:
    """A speaker whom the case's files, the general table or the report names."""
    people, outlet = desk.material.people, citation.outlet
    if holder is not None and (says_more(holder, actor) if actor is not None else _is_unlisted(citation.root, desk)):
        whole = _whole_of_made(citation.root, people) if actor is None else None
        told = whole is None or _tells(holder, whole)
        return _alone(_bodied(holder, desk) if told or whole is None else _for(holder, whole, desk))
    if holder is None and outlet and not _is_known(citation.root, people):
        return _alone(outlet)
    if holder is None and outlet and actor is not None and says_more(outlet, actor):
        voice = desk.wording("voice", who=outlet, of=named(citation.root, desk))
        return Speaker(long=upper_first(voice), short=upper_first(outlet), known=f"voice:{outlet}")
    if citation.root not in people.actors and holder is not None and citation.root not in people.sources:
        return _alone(desk.wording.article(desk.material.name(citation.root)))
    return Speaker(
        long=upper_first(_long(citation.root, desk)), short=upper_first(named(citation.root, desk)), known=citation.root
    )  # fmt: skip


def _bodied(holder: str, desk: Desk) -> str:
    """A report's name for a body with its article, where it ends in a common noun: "the Ukrainian security service"."""
    return desk.wording.article(holder) if holder.split()[-1].islower() else holder


def _for(holder: str, whole: Actor, desk: Desk) -> str:
    return desk.wording("for_whole", who=holder, of=named(whole.id, desk))


def _is_unlisted(root: str, desk: Desk) -> bool:
    """Whether nothing but the report has a name for somebody."""
    return desk.material.name(root) == root


def _whole_of_made(root: str, people: People) -> Actor | None:
    """The state of an organ that is made from its name and not listed ("norway.mfa")."""
    return people.actors.get(root.rpartition(".")[0])


def owned(holder: str, actor: Actor | None, desk: Desk) -> str:
    """A report's name for who speaks, with the name in the place of a pronoun that stands in it: "its council"."""
    pronoun, _, rest = holder.partition(" ")
    if actor is None or not rest or pronoun.casefold() not in _PRONOUNS:
        return holder
    return f"{possessive(named(actor.id, desk))} {rest}"


def _is_known(root: str, people: People) -> bool:
    """Whether the case's files name somebody or some outlet; others have only the name that their report gives."""
    return root in people.actors or root in people.sources


def says_more(holder: str, actor: Actor) -> bool:
    """Whether a report's own name for who speaks says more than, or other than, the name that we have.

    >>> ministry = Actor(id="m", names=("Ministry of Trade", "trade ministry"), kind="organ")
    >>> says_more("Trade Minister Ada Lind", ministry), says_more("the trade ministry", ministry)
    (True, False)
    """
    ours = {_bare(name).casefold() for name in actor.names}
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
    whole = _whole_of_made(root, desk.material.people) if name == root else None
    if whole is not None:
        return named(whole.id, desk)
    return name if root in desk.material.people.sources else desk.wording.article(name)


def _long(root: str, desk: Desk) -> str:
    people = desk.material.people
    actor = people.actors.get(root)
    if actor is not None and actor.kind == "person" and actor.offices:
        office = actor.offices[-1]
        whole = _whole(office.of, people)
        if whole is not None:
            return desk.wording("office", who=actor.name, role=office.role, of=_of(office, whole, desk))
    if actor is not None and actor.kind == "organ":
        whole = _whole(actor.part_of, people)
        if whole is not None and whole.kind == "state" and not _tells(actor.name, whole):
            return desk.wording("organ", who=actor.name, of=possessive(desk.wording.article(whole.name)))
    return named(root, desk)


def _of(office: Office, whole: Actor, desk: Desk) -> str:
    """Of what an office is: its state ("foreign minister of Norway"), but its body where the office does not say of
    what it is ("spokesman of the Ministry of Trade")."""
    body = desk.material.people.actors.get(office.of or "")
    bare = body is not None and body.kind != "government" and office.role not in body.name.split()
    if body is not None and bare and office.role in desk.wording.data["bare_offices"]:
        return named(body.id, desk)
    return desk.wording.article(whole.name)


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
