"""Noun phrases beside a verb: who does it and to whom, as token ranges.

Uses the dependency heads where the tokens carry them, and else the run of nominal words next to the verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guarantor.reading.events.groups import Group
from guarantor.reading.events.small import small_words
from guarantor.reading.hung import tells
from guarantor.reading.lifted import asides_of
from guarantor.reading.sets import words_of
from guarantor.reading.text import Token

Range = tuple[int, int]
"""Half-open range of token indices."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
JOINERS = frozenset(
    {
        "of",
        "'s",
        "’s",
        "and",
        "&",
        "for",
        "in",
        "from",
        "to",
        "with",
        "between",
        "on",
        "against",
        "over",
        "near",
        "across",
        "at",
        "inside",
        "along",
        "around",
    }
)
RELATIVE = words_of("modality", "phrases: relative")
_SPELLS = words_of("modality", "phrases: spells")
_ARTICLES = words_of("modality", "phrases: articles")
LONGEST = 24
"""Words that a noun phrase may have before we stop collecting it."""


def before(tokens: Sequence[Token], words: Sequence[str], first: int) -> Range | None:
    """The noun phrase that ends right before a verb group, adverbs, bracketed words and times skipped."""
    end = _over_aside(tokens, words, first)
    while end > 0 and (
        tokens[end - 1].tag == "ADV" or words[end - 1] in {",", ")", '"', "”", "’", "'"} or _is_day(words, end - 1)
    ):
        end -= 1
    found = _run_back(tokens, words, end)
    return _carrier(tokens, words, found) if found is not None else None


def _carrier(tokens: Sequence[Token], words: Sequence[str], found: Range) -> Range:
    """ "two trucks carrying fuel": the phrase before the participle whose object was found."""
    start = found[0]
    if start > 1 and tokens[start - 1].fine in {"VBG", "VBN"} and tokens[start - 2].tag in {"NOUN", "PROPN"}:
        return _run_back(tokens, words, start - 1) or found
    if start > 2 and tokens[start - 1].tag == "ADP" and tokens[start - 2].fine == "VBG":
        before = tokens[start - 3]  # "units advancing from the city"
        described = before.head == start - 2 or tokens[start - 2].head == start - 3
        if before.tag in {"NOUN", "PROPN"} and described:
            return _run_back(tokens, words, start - 2) or found
    return found


_DASHES = frozenset({"—", "–", "--"})
_MARKS = frozenset({'"', "“", "”", "``", "''"})
_BESIDE = frozenset({"as", "along", "together", "like", "including"})
"""Words that open an aside on the subject before it."""


def _over_aside(tokens: Sequence[Token], words: Sequence[str], first: int) -> int:
    """Step back over a clause between commas ("Norland, which signed, wants", "Lund, speaking in Oslo, ruled out")."""
    if first > 3 and words[first - 1] in _DASHES:  # "the army and the Alliance — which comprises three groups — agreed"
        opens = next((k for k in range(first - 3, max(0, first - 30), -1) if words[k] == words[first - 1]), -1)
        if opens > 0 and words[opens + 1] in {"who", "which", "a", "an", "the"}:
            return opens
    if first > 5 and words[first - 1] in _MARKS and words[first - 2] == "," and tells(words[first - 3]):
        closing = next((k for k in range(first - 4, max(0, first - 20), -1) if words[k] in _MARKS), 0)
        if closing > 1:  # "“Norland,” the ministry said, “has agreed"
            return closing
    if first > 2 and words[first - 1] == ",":
        lifted = next((at for at, end in asides_of([token.text for token in tokens]) if end == first), 0)
        if lifted:
            return lifted
        for index in range(first - 2, max(0, first - 26), -1):
            if words[index] in _BESIDE and words[index - 1] == "," and "," not in words[index : first - 1]:
                return index - 1  # "Norland, as the chair of the council, would send"
            if words[index] in {"who", "which", "whose"} and "," in words[index - 2 : index]:
                return index - 1 if words[index - 1] == "," else index - 2
            meanwhile = (
                tokens[index].fine in {"VBG", "VBN"} and words[index - 1] == "," and "," not in words[index : first - 1]
            )
            if meanwhile and tokens[index - 2].tag in {"NOUN", "PROPN"}:
                return index - 1
            if words[index] in {";", "."}:
                break
    return first


def _is_day(words: Sequence[str], index: int) -> bool:
    """A day between subject and verb ("Norland on Friday released")."""
    word = words[index]
    if word in small_words()["day"] or word.isdigit():
        return True
    return word in {"on", "in"} and index + 1 < len(words) and words[index + 1] in small_words()["day"] | {"friday"}


_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
"""Words that are subjects by themselves."""


def _run_back(tokens: Sequence[Token], words: Sequence[str], end: int) -> Range | None:
    """Collect nominal words to the left."""
    start = end
    while start > 0 and end - start < LONGEST:
        token = tokens[start - 1]
        if words[start - 1] in _SUBJECTS or (
            words[start - 1] == "it" and start == end
        ):  # "of the part | they still hold"
            start -= start == end
            break
        if token.tag in NOMINAL or (
            words[start - 1] in JOINERS and start < end and token.tag in {"ADP", "PART", "CCONJ"}
        ):
            if words[start - 1] in RELATIVE:
                break
            start -= 1
            continue
        break
    while start < end and (tokens[start].tag not in NOMINAL or words[start] in {"both"}):
        start += 1
    start = _bounded(tokens, words, start)
    return (start, end) if any(tokens[index].tag in HEADS for index in range(start, end)) else None


def _bounded(tokens: Sequence[Token], words: Sequence[str], start: int) -> int:
    """Where a phrase begins whose number has a bound before it ("at least 19 of", "between 200 and 250")."""
    if start > 0 and words[start - 1] == "at" and words[start : start + 1] in (["least"], ["most"]):
        return start - 1
    if start > 2 and words[start - 1] == "and" and tokens[start].tag == "NUM" and words[start - 3] == "between":
        return start - 3
    if start > 0 and words[start - 1] == "between" and tokens[start].tag == "NUM":
        return start - 1
    return start


_NOT_ALWAYS = _SPELLS | RELATIVE | {"at", "of", "for"}
"""Words at which a phrase may end though their tag belongs into one."""


def after(tokens: Sequence[Token], words: Sequence[str], start: int, *, whole: bool = True) -> Range | None:
    """The noun phrase that begins at a token, adverbs skipped; without its "of" phrases unless ``whole``."""
    if start + 2 < len(tokens) and words[start] == "as" and tokens[start + 2].tag == "DET":
        start += 2  # "rejected as baseless the charge that ..."
    while start < len(tokens) and (tokens[start].tag == "ADV" or words[start] in {'"', "“", "‘"}):
        start += 1
    end = start
    size = len(tokens)
    while end < size and end - start < LONGEST:
        tag, word = tokens[end].tag, words[end]
        if tag in NOMINAL and word not in _NOT_ALWAYS:
            end += 1
            continue
        inside = start < end < size - 1 and tokens[end].fine == "VBG" and word.startswith("peacekeep")
        if inside and tokens[end + 1].tag == "NOUN":  # "by the Norwegian peacekeeping contingent"
            end += 1
            continue
        joined = (
            word in {"of", "'s", "’s", "&"}
            or (word == "-" and tokens[end - 1].tag == "NUM")
            or (
                word in {'"', "“", "”"}
                and end + 1 < size
                and end - start < 6
                and tokens[end + 1].tag in {"NOUN", "ADJ"}
            )
            or (word in {'"', "”"} and words[end + 1 : end + 2] in (["of"], ("of",)))
            or (word == "then" and tokens[end - 1].tag in {"PRON", "DET"})
            or (word in {"and", "nor"} and end + 1 < len(tokens) and tokens[end + 1].tag in NOMINAL)
        )
        if end > start and word in _SPELLS and words[end + 1 : end + 2] in (["after"], ["before"]):
            break
        if end > start and word == "at" and words[end + 1 : end + 2] in (["least"], ["most"]):
            break
        if end > start and (word in RELATIVE or (not whole and word in {"of", "for"})):
            break
        if not (tag in NOMINAL or (end > start and joined) or _counts(words, start, end)):
            break
        end += 1
    while end > start and tokens[end - 1].tag not in HEADS:
        end -= 1
    return (start, end) if end > start else None


def _counts(words: Sequence[str], start: int, end: int) -> bool:
    """Words of a bound before a number ("more than 20", "at least 20", "up to 20")."""
    return (
        end - start <= 2
        and words[end] in {"than", "at", "up", "to", "about", "over", "under"}
        and end + 1 < len(words)
        and (words[end + 1][:1].isdigit() or words[end + 1] in {"least", "most", "to"})
    )


def subject(tokens: Sequence[Token], words: Sequence[str], group: Group) -> Range | None:
    """Subject of a verb group: by its heads, else what stands before it."""
    found = _dependent(tokens, group, ("nsubj", "nsubj:pass", "csubj"))
    if group.first > 3 and words[group.first - 1] in _DASHES and _over_aside(tokens, words, group.first) < group.first:
        return before(tokens, words, group.first)
    if group.first > 3 and words[group.first - 1] == ",":
        beside = _over_aside(tokens, words, group.first)
        if beside < group.first and words[beside + 1] in _BESIDE and tokens[beside - 1].tag in HEADS:
            return before(tokens, words, group.first)
    if found is not None and found < group.first:
        if words[found] in RELATIVE and found > 0 and tokens[found - 1].tag == "ADP":
            return before(tokens, words, group.first)
        if words[found] in RELATIVE:
            return before(tokens, words, found) or (found, found + 1)
        return _carrier(tokens, words, _of_head(tokens, words, _widen(tokens, words, found)))
    return before(tokens, words, group.first)


def _of_head(tokens: Sequence[Token], words: Sequence[str], found: Range) -> Range:
    """ "A blast at the depot": the noun that a tree's subject only places, where a preposition binds it to one."""
    start = found[0]
    if start == 2 and words[1] == "," and found[1] - start < 3 and tokens[0].tag == tokens[2].tag == "PROPN":
        return 0, found[1]  # "Norland, Sudland agree to swap prisoners"
    if 2 < start < 7 and words[start - 1] == "," and tokens[found[1] : found[1] + 1] and found[1] - start == 1:
        listed = tokens[found[1]].fine in {"VBP", "VB"} and tokens[start].fine in {"NNS", "NNP", "NNPS"}
        if listed and all(token.tag in {"PROPN", "NOUN", "ADJ"} for token in tokens[: start - 1]):
            return 0, found[1]  # "Norland government, rebels resume talks"
    if start < 2 or words[start - 1] not in _PLACING or tokens[start - 2].tag not in HEADS:
        return found
    whole = _run_back(tokens, words, found[1])
    if words[start - 1] == "and" and (whole is None or not (whole[0] == 0 or words[whole[0] - 1] in _OPENING)):
        return found
    return whole if whole is not None and whole[0] < start else found


_OPENING = frozenset(
    {"that", "said", "says", ";", ":", ",", "after", "before", "when", "while", "as", "because", "since"}
)
_PLACING = words_of("modality", "phrases: placing")


def _dependent(tokens: Sequence[Token], group: Group, relations: Sequence[str]) -> int | None:
    """Index of the first dependent of the verb with one of the relations."""
    main, begin = group.main, max(0, group.first - 40)
    found = None
    for index, token in enumerate(tokens[begin : group.main + 24], begin):
        if token.head != main or token.dep not in relations or (found is not None and index > group.first):
            continue
        opens = found is None or any(token.text == "," for token in tokens[found + 1 : index])
        if opens:  # "besides greetings, the two sides discussed"
            found = index
    return found


def _widen(tokens: Sequence[Token], words: Sequence[str], head: int) -> Range:
    """The run of nominal words around a head noun, "of" phrases included."""
    left = head
    while (
        not (left < head and words[left] in _ARTICLES and tokens[left - 1].tag in {"NOUN", "PROPN"})
        and left > 0
        and head - left < LONGEST
        and (tokens[left - 1].tag in NOMINAL or words[left - 1] in {"'s", "’s", "&"})
    ):
        if words[left - 1] in RELATIVE:
            break
        left -= 1
    right = after(tokens, words, head)
    return _bounded(tokens, words, left), max(right[1] if right else head + 1, head + 1)


def parts(tokens: Sequence[Token], words: Sequence[str], where: Range | None) -> Iterator[Range]:
    """The actors joined in one phrase ("Norland and Sudland"), each by itself."""
    if where is None:
        return
    start = where[0]
    for index in range(where[0], where[1]):
        if words[index] in {"and", ",", "&", "nor"} and index > start and _names(tokens, index, where[1]):
            yield start, index
            start = index + 1
    if start < where[1]:
        yield start, where[1]


def _names(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether "and" joins two actors: a noun before it, a name or an article after it."""
    if tokens[index - 1].fine == "PRP" and tokens[index].text == "and":  # "it and two other groups"
        return True
    named = any(token.tag == "PROPN" for token in tokens[index + 2 : min(index + 6, end)])
    if (
        tokens[index - 1].tag == "PROPN"
        and named
        and tokens[index].text == "and"
        and (tokens[index + 1].tag in {"ADJ", "NOUN"})
    ):  # "Minister Ada Lund and foreign policy aide Nils Berg"
        return True
    if tokens[index].text == "," and index + 2 == end and tokens[index + 1].fine in {"NNS", "NNPS"}:
        return True  # "Norland government, rebels"
    return (
        tokens[index - 1].tag in {"PROPN", "NOUN"}
        and index + 1 < end
        and (
            tokens[index + 1].tag in {"PROPN", "DET", "PRON"}
            or tokens[index + 1].text[:1].isupper()
            or _is_titled(tokens, index, end)
        )
    )


def _is_titled(tokens: Sequence[Token], index: int, end: int) -> bool:
    """ "Lund and union leader Berg": behind a name, plain nouns before another name."""
    place = index + 1
    while place < end and tokens[place].tag == "NOUN":
        place += 1
    return tokens[index - 1].tag == tokens[min(place, end - 1)].tag == "PROPN" and index + 1 < place < min(
        end, index + 5
    )


def by_phrase(tokens: Sequence[Token], words: Sequence[str], place: int, limit: int) -> Range | None:
    """Who did it in the passive: the phrase after "by", within a few words of the verb or noun at ``place``."""
    for index in range(place + 1, min(limit, place + 14)):
        if words[index] == "by" and index + 1 < len(tokens) and tokens[index + 1].tag in NOMINAL:
            found = _without_week(words, after(tokens, words, index + 1))
            if found is None or not (_is_deadline(words, found) or " ".join(words[slice(*found)]) in _MEANS):
                return found
    return None


WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _without_week(words: Sequence[str], part: Range | None) -> Range | None:
    """ "Freed by the Front next week", "by the Front Sunday": the time is no part of who does it."""
    if part is not None and part[1] - part[0] > 1 and words[part[1] - 1] in WEEKDAYS:
        return part[0], part[1] - 1
    if part is None or part[1] - part[0] < 3 or words[part[1] - 2] not in {"next", "last", "this"}:
        return part
    return (part[0], part[1] - 2) if words[part[1] - 1] in {"week", "month", "year", "weekend"} else part


_MEANS = frozenset(
    {"bus", "air", "sea", "road", "land", "boat", "plane", "helicopter", "train", "rail", "phone", "telephone", "video",
     "letter", "ship", "truck", "ambulance", "post", "email", "video link", "force", "hand", "mistake", "accident"}
)  # fmt: skip
"""How something is done, and nobody who did it ("evacuated by bus")."""


def _is_deadline(words: Sequence[str], part: Range) -> bool:
    """ "Freed by Monday morning", "by the end of March": until when, and nobody who did it."""
    first, last = part
    head = words[next((k for k in range(first, last) if words[k] == "of"), last) - 1]
    year = len(head) == 4 and head.isdigit() and last - first == 1
    return year or head.rpartition("-")[2] in small_words()["deadline"]
