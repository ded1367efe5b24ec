"""Give the words of a document their tags, dictionary forms, heads and relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from guarantor.reading.document import Document, Sentence, make_token
from guarantor.reading.features import plain
from guarantor.reading.lemmas import lemma_of
from guarantor.reading.network import Network, shipped
from guarantor.reading.repair import repaired

BATCH = 1500
"""Words that go through the network at once: enough to be quick, few enough to stay in the cache."""


def tag_document(document: Document, network: Network | None = None) -> Document:
    """The same document with `tag`, `fine`, `lemma`, `head` and `dep` of every word."""
    chosen = network or shipped()
    sentences = tuple(sentence for batch in _batches(document.sentences) for sentence in _tagged(batch, chosen))
    return Document(document.text, document.paragraphs, sentences)


def _batches(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Neighbouring sentences, some BATCH words at a time; what holds no word goes alone."""
    some: list[Sentence] = []
    size = 0
    for sentence in sentences:
        if some and (size + len(sentence.tokens) > BATCH):
            yield some
            some, size = [], 0
        some.append(sentence)
        size += len(sentence.tokens)
    if some:
        yield some


def _has_words(sentence: Sentence) -> bool:
    """True when two letters stand together somewhere, so that there is something to analyse."""
    return any(len(token.text) > 1 and token.text[0].isalpha() for token in sentence.tokens)


def _tagged(batch: list[Sentence], network: Network) -> list[Sentence]:
    """One pass of the network over the sentences that hold words; signs alone are only called signs."""
    worded = [sentence for sentence in batch if _has_words(sentence)]
    made: dict[int, Sentence] = {}
    if worded:
        starts, ends, words = (
            list(chain.from_iterable(sentence.columns[field] for sentence in worded)) for field in range(3)
        )
        found = network.analyse(words, [len(sentence.tokens) for sentence in worded])
        relations = map(network.relations.__getitem__, found.relations.tolist())
        tags, lemmas, fines = zip(*map(_kinds(network.tags), words, found.tags.tolist()), strict=True)
        fields = zip(starts, ends, words, tags, lemmas, found.heads.tolist(), relations, fines, strict=True)
        read = list(map(make_token, fields))
        at = 0
        for sentence in worded:
            end = at + len(sentence.tokens)
            made[sentence.start] = Sentence(
                sentence.start, sentence.end, sentence.paragraph, tuple(repaired(read[at:end]))
            )  # fmt: skip
            at = end
    return [made.get(sentence.start) or _signs(sentence) for sentence in batch]


@lru_cache(maxsize=4)
def _kinds(tags: tuple[tuple[str, str], ...]) -> Callable[[str, int], tuple[str, str, str]]:
    """For a set of tags: tag, dictionary form and fine tag of a word that has the tag of a number."""

    @lru_cache(maxsize=50_000)
    def kind(word: str, number: int) -> tuple[str, str, str]:
        upos, fine = tags[number]
        return upos, lemma_of(plain(word).lower(), upos), fine

    return kind


def _signs(sentence: Sentence) -> Sentence:
    """A sentence without words: every token a sign, hanging on the first."""
    words = tuple(
        token._replace(tag="PUNCT" if not token.text.isalnum() else "X", head=-1 if index == 0 else 0, dep="punct")
        for index, token in enumerate(sentence.tokens)
    )
    return Sentence(sentence.start, sentence.end, sentence.paragraph, words)
