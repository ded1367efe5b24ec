"""Dictionary forms of words, by rule, with a table of irregular verbs and of the words where the rules fail."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")
_AUX = {
    "'s": "be", "'re": "be", "'m": "be", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "'ve": "have",
    "'d": "would", "'ll": "will", "wo": "will", "ca": "can", "sha": "shall", "has": "have", "had": "have",
    "does": "do", "did": "do",
}  # fmt: skip
_PLAIN_ENDS = (
    "ain", "oin", "een", "ear", "eer", "our", "air", "eat", "eet", "oot", "ait", "oat", "out", "eal", "ail",
    "eel", "ool", "oal", "oak", "eak", "ook", "eek", "eap", "eep", "oop", "ead", "oad", "eed", "ood", "aid",
    "eam", "oom", "aim", "oam", "en", "on", "er", "or", "it", "el", "op", "et", "ow", "om", "ish", "nt", "st",
    "ct", "pt", "rt", "lt", "ft", "xt", "nd", "rd", "ld", "ll", "ss", "mp", "rn", "rm", "lm", "gn", "wn", "ff",
    "w", "x", "y", "h", "k", "p", "f", "b", "m",
)  # fmt: skip


@cache
def _irregular() -> dict[str, str]:
    """Past and participle of irregular verbs to their base."""
    made: dict[str, str] = {}
    source = files("guarantor.reading").joinpath("data/irregular_verbs.tsv").read_text(encoding="utf-8")
    for line in source.splitlines()[2:]:
        base, *forms = line.split("\t")
        for form in " ".join(forms).split():
            made.setdefault(form, base)
    return made


@cache
def past_forms() -> frozenset[str]:
    """Past forms of irregular verbs ("gave", but not "given")."""
    source = files("guarantor.reading").joinpath("data/irregular_verbs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in source.splitlines()[2:])
    return frozenset(form for row in rows for form in row[1].split())


@cache
def _exceptions() -> dict[tuple[str, str], str]:
    """Words where the rules fail (word and tag to lemma); see data/TAGGER.md for their source."""
    place = files("guarantor.reading").joinpath("data/lemmas_ewt.tsv")
    if not place.is_file():
        return {}
    rows = (line.split("\t") for line in place.read_text(encoding="utf-8").splitlines())
    return {(word, tag): lemma for word, tag, lemma in rows}


@cache
def _verbs() -> frozenset[str]:
    """Base forms of verbs, to choose between "hope" and "hop"; see data/TAGGER.md for their source."""
    place = files("guarantor.reading").joinpath("data/verbs_ewt.txt")
    known = place.read_text(encoding="utf-8").split() if place.is_file() else []
    ours = files("guarantor.reading").joinpath("data/verbs_more.txt").read_text(encoding="utf-8").splitlines()
    known += [line for line in ours if line and not line.startswith("#")]
    return frozenset(known) | frozenset(_irregular().values())


def is_verb(lemma: str) -> bool:
    """True for the base form of a verb that the lists know."""
    return lemma in _verbs()


@lru_cache(maxsize=20_000)
def lemma_of(word: str, tag: str) -> str:
    """The dictionary form, lower case, of a word with a Universal POS tag; names keep their case-folded form."""
    known = _exceptions().get((word, tag))
    return known if known is not None else rule_lemma(word, tag)


def rule_lemma(word: str, tag: str) -> str:
    """By rule alone; `word` in lower case."""
    if tag == "AUX":
        return _AUX.get(word, _irregular().get(word, word))
    if tag == "VERB":
        return _verb(word)
    if tag == "NOUN":
        return _noun(word)
    return "not" if word in {"n't", "n’t"} else word


def _verb(word: str) -> str:
    """Said, says, saying to say."""
    irregular = _irregular().get(word)
    if irregular:
        return irregular
    if word in _verbs():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and word[:-1] in _verbs():
        return word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) > 4:
        return _stem(word[:-2])
    if word.endswith("ing") and len(word) > 5:
        return _stem(word[:-3])
    return word


def _stem(stem: str) -> str:
    """What is left without -ed or -ing, with a doubled letter undone or a silent e restored."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2]
    known = _verbs()
    for guess in (stem + "e", stem, stem[:-1] if doubled else stem):
        if guess in known:
            return guess
    if doubled and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem.endswith(_PLAIN_ENDS) or not any(sign in _VOWELS for sign in stem):
        return stem
    return stem + "e"


def _noun(word: str) -> str:
    """Claims to claim, parties to party."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def small_words() -> frozenset[str]:
    """The words of closed classes, in lower case."""
    return frozenset(files("guarantor.reading").joinpath("data/small_ewt.txt").read_text("utf-8").split())
