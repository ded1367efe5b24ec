"""What one noun phrase names: a person, an institution, somebody in an office, an unnamed source, a document.

Works on the words of a sentence from ``first`` to ``last``; nothing here looks at other sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guarantor.reading.actors.names import Line, Name
from guarantor.reading.actors.phrase import Phrase, new_phrase
from guarantor.reading.actors.phrase_reader import PhraseReader
from guarantor.reading.actors.table import ActorTable
from guarantor.reading.actors.words import words
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_OPEN_ADJECTIVES = frozenset(["diplomatic", "security", "political", "military", "government", "official"])


_SOME = words_of("actors", "phrases: some")
"""Words for a few of those whom "of" names ("one of the soldiers")."""


_DASHES = frozenset({"–", "—", "--"})


def read_phrase(line: Line, first: int, last: int, table: ActorTable, aliases: Mapping[str, Name | str]) -> Phrase:
    """The reading of tokens ``first`` to ``last``. ``aliases`` are names that the report itself has explained."""
    while first < last and not line.texts[first][:1].isalnum():
        first += 1
    if first >= last:
        return new_phrase(kind="other", head="")
    if last - first == 1 and line.forms[first] == "one":
        return new_phrase(kind="anonymous", head="one", core=(first, last))
    if last - first == 1 or _is_pronoun_pair(line.forms[first:last]):
        pronoun = _pronoun(line.forms[first:last])
        if pronoun:
            return new_phrase(kind="pronoun", head=pronoun, core=(first, last), plural=pronoun == "pronoun-many")
    if line.forms[first] in _SOME and last - first > 2 and line.forms[first + 1] == "of":
        whole = read_phrase(line, first + 2, last, table, aliases)
        people = whole.kind in {"role", "anonymous"} and whole.person is None
        return replace(whole, kind="anonymous", definite=False) if people else whole
    dash = next((i for i in range(first + 1, last) if line.forms[i] in _DASHES), 0)
    if dash:  # "the three – A, B and C": those behind only say who they are
        return read_phrase(line, first, dash, table, aliases)
    found = PhraseReader(line, first, last, table, aliases).read()
    if (
        found.kind in {"role", "anonymous"}
        and found.affiliation is not None
        and "and" in line.forms[first + 1 : last - 1]
    ):
        return _of_several(found, line, (first, last), table, aliases)
    return found


def _of_several(
    found: Phrase, line: Line, place: tuple[int, int], table: ActorTable, aliases: Mapping[str, Name | str]
) -> Phrase:
    """ "Residents and a UN source", "Egyptian and Qatari officials": of two bodies, and so of none alone."""
    first, last = place
    at = line.forms.index("and", first + 1, last - 1)
    if any(name.first < at < name.last for name in line.names):
        return found
    one, other = (read_phrase(line, *part, table, aliases) for part in ((first, at), (at + 1, last)))
    bodies = one.actor or one.affiliation, other.actor or other.affiliation
    told = one.kind in {"role", "anonymous", "person"} or bodies[0] is not None
    if not told or bodies[0] == bodies[1]:
        return found
    return replace(found, actor=None, affiliation=None)


def _is_pronoun_pair(forms: Sequence[str]) -> bool:
    return " ".join(forms) in words("pronoun-many")


def _pronoun(forms: Sequence[str]) -> str | None:
    said = " ".join(forms)
    for kind in ("pronoun-person", "pronoun-thing", "pronoun-many", "pronoun-self"):
        if said in words(kind):
            return kind
    return None
