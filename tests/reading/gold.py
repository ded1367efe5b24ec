"""Articles with hand-made gold, and how claims are held against it: the same matching as the shared claim scorer.

A claim is found when its span shares at least half (Jaccard, letters and digits) with a gold quote, one to one; it is
right when holder, type and modality agree as well. The gold has the guide's six modalities. Where the guide leaves the
border between kinds or modalities open, a bar parts the readings that a careful person may defend, the likeliest first;
``strict`` takes the first alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

from guarantor.model.claim import Claim
from guarantor.model.spans import Span
from guarantor.reading import read_text

ARTICLES = Path(__file__).parent / "articles"
LEAST_SHARED = 0.5
SAME_MODALITY = {
    "happened": {"happened"},
    "ongoing": {"ongoing"},
    "planned": {"planned"},
    "proposed": {"planned", "hypothetical"},
    "ordered": {"planned"},
    "conditional": {"conditional"},
    "denied": {"denied"},
    "alleged": {"happened", "ongoing"},
    "hypothetical": {"hypothetical"},
}
EMPTY_WORDS = frozenset({"the", "a", "an", "of", "mr", "mrs", "ms", "dr", "sir"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One claim that a careful reader makes of an article."""

    span: Span
    quote: str
    holders: tuple[str | None, ...]
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    polarity: str
    when: str | None
    figure: float | None
    optional: bool = False
    """A claim that a careful person may make or leave ("declined to comment"): neither missed nor wrong."""
    doers: str | None = None
    """Who does it, where the gold says so: several behind ";", other readings behind a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was made of one article: pairs of claim and gold (either may be missing)."""

    name: str
    pairs: tuple[tuple[Claim | None, Gold | None], ...]

    @property
    def made(self) -> int:
        """How many claims the reader made."""
        return sum(claim is not None for claim, _ in self.pairs)

    @property
    def wanted(self) -> int:
        """How many claims the gold has."""
        return sum(gold is not None and not (gold.optional and claim is None) for claim, gold in self.pairs)

    @property
    def matched(self) -> tuple[tuple[Claim, Gold], ...]:
        """Claims found."""
        return tuple((claim, gold) for claim, gold in self.pairs if claim is not None and gold is not None)

    def right(self, *, strict: bool = False) -> int:
        """How many claims are found with holder, type and modality."""
        return sum(not faults(claim, gold, strict=strict) for claim, gold in self.matched)


def article_names() -> list[str]:
    """Every article that has a gold file."""
    return sorted(path.stem for path in ARTICLES.glob("*.yaml"))


def read_gold(name: str) -> tuple[str, str, list[Gold]]:
    """Text, day of publication and gold of an article."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    data = yaml.safe_load((ARTICLES / f"{name}.yaml").read_text(encoding="utf-8"))
    made = []
    for words, holder, kind, modality, when, figure, *doers in data["claims"]:
        start, end = _place(text, words)
        kinds = tuple(kind.lstrip("?").split("|"))
        made.append(
            Gold(
                span=(start, end), quote=text[start:end], types=kinds,
                optional=kind.startswith("?"),
                holders=tuple(None if one in {None, "null"} else one for one in (holder or "null").split("|")),
                modalities=tuple(one.rstrip("-").replace("ordered", "planned") for one in modality.split("|")),
                polarity="-" if "-" in modality.split("|")[0] or kinds[0] in {"denial", "refusal"} else "+",
                when=None if when is None else str(when), figure=figure, doers=doers[0] if doers else None,
            )
        )  # fmt: skip
    return text, str(data["published"]), made


def _place(text: str, words: str) -> Span:
    """Where the quoted words stand; "A … B" runs from the first A to the next B."""
    first, _, last = words.partition(" … ")
    start = text.index(first)
    end = text.index(last, start + len(first)) + len(last) if last else start + len(first)
    return start, end


def faults(claim: Claim, gold: Gold, *, strict: bool = False) -> tuple[str, ...]:
    """Which of holder, type and modality are wrong."""
    types, modalities = (gold.types[:1], gold.modalities[:1]) if strict else (gold.types, gold.modalities)
    names = () if claim.holder.kind == "outlet" or not claim.holder.text else _names(claim)
    holders = gold.holders[:1] if strict else gold.holders
    held = any(not names if one is None else any(same_name(one, name) for name in names) for one in holders)
    stands = not SAME_MODALITY.get(claim.modality, set()).isdisjoint(modalities) or (
        "demand" in types and claim.modality in {"ordered", "proposed"}
    )
    tests = (("holder", held), ("type", claim.type in types), ("modality", stands))
    return tuple(name for name, right in tests if not right)


def _names(claim: Claim) -> tuple[str, ...]:
    last = claim.chain[-1] if claim.chain else None
    names = [claim.holder.text or "", re.sub(r"[._\-:/]+", " ", claim.holder.actor or "")]
    return (*names, last.name) if last is not None and last.role == "holder" and last.name else tuple(names)


def same_name(one: str, other: str) -> bool:
    """Equal, or one held in the other as whole words."""
    short, long = sorted((_words(one), _words(other)), key=len)
    size = len(short)
    return bool(short) and any(long[at : at + size] == short for at in range(len(long) - size + 1))


def _words(name: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", name.replace("’", "'"))
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign)).casefold()
    flat = re.sub(r"'s\b", "", flat).replace("'", "")
    return [word for word in re.findall(r"[^\W_]+", flat) if word not in EMPTY_WORDS]


def score(name: str) -> Score:
    """Read an article and hold the claims against its gold."""
    text, published, gold = read_gold(name)
    claims = read_text(text, published=published, outlet="Lakes Post")
    for claim in claims:
        claim.check(text)
    ranked = sorted(
        (-likeness, len(faults(claim, wanted)), i, j)
        for i, claim in enumerate(claims)
        for j, wanted in enumerate(gold)
        if (likeness := _likeness(text, claim.span, wanted.span)) >= LEAST_SHARED
    )
    taken: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs: list[tuple[Claim | None, Gold | None]] = [
        (claim, gold[taken[i]] if i in taken else None) for i, claim in enumerate(claims)
    ]
    pairs += [(None, wanted) for j, wanted in enumerate(gold) if j not in taken.values()]
    return Score(name=name, pairs=tuple(pairs))


def _likeness(text: str, one: Span, other: Span) -> float:
    """Jaccard of the letters and digits of two spans."""
    a, b = ({place for place in range(*span) if text[place].isalnum()} for span in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0
