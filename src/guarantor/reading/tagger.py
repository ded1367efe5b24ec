"""Give the words of a document their tags, dictionary forms, heads and relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import getitem

from guarantor.reading.document import Document, Sentence, Token, make_token, tagged
from guarantor.reading.features import plain
from guarantor.reading.lemmas import lemma_of, small_words
from guarantor.reading.lifted import asides_of, put_back
from guarantor.reading.network import Network, shipped
from guarantor.reading.repair import repaired

BATCH = 1500
"""Words that go through the network at once: enough to be quick, few enough to stay in the cache."""

CLOSED = frozenset({"AUX", "DET", "PRON", "CCONJ", "SCONJ", "PART", "ADP"})
"""Universal tags of classes that take no new words."""

KEPT_KINDS = 10_000
"""Words that are kept for each tag."""


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
        if some and (size + len(sentence.texts) > BATCH):
            yield some
            some, size = [], 0
        some.append(sentence)
        size += len(sentence.texts)
    if some:
        yield some


def _has_words(sentence: Sentence) -> bool:
    """True when two letters stand together somewhere, so that there is something to analyse."""
    return any(len(word) > 1 and word[0].isalpha() for word in sentence.texts)


def _tagged(batch: list[Sentence], network: Network) -> list[Sentence]:
    """One pass of the network over the sentences that hold words; signs alone are only called signs."""
    worded = [sentence for sentence in batch if _has_words(sentence)]
    made: dict[int, Sentence] = {}
    if worded:
        asides = {at: found for at, sentence in enumerate(worded) if (found := asides_of(sentence.texts))}
        if asides:
            made.update(_apart({worded[at]: found for at, found in asides.items()}, network))
            worded = [sentence for at, sentence in enumerate(worded) if at not in asides]
    if worded:
        texts = [sentence.texts for sentence in worded]
        sizes = list(map(len, texts))
        starts = chain.from_iterable([sentence.starts for sentence in worded])
        ends = chain.from_iterable([sentence.ends for sentence in worded])
        read = _analysed(texts, sizes, starts, ends, network)
        at = 0
        for sentence, size in zip(worded, sizes, strict=True):
            tokens = tuple(repaired(read[at : at + size]))
            made[sentence.start] = tagged(sentence.start, sentence.end, sentence.paragraph, tokens)
            at += size
    return [made.get(sentence.start) or _signs(sentence) for sentence in batch]


def _analysed(
    texts: Sequence[Sequence[str]], sizes: list[int], starts: Iterable[int], ends: Iterable[int], network: Network
) -> list[Token]:
    """The words of some stretches, each read by itself, with all their fields."""
    words = list(chain.from_iterable(texts))
    found = network.analyse(words, sizes)
    relations = map(network.relations.__getitem__, found.relations.tolist())
    kinds = _kinds(network.tags)
    tags, lemmas, fines = zip(*map(getitem, map(kinds.__getitem__, found.tags.tolist()), words), strict=True)
    return list(
        map(make_token, zip(starts, ends, words, tags, lemmas, found.heads.tolist(), relations, fines, strict=True))
    )


def _apart(parted: dict[Sentence, list[tuple[int, int]]], network: Network) -> dict[int, Sentence]:
    """Sentences read twice, whole and without their asides, by their place in the text."""
    both: list[tuple[Sentence, Sequence[int]]] = []
    for sentence, asides in parted.items():
        aside = frozenset(chain.from_iterable(range(first, last) for first, last in asides))
        size = len(sentence.texts)
        both += [(sentence, range(size)), (sentence, [at for at in range(size) if at not in aside])]
    starts = [one.starts[at] for one, places in both for at in places]
    ends = [one.ends[at] for one, places in both for at in places]
    texts = [[one.texts[at] for at in places] for one, places in both]
    read = iter(_analysed(texts, list(map(len, texts)), starts, ends, network))
    cut = [repaired([next(read) for _ in places]) for _, places in both]
    made: dict[int, Sentence] = {}
    for (sentence, asides), whole, rest in zip(parted.items(), cut[::2], cut[1::2], strict=True):
        tokens = tuple(put_back(rest, asides, whole))
        made[sentence.start] = tagged(sentence.start, sentence.end, sentence.paragraph, tokens, tuple(asides))
    return made


class _Kinds(dict[str, tuple[str, str, str]]):
    """For one of the tags: each word that was met with it, to its tag, dictionary form and fine tag."""

    def __init__(self, upos: str, fine: str) -> None:
        self.upos, self.fine = upos, fine

    def __missing__(self, word: str) -> tuple[str, str, str]:
        if len(self) >= KEPT_KINDS:
            self.clear()
        made = self[word] = self._kind(plain(word))
        return made

    def _kind(self, word: str) -> tuple[str, str, str]:
        """Of a capitalised word that is no small word a closed class cannot be right: it is taken for a name."""
        lower = word.lower()
        if self.upos in CLOSED and word[:1].isupper() and word[1:].islower() and lower not in small_words():
            return "PROPN", lower, "NNP"
        return self.upos, lemma_of(lower, self.upos), self.fine


@lru_cache(maxsize=4)
def _kinds(tags: tuple[tuple[str, str], ...]) -> tuple[_Kinds, ...]:
    """By the number of a tag."""
    return tuple(_Kinds(upos, fine) for upos, fine in tags)


def _signs(sentence: Sentence) -> Sentence:
    """A sentence without words: every token a sign, hanging on the first."""
    words = tuple(
        token._replace(tag="PUNCT" if not token.text.isalnum() else "X", head=-1 if index == 0 else 0, dep="punct")
        for index, token in enumerate(sentence.tokens)
    )
    return Sentence(sentence.start, sentence.end, sentence.paragraph, words)
