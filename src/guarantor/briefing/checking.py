"""Does a brief hold? Each note resolves and says and quotes what the record has; each number and each quotation of a
sentence occurs in what it cites, and whoever is said to say it is one of those who do.

Numbers are looked for in digits and in words, in the quoted words, in the figures and dates of the cited claims, and in
what the agreement's files say. Where the brief can be made again from the same question, each sentence that stands on
the same notes must have the same numbers in the same order. A sentence marked *derived* holds numbers that nobody
printed: they hold where the brief made again has them, or, in a sentence that it does not have, as the sum of cited
figures; in no other sentence is a sum taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guarantor.briefing.comparing import NUMBER, NUMBER_WORDS, Twins
from guarantor.briefing.reading_back import Noted, Said, Written

_OURS = re.compile(r"\b[\w-]+ more\b|\b(?:presumed )?one origin\b")
"""What the program counts itself: "and two more"; and the words of a mark."""
MOST_SUMS = 512
"""With more sums than so many that could be meant, none is taken."""
_QUOTED = re.compile(r"“([^”]*)”")
_FIGURE = re.compile(r"([^:“]+): (?:up to |at least |about )?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not hold, and where."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What stands behind an id: the words, the numbers that belong to them (figures, the parts of dates), of these the
    figures that may be added up, the name that a note gives, and every name under which a sentence may tell who says so
    (empty: nobody does, it is a text)."""

    words: str
    numbers: frozenset[float] = frozenset()
    figures: frozenset[float] = frozenset()
    who: str | None = None
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result: what does not hold, and how much was looked at."""

    findings: tuple[Finding, ...]
    sentences: int
    notes: int
    derived: int
    again: str = ""

    @property
    def summary(self) -> str:
        """One line for people."""
        state = "holds" if not self.findings else f"{len(self.findings)} finding(s)"
        told = f"{self.sentences} sentences with notes, {self.notes} notes, {self.derived} numbers of our own reckoning"
        return f"{state}: {told}{'; ' + self.again if self.again else ''}"


def check(
    written: Written, sources: Mapping[str, Source], *, derived_sign: str, stop: Iterable[str] = (),
    titles: frozenset[str] = frozenset(), made: Written | None = None,
) -> Checked:  # fmt: skip
    """Check a written brief against what its ids stand for; numbers in ``stop`` (titles, names) tell nothing, and
    ``titles`` are what stands in quotation marks without being anybody's words; ``made`` is the brief made again."""
    twins = None if made is None else Twins.of(made)
    findings = [found for note in written.notes for found in _note(note, sources, twins)]
    by_number = {note.number: note.id for note in written.notes}
    names = sorted((" ".join(each.split()) for each in stop), key=len, reverse=True)
    reckoned = 0
    for said in written.said:
        cited = [sources[by_number[n]] for n in said.notes if by_number.get(n) in sources]
        findings += _words_of(said, cited, titles)
        findings += _unnumbered(said, by_number)
        ids = frozenset(by_number[number] for number in said.notes if number in by_number)
        if twins is not None and (other := twins.unlike(said, ids)) is not None:
            findings.append(Finding(where=f"“{said.text[-90:]}”", what=other))
            continue
        known = {number for each in cited for number in each.numbers | numbers_in(each.words)}
        missing = sorted(numbers_in(_without(said.text, names)) - known)
        if derived_sign in said.text or "derived" in said.text:
            reckoned += len(missing)
            again = twins is not None and twins.has(ids)
            missing = [] if again else [each for each in missing if not _is_sum(each, cited)]
        findings += [_lost(said, number) for number in missing]
    return Checked(findings=tuple(findings), sentences=len(written.said), notes=len(written.notes), derived=reckoned)


def _unnumbered(said: Said, by_number: Mapping[int, str]) -> Iterator[Finding]:
    for number in said.notes:
        if number not in by_number:
            yield Finding(where=f"note {number}", what=f"is cited and not there: {said.text[:60]}")


def _note(note: Noted, sources: Mapping[str, Source], twins: Twins | None) -> Iterator[Finding]:
    source = sources.get(note.id)
    if source is None:
        yield Finding(where=f"note {note.number}", what=f"does not resolve: {note.id or 'it names no id'}")
    elif note.quote is not None and _flat(note.quote) != _flat(source.words):
        yield Finding(where=f"note {note.number}", what=f"quotes other words than the record has: “{note.quote[:60]}”")
    elif source.who is not None and note.who is not None and _flat(note.who) != _flat(source.who):
        yield Finding(where=f"note {note.number}", what=f"names {note.who}; the record has {source.who}")
    elif twins is not None and (other := twins.other_note(note.id, note.text)) is not None:
        yield Finding(where=f"note {note.number}", what=f"made again, it says: {other}")


def _words_of(said: Said, cited: list[Source], titles: frozenset[str]) -> Iterator[Finding]:
    """What is quoted must stand in what is cited, and be said by one of those whose words it is."""
    for found in _QUOTED.finditer(said.text):
        words = found[1].strip().removeprefix("… ")
        parts = [_plain(part) for part in words.split(" … ")]
        behind = [each for each in cited if all(part in _plain(each.words) for part in parts)]
        named = {_plain(name) for each in cited for name in each.names}
        if not behind:
            if _plain(words) not in named and words not in titles:
                yield Finding(where=f"“{said.text[-90:]}”", what=f"“{words[:60]}” is not in what it cites")
            continue
        names = {_plain(name) for each in behind for name in each.names}
        before = _plain(said.text[: found.start()])
        if names and words not in titles and not any(name in before for name in names):
            yield Finding(where=f"“{said.text[-90:]}”", what=f"“{words[:60]}” is the word of {_some(behind)}")
    yield from _teller_of(said, cited)


def _teller_of(said: Said, cited: list[Source]) -> Iterator[Finding]:
    """A figure is told by one of those whose words it cites."""
    told = _FIGURE.match(said.text)
    names = {_plain(name) for each in cited for name in each.names}
    if told is not None and names and not any(name in _plain(told[1]) for name in names):
        yield Finding(where=f"“{said.text[-90:]}”", what=f"the figure is the word of {_some(cited)}")


def _some(sources: list[Source]) -> str:
    return ", ".join(dict.fromkeys(each.who for each in sources if each.who))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lost(said: Said, number: float) -> Finding:
    return Finding(where=f"“{said.text[-90:]}”", what=f"{number:,.10g} is not in what it cites")


def _without(text: str, names: Iterable[str]) -> str:
    text = " ".join(text.split())
    for name in names:
        text = text.replace(name, "")
    return _OURS.sub("", text)


def numbers_in(text: str) -> set[float]:
    """The numbers of a text, in digits and in words.

    >>> sorted(map(float, numbers_in("On 1 November, 3,203 trucks in two days")))
    [1.0, 2.0, 3203.0]
    """
    digits = {float(found.replace(",", "")) for found in NUMBER.findall(text)}
    return digits | {NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in NUMBER_WORDS}


def _is_sum(number: float, cited: Iterable[Source]) -> bool:
    """Whether a number is the sum of figures of some of what is cited, of each at most one."""
    sums = {0.0}
    for source in cited:
        sums |= {one + figure for one in sums for figure in source.figures}
        if len(sums) > MOST_SUMS:
            return False
    return number in sums


def _flat(text: str) -> str:
    return " ".join(text.split())
