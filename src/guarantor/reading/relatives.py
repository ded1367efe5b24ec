"""The verb of a relative clause, and the one behind it, where the tagger lost the one or the other."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.lemmas import lemma_of, past_forms
from guarantor.reading.mainverb import finite_form
from guarantor.reading.sets import words_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART"})
_SIGNS = frozenset({",", ";", ".", "–", "—", '"', "”"})
_SUBORDINATE = frozenset(
    {"that", "which", "who", "after", "before", "while", "as", "when", "if", "because", "but", "and"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES = words_of("reading", "relatives: relatives")


def in_relative(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Which the centre suspended in July": the verb of a relative clause with a subject of its own is finite."""
    made = list(tokens)
    for place in range(1, len(tokens) - 2):
        if words[place] not in {"which", "whom"} or words[place - 1] != ",":
            continue
        verb = place + 1
        while verb < len(tokens) and tokens[verb].tag in _PHRASE:
            verb += 1
        if verb < place + 2 or verb >= len(tokens):
            continue
        if tokens[verb].fine != "VBN" or tokens[verb - 1].tag not in _NOMINAL:
            continue
        end = next((k for k in range(verb, len(tokens)) if tokens[k].text in _SIGNS), len(tokens))
        if not any(token.fine in _FINITE for token in tokens[verb:end]) and _may_be_past(words[verb]):
            made[verb] = tokens[verb]._replace(fine="VBD")
            made[verb - 1] = tokens[verb - 1]._replace(head=verb, dep="nsubj")
    return made


def behind_relative(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Turkey, which backs the talks, hailed the deal": what stands behind the relative clause is the main verb."""
    first = next((k for k in range(2, len(tokens) - 2) if words[k] in _RELATIVES and words[k - 1] == ","), 0)
    close = next((k for k in range(first + 2, len(tokens) - 3) if words[k] == ","), 0) if first else 0
    if not close or tokens[first - 2].tag not in _NOMINAL or not any(t.fine in _FINITE for t in tokens[first:close]):
        return tokens
    verb = close + 1 + (words[first] == "whose" and tokens[close + 1].tag == "ADV")
    hung = tokens[verb].fine == "VBD" and first < tokens[verb].head < close
    if (
        not (tokens[verb].fine in {"VBN", "JJ", "NN"} or hung)
        or not words[verb].endswith("ed")
        or not finite_form(words[verb])
    ):
        return tokens
    end = next((k for k in range(verb, len(tokens)) if words[k] in _SUBORDINATE or words[k] in _SIGNS), len(tokens))
    if any(token.fine in _FINITE for token in (*tokens[: first - 1], *tokens[verb + hung : end])):
        return tokens
    made = list(tokens)
    for place, token in enumerate(made):
        if token.head < 0 or (place > verb and token.head < first):
            made[place] = token._replace(head=verb)
    made[verb] = tokens[verb]._replace(
        tag="VERB", fine="VBD", lemma=lemma_of(words[verb], "VERB"), head=-1, dep="root",
    )  # fmt: skip
    made[first - 2] = made[first - 2]._replace(head=verb, dep="nsubj")
    thing = next((k for k in range(verb + 1, end) if made[k].tag in {"NOUN", "PROPN", "PRON"}), 0)
    if thing and not any(token.tag == "ADP" for token in made[verb:thing]):
        made[thing] = made[thing]._replace(head=verb, dep="obj")
    return made


def _may_be_past(word: str) -> bool:
    """Whether a form may be a past tense ("suspended", "sent", not "taken")."""
    return word.endswith("ed") or word in past_forms()
