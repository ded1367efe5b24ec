"""Attributions by verbs: who said what, in all the orders that English allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guarantor.reading.attribution import after, holders, spans
from guarantor.reading.attribution.before import Front, content_before, last_closing_mark
from guarantor.reading.attribution.lexicon import Entry, entries, word_set
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, NOMINAL, View

_MODALS = frozenset({"would", "could", "may", "might", "should", "must", "can", "will", "shall", "'ll", "'d"})
_PENDING = frozenset(
    {"expect", "plan", "likely", "set", "due", "schedule", "slate", "intend", "about", "want", "hope", "try"}
)
_REFUSING = frozenset({"refuse", "decline", "fail", "stop", "avoid", "forget"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that is in the list, with its group and how it stands."""

    verb: int
    start: int
    entry: Entry
    passive: bool


def find_verbs(view: View) -> Iterator[Draft]:
    """Every attribution in the sentence that a verb makes."""
    known = entries("verbs.tsv")
    last: Draft | None = None
    taken: list[Span] = []
    for index, token in enumerate(view.tokens):
        entry = known.get(token.lemma)
        if entry is None or token.tag not in {"VERB", "AUX"} or view.quote[index] >= 0 or is_name(view, index):
            continue
        draft = _attribution(view, Cue(index, holders.group_start(view, index), entry, is_passive(view, index)))
        if draft is None or any(first <= index < end for first, end in taken):
            continue
        taken.extend(draft.cue[1:])
        if last is not None and last.cited is not None and last.cited[0] == index + 1:
            continue
        if draft.cited is None:
            draft.cited = cited_by(view, index)
        if token.fine == "VBG" and last is not None and index and view.words[index - 1] in COMMAS | {'"', "and"}:
            draft.source = list(last.source)
        elif token.fine in FINITE | {"VBN"}:
            last = draft if draft.source else last
        yield draft


def cited_by(view: View, verb: int) -> Span | None:
    """Whom the holder names as its own source: "..., citing two officials". Only who can be asked counts."""
    for place in range(verb + 1, min(verb + 60, len(view) - 1)):
        if view.words[place] in {"citing", "quoting"} and view.quote[place] < 0:
            end = place + 1
            while end < len(view) and view.words[end] not in COMMAS | END_MARKS | {"that", "as", ")", ":"}:
                if view.tokens[end].fine in FINITE:
                    return None
                end += 1
            found = holders.trimmed(view, place + 1, end)
            return found if found is not None and _can_tell(view, found) else None
        if (
            place > verb + 1
            and view.tokens[place].lemma in entries("verbs.tsv")
            and view.tokens[place].fine in {"VBD", "VBZ"}
        ):
            return None
    return None


def _can_tell(view: View, part: Span) -> bool:
    """True for a name, or a word for somebody or something that tells."""
    named = any(view.tokens[k].tag == "PROPN" and not view.is_time(k) for k in range(*part))
    return named or any(view.tokens[k].lemma in word_set("teller") for k in range(*part))


def is_name(view: View, index: int) -> bool:
    """True for a capital letter inside a sentence that is not a headline: "Hope Lund said"."""
    if index == 0 or not view.tokens[index].text[0].isupper():
        return False
    words = [token.text for token in view.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    titled = sum(1 for word in words if word[0].isupper())
    return titled * 10 < len(words) * 7 or (view.words[-1] == "." and titled < len(words))


def is_passive(view: View, verb: int) -> bool:
    """ "was told", "is expected"; a bare participle after a noun, "said to be"."""
    if view.tokens[verb].fine not in {"VBN", "VBD"}:
        return False
    for kid in view.kids[verb]:
        if kid < verb and view.tokens[kid].dep == "aux:pass":
            return True
    before = verb - 1
    while before >= 0 and view.tokens[before].tag == "ADV":
        before -= 1
    if before >= 0 and view.tokens[before].lemma == "be" and view.tokens[before].tag == "AUX":
        return True
    start = holders.group_start(view, verb)
    if view.tokens[verb].fine != "VBN" or view.tokens[verb].dep != "acl" or start == 0 or view.words[start - 1] == ",":
        return False
    return any(view.tokens[k].fine in FINITE and not view.left[verb] <= k <= view.right[verb] for k in range(len(view)))


def _attribution(view: View, cue: Cue) -> Draft | None:
    """Try the passive, then content after the cue, then content before it."""
    if cue.entry.cue_class == "cite":
        relayed = _relayed(view, cue)
        if relayed is not None:
            return relayed
    if cue.passive:
        return _passive(view, cue)
    start = after.find_start(view, cue.verb, cue.entry, False)
    opened = _opening(view, cue)
    if opened is not None:
        return opened
    if _is_inverted(view, cue, start):
        front = content_before(view, cue.start, True)
        source = _inverted(view, cue)
        if front is not None and source is not None:
            return _fronted(view, cue, source, front)
    marked = _marked_front(view, cue)
    if marked is not None and (start is None or start.kind in {"quote", "colon"}):
        return _fronted(view, cue, marked[1], marked[0])
    source = _source(view, cue)
    if source is None and cue.start and view.words[cue.start - 1] in {"and", "but"}:
        source = _main(view, cue)
    between = parenthetical(view, cue, source) if start is None or start.kind == "quote" else None
    if between is not None:
        return between
    front = _front(view, cue, source, start)
    if front is not None:
        return _fronted(view, cue, source, front)
    if start is None:
        return _prior(view, cue, source)
    if start.kind == "gap" or (
        source is None and view.tokens[cue.verb].fine not in {"VBG", "VB"} and start.kind not in {"quote", "colon"}
    ):
        source = _neighbour(view, cue)
    if source is None and start.kind not in {"quote", "colon"}:
        return None
    if not cue.entry.has("q") and _is_aside_use(view, cue.verb):
        return None
    if start.kind in {"object", "prep", "gerund", "inf"}:
        whole = cue.entry.has("s") or cue.entry.cue_class in {"accuse", "describe"} or start.kind == "inf"
        first = start.addressee if start.kind == "inf" and start.addressee >= 0 else start.place
        content = spans.complement_after(view, cue.verb, first, whole)
    else:
        content = spans.content_after(view, cue.verb, start.place)
    if content is None:
        return None
    if cue.entry.cue_class == "appear":
        return _draft(view, cue, None, [source, content] if source is not None else [content], "appear")
    return _draft(view, cue, source, [content], start.kind)


def _prior(view: View, cue: Cue, source: Span | None) -> Draft | None:
    """A sentence that is only "Lund said on Monday.": its content may be the quotation before it (see find.py)."""
    if not cue.entry.has("q") or not is_finite(view, cue):
        return None
    opening = cue.start == 0
    if opening:
        source = _inverted(view, cue)
    if source is None or not (opening or source[0] == 0) or any(mark >= 0 for mark in view.quote[: cue.verb]):
        return None
    return _draft(view, cue, source, [], "prior")


def _is_aside_use(view: View, verb: int) -> bool:
    """A purpose, a coordinated base form or a relative clause: too far from an attitude that the text ascribes."""
    token = view.tokens[verb]
    if token.fine == "VB":
        return token.dep in {"advcl", "acl", "conj", "acl:relcl", "csubj"}
    return token.dep == "acl:relcl" and token.fine in {"VBD", "VBZ"}


def _relayed(view: View, cue: Cue) -> Draft | None:
    """ "The paper quoted the mayor as saying that ..."; "the mayor was quoted (by the paper) as saying that ..."."""
    mark = next((k for k in range(cue.verb + 1, min(cue.verb + 30, len(view) - 1)) if view.words[k] == "as"), -1)
    if mark < 0 or view.tokens[mark + 1].fine != "VBG" or view.tokens[mark + 1].lemma not in entries("verbs.tsv"):
        return None
    inner = Cue(mark + 1, mark + 1, entries("verbs.tsv")[view.tokens[mark + 1].lemma], False)
    start = after.find_start(view, inner.verb, inner.entry, False)
    content = spans.content_after(view, inner.verb, start.place) if start is not None else None
    if content is None:
        return None
    subject = _source(view, cue) or _neighbour(view, cue)
    if cue.passive:
        agent = cue.verb + 2 if view.words[cue.verb + 1] == "by" else mark
        teller = holders.trimmed(view, agent, mark)
        source, cited = (teller, subject) if teller is not None else (subject, None)
    else:
        source, cited = subject, holders.trimmed(view, cue.verb + 1, mark)
    made = _draft(view, cue, source, [content], "relayed")
    made.cue = [(cue.start, cue.verb + 1), (mark, mark + 2)]
    made.cited = cited
    return made


def _opening(view: View, cue: Cue) -> Draft | None:
    """Said the mayor: "..."; the cue begins the sentence, the holder follows, then a quotation."""
    if cue.start > 0 or not cue.entry.has("q") or view.tokens[cue.verb].fine not in FINITE | {"VBN"}:
        return None
    source = _inverted(view, cue)
    if source is None:
        return None
    place = source[1]
    while place < len(view) and view.words[place] in {",", ":"}:
        place += 1
    if place >= len(view) or not view.opens(place) or place == source[1]:
        return None
    content = spans.content_after(view, cue.verb, place)
    return _draft(view, cue, source, [content], "opening") if content is not None else None


def _is_inverted(view: View, cue: Cue, start: after.Start | None) -> bool:
    """True for "..., said the mayor": a finite verb right after a comma or closing mark, a noun phrase after it."""
    if cue.start == 0 or not cue.entry.has("q") or view.tokens[cue.verb].fine not in {"VBD", "VBZ", "VBP", "VBN"}:
        return False
    before = cue.start - 1
    if view.words[before] not in COMMAS and not (view.is_mark(before) and view.quote[before] >= 0):
        return False
    place = cue.verb + 1
    if place >= len(view) or (start is not None and start.place == place and start.kind not in {"clause", "object"}):
        return False
    if cue.entry.lemma in {"tell", "inform", "assure", "remind", "notify", "persuade", "convince"}:
        return False
    if not view.is_mark(before) and not (before and view.is_mark(before - 1)) and _predicate_follows(view, place):
        return False
    return view.tokens[place].tag in NOMINAL and view.words[place] not in {"that", "him", "them", "me", "us"}


def _predicate_follows(view: View, place: int) -> bool:
    """True when the phrase that begins here turns out to be the subject of a clause."""
    for after_ in range(place, len(view)):
        if view.words[after_] in COMMAS | {"who", "which", "that", "whose"}:
            return False
        if view.tokens[after_].fine in FINITE:
            return True
    return False


def _source(view: View, cue: Cue) -> Span | None:
    """The subject's phrase by the tree, before the verb."""
    head = holders.subject(view, cue.verb)
    if view.tokens[cue.verb].fine == "VBG" and cue.start and view.words[cue.start - 1] in COMMAS | {'"'}:
        main = holders.main_subject(view, cue.start)
        head = main if main >= 0 else head
    elif view.tokens[cue.verb].fine == "VBG" and view.tokens[head].lemma in word_set("paper"):
        issuer = _issuer(view, head)
        head = issuer if issuer >= 0 else head
    if head < 0 or head >= cue.start:
        return None
    if view.is_time(head):
        return _neighbour(view, cue)
    found = holders.phrase(view, head, 0, cue.start)
    if found is None or _has_own_clause(view, found):
        return None
    return holders.with_aside(view, found, cue.start)


def _issuer(view: View, paper: int) -> int:
    """Who "issued a statement saying ...": the subject of the verb that carries the paper, or -1."""
    verb = view.tokens[paper].head
    if verb < 0 or verb > paper or view.tokens[verb].lemma not in word_set("carrier"):
        return -1
    return holders.subject(view, verb)


def _has_own_clause(view: View, part: Span) -> bool:
    """True when more finite verbs than relative words stand in it, which no noun phrase has."""
    finite = sum(1 for k in range(*part) if view.tokens[k].fine in FINITE)
    opened = sum(1 for k in range(*part) if view.words[k] in {"who", "which", "that", "whose", "where", "whom"})
    return finite > max(opened, 1) or (finite == 1 and not opened and part[1] - part[0] > 8)


def _main(view: View, cue: Cue) -> Span | None:
    """The subject of the main clause to the left; for a verb after "and" that the tree hangs elsewhere."""
    head = holders.main_subject(view, cue.start)
    return holders.phrase(view, head, 0, cue.start) if head >= 0 else None


def is_finite(view: View, cue: Cue) -> bool:
    """A finite form, or a participle in -ed without an auxiliary that stands for one."""
    if view.tokens[cue.verb].fine in FINITE:
        return True
    return view.tokens[cue.verb].fine == "VBN" and not cue.passive


def parenthetical(view: View, cue: Cue, source: Span | None) -> Draft | None:
    """A telling put between commas into what it tells: "The road, she said, is shut"; also "As she said, ..."."""
    if not cue.entry.has("q", "t") or not is_finite(view, cue):
        return None
    if source is None or source[0] >= cue.verb:
        source = _neighbour(view, cue)
    if source is None:
        return None
    first = source[0]
    with_as = first > 0 and view.words[first - 1] == "as"
    edge = first - 1 if with_as else first
    last = cue.verb + 1
    while last < len(view) and last - cue.verb < 8 and view.words[last] not in COMMAS | END_MARKS:
        if view.tokens[last].tag == "VERB" or view.quote[last] >= 0 or view.words[last] in {"that", "who"}:
            return None
        last += 1
    bounded = edge > 0 and view.words[edge - 1] in {",", "-", "—", "–"} and view.quote[edge - 1] < 0
    if not (bounded or (with_as and edge == 0)):
        return None
    left = spans.tidy(view, _lead(view, edge), edge)
    right = None
    if last + 1 < len(view) and view.words[last] in {",", "-", "—", "–"}:
        if view.quote[last + 1] >= 0 and not (left is not None and view.quote[left[1] - 1] >= 0):
            return None
        if with_as and view.words[last + 1] in {"and", "but"} and left is not None:
            last = len(view)
        if last < len(view) and any(view.tokens[k].fine in FINITE for k in range(last + 1, len(view))):
            right = spans.content_after(view, cue.verb, last + 1)
    if left is not None and not with_as and right is None:
        return None
    parts = [part for part in (left, right) if part is not None]
    if not parts or (right is None and not any(view.tokens[k].fine in FINITE for k in range(*parts[0]))):
        return None
    if right is not None and left is not None and _stands_alone(view, left) and not with_as:
        return None
    return _draft(view, cue, source, parts, "between")


def _lead(view: View, edge: int) -> int:
    """The start of the clause before an aside: the sentence, or after a semicolon."""
    first = edge
    while first > 0 and view.words[first - 1] != ";":
        first -= 1
    return first


def _stands_alone(view: View, part: Span) -> bool:
    """True when a finite main clause stands there, so that what follows the aside may be somebody else's."""
    return any(
        view.tokens[k].fine in FINITE and view.tokens[k].dep not in {"acl:relcl", "advcl"} for k in range(*part)
    ) and view.words[part[0]] not in word_set("subordinator")


def _neighbour(view: View, cue: Cue) -> Span | None:
    """The phrase right before the verb group, when the tree has no subject."""
    head = holders.left_neighbour(view, cue.start)
    return holders.phrase(view, head, 0, cue.start) if head >= 0 else None


def _front(view: View, cue: Cue, source: Span | None, start: after.Start | None) -> Front | None:
    """A content before the cue's clause; a clause without quotation marks only where none follows."""
    if not cue.entry.has("q") or (view.tokens[cue.verb].fine in {"VBG", "VB"} and start is not None):
        return None
    edge = source[0] if source is not None and source[0] < cue.verb else cue.start
    while edge > 0 and view.tokens[edge - 1].tag in {"ADV", "DET"} and view.words[edge - 1] not in COMMAS:
        edge -= 1
    if source is None and cue.start > 1 and view.words[cue.start - 1] not in COMMAS and not view.is_mark(cue.start - 1):
        near = _neighbour(view, cue)
        edge = near[0] if near is not None else edge
    clause_ok = (start is None or start.kind == "quote") and _ends_soon(view, cue)
    front = content_before(view, edge, clause_ok, start is None and _closes(view, cue))
    told_after = start is not None and start.kind not in {"quote", "colon", "object"}
    if front is not None and told_after and (not front.quoted or view.quote[front.span[0]] < 0 or front.span[0] > 0):
        return None
    return front


def _closes(view: View, cue: Cue) -> bool:
    """True when the cue's clause ends the sentence: no verb, comma or quotation follows."""
    return not any(view.tokens[k].tag == "VERB" or view.quote[k] >= 0 for k in range(cue.verb + 1, len(view)))


def _marked_front(view: View, cue: Cue) -> tuple[Front, Span] | None:
    """ "...," anything that can be a holder, perhaps with an aside, said: bounded by the closing mark."""
    if not cue.entry.has("q") or view.tokens[cue.verb].fine in {"VBG", "VB"}:
        return None
    mark = last_closing_mark(view, cue.start)
    if mark < 0 or cue.start - mark < 2:
        return None
    first = mark + 1
    while first < cue.start and (view.words[first] in COMMAS or view.words[first] in {"and", "but"}):
        first += 1
    between = range(first, cue.start)
    verbs = sum(1 for k in between if view.tokens[k].fine in FINITE)
    openers = sum(1 for k in between if view.words[k] in {"who", "which", "whose"})
    if verbs > openers or view.tokens[first].tag not in NOMINAL or view.words[first] in {"that", "which", "who"}:
        return None
    source = holders.trimmed(view, first, cue.start)
    front = content_before(view, first, False)
    return (front, source) if front is not None and source is not None else None


def _ends_soon(view: View, cue: Cue) -> bool:
    """True when no object or clause of its own follows the verb that would make a front clause impossible."""
    return not any(
        k > cue.verb and view.tokens[k].dep in {"ccomp", "xcomp"} and view.tokens[k].tag in {"VERB", "AUX"}
        for k in view.kids[cue.verb]
    )


def _fronted(view: View, cue: Cue, source: Span | None, front: Front) -> Draft | None:
    """Content before the cue, and the rest of it after a split."""
    if source is None or (source[0] < front.span[1] and source[1] > front.span[0]):
        source = _inverted(view, cue) or (source if source and source[0] >= front.span[1] else None)
    if source is None and view.tokens[cue.verb].fine in {"VBG", "VB"}:
        return None
    content = spans.tidy(view, *front.span)
    if content is None:
        return None
    parts = [content]
    tail = _tail(view, cue, source, front)
    if tail is not None:
        parts.append(tail)
    return _draft(view, cue, source, parts, "quote" if front.quoted else "front")


def _inverted(view: View, cue: Cue) -> Span | None:
    """The phrase after the verb in "...," said the mayor of X, who left."""
    place = cue.verb + 1
    while place < len(view) and view.tokens[place].tag == "ADV":
        place += 1
    if place >= len(view) or view.tokens[place].tag not in NOMINAL or view.quote[place] >= 0:
        return None
    for kid in view.kids[cue.verb]:
        if view.left[kid] <= place <= kid and view.tokens[kid].tag in NOMINAL:
            return holders.with_relative(view, holders.phrase(view, kid, place, len(view)))
    end = place
    while end < len(view) and view.words[end] not in COMMAS | END_MARKS and view.quote[end] < 0:
        end += 1
    return holders.trimmed(view, place, end)


def _tail(view: View, cue: Cue, source: Span | None, front: Front) -> Span | None:
    """What follows the cue's clause: "A," he said, "B"; A, he said, B."""
    place = max(cue.verb + 1, source[1] if source else 0)
    limit = min(len(view), place + 30)
    while place < limit and view.quote[place] < 0 and view.words[place] not in {",", ":", "—", "–", "--", "-", ";"}:
        place += 1
    if place >= limit:
        return None
    start = place if view.quote[place] >= 0 else place + 1
    if start >= len(view):
        return None
    if view.quote[start] >= 0:
        return spans.tidy(view, start, spans.quote_end(view, start))
    if (
        front.quoted
        or view.tokens[start].fine in {"VBG", "WP", "WDT"}
        or view.words[start] in {"who", "which", "according"}
    ):
        return None
    if not any(view.tokens[k].tag in {"VERB", "AUX"} for k in range(start, len(view))):
        return None
    if view.words[start] in {"and", "but", "while", "as", "after", "when", "before", "during", "in", "on", "at"}:
        return None
    return spans.content_after(view, cue.verb, start)


def _passive(view: View, cue: Cue) -> Draft | None:
    """ "X is expected to leave", "X was accused of theft (by Y)", "it is believed that ..."."""
    start = after.find_start(view, cue.verb, cue.entry, True)
    agent = next(
        (
            k
            for k in view.kids[cue.verb]
            if k > cue.verb and view.kid(k, "case") >= 0 and view.words[view.kid(k, "case")] == "by"
        ),
        -1,
    )
    source = holders.phrase(view, agent, cue.verb + 2, len(view)) if agent >= 0 else None
    told = view.kid(cue.verb, "nsubj:pass", "nsubj")
    theme = holders.phrase(view, told, 0, cue.start) if 0 <= told < cue.start else None
    addressee = cue.entry.has("A") and not cue.entry.has("o")
    parts: list[Span] = []
    if theme is not None and not addressee and view.words[theme[0]] not in {"it", "there"}:
        parts.append(theme)
    if start is not None and start.kind != "object":
        rest = spans.content_after(view, cue.verb, start.place)
        if rest is not None:
            parts.append(rest)
    elif cue.entry.cue_class == "accuse" and cue.verb + 2 < len(view) and view.words[cue.verb + 1] in {"of", "for"}:
        start = after.Start(cue.verb + 1, "prep")
        rest = spans.complement_after(view, cue.verb, start.place, True)
        if rest is not None:
            parts.append(rest)
    elif not cue.entry.has("o", "s"):
        return None
    if not parts or (start is None and source is None):
        return None
    return _draft(view, cue, source, parts, "passive")


def _draft(view: View, cue: Cue, source: Span | None, content: list[Span], rule: str) -> Draft:
    """Put the parts together, with negation and modality of the telling."""
    own = [source] if source is not None else []
    return Draft(
        sentence=view.number,
        cue=[(cue.start, cue.verb + 1)],
        source=own,
        content=content,
        lemma=cue.entry.lemma,
        cue_class=cue.entry.cue_class,
        rule=f"verb:{rule}",
        negated=is_negated(view, cue.verb),
        modal=modal_of(view, cue.verb),
        direct=any(view.quote[part[0]] >= 0 for part in content),
    )


def is_negated(view: View, verb: int) -> bool:
    """ "did not say", "never said", "refused to say"."""
    if any(view.words[k] in {"not", "n't", "never"} for k in view.kids[verb] if k < verb):
        return True
    head = view.tokens[verb].head
    return view.tokens[verb].dep == "xcomp" and head >= 0 and view.tokens[head].lemma in _REFUSING


def modal_of(view: View, verb: int) -> str | None:
    """The modal, or the governor that makes it pending: "is expected to say"."""
    for kid in view.kids[verb]:
        if kid < verb and view.words[kid] in _MODALS and view.tokens[kid].dep == "aux":
            return view.words[kid]
    head = view.tokens[verb].head
    if view.tokens[verb].dep == "xcomp" and head >= 0 and view.tokens[head].lemma in _PENDING:
        return view.tokens[head].lemma
    return None
