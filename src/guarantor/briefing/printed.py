"""The words of a claim as a sentence prints them, and the verb before them, where it is kept as the report has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from guarantor.briefing.wording import Wording
from guarantor.model.claim import Claim
from guarantor.model.spans import Span, within

_DATELINE = re.compile(r"^[A-Z][\w.' -]{1,24}, (?:\d{1,2} )?[A-Z][\w. ]{1,20} ?[-–—] (?=[A-Z])")
_WIRED = re.compile(r"^(?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\([A-Z][\w ]{1,20}\) ?[-–—]+ (?=\S)")
_SAID_ON = re.compile(r"^(?:(?:late|early) )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:that )?(?=\S)")
"""A day right behind the verb is that on which it was said: "said on Monday there could be no truce"."""
_CARRIED = re.compile(r", (?:as )?([^,“”]{2,40}?) (?:reports|reported)$")
_LATER_THAT = re.compile(r"^(?:(?!that\b)[\w-]+ ){0,3}(?:later|earlier|afterwards|again|after|before) that (?=\S)")
"""A time between the verb and what is said: "said hours later that …"."""
_ON_DAY = re.compile(r" (?:(?:late|early) )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
"""A day between the verb and what is said: the bracket has the day of publication."""
LONGEST_VERB = 3
FRAGMENT = 4
BEFORE = ("earlier ", "later ", "already ", "also ", "again ")
"""Words between "has" and a verb that tell only when it was said."""
HAVE = ("has ", "have ", "had ")


def quoted(claim: Claim) -> str:
    """What is said to be so, in the report's words: the content where the claim knows it, else the whole quote."""
    words = _quoted(claim.quote, claim.span, claim.content, claim.holder.text is not None)
    if claim.cue is not None and claim.content and 0 <= claim.content[0][0] - claim.cue[1] <= 1:
        words = _SAID_ON.sub("", words)
    return without_carrier(words, [station.name for station in claim.chain])


def without_carrier(words: str, stations: Sequence[str]) -> str:
    """Words without the clause at their end by which a station of their own chain says that it carries them: the note
    has the chain.

    >>> without_carrier("the war is over, Reuters reports", ["The Post", "Reuters"])
    'the war is over'
    >>> without_carrier("the war is over, Norland says", ["The Post", "Reuters"])
    'the war is over, Norland says'
    """
    found = _CARRIED.search(words)
    return words[: found.start()] if found is not None and found[1] in stations else words


@lru_cache(maxsize=50_000)
def _quoted(quote: str, span: Span, content: tuple[Span, ...], named: bool) -> str:
    parts = [quote[a - span[0] : b - span[0]].strip(" ,;:\n") for a, b in content if within((a, b), span)]
    text = " … ".join(part for part in parts if part)
    words = _LATER_THAT.sub("", text).removeprefix("that ") if named and text else quote
    whole = _WIRED.sub("", _DATELINE.sub("", " ".join(words.split())))
    bare = whole.strip("“”\"' ").rstrip(".,;: ").rstrip("“”\"' ")
    at = whole.find(bare) + len(bare)
    return f'{bare}"' if bare.count('"') % 2 and '"' in whole[at:] else bare


def stands_alone(words: str, wording: Wording) -> bool:
    """Whether words say something by themselves: "Asked how it is counted" is the question and no answer, and "denied
    the allegation" does not say which."""
    if words.casefold() in wording.data["empty_words"]:
        return False
    return not words.casefold().startswith(tuple(f"{each} " for each in wording.data["questions"]))


def is_fragment(words: str) -> bool:
    """Whether words are too few to be a sentence after "said": a thing that is named, and no more."""
    return len(words.split()) < FRAGMENT


def printed(claim: Claim, wording: Wording) -> tuple[str | None, str]:
    """The verb of attribution as printed (in the past), where the words do not stand as a sentence without it, and the
    words.

    "called it" takes the pronoun before the quotation; a holder who stands in the words themselves ("The ministry
    denied involvement") is not said twice.
    """
    words = quoted(claim)
    kept_verbs = [*wording.data["kept_verbs"], *wording.data["kept_verbs_of"].get(claim.type, ())]
    verb = _cue(claim, kept_verbs, wording.data["verb_forms"])
    if verb is None:
        verb = _cue(claim, wording.data["kept_before_things"], wording.data["verb_forms"])
        verb = None if verb is not None and verb.endswith(" that") else verb
    if verb is None and claim.holder.text is not None and claim.cue is None:
        verb, words = _inside(claim.holder.text, words, kept_verbs)
    pronoun, _, rest = words.partition(" ")
    if verb == "called" and rest and pronoun in ("it", "this", "that"):
        return f"called {pronoun}", rest
    return verb, words


def _cue(claim: Claim, kept_verbs: Sequence[str], forms: Mapping[str, str]) -> str | None:
    if claim.cue is None or not claim.content or claim.holder.text is None or claim.content[0][0] < claim.cue[1]:
        return None
    start = claim.span[0]
    told = " ".join(claim.quote[claim.cue[0] - start : claim.content[0][0] - start].split()).casefold()
    for have in (*HAVE, *BEFORE):
        told = told.removeprefix(have)
    told = _ON_DAY.sub("", told)
    first, _, rest = told.partition(" ")
    told = f"{forms.get(first, first)} {rest}".strip()
    fits = any(told.startswith(verb) for verb in kept_verbs)
    return told if fits and len(told.split()) <= LONGEST_VERB else None


def _inside(holder: str, words: str, kept_verbs: Sequence[str]) -> tuple[str | None, str]:
    """The verb and what follows it, of words that begin with the holder and a verb that is kept."""
    rest = words.removeprefix(holder).lstrip()
    if rest == words:
        return None, words
    for have in HAVE:
        rest = rest.removeprefix(have)
    verb = next((verb for verb in kept_verbs if rest.startswith(f"{verb} ")), None)
    return (None, words) if verb is None else (verb, rest.removeprefix(verb).strip())
